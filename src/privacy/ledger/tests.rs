//! What can be read off a chain of entries, and what cannot be hidden in it.

use proptest::prelude::*;

use super::*;

fn ledger(events: &[(u8, Event)]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut day = jiff::civil::date(2027, 1, 1);
    for (days, event) in events {
        day = day
            .checked_add(jiff::Span::new().days(i64::from(*days)))
            .unwrap();
        let entry = Entry::following(entries.last(), day.to_string(), event);
        entries.push(entry);
    }
    entries
}

fn verify(entries: &[Entry], noted: &[&str]) -> Result<Verified, Break> {
    let noted = noted.iter().map(|noted| noted.parse().unwrap()).collect();
    let mut verification = Verification::new(noted);
    entries
        .iter()
        .try_for_each(|entry| verification.take(entry))?;
    verification.finish()
}

fn event() -> impl Strategy<Value = Event> {
    let word = || prop::option::of("[a-z0-9 .]{0,12}");
    let (roles, actions) = (Role::ALL, Action::ALL);
    (0..roles.len(), 0..actions.len(), word(), word(), word()).prop_map(
        |(role, action, department, survey, subject)| Event {
            actor: Actor {
                role: Role::ALL[role],
                department,
            },
            action: Action::ALL[action],
            survey,
            subject,
        },
    )
}

fn events() -> impl Strategy<Value = Vec<(u8, Event)>> {
    prop::collection::vec((0_u8..3, event()), 2..12)
}

proptest! {
    #[test]
    fn an_untouched_ledger_holds_and_ends_where_it_was_noted(events in events()) {
        let entries = ledger(&events);
        let last = entries.last().unwrap();
        let noted = format!("{}={}", last.day, last.hash.short());
        let verified = verify(&entries, &[&noted]).unwrap();
        prop_assert_eq!(verified.entries, events.len() as u64);
        prop_assert_eq!(verified.head, Some((last.day.clone(), last.hash)));
        for (entry, (_, event)) in entries.iter().zip(&events) {
            prop_assert_eq!(entry.event(), Some(event.clone()));
        }
    }

    #[test]
    fn an_entry_that_is_taken_out_is_missed_where_it_was(events in events(), at: prop::sample::Index) {
        let mut entries = ledger(&events);
        let at = at.index(entries.len() - 1);
        entries.remove(at);
        let expected = at as i64 + 1;
        let is_missed = matches!(
            verify(&entries, &[]),
            Err(Break::Missing { expected: missed, .. }) if missed == expected
        );
        prop_assert!(is_missed);
    }

    #[test]
    fn a_chain_written_anew_holds_and_differs_from_every_noted_head(
        events in events(),
        at: prop::sample::Index,
    ) {
        let entries = ledger(&events);
        let last = entries.last().unwrap();
        let noted = format!("{}={}", last.day, last.hash);
        let mut edited = events.clone();
        let at = at.index(edited.len());
        edited[at].1.subject = Some("nothing at all".to_owned());
        prop_assume!(edited != events);
        let anew = ledger(&edited);
        prop_assert!(verify(&anew, &[]).is_ok());
        let gone = Err(Break::HeadGone { day: last.day.clone() });
        prop_assert_eq!(verify(&anew, &[&noted]), gone);
    }
}

fn three() -> Vec<Entry> {
    let event = |subject: &str| Event {
        actor: Actor::OPERATOR,
        action: Action::WaveOpened,
        survey: Some("acme".to_owned()),
        subject: Some(subject.to_owned()),
    };
    ledger(&[
        (0, event("wave 1")),
        (1, event("wave 2")),
        (1, event("wave 3")),
    ])
}

#[test]
fn every_field_is_bound_by_the_hash() {
    let edits: [fn(&mut Entry); 8] = [
        |entry| entry.day = "2027-01-03".to_owned(),
        |entry| entry.role = "whynot".to_owned(),
        |entry| entry.department = Some(String::new()),
        |entry| entry.action = "wave-closed".to_owned(),
        |entry| entry.survey = None,
        |entry| entry.subject = Some("wave 9".to_owned()),
        |entry| entry.previous = Hash::from_bytes([7; 32]),
        |entry| entry.hash = Hash::from_bytes([7; 32]),
    ];
    for edit in edits {
        let mut entries = three();
        edit(&mut entries[1]);
        let day = entries[1].day.clone();
        assert_eq!(verify(&entries, &[]), Err(Break::Edited { number: 2, day }));
    }
}

#[test]
fn an_entry_written_anew_in_the_middle_is_found_at_the_next() {
    let mut entries = three();
    entries[1].subject = Some("wave 9".to_owned());
    entries[1].hash = entries[1].reckon();
    let day = entries[2].day.clone();
    assert_eq!(
        verify(&entries, &[]),
        Err(Break::Unchained { number: 3, day })
    );
}

#[test]
fn what_is_cut_off_is_missed_only_by_whoever_noted_a_head() {
    let mut entries = three();
    let noted = format!("{}={}", entries[2].day, entries[2].hash);
    entries.pop();
    assert!(verify(&entries, &[]).is_ok());
    assert!(matches!(
        verify(&entries, &[&noted]),
        Err(Break::HeadGone { .. })
    ));
}

#[test]
fn a_noted_head_is_read_in_fours_and_refused_when_it_is_too_short() {
    assert!(
        "2027-01-01=5F0C 82aa 1234 ffff"
            .parse::<NotedHead>()
            .is_ok()
    );
    assert!("2027-01-01=5f0c82aa".parse::<NotedHead>().is_err());
    assert!("yesterday=5f0c82aa1234ffff".parse::<NotedHead>().is_err());
}

#[test]
fn codes_read_back_as_what_they_stand_for() {
    for &action in Action::ALL {
        assert_eq!(Action::of_code(action.code()), Some(action));
    }
    for &role in Role::ALL {
        assert_eq!(Role::of_code(role.code()), Some(role));
    }
}
