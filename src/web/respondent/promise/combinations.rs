//! Who sees what, in every combination of the settings that decide it: each
//! sentence stands exactly where it is true.

use askama::Template;

use super::*;
use crate::survey::charter::{Comments, PublicResults, ResultsWhen};
use crate::survey::form::TypedAnswers;
use crate::web::respondent::survey_page::{SurveyPage, Way};
use crate::web::respondent::words::Words;
use crate::web::respondent::{sample, words};

/// What a charter says about who sees what.
#[derive(Debug, Clone, Copy)]
struct Setting {
    is_public: bool,
    names_outside: bool,
    shows_comments: bool,
    while_running: bool,
}

fn settings() -> impl Iterator<Item = Setting> {
    (0..16u8).map(|bits| Setting {
        is_public: bits & 1 != 0,
        names_outside: bits & 2 != 0,
        shows_comments: bits & 4 != 0,
        while_running: bits & 8 != 0,
    })
}

fn survey(setting: Setting) -> Survey {
    let mut survey = sample::survey();
    let charter = &mut survey.charter;
    charter.public_results = match setting.is_public {
        true => PublicResults::WhenClosed,
        false => PublicResults::Never,
    };
    charter.outside = setting
        .names_outside
        .then(|| sample::text("The agency Blue Door."));
    charter.comments = match setting.shows_comments {
        true => Comments::Shown,
        false => Comments::KeptBack,
    };
    charter.results = match setting.while_running {
        true => ResultsWhen::WhileRunning,
        false => ResultsWhen::WhenClosed,
    };
    survey
}

/// Everything that a respondent reads about it: the lines above the first
/// question, the whole promise, and the page that sends, with its comment field.
struct Read {
    short: String,
    whole: String,
    form: String,
}

fn read(survey: &Survey, tag: &str) -> Read {
    let language = sample::language(tag);
    let foretold = foretell(survey, &language).unwrap();
    let typed = TypedAnswers::default();
    let way = Way {
        survey,
        wave: 1,
        language: &language,
        words: words::words(&language),
        submission_key: "S",
        seed: [0; 16],
        receipt: None,
        invitation: None,
        typed: &typed,
        position: 0,
        furthest: 0,
        preview: None,
    };
    Read {
        short: foretold.short,
        whole: foretold.whole,
        form: SurveyPage::new(way, &[]).render().unwrap(),
    }
}

#[track_caller]
fn stands(there: bool, text: &str, sentence: &str, setting: Setting) {
    assert_eq!(text.contains(sentence), there, "{setting:?}: {sentence}");
}

#[test]
fn who_sees_what_reads_true_in_every_combination_and_language() {
    for setting in settings() {
        let survey = survey(setting);
        for tag in words::languages() {
            let words = words::words(&sample::language(tag));
            let read = read(&survey, tag);
            results(&read, words, setting);
            outside(&read, words, setting);
            comments(&read, words, setting);
        }
    }
}

fn results(read: &Read, words: &Words, setting: Setting) {
    let (p, o) = (&words.promise, &words.openness);
    let is_public = setting.is_public;
    stands(is_public, &read.short, o.public_short, setting);
    stands(is_public, &read.whole, o.public, setting);
    stands(!is_public, &read.whole, o.not_public, setting);
    // The ledger leaves out whoever reads the public page, and says so.
    stands(is_public, &read.whole, o.public_unread, setting);
    stands(!setting.while_running, &read.whole, p.when_closed, setting);
    let running = (p.when_running)(20);
    stands(setting.while_running, &read.whole, &running, setting);
}

fn outside(read: &Read, words: &Words, setting: Setting) {
    let names = setting.names_outside;
    // “Names nobody outside” would deny the public page, or the party.
    let nobody = (words.charter.nobody_outside)("ACME");
    let is_nobody = !names && !setting.is_public;
    stands(is_nobody, &read.whole, &nobody, setting);
    for text in [&read.short, &read.whole, &read.form] {
        stands(names, text, "The agency Blue Door.", setting);
        // A refusal keeps nothing out of the totals that everybody reads.
        let counts_all = words.openness.public_counts_all;
        stands(names && setting.is_public, text, counts_all, setting);
    }
}

fn comments(read: &Read, words: &Words, setting: Setting) {
    let (c, o) = (&words.comments, &words.openness);
    let are_shown = setting.shows_comments;
    let by_all = !setting.is_public && !setting.names_outside;
    stands(
        are_shown,
        &read.whole,
        words.promise.who_sees_totals,
        setting,
    );
    stands(!are_shown, &read.whole, o.who_sees_totals, setting);
    stands(are_shown && by_all, &read.form, &(c.who_reads)(10), setting);
    let inside = (c.who_reads_inside)(10, "ACME");
    stands(are_shown && !by_all, &read.form, &inside, setting);
    stands(!are_shown, &read.form, o.kept_back, setting);
}
