//! A book counted twice is the same, and as if counted person by person.

use std::collections::BTreeSet;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::*;
use crate::clock::Clock;
use crate::operations::publish;
use crate::operations::tabulate::{self, Keyed};
use crate::privacy::auditor::wave::Verdict;
use crate::privacy::book::Counted;
use crate::privacy::published::PublishedTotals;
use crate::privacy::receipt::BatchKey;
use crate::statistics::bit_plane::BitPlane;
use crate::store::batches::Batch;
use crate::store::connection::DatabaseUrl;
use crate::survey::answer::{Answer, Given, Response, Wishes};
use crate::survey::criterion::{Candidate, Criterion, classes};
use crate::survey::form::{self, TypedAnswers};
use crate::survey::question::QuestionKind;
use crate::survey::questionnaire::Survey;

const SURVEY: &str = r#"
format = 1
slug = "kinds"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
group_size_min = 10
floor = 5

[[question]]
code = "age"
kind = "number"
background = true
minimum = 18
maximum = 99
text = "How old are you?"
bands = [{ from = 18, to = 29 }, { from = 30, to = 59 }, { from = 60, to = 99 }]

[[question]]
code = "use"
kind = "single-choice"
background = true
text = "How do you know us?"
options = [
  { code = "shop", text = "The shop" },
  { code = "web", text = "The web" },
  { code = "other", text = "Otherwise", other = true },
]

[[question]]
code = "reasons"
kind = "multiple-choice"
text = "Why not?"
options = [
  { code = "ads", text = "Ads" },
  { code = "price", text = "Price" },
  { code = "shop", text = "The staff", show_when = "use is shop" },
]

[[question]]
code = "recommend"
kind = "nps"
text = "Would you recommend us?"
lowest = "No"
highest = "Yes"

[[question]]
code = "ranks"
kind = "ranking"
places = 2
text = "What matters most?"
options = [
  { code = "a", text = "Price" },
  { code = "b", text = "Staff" },
  { code = "c", text = "Goods" },
]

[[question]]
code = "staff"
kind = "grid"
show_when = "use is shop"
text = "How was the staff?"
from = 1
to = 3
lowest = "Bad"
highest = "Good"
rows = [{ code = "kind", text = "Kindness" }, { code = "speed", text = "Speed" }]
"#;

const PLACE_OF_WAVE: i32 = 1;

fn response(survey: &Survey, rng: &mut StdRng) -> Response {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut say = |name: &str, value: String| pairs.push((format!("q.{name}"), value));
    if rng.random_ratio(19, 20) {
        say("age", rng.random_range(18..100).to_string());
    }
    let channel = ["shop", "shop", "web", "web", "web", "other"][rng.random_range(0..6)];
    say("use", channel.to_owned());
    for reason in ["ads", "price", "shop"] {
        if rng.random_ratio(2, 5) && (reason != "shop" || channel == "shop") {
            say("reasons", reason.to_owned());
        }
    }
    say("recommend", rng.random_range(0..11).to_string());
    say("ranks.a", "1".to_owned());
    say("ranks.c", "2".to_owned());
    if channel == "shop" {
        say("staff.kind", rng.random_range(1..4).to_string());
        if rng.random_ratio(1, 2) {
            say("staff.speed", rng.random_range(1..4).to_string());
        }
    }
    let typed = TypedAnswers::from_pairs(&survey.questionnaire, pairs);
    let mut response = form::parse(&survey.questionnaire, &typed).expect("a valid form");
    response.wishes = Wishes {
        totals_only: rng.random_ratio(1, 100),
        not_outside: false,
    };
    response
}

/// A closed wave of several releases, from each of which some withdrew.
struct Closed {
    _folder: tempfile::TempDir,
    installation: Installation,
    place: Place,
    survey: std::sync::Arc<Survey>,
    /// Those who are left, batch by batch.
    left: Vec<Response>,
}

fn closed(sizes: &[usize], withdrawn: usize, seed: u64) -> Closed {
    let folder = tempfile::tempdir().expect("a folder");
    let url = DatabaseUrl::Sqlite(folder.path().join("whynot.sqlite"));
    let clock = Clock::Fixed("2026-11-24".parse().expect("a day"));
    let installation = Installation::open(url, &folder.path().join("keys"), clock).unwrap();
    let survey = crate::survey::file::read(SURVEY).expect("a valid survey");
    publish::import_survey(&installation, &survey).unwrap();
    publish::open_wave(&installation, &survey.slug, None).unwrap();
    let published = publish::read_published(&installation, &survey.slug)
        .unwrap()
        .unwrap();
    let place = Place {
        survey: published.id,
        wave: PLACE_OF_WAVE,
    };
    let mut rng = StdRng::seed_from_u64(seed);
    let mut left = Vec::new();
    for (number, &size) in (0..).zip(sizes) {
        let responses: Vec<Keyed> = (0..size as u64)
            .map(|row| Keyed {
                key: BatchKey(row << 20 | rng.random_range(0..1 << 20)),
                response: response(&survey, &mut rng),
            })
            .collect();
        let columns = tabulate::columns_of(&survey.questionnaire, &responses);
        let totals = tabulate::totals_of(&columns, responses.len());
        let totals = PublishedTotals::of_batch(totals, 10).unwrap();
        let stay = &responses[withdrawn..];
        let batch = Batch {
            keys: stay.iter().map(|keyed| keyed.key).collect(),
            columns: tabulate::columns_of(&survey.questionnaire, stay),
            wishes: tabulate::wishes_of(stay),
        };
        let store = &installation.store;
        let stored = store.in_transaction(|connection| {
            batches::insert_batch(connection, place, number, "2026-11-24", &batch)?;
            batches::insert_released_totals(connection, place, number, &totals)?;
            surveys::update_wave_released(connection, place.survey, place.wave, size as i64)
        });
        stored.unwrap();
        left.extend(stay.iter().map(|keyed| keyed.response.clone()));
    }
    Closed {
        _folder: folder,
        survey: published.survey,
        installation,
        place,
        left,
    }
}

impl Closed {
    /// Closes the wave and looks at it before the housekeeper does.
    fn look<T>(&self, look: impl FnOnce(&mut AnyConnection) -> T) -> T {
        let _turn = self.installation.book_turn.lock().unwrap();
        let mut connection = self.installation.store.connection().unwrap();
        let Place { survey, wave } = self.place;
        surveys::update_wave_closed(&mut connection, survey, wave, "2026-11-24", false).unwrap();
        look(&mut connection)
    }

    fn book(&self, connection: &mut AnyConnection) -> Book {
        make(&self.installation, connection, self.place).unwrap()
    }
}

#[test]
fn counting_a_wave_twice_gives_the_same_bytes() {
    let closed = closed(&[60, 80, 70, 90, 50], 1, 1);
    closed.look(|connection| {
        let first = serde_json::to_string(&closed.book(connection)).unwrap();
        let again = serde_json::to_string(&closed.book(connection)).unwrap();
        assert!(first.len() > 10_000);
        assert_eq!(first, again);
    });
}

#[test]
fn a_finished_wave_is_left_as_it_is() {
    let closed = closed(&[60, 80], 0, 2);
    let expected = closed.look(|connection| closed.book(connection));
    finish(&closed.installation, closed.place).unwrap();
    let mut connection = closed.installation.store.connection().unwrap();
    let stored =
        |connection: &mut AnyConnection| books::read_book(connection, closed.place).unwrap();
    assert_eq!(stored(&mut connection), expected);
    assert_eq!(
        batches::list_batches(&mut connection, closed.place).unwrap(),
        [(0, 140)]
    );
    finish(&closed.installation, closed.place).unwrap();
    assert_eq!(stored(&mut connection), expected);
}

/// The class of a response, worked out from what was answered.
fn class(survey: &Survey, criterion: Criterion, response: &Response) -> u8 {
    let position = criterion.question().unwrap();
    let kind = &survey.questionnaire.questions[position].kind;
    let classes = classes(&survey.questionnaire, criterion)
        .unwrap()
        .roles
        .len() as u8;
    match (&response.given[position], criterion) {
        (Given::NotShown, _) => classes - 1,
        (Given::Skipped, Criterion::Answer { .. }) => classes - 2,
        (Given::Answered(Answer::One { option, .. }), _) => *option,
        (Given::Answered(Answer::Point(point)), _) => match point {
            0..=6 => 0,
            7..=8 => 1,
            _ => 2,
        },
        (Given::Answered(Answer::Number(number)), _) => {
            let QuestionKind::Number(range) = kind else {
                panic!("a number")
            };
            let bands = range.bands.iter();
            bands.take_while(|band| band.to < *number).count() as u8
        }
        (given, Criterion::Chosen { option, .. }) => {
            let chose = match given {
                Given::Answered(Answer::Several { options, .. }) => options.contains(&option),
                _ => false,
            };
            let was_asked = option != 2
                || matches!(
                    response.given[1],
                    Given::Answered(Answer::One { option: 0, .. })
                );
            match (chose, was_asked) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            }
        }
        other => panic!("{other:?}"),
    }
}

/// The members of each group of a verdict.
fn members(closed: &Closed, candidate: Candidate, verdict: &Verdict) -> Vec<Vec<usize>> {
    let within = |criterion: Criterion, group: &[u8], row: usize| {
        group.contains(&class(&closed.survey, criterion, &closed.left[row]))
    };
    let rows = |is_member: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..closed.left.len())
            .filter(|&row| is_member(row))
            .collect()
    };
    match (candidate, verdict) {
        (Candidate::By(criterion), Verdict::By(grouping)) => {
            let groups = grouping.0.iter();
            groups
                .map(|group| rows(&|row| within(criterion, group, row)))
                .collect()
        }
        (Candidate::Pair(one, other), Verdict::Pair(first, second)) => first
            .0
            .iter()
            .flat_map(|first| second.0.iter().map(move |second| (first, second)))
            .map(|(a, b)| rows(&|row| within(one, a, row) && within(other, b, row)))
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn whoever_withdrew_and_could_not_be_erased_is_in_no_group() {
    let closed = closed(&[120, 90], 2, 3);
    closed.look(|connection| {
        let candidates = criterion::candidates(&closed.survey);
        let keys = batches::find_keys(connection, closed.place, 1)
            .unwrap()
            .unwrap();
        let withdrawn = BTreeSet::from([keys[5], keys[40]]);
        let mut left_out = |withdrawn| {
            let mut source = Source {
                root: closed.installation.keys.root(),
                place: closed.place,
                survey: &closed.survey,
                releases: batches::list_released_totals(connection, closed.place).unwrap(),
                seen: Seen::AfterEachRelease,
                withdrawn,
                connection,
            };
            source.read(&candidates).unwrap().wave.left_out
        };
        let (with, without) = (left_out(&withdrawn), left_out(&BTreeSet::new()));
        // What is left of the first batch comes before the second one.
        for row in [118 + 5, 118 + 40] {
            assert!(with.contains(row));
        }
        let marked = BitPlane::from_fn(with.len(), |row| row == 118 + 5 || row == 118 + 40);
        assert_eq!(without.or(&marked), with);
    });
}

#[test]
fn groups_are_counted_as_if_person_by_person() {
    let closed = closed(&[120, 90, 110, 100, 80], 2, 3);
    closed.look(|connection| {
        let candidates = criterion::candidates(&closed.survey);
        let rule = Rule {
            group_size_min: 10,
            floor: 5,
        };
        let mut source = Source {
            root: closed.installation.keys.root(),
            place: closed.place,
            survey: &closed.survey,
            releases: batches::list_released_totals(connection, closed.place).unwrap(),
            seen: Seen::AfterEachRelease,
            withdrawn: &BTreeSet::new(),
            connection,
        };
        let membership = source.read(&candidates).unwrap();
        // Everybody, those asked about the staff, and parts of these.
        assert!(membership.wave.bases.len() > 1);
        assert_eq!(membership.wave.bases[0].withdrawn, [2; 5]);
        let audit = auditor::audit(&membership.wave, &candidates, rule).unwrap();
        let counted =
            counting::count(source.connection, closed.place, &membership, &audit).unwrap();
        let compared = compare(&closed, &counted, &audit.left_out);
        assert!(compared > 100, "{compared} groups were compared");
    });
}

fn compare(closed: &Closed, counted: &Counted, left_out: &BitPlane) -> usize {
    let mut compared = 0;
    for breakdown in &counted.breakdowns {
        let in_group = |group: &Vec<usize>| {
            let rows = group.iter().copied();
            rows.filter(|&row| !left_out.contains(row))
                .collect::<Vec<usize>>()
        };
        let groups = members(closed, breakdown.candidate, &breakdown.verdict);
        let sizes: Vec<u64> = groups
            .iter()
            .map(|group| in_group(group).len() as u64)
            .collect();
        assert_eq!(breakdown.sizes, sizes, "{:?}", breakdown.candidate);
        for (position, question) in breakdown.questions.iter().enumerate() {
            let groups = members(closed, breakdown.candidate, &question.verdict);
            for (group, totals) in groups.iter().zip(&question.groups) {
                let people: Vec<Keyed> = in_group(group)
                    .into_iter()
                    .map(|row| Keyed {
                        key: BatchKey(0),
                        response: closed.left[row].clone(),
                    })
                    .collect();
                let columns = tabulate::columns_of(&closed.survey.questionnaire, &people);
                let expected = columns[position].count(None);
                assert_eq!(*totals, expected, "question {position}");
                compared += 1;
            }
        }
    }
    compared
}
