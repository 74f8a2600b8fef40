//! Processes beside each other keep one rate together.

use std::time::{Duration, Instant};

use whynot::operations::mailing::{self, Kind, NewMailing};

use super::post_office::PostOffice;
use super::{is_sent, new, survey};
use crate::engine::Engine;

const PEOPLE: usize = 20;
const PER_MINUTE: u16 = 600;

#[test]
fn two_senders_are_no_quicker_than_one() {
    for engine in [Engine::sqlite(), Engine::postgres()].into_iter().flatten() {
        let Some(office) = PostOffice::open(0) else {
            return;
        };
        let people: Vec<String> = (0..PEOPLE).map(|n| format!("p{n}@example.org")).collect();
        let borrowed: Vec<&str> = people.iter().map(String::as_str).collect();
        let (one, other) = (engine.open(), engine.open());
        let slug = survey(&one, "acme", &borrowed);
        for installation in [&one, &other] {
            mailing::configure(installation, office.server()).expect("mail");
        }
        let letter = NewMailing {
            per_minute: PER_MINUTE,
            ..new(Kind::Invitation, 1)
        };
        #[expect(clippy::disallowed_methods, reason = "the rate is what is tested")]
        let begun = Instant::now();
        mailing::begin(&one, &slug, &letter).expect("it begins");
        is_sent(&one, &slug);
        #[expect(clippy::disallowed_methods, reason = "the rate is what is tested")]
        let took = begun.elapsed();
        assert_eq!(office.mail().len(), PEOPLE);
        // Each rest lies between two mails; twice the rate would need half of it.
        let rests = Duration::from_millis(60_000 / u64::from(PER_MINUTE)) * (PEOPLE as u32 - 1);
        assert!(took >= rests, "{took:?} is less than {rests:?}");
    }
}
