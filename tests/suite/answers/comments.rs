//! What was written: when readers see it, and how it goes.

use std::collections::HashMap;

use whynot::operations::comments::{self, Part};
use whynot::operations::share::link::{self, Opens};
use whynot::operations::{receipt, respond, withdraw};
use whynot::privacy::comments::PublishedComments;
use whynot::survey::answer::Wishes;

use super::*;
use crate::engine::{Engine, on_both_engines};

const ALL: Part = Part {
    from: 0,
    most: 1_000,
};

/// What the board's reader sees of what was written.
async fn shown(marketer: &Marketer) -> HashMap<String, PublishedComments> {
    let token = link::make_usual(&marketer.installation, &marketer.slug, Opens::Everything)
        .unwrap()
        .unwrap();
    let board = results::board(&marketer.installation, &marketer.slug, token, None).await;
    let board = board.unwrap().unwrap();
    comments::of_board(&marketer.installation, &marketer.slug, &board, ALL)
        .await
        .unwrap()
}

fn texts(shown: &HashMap<String, PublishedComments>, question: &str) -> Vec<String> {
    let mut texts = shown
        .get(question)
        .map_or(Vec::new(), |words| words.texts().to_vec());
    texts.sort();
    texts
}

/// People who write, one after the other.
async fn people_write(marketer: &Marketer, numbers: std::ops::Range<usize>) -> Vec<Receipted> {
    let mut receipts = Vec::new();
    for number in numbers {
        let respondent = Respondent::at(marketer).await;
        let text = format!("text {number}");
        let sent = respondent
            .sends(&[("reasons", "ads"), ("comment", &text)])
            .await;
        receipts.push(sent.unwrap());
    }
    receipts
}

on_both_engines! {
    async fn texts_are_shown_when_the_wave_has_closed_in_an_order_that_says_nothing(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_write(&marketer, 0..15).await;
        marketer.sees_released(10).await;
        assert!(shown(&marketer).await.is_empty());
        people_write(&marketer, 15..20).await;
        marketer.closes_the_wave();
        let seen = shown(&marketer).await;
        let written: Vec<String> = (0..20).map(|number| format!("text {number}")).collect();
        let mut sorted = written.clone();
        sorted.sort();
        assert_eq!(texts(&seen, "comment"), sorted);
        assert_ne!(seen["comment"].texts(), written, "one in 20! is luck");
        assert_eq!(shown(&marketer).await, seen, "the same at every view");
    }

    async fn fewer_than_k_texts_to_a_question_are_not_shown(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_write(&marketer, 0..4).await;
        for _ in 0..5 {
            let respondent = Respondent::at(&marketer).await;
            let other = [("reasons", "other"), ("reasons.other", "the logo")];
            respondent.sends(&other).await.unwrap();
        }
        marketer.closes_the_wave();
        let seen = shown(&marketer).await;
        assert_eq!(texts(&seen, "comment"), [""; 0]);
        assert_eq!(texts(&seen, "reasons"), ["the logo"; 5]);
    }

    async fn who_is_counted_in_the_totals_only_is_read_by_nobody_else(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_write(&marketer, 0..6).await;
        let respondent = Respondent::at(&marketer).await;
        let mut response = respondent.response(&[("comment", "for nobody")]);
        response.wishes = Wishes { totals_only: true, not_outside: false };
        let (installation, published) = (&marketer.installation, &respondent.published);
        let sent = respond::respond(installation, published, 1, respondent.form, response.clone());
        let code = sent.await.unwrap().code;
        marketer.closes_the_wave();
        assert_eq!(texts(&shown(&marketer).await, "comment").len(), 6);
        // The author reads it; the database does not hold it in words.
        let found = receipt::read_back(installation, published, code).await.unwrap();
        assert_eq!(found.unwrap().response, response);
        if let whynot::store::connection::DatabaseUrl::Sqlite(path) = &engine.url {
            let bytes = std::fs::read(path).unwrap();
            assert!(!bytes.windows(10).any(|window| window == b"for nobody"));
        }
        let withdrawn = withdraw::withdraw(installation, published, code).await.unwrap();
        assert_eq!(withdrawn, Some(receipt::Standing::Sealed));
    }

    async fn a_withdrawn_text_vanishes_and_all_do_when_fewer_than_k_are_left(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let receipts = people_write(&marketer, 0..6).await;
        marketer.closes_the_wave();
        let published = marketer.published().await;
        let before = shown(&marketer).await;
        withdraw::withdraw(&marketer.installation, &published, receipts[2].code).await.unwrap();
        let after = shown(&marketer).await;
        let mut expected = before["comment"].texts().to_vec();
        expected.retain(|text| text != "text 2");
        assert_eq!(after["comment"].texts(), expected, "the others stay where they were");
        withdraw::withdraw(&marketer.installation, &published, receipts[0].code).await.unwrap();
        assert!(shown(&marketer).await.is_empty());
    }
}
