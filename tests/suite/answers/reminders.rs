//! Reminders that go to those who have not answered, where the promise says so.

use std::collections::BTreeSet;

use whynot::operations::invite;
use whynot::operations::mailing::{self, Kind, Progress};
use whynot::operations::publish;
use whynot::privacy::invitation::InvitationCode;

use super::invitations::by_invitation;
use super::{Marketer, Respondent};
use crate::engine::{Engine, on_both_engines};
use crate::mailing::post_office::{Mail, PostOffice, wait_until};
use crate::mailing::{begins, is_sent, list};

const PEOPLE: usize = 20;

fn invites(engine: &Engine, office: &PostOffice) -> Marketer {
    let installation = engine.open_on("2026-11-24");
    mailing::configure(&installation, office.server()).expect("mail");
    let mut survey = by_invitation("small");
    survey.charter.reminders = whynot::survey::charter::Reminders::Unanswered;
    publish::import_survey(&installation, &survey).expect("the survey is stored");
    let marketer = Marketer {
        installation,
        slug: survey.slug,
    };
    marketer.opens_a_wave();
    let people: Vec<String> = (0..PEOPLE).map(|n| format!("p{n}@example.org")).collect();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    invite::by_address(&marketer.installation, &marketer.slug, list(&people)).expect("invited");
    begins(&marketer.installation, &marketer.slug, Kind::Invitation, 1).expect("it begins");
    is_sent(&marketer.installation, &marketer.slug);
    wait_until("the invitations are there", || {
        office.mail().len() == PEOPLE
    });
    marketer
}

fn to(mail: &[Mail]) -> BTreeSet<String> {
    mail.iter().filter_map(|mail| mail.header("To")).collect()
}

/// Begins a reminder and waits until it has gone through everybody; whom it reached.
fn reminds(marketer: &Marketer, office: &PostOffice, form: u128) -> BTreeSet<String> {
    let (installation, slug) = (&marketer.installation, &marketer.slug);
    mailing::configure(installation, office.server()).expect("mail");
    let before = office.mail().len();
    begins(installation, slug, Kind::Reminder, form).expect("it begins");
    is_sent(installation, slug);
    to(&office.mail()[before..])
}

async fn answers(marketer: &Marketer, mail: &Mail) {
    let code: InvitationCode = mail.code().parse().expect("a code");
    let sent = Respondent::at(marketer).await.sends_with(Some(code)).await;
    sent.expect("the response is stored");
}

on_both_engines! {
    async fn whoever_answered_before_a_release_is_passed_over_and_nobody_before(engine: &Engine) {
        let Some(office) = PostOffice::open(0) else { return };
        let marketer = invites(engine, &office);
        let invitations = office.mail();
        for mail in &invitations[..14] {
            answers(&marketer, mail).await;
        }
        // One more makes a release. Until then nobody stands out, also after the
        // day has changed and the marks of used codes have moved.
        drop(marketer);
        let marketer = Marketer::again(engine.open_on("2026-11-26"));
        assert_eq!(reminds(&marketer, &office, 2), to(&invitations));
        answers(&marketer, &invitations[14]).await;
        marketer.sees_released(10).await;
        answers(&marketer, &invitations[15]).await;
        drop(marketer);
        let marketer = Marketer::again(engine.open_on("2026-11-28"));
        assert_eq!(reminds(&marketer, &office, 3), to(&invitations[15..]));
    }

    async fn how_many_were_passed_over_is_told_nowhere(engine: &Engine) {
        let Some(office) = PostOffice::open(0) else { return };
        let marketer = invites(engine, &office);
        let invitations = office.mail();
        for mail in &invitations[..15] {
            answers(&marketer, mail).await;
        }
        marketer.sees_released(10).await;
        // Taking somebody off the list shows nothing of whether they have answered.
        let [answered, waiting] = [&invitations[3], &invitations[17]];
        let off = |mail: &Mail| list(&[&mail.header("To").expect("an address")]);
        let mut told = Vec::new();
        for mail in [answered, waiting] {
            mailing::add_bounced(&marketer.installation, &off(mail)).expect("noted");
            let outlook = mailing::outlook(&marketer.installation, &marketer.slug);
            told.push(outlook.expect("an outlook").reminded);
        }
        assert_eq!(told, [PEOPLE - 1, PEOPLE - 2]);
        drop(marketer);
        let marketer = Marketer::again(engine.open_on("2026-11-26"));
        let reached = reminds(&marketer, &office, 2);
        assert_eq!(reached.len(), PEOPLE - 15 - 1);
        let letters = mailing::overview(&marketer.installation, &marketer.slug);
        let letter = &letters.expect("letters")[0];
        assert!(letter.is_uncounted);
        assert_eq!(letter.progress, Progress::default());
    }
}
