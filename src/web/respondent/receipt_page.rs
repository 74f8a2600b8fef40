//! The receipt: after sending, and whenever its code is entered again.

use actix_web::HttpRequest;
use actix_web::http::header::HOST;
use askama::Template;

use crate::privacy::receipt::ReceiptCode;
use crate::survey::answer::Response;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::web::frame::Frame;

use super::stored::{StoredAnswer, stored};
use super::words::{ReceiptWords, Words};

/// Whose receipt, in which language.
#[derive(Clone, Copy)]
pub struct Holder<'a> {
    pub survey: &'a Survey,
    pub language: &'a Language,
    pub words: &'static Words,
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
    Changed,
    /// The code was entered, and these answers were found under it.
    Found,
    /// A change came too late.
    TooLate,
}

#[derive(Template)]
#[template(path = "respondent/receipt.html")]
pub struct ReceiptPage<'a> {
    page: Frame,
    said: String,
    w: &'static ReceiptWords,
    brand: &'a str,
    title: &'a str,
    slug: &'a str,
    occasion: Occasion,
    headline: &'static str,
    thanks: Vec<&'a str>,
    groups: Vec<String>,
    code: String,
    /// Where the code is entered, as one would write it down.
    place: String,
    answers: Vec<StoredAnswer<'a>>,
    is_changeable: bool,
    waits_for: String,
}

impl<'a> ReceiptPage<'a> {
    pub fn new(
        holder: Holder<'a>,
        host: &str,
        code: ReceiptCode,
        response: &Response,
        is_changeable: bool,
        occasion: Occasion,
    ) -> Self {
        let Holder {
            survey,
            language,
            words,
        } = holder;
        let frame = Frame::new(language);
        let code = code.to_string();
        let thanks = survey.questionnaire.thanks.as_ref();
        Self {
            said: frame.attributes_of(words.language),
            w: &words.receipt,
            brand: &survey.brand,
            title: survey.questionnaire.title.in_language(language),
            slug: survey.slug.as_str(),
            occasion,
            headline: match occasion {
                Occasion::Sent | Occasion::Changed => words.receipt.thanks,
                Occasion::Found | Occasion::TooLate => words.receipt.found_title,
            },
            thanks: thanks.map_or_else(Vec::new, |text| {
                super::paragraphs(text.in_language(language))
            }),
            groups: code.split('-').map(str::to_owned).collect(),
            code,
            place: format!("{host}/s/{}/receipt", survey.slug),
            answers: stored(survey, response, language, &words.receipt),
            is_changeable,
            waits_for: (words.receipt.next_waiting)(survey.charter.group_size_min),
            page: frame,
        }
    }

    fn is_new(&self) -> bool {
        matches!(self.occasion, Occasion::Sent | Occasion::Changed)
    }

    /// What happened, in one sentence.
    fn event(&self) -> &'static str {
        match self.occasion {
            Occasion::Sent => self.w.arrived,
            Occasion::Changed => self.w.changed,
            Occasion::TooLate => self.w.change_too_late,
            Occasion::Found if self.is_changeable => self.w.found_waiting,
            Occasion::Found => self.w.found_sealed,
        }
    }
}
