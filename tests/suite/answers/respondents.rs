//! What a respondent can rely on.

use whynot::operations::receipt::{self, Standing};
use whynot::operations::respond::{self, RespondError};
use whynot::survey::answer::{Answer, Given};

use super::*;
use crate::engine::{Engine, on_both_engines};

on_both_engines! {
    async fn a_response_reads_back_with_its_receipt_while_it_waits(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let respondent = Respondent::at(&marketer).await;
        let form = [("reasons", "other"), ("reasons.other", "The logo"), ("comment", "Hm.")];
        let receipted = respondent.sends(&form).await.unwrap();
        let found = receipt::read_back(&marketer.installation, &respondent.published, receipted.code)
            .await.unwrap().unwrap();
        assert_eq!(found.response, respondent.response(&form));
        assert_eq!(found.standing, Standing::Waiting);
        assert!(receipted.is_changeable);
    }

    async fn a_response_reads_back_word_for_word_after_it_was_sealed(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let respondent = Respondent::at(&marketer).await;
        let form = [("reasons", "other"), ("reasons.other", "The logo"), ("comment", "Hm.")];
        let receipted = respondent.sends(&form).await.unwrap();
        people_answer(&marketer, 7).await;
        marketer.closes_the_wave();
        let found = receipt::read_back(&marketer.installation, &respondent.published, receipted.code)
            .await.unwrap().unwrap();
        assert_eq!(found.response, respondent.response(&form));
        assert_eq!(found.standing, Standing::Sealed);
    }

    async fn a_form_that_is_sent_twice_is_one_response_and_says_what_it_said_first(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let respondent = Respondent::at(&marketer).await;
        let first = respondent.sends(&[("reasons", "ads")]).await.unwrap();
        let second = respondent.sends(&[("reasons", "data")]).await.unwrap();
        assert_eq!(first.code, second.code);
        assert_eq!(second.stored, first.stored);
        people_answer(&marketer, 4).await;
        marketer.closes_the_wave();
        // 1 and 2 of the 4 others: the repeated form counts once.
        assert_eq!(marketer.released().await, (5, 3));
    }

    async fn a_form_that_is_sent_again_after_it_was_counted_changes_nothing(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let mut people = Vec::new();
        for _ in 0..15 {
            let respondent = Respondent::at(&marketer).await;
            respondent.sends(&[("reasons", "ads")]).await.unwrap();
            people.push(respondent);
        }
        marketer.sees_released(10).await;
        for respondent in &people {
            let again = respondent.sends(&[("reasons", "data")]).await.unwrap();
            assert_eq!(again.stored, respondent.response(&[("reasons", "ads")]));
        }
        marketer.closes_the_wave();
        assert_eq!(marketer.released().await, (15, 15));
    }

    async fn many_at_once_of_one_form_are_one_response(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_answer(&marketer, 5).await;
        let respondent = Arc::new(Respondent::at(&marketer).await);
        let mut sending = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let respondent = Arc::clone(&respondent);
            sending.spawn(async move { respondent.sends(&[("reasons", "ads")]).await });
        }
        let codes = sending.join_all().await;
        let first = codes[0].as_ref().unwrap().code;
        assert!(codes.iter().all(|sent| sent.as_ref().unwrap().code == first));
        marketer.closes_the_wave();
        assert_eq!(marketer.released().await.0, 6);
    }

    async fn answers_can_be_changed_while_they_wait_and_not_after(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let respondent = Respondent::at(&marketer).await;
        let code = respondent.sends(&[("reasons", "ads")]).await.unwrap().code;
        let new = respondent.response(&[("reasons", "data")]);
        let changed = respond::change(
            &marketer.installation, &respondent.published, code, new.clone(),
        ).await.unwrap();
        assert_eq!(changed.stored, new);
        people_answer(&marketer, 14).await;
        marketer.sees_released(10).await;
        marketer.closes_the_wave();
        assert_eq!(marketer.released().await, (15, 7));
        let late = respond::change(
            &marketer.installation, &marketer.published().await, code, new,
        ).await;
        assert!(matches!(late, Err(RespondError::Closed)));
    }

    async fn a_code_of_nobody_changes_nothing(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let respondent = Respondent::at(&marketer).await;
        let code = "00000-00000-00000-00000-00".parse().unwrap();
        let response = respondent.response(&[("reasons", "ads")]);
        let changed =
            respond::change(&marketer.installation, &respondent.published, code, response).await;
        assert!(matches!(changed, Err(RespondError::Unknown)));
        let read = receipt::read_back(&marketer.installation, &respondent.published, code).await;
        assert!(read.unwrap().is_none());
    }

    async fn a_closed_survey_takes_nothing_but_still_shows_who_answered_their_receipt(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let early = Respondent::at(&marketer).await;
        let first = early.sends(&[("reasons", "ads")]).await.unwrap();
        people_answer(&marketer, 5).await;
        let late = Respondent::at(&marketer).await;
        marketer.closes_the_wave();
        assert!(matches!(late.sends(&[]).await, Err(RespondError::Closed)));
        assert_eq!(early.sends(&[("reasons", "ads")]).await.unwrap().code, first.code);
    }

    async fn a_form_of_the_last_wave_is_not_counted_in_the_next(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let early = Respondent::at(&marketer).await;
        early.sends(&[("reasons", "ads")]).await.unwrap();
        let mut slow = Respondent::at(&marketer).await;
        people_answer(&marketer, 5).await;
        marketer.closes_the_wave();
        marketer.opens_a_wave();
        slow.published = marketer.published().await;
        assert!(matches!(slow.sends(&[]).await, Err(RespondError::MovedOn)));
        assert!(!early.sends(&[]).await.unwrap().is_changeable);
    }

    async fn what_was_left_empty_and_what_was_never_shown_stay_apart(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let respondent = Respondent::at(&marketer).await;
        let code = respondent.sends(&[("customer", "yes")]).await.unwrap().code;
        people_answer(&marketer, 5).await;
        marketer.closes_the_wave();
        let found = receipt::read_back(&marketer.installation, &respondent.published, code)
            .await.unwrap().unwrap();
        assert_eq!(found.response.given[0], Given::Skipped);
        let yes = Answer::One { option: 0, other: None };
        assert_eq!(found.response.given[1], Given::Answered(yes));
        assert_eq!(found.response.given[2], Given::Skipped);
    }
}
