//! How an author wants an answer to be used, from the form to the batch and back.

use whynot::operations::{receipt, respond, withdraw};
use whynot::privacy::pool_cipher::Place;
use whynot::statistics::column::{Column, FIRST_CATEGORY};
use whynot::store::{Store, batches, surveys};
use whynot::survey::answer::Wishes;

use super::*;
use crate::engine::{Engine, on_both_engines};

const TOTALS_ONLY: Wishes = Wishes {
    totals_only: true,
    not_outside: false,
};

on_both_engines! {
    async fn wishes_are_sealed_with_the_answers_and_read_back(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let respondent = Respondent::at(&marketer).await;
        let mut response = respondent.response(&[("reasons", "ads")]);
        response.wishes = TOTALS_ONLY;
        let (installation, published) = (&marketer.installation, &respondent.published);
        let sent = respond::respond(installation, published, 1, respondent.form, response.clone());
        let code = sent.await.unwrap().code;
        // Changed while it waits, like any other answer, and changed back.
        for wishes in [Wishes::default(), TOTALS_ONLY] {
            response.wishes = wishes;
            respond::change(installation, published, code, response.clone()).await.unwrap();
            let found = receipt::read_back(installation, published, code).await.unwrap();
            assert_eq!(found.unwrap().response.wishes, wishes);
        }
        people_answer(&marketer, 7).await;
        marketer.closes_the_wave();
        let found = receipt::read_back(installation, published, code).await.unwrap();
        assert_eq!(found.unwrap().response, response);
        let Some(Column::Codes { codes, .. }) = stored_wishes(engine) else {
            panic!("somebody had a wish");
        };
        let code = FIRST_CATEGORY + TOTALS_ONLY.code();
        assert_eq!(codes.iter().filter(|&&stored| stored == code).count(), 1);
        // Everybody's totals count everybody.
        assert_eq!(marketer.released().await.0, 8);
    }

    async fn the_only_wish_of_a_batch_leaves_with_its_author(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let respondent = Respondent::at(&marketer).await;
        let mut response = respondent.response(&[("reasons", "ads")]);
        response.wishes = TOTALS_ONLY;
        let (installation, published) = (&marketer.installation, &respondent.published);
        let sent = respond::respond(installation, published, 1, respondent.form, response);
        let code = sent.await.unwrap().code;
        people_answer(&marketer, 7).await;
        marketer.closes_the_wave();
        withdraw::withdraw(installation, published, code).await.unwrap();
        assert_eq!(stored_wishes(engine), None);
    }
}

/// The wishes of the first batch.
fn stored_wishes(engine: &Engine) -> Option<Column> {
    let store = Store::open(engine.url.clone()).unwrap();
    let connection = &mut *store.connection().unwrap();
    let survey = surveys::find_survey(connection, "small").unwrap().unwrap();
    let place = Place {
        survey: survey.id,
        wave: 1,
    };
    batches::find_column(connection, place, 0, batches::WISHES).unwrap()
}
