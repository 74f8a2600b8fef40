//! What came with a respondent's request, taken apart but not judged.

use actix_web::HttpRequest;

use crate::limits::INVITATION_CODE_TYPED_CHARACTERS_MAX;
use crate::privacy::invitation::InvitationCode;
use crate::privacy::receipt::SubmissionKey;
use crate::survey::form::TypedAnswers;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::survey::routing;
use crate::web::pairs::Pairs;

use super::{spoken, walk};

/// The code of an invitation as it was typed, whatever it is.
pub struct TypedCode(String);

impl TypedCode {
    pub fn new(text: &str) -> Self {
        Self(
            text.trim()
                .chars()
                .take(INVITATION_CODE_TYPED_CHARACTERS_MAX)
                .collect(),
        )
    }

    /// It travels in the form only, never in a further address.
    pub fn read(pairs: &Pairs) -> Self {
        Self::new(pairs.value("i"))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `None` for what cannot be a code.
    pub fn code(&self) -> Option<InvitationCode> {
        self.0.parse().ok()
    }
}

/// A page of a survey as it was sent.
pub struct Posted {
    pub submission: Option<SubmissionKey>,
    /// The wave the form was opened in; `None` if it does not say.
    pub wave: Option<i32>,
    /// The page it was sent from.
    pub position: usize,
    /// The furthest page that the form has been on.
    pub furthest: usize,
    pub go: Go,
    pub invitation: TypedCode,
    pub typed: TypedAnswers,
}

/// The button that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    Next,
    Back,
    Send,
    /// Sent from the page that marks what may tell who wrote it.
    SendChecked,
    /// From there back to the questions.
    Questions,
    /// An invitation's code was entered.
    Enter,
    Language(String),
    /// A page that does not exist was named: only the first one is shown.
    Astray,
}

impl Go {
    fn read(value: &str) -> Self {
        match value.split_once(':') {
            Some(("lang", tag)) => Self::Language(tag.to_owned()),
            _ => match value {
                "back" => Self::Back,
                "send" => Self::Send,
                "checked" => Self::SendChecked,
                "questions" => Self::Questions,
                "enter" => Self::Enter,
                _ => Self::Next,
            },
        }
    }
}

impl Posted {
    pub fn read(survey: &Survey, pairs: &Pairs) -> Self {
        let pages = routing::pages(&survey.questionnaire).len();
        let position = match pairs.value("p") {
            "" => Some(0),
            named => named.parse().ok().filter(|&position| position < pages),
        };
        let go = match (Go::read(pairs.value("go")), position) {
            (Go::Next | Go::Back, None) => Go::Astray,
            (go, _) => go,
        };
        let mut typed = TypedAnswers::from_pairs(&survey.questionnaire, pairs.iter().cloned());
        if survey.charter.outside.is_none() {
            typed = typed.with_nobody_outside();
        }
        Self {
            submission: pairs.value("s").parse().ok(),
            wave: pairs.value("w").parse().ok(),
            // It travels with the form, so that going back and on again is not
            // counted twice and nobody is followed.
            furthest: pairs
                .value("far")
                .parse()
                .ok()
                .filter(|&furthest| furthest < pages)
                .unwrap_or(0),
            position: position.unwrap_or_else(|| walk::first_page(&survey.questionnaire)),
            go,
            invitation: TypedCode::read(pairs),
            typed,
        }
    }
}

/// The language of a page: the one whose button was pressed, the one the form
/// or the address names, or the best that the browser accepts.
pub fn language(survey: &Survey, request: &HttpRequest, pairs: Option<&Pairs>) -> Language {
    let languages = &survey.questionnaire.languages;
    match pairs {
        Some(pairs) => spoken::choose(request, languages, &asked(pairs)),
        None => spoken::choose(request, languages, query(request).value("lang")),
    }
}

/// The language of the pressed button, else the one that the form is in.
pub fn asked(pairs: &Pairs) -> String {
    match Go::read(pairs.value("go")) {
        Go::Language(tag) => tag,
        _ => pairs.value("lang").to_owned(),
    }
}

/// Whether nothing but the language of a page was to change that has no
/// questions.
pub fn only_changes_language(pairs: &Pairs) -> bool {
    pairs.value("s").is_empty() && matches!(Go::read(pairs.value("go")), Go::Language(_))
}

/// The address's query.
pub fn query(request: &HttpRequest) -> Pairs {
    Pairs::decode(request.query_string().as_bytes())
}
