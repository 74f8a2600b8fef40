//! Each generated sentence of the promise against the charter.

use jiff::civil::date;

use super::super::words;
use super::*;
use crate::survey::charter::{Access, Breakdown, Breakdowns, ResultsWhen};
use crate::web::respondent::sample;

const ROUND: Round = Round {
    revision: 1,
    wave: 1,
    end: End::Unknown,
};

fn rendered(survey: &Survey, tag: &str) -> String {
    rendered_in(survey, tag, ROUND)
}

fn rendered_in(survey: &Survey, tag: &str, round: Round) -> String {
    let language = sample::language(tag);
    let holder = Holder::between(survey, survey, &language);
    PromisePage::new(holder, round).unwrap().render().unwrap()
}

#[test]
fn the_promise_of_a_survey_by_invitation_says_what_its_codes_are_for() {
    let mut survey = sample::survey();
    let about = |words: &'static words::Words| {
        let words = &words.invitations;
        [words.promise, words.senders_know]
            .into_iter()
            .chain(words.promise_things.iter().copied())
    };
    for (tag, words) in everywhere() {
        let html = rendered(&survey, tag);
        assert!(!about(words).any(|part| html.contains(part)), "{tag}");
    }
    survey.charter.access = Access::Invitation;
    for (tag, words) in everywhere() {
        let html = rendered(&survey, tag);
        assert!(about(words).all(|part| html.contains(part)), "{tag}");
    }
}

#[test]
fn the_promise_says_what_the_charter_says() {
    let mut survey = sample::survey();
    survey.charter.group_size_min = 12;
    survey.charter.retention_days = 45;
    let html = rendered(&survey, "en");
    for part in [
        "at least 12 people were asked it and answered",
        "at least 24 answers are released at once",
        "if there are at least 12 of them",
        "45 days",
        "board",
        "/trust?survey=acme-2026",
    ] {
        assert!(html.contains(part), "{part}");
    }
    survey.charter.results = ResultsWhen::WhenClosed;
    assert!(rendered(&survey, "en").contains(words::english().promise.when_closed));
}

#[test]
fn the_promise_names_whom_the_charter_names_outside() {
    let mut survey = sample::survey();
    assert!(!rendered(&survey, "en").contains("results also go to"));
    survey.charter.outside = Some(sample::text("The agency Fields."));
    let html = rendered(&survey, "en");
    for part in ["Outside ACME, results also go to", "The agency Fields."] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn the_promise_says_which_groups_are_counted_and_when() {
    let html = rendered(&sample::survey(), "en");
    assert!(html.contains("counted once, when the survey closes"));
    for words in ["en", "de"].map(|tag| words::words(&sample::language(tag))) {
        assert!(rendered(&sample::survey(), words.language).contains(words.promise.groups_default));
    }
}

/// Every language, with its words.
fn everywhere() -> impl Iterator<Item = (&'static str, &'static words::Words)> {
    words::languages().map(|tag| (tag, words::words(&sample::language(tag))))
}

#[test]
fn k_and_floor_of_the_charter_stand_in_the_words_about_groups() {
    let mut survey = sample::survey();
    survey.charter.group_size_min = 17;
    survey.charter.floor = 7;
    assert!(rendered(&survey, "en").contains("only if at least 17 people are in it"));
    for (tag, words) in everywhere() {
        let html = rendered(&survey, tag);
        assert!(html.contains(&(words.charter.group_rule)(17, 7)), "{tag}");
        assert!(html.contains(&(words.charter.left_out)(17)), "{tag}");
        let totals_only = (words.charter.totals_only)(words.wishes.totals_only);
        assert!(html.contains(&totals_only), "{tag}");
        // By default everything with closed answers makes groups.
        assert!(html.contains(words.charter.group_list), "{tag}");
    }
    survey.charter.breakdowns = Breakdowns::Listed(Vec::new());
    for (tag, words) in everywhere() {
        let html = rendered(&survey, tag);
        assert!(!html.contains(&(words.charter.group_rule)(17, 7)), "{tag}");
        assert!(!html.contains(words.charter.group_list), "{tag}");
    }
}

#[test]
fn somebody_outside_is_named_with_what_they_get_and_nobody_where_there_is_nobody() {
    let mut survey = sample::survey();
    for (tag, words) in everywhere() {
        let nobody = (words.charter.nobody_outside)("ACME");
        assert!(rendered(&survey, tag).contains(&nobody), "{tag}");
    }
    survey.charter.outside = Some(sample::text("The agency Blue Door."));
    for (tag, words) in everywhere() {
        let html = rendered(&survey, tag);
        let label = (words.wishes.not_outside)("ACME");
        assert!(html.contains("The agency Blue Door."), "{tag}");
        assert!(html.contains(&(words.charter.outside)("ACME")), "{tag}");
        assert!(
            html.contains(&(words.charter.outside_gets)(&label)),
            "{tag}"
        );
        assert!(
            !html.contains(&(words.charter.nobody_outside)("ACME")),
            "{tag}"
        );
    }
}

#[test]
fn the_day_on_which_answers_go_is_named_when_the_last_day_is_known() {
    let (last, erased) = (date(2026, 12, 14), date(2027, 3, 15));
    let until = Round {
        end: End::Until { last, erased },
        ..ROUND
    };
    let closed = Round {
        end: End::Closed { on: last, erased },
        ..ROUND
    };
    let survey = sample::survey();
    let html = rendered_in(&survey, "en", until);
    assert!(html.contains(
        "until 14 December 2026. If it runs until then, they are erased on 15 March 2027."
    ));
    for (tag, words) in everywhere() {
        let c = &words.charter;
        let unknown = rendered(&survey, tag);
        let days = (words.promise.retention)(90);
        assert!(
            unknown.contains(c.no_last_day) && unknown.contains(&days),
            "{tag}"
        );
        let until = rendered_in(&survey, tag, until);
        assert!(until.contains(&(c.ends_on)(last, erased)), "{tag}");
        assert!(!until.contains(c.no_last_day), "{tag}");
        let closed = rendered_in(&survey, tag, closed);
        assert!(closed.contains(&(c.closed_on)(last, erased)), "{tag}");
    }
}

#[test]
fn a_round_that_closed_with_too_few_waiting_says_so_and_names_a_day_only_for_the_rest() {
    let (on, day) = (date(2026, 12, 14), date(2027, 3, 15));
    let uncounted = |erased| Round {
        end: End::Uncounted {
            on,
            group_size_min: 10,
            erased,
        },
        ..ROUND
    };
    let survey = sample::survey();
    for (tag, words) in everywhere() {
        let erased = (words.uncounted.erased)(10);
        let with_a_day = (words.charter.closed_on)(on, day);
        let none_counted = rendered_in(&survey, tag, uncounted(None));
        assert!(none_counted.contains(&erased), "{tag}");
        assert!(!none_counted.contains(&with_a_day), "{tag}");
        let some_counted = rendered_in(&survey, tag, uncounted(Some(day)));
        assert!(some_counted.contains(&erased), "{tag}");
        assert!(some_counted.contains(&with_a_day), "{tag}");
    }
}

#[test]
fn only_a_survey_for_everybody_says_that_one_person_can_be_many() {
    let mut survey = sample::survey();
    let many = |survey: &Survey, tag, words: &words::Words| {
        rendered(survey, tag).contains(words.charter.one_can_be_many)
    };
    assert!(everywhere().all(|(tag, words)| many(&survey, tag, words)));
    survey.charter.access = Access::Invitation;
    assert!(!everywhere().any(|(tag, words)| many(&survey, tag, words)));
}

#[test]
fn a_row_is_shown_as_it_is_stored_and_opened_and_the_page_says_how_to_check_it() {
    let survey = sample::survey();
    for (tag, words) in everywhere() {
        let html = rendered(&survey, tag);
        assert_eq!(html, rendered(&survey, tag), "{tag}");
        let (w, c) = (&words.example_row, &words.charter);
        let said = [
            w.open,
            w.nobody,
            w.key,
            w.survey,
            w.wave,
            w.pool_key,
            w.nonce,
            w.ciphertext,
            w.opened,
            w.opened_how,
            w.batch_key,
            words::english().example_row.words,
            words.wishes.stored,
            c.verify,
            c.verify_source,
            c.verify_ledger,
            c.verify_receipt,
            c.verify_browser,
        ];
        for part in said.iter().chain(w.batch_things) {
            assert!(html.contains(part), "{tag}: {part}");
        }
        assert!(html.contains(&(w.batch_how)(10)), "{tag}");
    }
}

#[test]
fn a_question_that_asks_who_somebody_is_is_named_and_what_it_means_is_said() {
    let mut survey = sample::survey();
    assert!(!rendered(&survey, "en").contains("class=\"signed\""));
    let last = survey.questionnaire.questions.len() - 1;
    survey.questionnaire.questions[last].text = sample::text("What is your e-mail address?");
    let html = rendered(&survey, "en");
    assert!(html.contains("“What is your e-mail address?” Whoever answers it has signed"));
    assert!(!html.contains("anonymous"));
}

#[test]
fn listed_breakdowns_are_named_by_their_questions() {
    let mut survey = sample::survey();
    survey.charter.breakdowns = Breakdowns::Listed(vec![Breakdown::Pair(
        "use".parse().unwrap(),
        "trust".parse().unwrap(),
    )]);
    let html = rendered(&survey, "en");
    assert!(html.contains("Have you ever used ACME?, together with: How much do you trust ACME?"));
    survey.charter.breakdowns = Breakdowns::Listed(Vec::new());
    assert!(rendered(&survey, "en").contains(words::english().promise.groups_none));
}
