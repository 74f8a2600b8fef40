//! Reminders that go to those who have not answered, where the promise says so.

use std::collections::BTreeSet;

use whynot::operations::invite;
use whynot::operations::mailing::{self, Kind};
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

fn reminded(marketer: &Marketer) -> usize {
    let outlook = mailing::outlook(&marketer.installation, &marketer.slug);
    outlook.expect("an outlook").reminded
}

async fn answers(marketer: &Marketer, mail: &Mail) {
    let code: InvitationCode = mail.code().parse().expect("a code");
    let sent = Respondent::at(marketer).await.sends_with(Some(code)).await;
    sent.expect("the response is stored");
}

on_both_engines! {
    async fn whoever_answered_before_a_release_is_not_reminded_and_nobody_counts_in_between(engine: &Engine) {
        let Some(office) = PostOffice::open(0) else { return };
        let marketer = invites(engine, &office);
        let invitations = office.mail();
        for mail in &invitations[..14] {
            answers(&marketer, mail).await;
        }
        // One more makes a release. Until then the number is what it was, also
        // after the day has changed and the marks of used codes have moved.
        assert_eq!(reminded(&marketer), PEOPLE);
        drop(marketer);
        let marketer = Marketer::again(engine.open_on("2026-11-26"));
        mailing::configure(&marketer.installation, office.server()).expect("mail");
        assert_eq!(reminded(&marketer), PEOPLE);
        answers(&marketer, &invitations[14]).await;
        marketer.sees_released(10).await;
        assert_eq!(reminded(&marketer), PEOPLE - 15);
        answers(&marketer, &invitations[15]).await;
        assert_eq!(reminded(&marketer), PEOPLE - 15);
        begins(&marketer.installation, &marketer.slug, Kind::Reminder, 2).expect("it begins");
        is_sent(&marketer.installation, &marketer.slug);
        let all = PEOPLE + PEOPLE - 15;
        wait_until("the reminders are there", || office.mail().len() == all);
        assert_eq!(to(&office.mail()[PEOPLE..]), to(&invitations[15..]));
    }
}
