//! The pages of a survey that is still written, for whoever writes it: the very
//! pages that respondents get, from the first to the last. Stores nothing.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::marking_page::MarkingPage;
use super::paragraphs;
use super::posted::{Go, Posted};
use super::survey_page::{CodeField, SurveyPage, Way};
use super::walk::{self, Step};
use super::words;
use crate::privacy::receipt::SubmissionKey;
use crate::survey::charter::Access;
use crate::survey::form::{FieldProblem, TypedAnswers};
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::frame::Frame;
use crate::web::page::page;
use crate::web::pairs::Pairs;

pub use super::posted::language;
pub use super::survey_page::Preview;

/// Stands where an invitation's code would.
const CODE: &str = "preview";

/// One look at a survey, in one language.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub survey: &'a Survey,
    pub language: &'a Language,
    pub preview: Preview<'a>,
    /// Decides the order of shuffled options until a form brings its own.
    pub key: SubmissionKey,
}

/// Behind the last page.
#[derive(Template)]
#[template(path = "respondent/preview_end.html")]
struct EndPage<'a> {
    page: Frame,
    said: String,
    /// Of the words for whoever writes the survey.
    ours: String,
    /// Ours, where the survey has none of its own.
    usual_thanks: &'static str,
    brand: &'a str,
    thanks: Vec<&'a str>,
}

impl Look<'_> {
    /// One page, as somebody finds it who has typed this on the pages before;
    /// the first one on which anything stands without a position.
    pub fn open(
        self,
        position: Option<usize>,
        typed: &TypedAnswers,
    ) -> Result<HttpResponse, AppError> {
        let first = || walk::first_page(&self.survey.questionnaire);
        self.show(position.unwrap_or_else(first), typed, &[])
    }

    /// What the pressed button leads to.
    pub fn send(self, pairs: &Pairs) -> Result<HttpResponse, AppError> {
        let posted = Posted::read(self.survey, pairs);
        let look = Self {
            key: posted.submission.unwrap_or(self.key),
            ..self
        };
        match walk::step(&self.survey.questionnaire, &posted) {
            Step::Show { position } => look.show(position, &posted.typed, &[]),
            Step::Mend { position, problems } => look.show(position, &posted.typed, &problems),
            Step::Complete(response) => {
                let key = look.key.to_string();
                let way = look.way(posted.position, &posted.typed, &key);
                match MarkingPage::new(way, &response) {
                    Some(marked) if posted.go != Go::SendChecked => page(StatusCode::OK, &marked),
                    _ => look.end(),
                }
            }
        }
    }

    fn show(
        self,
        position: usize,
        typed: &TypedAnswers,
        problems: &[FieldProblem],
    ) -> Result<HttpResponse, AppError> {
        let status = match problems.is_empty() {
            true => StatusCode::OK,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let key = self.key.to_string();
        page(
            status,
            &SurveyPage::new(self.way(position, typed, &key), problems),
        )
    }

    fn end(self) -> Result<HttpResponse, AppError> {
        let words = words::words(self.language);
        let frame = Frame::new(self.language);
        let thanks = self.survey.questionnaire.thanks.as_ref();
        let end = EndPage {
            said: frame.attributes_of(words.language),
            ours: frame.attributes_of("en"),
            usual_thanks: words.receipt.thanks,
            brand: &self.survey.brand,
            thanks: thanks.map_or_else(Vec::new, |thanks| {
                paragraphs(thanks.in_language(self.language))
            }),
            page: frame,
        };
        page(StatusCode::OK, &end)
    }
}

impl<'a> Look<'a> {
    fn way<'b>(self, position: usize, typed: &'b TypedAnswers, key: &'b str) -> Way<'b>
    where
        'a: 'b,
    {
        let is_by_invitation = self.survey.charter.access == Access::Invitation;
        Way {
            survey: self.survey,
            wave: 1,
            language: self.language,
            words: words::words(self.language),
            submission_key: key,
            seed: *self.key.as_bytes(),
            receipt: None,
            invitation: is_by_invitation.then_some(CodeField {
                typed: CODE,
                is_refused: false,
            }),
            typed,
            position,
            furthest: 0,
            preview: Some(self.preview),
        }
    }
}
