//! A paused wave takes nothing, gives nothing away, and loses nothing.

use whynot::operations::listed;
use whynot::operations::pause;
use whynot::operations::publish::PublishError;
use whynot::operations::respond::RespondError;
use whynot::operations::withdraw;

use super::*;
use crate::engine::{Engine, on_both_engines};

impl Marketer {
    fn pauses(&self) -> bool {
        pause::pause(&self.installation, &self.slug).expect("the wave pauses")
    }

    fn goes_on(&self) -> bool {
        pause::go_on(&self.installation, &self.slug).expect("the wave goes on")
    }

    /// All that lists and boards tell, but for the word "paused".
    async fn visible(&self) -> String {
        let mut surveys = listed::list_surveys(&self.installation).expect("the database answers");
        for wave in surveys.iter_mut().flat_map(|survey| &mut survey.waves) {
            wave.is_paused = false;
        }
        format!("{surveys:?} {:?}", self.results(None).await)
    }
}

on_both_engines! {
    async fn a_paused_wave_takes_no_answer_not_even_of_a_form_that_was_open(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let early = Respondent::at(&marketer).await;
        let repeated = Respondent::at(&marketer).await;
        let first = repeated.sends(&[("reasons", "ads")]).await.unwrap();
        assert!(marketer.pauses());
        assert!(!marketer.pauses(), "it is paused already");
        // The form knows the wave as it was: the writer refuses it.
        let refused = early.sends(&[("reasons", "ads")]).await;
        assert!(matches!(refused, Err(RespondError::Paused)), "{refused:?}");
        let late = Respondent::at(&marketer).await;
        let refused = late.sends(&[("reasons", "ads")]).await;
        assert!(matches!(refused, Err(RespondError::Paused)), "{refused:?}");
        // Who had answered finds their receipt again.
        let again = repeated.sends(&[("reasons", "ads")]).await.unwrap();
        assert_eq!(again.code, first.code);
        assert!(!again.is_changeable);
        assert!(marketer.goes_on());
        assert!(!marketer.goes_on());
        Respondent::at(&marketer).await.sends(&[("reasons", "ads")]).await.unwrap();
    }

    async fn pausing_and_going_on_moves_no_number_and_forces_no_release(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_answer(&marketer, 14).await;
        let before = marketer.visible().await;
        for _ in 0..3 {
            marketer.pauses();
            assert_eq!(marketer.visible().await, before);
            marketer.goes_on();
            assert_eq!(marketer.visible().await, before);
        }
        people_answer(&marketer, 1).await;
        marketer.sees_released(10).await;
    }

    async fn answers_are_taken_back_during_a_pause(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let receipts = people_answer(&marketer, 7).await;
        marketer.pauses();
        let before = marketer.visible().await;
        let published = marketer.published().await;
        withdraw::withdraw(&marketer.installation, &published, receipts[0].code).await.unwrap();
        assert_eq!(marketer.visible().await, before);
        marketer.closes_the_wave();
        assert_eq!(marketer.released().await.0, 6);
    }

    async fn only_a_wave_that_runs_is_paused(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        let refused = pause::pause(&marketer.installation, &marketer.slug);
        assert!(matches!(refused, Err(PublishError::DoesNotRun(_))));
        marketer.opens_a_wave();
        marketer.closes_the_wave();
        let refused = pause::go_on(&marketer.installation, &marketer.slug);
        assert!(matches!(refused, Err(PublishError::DoesNotRun(_))));
    }

    async fn a_survey_that_holds_everything_tells_no_count_before_it_closes(engine: &Engine) {
        let installation = engine.open();
        let file = SURVEY.replace("[charter]", "[charter]\nresults = \"when-closed\"");
        let survey = whynot::survey::file::read(&file).unwrap();
        publish::import_survey(&installation, &survey).unwrap();
        let marketer = Marketer { installation, slug: survey.slug };
        marketer.opens_a_wave();
        let before = marketer.visible().await;
        people_answer(&marketer, 15).await;
        for _ in 0..150 {
            assert_eq!(marketer.visible().await, before);
        }
        marketer.closes_the_wave();
        let surveys = listed::list_surveys(&marketer.installation).unwrap();
        assert_eq!(surveys[0].waves[0].released, Some(15));
    }
}
