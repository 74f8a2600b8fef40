//! How far forms get that are not sent.

use whynot::operations::{leaving, watch};

use super::*;
use crate::engine::{Engine, on_both_engines};

/// The last question on a page of its own.
const PAGES: (&str, &str) = ("code = \"comment\"", "new_page = true\ncode = \"comment\"");

impl Marketer {
    fn of_two_pages(installation: Installation) -> Self {
        let survey = SURVEY.replace(PAGES.0, PAGES.1);
        let survey = whynot::survey::file::read(&survey).expect("a valid survey");
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        Self {
            installation,
            slug: survey.slug,
        }
    }

    async fn sees_leave(&self, forms: usize) {
        let published = self.published().await;
        for _ in 0..forms {
            leaving::goes_on(&self.installation, &published, 0, 1);
        }
    }

    /// What is told of the second page.
    fn told(&self) -> Option<u64> {
        let watched = watch::watch(&self.installation, &self.slug);
        let watched = watched.expect("the database answers").expect("a wave");
        watched.leaving.first().and_then(|page| page.forms)
    }

    async fn is_answered_by(&self, people: usize) {
        for _ in 0..people {
            let respondent = Respondent::at(self).await;
            respondent
                .sends(&[("reasons", "ads")])
                .await
                .expect("a receipt");
        }
    }
}

on_both_engines! {
    async fn counts_of_a_page_add_up_from_release_to_release(engine: &Engine) {
        let marketer = Marketer::of_two_pages(engine.open());
        marketer.opens_a_wave();
        marketer.sees_leave(3).await;
        marketer.is_answered_by(15).await;
        marketer.sees_released(10).await;
        assert_eq!(marketer.told(), None);
        marketer.sees_leave(4).await;
        assert_eq!(marketer.told(), None, "it moves with releases only");
        marketer.closes_the_wave();
        assert_eq!(marketer.told(), Some(5), "seven, in whole groups");
    }

    async fn what_another_process_counted_comes_when_it_sees_the_wave_closed(engine: &Engine) {
        let marketer = Marketer::of_two_pages(engine.open());
        marketer.opens_a_wave();
        let other = Marketer::again(engine.open());
        other.sees_leave(6).await;
        marketer.is_answered_by(5).await;
        marketer.closes_the_wave();
        for _ in 0..1_000 {
            if marketer.told() == Some(5) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("the other process kept its counts");
    }
}
