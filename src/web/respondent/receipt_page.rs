//! The receipt: after sending, and whenever its code is entered again.

use actix_web::HttpRequest;
use actix_web::http::header::HOST;
use askama::Template;

use crate::operations::publish::Published;
use crate::operations::receipt::Standing;
use crate::privacy::receipt::ReceiptCode;
use crate::privacy::schedule;
use crate::survey::answer::Response;
use crate::survey::charter::{Access, PublicResults, ResultsWhen};
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::web::frame::Frame;

use super::stored::{StoredAnswer, stored, stored_wishes};
use super::switch::Switch;
use super::words::{self, FormWords, ReceiptWords, Words};

/// Whose receipt, in which language.
#[derive(Clone, Copy)]
pub struct Holder<'a> {
    pub survey: &'a Survey,
    /// The newest revision of the same survey.
    pub newest: &'a Survey,
    pub language: &'a Language,
    pub words: &'static Words,
}

impl<'a> Holder<'a> {
    /// Of a survey as it stands now, in the words of this language.
    pub fn of(published: &'a Published, language: &'a Language) -> Self {
        Self::between(&published.survey, &published.newest, language)
    }

    /// Of what was asked once, in a survey whose newest revision is another.
    pub fn between(survey: &'a Survey, newest: &'a Survey, language: &'a Language) -> Self {
        Self {
            survey,
            newest,
            language,
            words: words::words(language),
        }
    }

    /// Attributes of a link or form that leads away from the survey's address:
    /// what is there cannot be shown in the frame of another site.
    pub fn elsewhere(self) -> &'static str {
        match self.newest.embedded_on.is_empty() {
            true => "",
            false => " target=\"_blank\" rel=\"noopener noreferrer\"",
        }
    }
}

/// The name under which the visitor reached this site, to be written on the
/// ticket; empty if the browser gave none that could be one.
pub fn host(request: &HttpRequest) -> String {
    let host = request.headers().get(HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '-' | '[' | ']');
    if host.chars().all(is_name) {
        host.to_owned()
    } else {
        String::new()
    }
}

/// What brought the respondent here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    Sent,
    /// The form had been stored before, with these answers.
    SentAgain,
    /// The form had been stored before, with other answers, which stay.
    SentOtherwise,
    Changed,
    /// The code was entered, and these answers were found under it.
    Found,
    /// A change came too late.
    TooLate,
    /// A change came while the survey takes no answers.
    Paused,
}

/// What is stored under the code.
#[derive(Clone, Copy)]
pub struct Kept<'a> {
    pub response: &'a Response,
    pub standing: Standing,
    pub is_changeable: bool,
}

#[derive(Template)]
#[template(path = "respondent/receipt.html")]
pub struct ReceiptPage<'a> {
    page: Frame,
    said: String,
    switch: Switch,
    w: &'static ReceiptWords,
    f: &'static FormWords,
    limits: &'static str,
    brand: &'a str,
    title: &'a str,
    slug: &'a str,
    occasion: Occasion,
    headline: &'static str,
    /// The survey's, said once; ours where it has none.
    thanks: Vec<&'a str>,
    has_own_thanks: bool,
    groups: Vec<String>,
    code: String,
    /// Where the code is entered, as one would write it down.
    place: String,
    answers: Vec<StoredAnswer<'a>>,
    wishes: StoredAnswer<'a>,
    standing: Standing,
    is_changeable: bool,
    waits_for: String,
    nothing_else: &'static str,
    /// The link to results that everybody sees.
    results: Option<&'static str>,
    /// Of the form that changes or withdraws.
    elsewhere: &'static str,
}

impl<'a> ReceiptPage<'a> {
    pub fn new(
        holder: Holder<'a>,
        host: &str,
        code: ReceiptCode,
        kept: Kept<'_>,
        occasion: Occasion,
    ) -> Self {
        let Holder {
            survey,
            language,
            words,
            ..
        } = holder;
        let frame = Frame::new(language);
        let code = code.to_string();
        let thanks = survey.questionnaire.thanks.as_ref();
        Self {
            said: frame.attributes_of(words.language),
            switch: Switch::buttons(&survey.questionnaire.languages, language, words),
            w: &words.receipt,
            f: &words.form,
            limits: words.promise.cannot,
            brand: &survey.brand,
            title: survey.questionnaire.title.in_language(language),
            slug: survey.slug.as_str(),
            occasion,
            headline: match occasion {
                Occasion::Sent => words.receipt.arrived,
                Occasion::SentAgain | Occasion::SentOtherwise => words.receipt.arrived_before,
                Occasion::Changed => words.receipt.changed,
                Occasion::Found | Occasion::TooLate | Occasion::Paused => words.receipt.found_title,
            },
            thanks: thanks.map_or_else(Vec::new, |text| {
                super::paragraphs(text.in_language(language))
            }),
            has_own_thanks: thanks.is_none(),
            groups: code.split('-').map(str::to_owned).collect(),
            code,
            place: format!("{host}/s/{}/receipt", survey.slug),
            answers: stored(survey, kept.response, language, &words.receipt),
            wishes: stored_wishes(survey, kept.response.wishes, &words.wishes),
            standing: kept.standing,
            is_changeable: kept.is_changeable,
            waits_for: waits_for(survey, words),
            nothing_else: nothing_else(survey, kept.standing, words),
            results: (survey.charter.public_results == PublicResults::WhenClosed)
                .then_some(words.openness.link),
            elsewhere: match occasion {
                Occasion::Sent | Occasion::SentAgain | Occasion::SentOtherwise => {
                    holder.elsewhere()
                }
                Occasion::Changed | Occasion::Found | Occasion::TooLate | Occasion::Paused => "",
            },
            page: frame,
        }
    }

    /// Something was sent just now, and is stored.
    fn is_sent(&self) -> bool {
        !matches!(
            self.occasion,
            Occasion::Found | Occasion::TooLate | Occasion::Paused
        )
    }

    /// What happened to the answers, where the headline does not say all of it.
    fn event(&self) -> Vec<&'static str> {
        let mut event = match self.occasion {
            Occasion::Sent => Vec::new(),
            Occasion::SentAgain => vec![self.w.arrived_before_lead],
            Occasion::SentOtherwise => vec![self.w.not_taken],
            Occasion::Changed => vec![self.w.changed_code],
            Occasion::Paused => vec![self.w.change_paused],
            Occasion::TooLate if self.is_waiting() => vec![self.w.change_closed],
            Occasion::TooLate => vec![self.w.change_too_late],
            Occasion::Found if self.is_waiting() => vec![self.w.found_waiting],
            Occasion::Found => vec![self.w.found_sealed],
        };
        if self.occasion == Occasion::SentOtherwise && self.is_changeable {
            event.push(self.w.not_taken_change);
        }
        event
    }

    fn is_waiting(&self) -> bool {
        self.standing == Standing::Waiting
    }
}

/// What is stored besides the answers; a bundle has a date.
fn nothing_else(survey: &Survey, standing: Standing, words: &Words) -> &'static str {
    match (survey.charter.access, standing) {
        (Access::Link, Standing::Waiting) => words.receipt.stored_nothing_else,
        (Access::Link, Standing::Sealed) => words.receipt.stored_in_bundle,
        (Access::Invitation, Standing::Waiting) => words.invitations.stored_nothing_else,
        (Access::Invitation, Standing::Sealed) => words.invitations.stored_in_bundle,
    }
}

/// What waiting answers wait for, and when anything is seen of them.
fn waits_for(survey: &Survey, words: &Words) -> String {
    let k = survey.charter.group_size_min;
    let waiting = (words.receipt.next_waiting)(schedule::release_size_min(k), k);
    match survey.charter.results {
        ResultsWhen::WhileRunning => waiting,
        ResultsWhen::WhenClosed => format!("{waiting} {}", words.promise.when_closed),
    }
}
