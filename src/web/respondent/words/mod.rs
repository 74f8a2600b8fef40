//! What whynot itself says to a respondent, in each language it speaks.
//!
//! Typed, so that a language cannot lack a sentence. The survey's own texts
//! are in the survey; nothing here depends on one.

mod charter;
mod comments;
mod de;
mod en;
mod es;
mod example_row;
mod fr;
mod home;
mod invitations;
mod ledger;
mod openness;
mod pages;
mod poster;
mod quotas;
mod trust;
mod uncounted;
mod unsubscribing;
mod wishes;

use crate::survey::language::Language;

pub use charter::CharterWords;
pub use comments::CommentWords;
pub use example_row::ExampleWords;
pub use home::HomeWords;
pub use invitations::{InvitationWords, SlipWords};
pub use ledger::LedgerWords;
pub use openness::OpennessWords;
pub use pages::PageWords;
pub use poster::PosterWords;
pub use quotas::QuotaWords;
pub use trust::TrustWords;
pub use uncounted::UncountedWords;
pub use unsubscribing::UnsubscribingWords;
pub use wishes::WishWords;

/// Every sentence of one language.
#[derive(Debug)]
pub struct Words {
    /// BCP 47, for `lang` attributes.
    pub language: &'static str,
    pub form: FormWords,
    pub problems: ProblemWords,
    pub promise: PromiseWords,
    pub charter: CharterWords,
    pub example_row: ExampleWords,
    pub receipt: ReceiptWords,
    pub comments: CommentWords,
    pub openness: OpennessWords,
    pub wishes: WishWords,
    pub invitations: InvitationWords,
    pub poster: PosterWords,
    pub unsubscribing: UnsubscribingWords,
    pub pages: PageWords,
    pub quotas: QuotaWords,
    pub states: StateWords,
    pub uncounted: UncountedWords,
    pub errors: ErrorWords,
    pub home: HomeWords,
    pub trust: TrustWords,
    pub ledger: LedgerWords,
}

/// Around the questions.
#[derive(Debug)]
pub struct FormWords {
    pub language_choice: &'static str,
    pub promise_label: &'static str,
    pub promise_readers: &'static str,
    pub promise_nobody: &'static str,
    /// Whom the charter names outside the brand.
    pub promise_outside: fn(&str) -> String,
    pub promise_outside_means: &'static str,
    pub promise_people: &'static str,
    pub promise_group: fn(u16) -> String,
    pub promise_back: &'static str,
    pub promise_withdraw: &'static str,
    pub promise_link: &'static str,
    pub receipt_link: &'static str,
    pub trust_link: &'static str,
    pub simulated: &'static str,
    pub progress: fn(usize, usize) -> String,
    pub needs_answer: &'static str,
    pub may_be_left_empty: &'static str,
    pub choose_several: &'static str,
    pub other_words: fn(&str) -> String,
    pub rank_places: fn(u8) -> String,
    pub rank_none: &'static str,
    pub number_between: fn(&str, &str) -> String,
    pub characters: fn(u16) -> String,
    pub no_answer: &'static str,
    pub next: &'static str,
    pub back: &'static str,
    pub back_hint: &'static str,
    pub send: &'static str,
    pub error_prefix: &'static str,
    pub error_summary: fn(usize) -> String,
    pub revision_changed: &'static str,
    pub once_more: &'static str,
    pub nothing_lost: &'static str,
}

/// Why an answer cannot be taken as it is; each says what to do.
#[derive(Debug)]
pub struct ProblemWords {
    pub missing_choice: &'static str,
    pub missing_several: &'static str,
    pub missing_text: &'static str,
    pub missing_number: &'static str,
    pub missing_row: &'static str,
    pub missing_places: &'static str,
    pub unknown_option: &'static str,
    /// The option that goes with no other.
    pub exclusive_with_others: fn(&str) -> String,
    pub not_a_number: &'static str,
    pub thousands_separator: &'static str,
    pub too_many_decimals: fn(u8) -> String,
    pub too_small: fn(&str) -> String,
    pub too_large: fn(&str) -> String,
    /// By how many characters, and how many there may be.
    pub too_long: fn(usize, u16) -> String,
    pub not_a_place: fn(u8) -> String,
    pub duplicate_place: fn(u8) -> String,
    pub missing_place: fn(u8) -> String,
}

/// The page that says the whole promise.
#[derive(Debug)]
pub struct PromiseWords {
    pub title: &'static str,
    pub lead: fn(&str) -> String,
    pub who_sees: &'static str,
    pub who_sees_totals: &'static str,
    /// How many answers are released at once, at least.
    pub when_running: fn(u32) -> String,
    pub when_closed: &'static str,
    pub how_many: &'static str,
    pub how_many_group: fn(u16) -> String,
    pub how_many_end: fn(u16) -> String,
    pub groups: &'static str,
    pub groups_none: &'static str,
    pub groups_default: &'static str,
    pub groups_listed: &'static str,
    pub group_pair: fn(&str, &str) -> String,
    pub stored: &'static str,
    pub stored_lead: &'static str,
    pub stored_things: &'static [&'static str],
    /// A question that asks who somebody is.
    pub asks_who: fn(&str) -> String,
    pub not_stored: &'static str,
    pub not_stored_things: &'static [&'static str],
    pub not_stored_how: &'static str,
    pub how_long: &'static str,
    pub retention: fn(u16) -> String,
    pub withdraw: &'static str,
    pub withdraw_how: &'static str,
    pub withdraw_totals: &'static str,
    pub cannot: &'static str,
    pub cannot_lead: &'static str,
    pub cannot_things: &'static [&'static str],
    pub frozen: &'static str,
    pub frozen_how: &'static str,
    pub who_looked: &'static str,
    pub to_survey: &'static str,
}

/// The receipt, and what can be done with it.
#[derive(Debug)]
pub struct ReceiptWords {
    pub thanks: &'static str,
    pub arrived: &'static str,
    pub arrived_before: &'static str,
    pub arrived_before_lead: &'static str,
    pub not_taken: &'static str,
    pub not_taken_change: &'static str,
    pub changed: &'static str,
    pub changed_code: &'static str,
    pub ticket: &'static str,
    pub keep: &'static str,
    pub keep_why: &'static str,
    pub stored: &'static str,
    pub stored_nothing_else: &'static str,
    /// The same once they lie in a bundle.
    pub stored_in_bundle: &'static str,
    pub not_shown: &'static str,
    pub skipped: &'static str,
    pub take_back: &'static str,
    pub take_back_how: &'static str,
    pub change: &'static str,
    pub change_how: &'static str,
    pub next_happens: &'static str,
    /// How many answers are released at once, at least, and k.
    pub next_waiting: fn(u32, u16) -> String,
    pub close_window: &'static str,
    pub enter_title: &'static str,
    pub enter_lead: &'static str,
    pub enter_label: &'static str,
    pub enter_hint: &'static str,
    pub enter_show: &'static str,
    pub empty: &'static str,
    pub too_short: fn(usize) -> String,
    pub too_long: fn(usize) -> String,
    pub mistyped: &'static str,
    pub unknown: &'static str,
    pub found_title: &'static str,
    pub found_waiting: &'static str,
    pub found_sealed: &'static str,
    pub withdraw: &'static str,
    pub withdraw_title: &'static str,
    pub withdraw_lead: &'static str,
    pub withdraw_waiting: &'static str,
    pub withdraw_sealed: &'static str,
    pub withdraw_yes: &'static str,
    pub withdraw_no: &'static str,
    pub withdrawn_title: &'static str,
    pub withdrawn_lead: &'static str,
    pub withdrawn_again: &'static str,
    pub change_lead: &'static str,
    pub change_leave: &'static str,
    pub change_closed: &'static str,
    pub change_too_late: &'static str,
    pub change_paused: &'static str,
}

/// A survey that takes no answers now.
#[derive(Debug)]
pub struct StateWords {
    pub not_yet_open: &'static str,
    pub not_yet_open_next: &'static str,
    pub closed: &'static str,
    pub closed_lead: &'static str,
    pub closed_unsent: &'static str,
    pub closed_next: &'static str,
    pub paused: &'static str,
    pub paused_lead: &'static str,
    pub paused_unsent: &'static str,
    pub try_again: &'static str,
    pub paused_next: &'static str,
    pub withdrawn_before: &'static str,
    pub withdrawn_before_next: &'static str,
}

/// Pages that say what went wrong and what comes next.
#[derive(Debug)]
pub struct ErrorWords {
    pub no_page: &'static str,
    pub no_page_next: &'static str,
    pub no_survey: &'static str,
    pub no_survey_next: &'static str,
    pub no_board: &'static str,
    pub no_board_next: &'static str,
    pub wrong_method: &'static str,
    pub wrong_method_next: &'static str,
    pub too_large: &'static str,
    pub too_large_next: &'static str,
    pub unreadable: &'static str,
    pub unreadable_next: &'static str,
    pub unavailable: &'static str,
    pub unavailable_next: &'static str,
    pub internal: &'static str,
    pub internal_next: &'static str,
    pub incident: fn(&str) -> String,
    pub home: &'static str,
}

/// English first: what other languages fall back to.
static ALL: [&Words; 4] = [&en::WORDS, &de::WORDS, &fr::WORDS, &es::WORDS];

/// The words for a language, or English ones where whynot does not speak it.
pub fn words(language: &Language) -> &'static Words {
    spoken(language.primary()).unwrap_or(&en::WORDS)
}

/// The words for a primary language subtag.
pub fn spoken(primary: &str) -> Option<&'static Words> {
    ALL.into_iter().find(|words| words.language == primary)
}

/// Every language that whynot speaks, English first.
pub fn languages() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().map(|words| words.language)
}

/// English, for pages that nobody's choice precedes.
pub fn english() -> &'static Words {
    &en::WORDS
}

/// `2,000`: at most five digits, with the language's separator.
fn thousands(number: u16, separator: &str) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands}{separator}{rest:03}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::try_from(tag.to_owned()).unwrap()
    }

    #[test]
    fn a_region_is_served_in_its_language() {
        assert_eq!(words(&language("de-AT")).language, "de");
        assert_eq!(words(&language("fr")).language, "fr");
    }

    #[test]
    fn a_language_that_is_not_spoken_falls_back_to_english() {
        assert_eq!(words(&language("sw")).language, "en");
    }

    /// Every sentence of a language that takes no argument, through its debug form.
    fn sentences(words: &Words) -> Vec<String> {
        let printed = format!("{words:?}");
        let mut inside = printed.split('"').skip(1).step_by(2);
        let mut found = Vec::new();
        for text in inside.by_ref() {
            found.push(text.to_owned());
        }
        found
    }

    #[test]
    fn no_sentence_is_empty_or_typed_with_straight_quotes() {
        for words in ALL {
            for sentence in sentences(words) {
                assert!(!sentence.trim().is_empty(), "{}", words.language);
                assert!(!sentence.contains('\''), "{}: {sentence}", words.language);
                assert!(!sentence.contains(" - "), "{}: {sentence}", words.language);
            }
        }
    }

    /// What stands in a file between double quotes, without whole lines of code.
    fn quoted(source: &str) -> impl Iterator<Item = &str> {
        source.lines().filter_map(|line| {
            let (_, rest) = line.split_once('"')?;
            rest.rsplit_once('"').map(|(text, _)| text)
        })
    }

    #[test]
    fn french_signs_never_begin_or_end_a_line_alone() {
        let survey = include_str!("../../../../surveys/why-not-like-us.toml");
        let french = survey.lines().filter_map(|line| line.split_once("fr = "));
        let texts: Vec<_> = quoted(include_str!("fr.rs"))
            .chain(quoted(include_str!("comments.rs")))
            .chain(quoted(include_str!("charter.rs")))
            .chain(quoted(include_str!("example_row.rs")))
            .chain(quoted(include_str!("openness.rs")))
            .chain(quoted(include_str!("wishes.rs")))
            .chain(quoted(include_str!("pages.rs")))
            .chain(quoted(include_str!("quotas.rs")))
            .chain(quoted(include_str!("invitations.rs")))
            .chain(quoted(include_str!("poster.rs")))
            .chain(quoted(include_str!("home.rs")))
            .chain(quoted(include_str!("trust.rs")))
            .chain(quoted(include_str!("uncounted.rs")))
            .chain(quoted(include_str!("ledger.rs")))
            .chain(quoted(include_str!("unsubscribing.rs")))
            .chain(french.map(|(_, text)| text))
            .collect();
        assert!(texts.len() > 150, "{}", texts.len());
        for text in texts {
            for pair in [" ?", " !", " :", " ;", " »", "« "] {
                assert!(!text.contains(pair), "{text}");
            }
        }
    }

    #[test]
    fn a_translation_is_not_left_in_english() {
        let english: Vec<String> = sentences(&en::WORDS);
        for words in [&de::WORDS, &fr::WORDS, &es::WORDS] {
            let same: Vec<_> = sentences(words)
                .into_iter()
                .zip(&english)
                .filter(|(theirs, english)| theirs == *english && theirs.len() > 8)
                .collect();
            assert!(same.is_empty(), "{}: {same:?}", words.language);
        }
    }
}
