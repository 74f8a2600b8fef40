//! One respondent with one form: the page it is shown on, and its sending.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};

use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::leaving;
use crate::operations::publish::{self, Published, WaveState};
use crate::operations::respond::{self, Arrival, RespondError};
use crate::privacy::receipt::SubmissionKey;
use crate::survey::answer::Response;
use crate::survey::charter::Access;
use crate::survey::form::{FieldProblem, TypedAnswers};
use crate::web::error_page::RETRY_SECONDS;
use crate::web::errors::AppError;
use crate::web::page::page;
use crate::web::pairs::Pairs;

use super::marking_page::MarkingPage;
use super::notice_page::NoticePage;
use super::posted::{Go, Posted, TypedCode};
use super::receipt_page::{Holder, Kept, Occasion, ReceiptPage};
use super::survey_page::{CodeField, SurveyPage, Way};
use super::walk;

/// One respondent with one form.
#[derive(Clone, Copy)]
pub(super) struct Visit<'a> {
    pub holder: Holder<'a>,
    pub host: &'a str,
    pub wave: i32,
    pub submission: SubmissionKey,
    pub invitation: &'a TypedCode,
    pub typed: &'a TypedAnswers,
    /// The furthest page that the form has been on.
    pub furthest: usize,
}

/// How a page of the form is to be shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Showing {
    Plain,
    /// In a frame that its form leads out of.
    Door,
    /// With a sentence above the questions.
    Notice(&'static str),
    /// With the code to be mended.
    CodeRefused,
}

impl<'a> Visit<'a> {
    pub fn of(
        holder: Holder<'a>,
        host: &'a str,
        wave: i32,
        submission: SubmissionKey,
        posted: &'a Posted,
    ) -> Self {
        Self {
            holder,
            host,
            wave,
            submission,
            invitation: &posted.invitation,
            typed: &posted.typed,
            furthest: posted.furthest,
        }
    }

    fn way<'b>(self, submission_key: &'b str, position: usize) -> Way<'b>
    where
        'a: 'b,
    {
        Way {
            survey: self.holder.survey,
            wave: self.wave,
            language: self.holder.language,
            words: self.holder.words,
            submission_key,
            seed: *self.submission.as_bytes(),
            receipt: None,
            invitation: self.code_field(false),
            typed: self.typed,
            position,
            furthest: self.furthest,
            preview: None,
        }
    }

    /// A page between the form and its sending, where something written may
    /// tell who wrote it; once, and nothing is stored before.
    pub fn marks(
        self,
        response: &Response,
        posted: &Posted,
    ) -> Option<Result<HttpResponse, AppError>> {
        if posted.go == Go::SendChecked {
            return None;
        }
        let submission_key = self.submission.to_string();
        let way = self.way(&submission_key, posted.position);
        let marked = MarkingPage::new(way, response)?;
        Some(page(StatusCode::OK, &marked))
    }

    pub fn show(
        self,
        position: usize,
        problems: &[FieldProblem],
        status: StatusCode,
        showing: Showing,
    ) -> Result<HttpResponse, AppError> {
        let submission_key = self.submission.to_string();
        let way = Way {
            invitation: self.code_field(matches!(showing, Showing::CodeRefused)),
            ..self.way(&submission_key, position)
        };
        let mut shown = SurveyPage::new(way, problems);
        if let Showing::Notice(sentence) = showing {
            shown = shown.with_notice(sentence);
        }
        if matches!(showing, Showing::Door) {
            shown = shown.leading_out();
        }
        page(status, &shown)
    }

    /// Counts a form that goes on to a page it has not been on.
    pub fn going_to(
        mut self,
        position: usize,
        installation: &Installation,
        published: &Published,
        posted: &Posted,
    ) -> Self {
        if posted.go == Go::Next && position > self.furthest {
            leaving::goes_on(installation, published, self.furthest, position);
            self.furthest = position;
        }
        self
    }

    fn code_field(self, is_refused: bool) -> Option<CodeField<'a>> {
        (self.holder.survey.charter.access == Access::Invitation).then(|| CodeField {
            typed: self.invitation.as_str(),
            is_refused,
        })
    }

    /// The questions are others than when the form was opened.
    pub fn moved_on(self) -> Result<HttpResponse, AppError> {
        let first = walk::first_page(&self.holder.survey.questionnaire);
        let notice = Showing::Notice(self.holder.words.form.revision_changed);
        self.show(first, &[], StatusCode::CONFLICT, notice)
    }

    pub async fn send(
        self,
        installation: &Installation,
        published: &Arc<Published>,
        form_wave: i32,
        response: Response,
        (position, pairs): (usize, &Pairs),
    ) -> Result<HttpResponse, AppError> {
        let sent = respond::respond_invited(
            installation,
            published,
            form_wave,
            self.submission,
            response,
            self.invitation.code(),
        )
        .await;
        match sent {
            Ok(receipted) => {
                if receipted.arrival == Arrival::Stored {
                    leaving::is_sent(installation, published, self.furthest);
                }
                page(
                    StatusCode::OK,
                    &ReceiptPage::new(
                        Holder {
                            survey: &receipted.survey,
                            ..self.holder
                        },
                        self.host,
                        receipted.code,
                        Kept {
                            response: &receipted.stored,
                            standing: receipted.standing,
                            is_changeable: receipted.is_changeable,
                        },
                        match receipted.arrival {
                            Arrival::Stored => Occasion::Sent,
                            Arrival::StoredBefore => Occasion::SentAgain,
                            Arrival::NotTaken => Occasion::SentOtherwise,
                        },
                    ),
                )
            }
            Err(RespondError::MovedOn) => self.moved_on(),
            Err(RespondError::NotInvited) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                self.show(position, &[], status, Showing::CodeRefused)
            }
            Err(RespondError::Withdrawn) => page(
                StatusCode::CONFLICT,
                &NoticePage::withdrawn_before(self.holder),
            ),
            Err(RespondError::Operation(error)) if error.is_passing() => {
                self.nothing_lost(&error, position)
            }
            Err(RespondError::Operation(error)) => Err(error.into()),
            Err(RespondError::Paused) => page(
                StatusCode::CONFLICT,
                &NoticePage::paused_unsent(self.holder, pairs),
            ),
            Err(_closed) => {
                // It may have closed since it was looked up.
                let slug = &published.survey.slug;
                let now = publish::find_published(installation, slug).await?;
                unsent(now.as_ref().unwrap_or(published), self.holder, pairs)
            }
        }
    }

    /// The form again, to be sent again.
    pub fn nothing_lost(
        self,
        error: &OperationError,
        position: usize,
    ) -> Result<HttpResponse, AppError> {
        let notice = Showing::Notice(self.holder.words.form.nothing_lost);
        let form = self.show(position, &[], StatusCode::SERVICE_UNAVAILABLE, notice)?;
        Ok(to_be_sent_again(form, error))
    }
}

/// It stopped taking answers between the form and its sending.
pub(super) fn unsent(
    published: &Published,
    holder: Holder<'_>,
    pairs: &Pairs,
) -> Result<HttpResponse, AppError> {
    let notice = match published.wave {
        WaveState::Paused { .. } => NoticePage::paused_unsent(holder, pairs),
        _ => NoticePage::closed_unsent(holder, published),
    };
    page(StatusCode::CONFLICT, &notice)
}

/// A form that comes back with everything in it, and when to send it again.
pub fn to_be_sent_again(mut form: HttpResponse, error: &OperationError) -> HttpResponse {
    tracing::warn!(cause = %error, "a response has to wait");
    let patience = HeaderValue::from_static(RETRY_SECONDS);
    form.headers_mut().insert(RETRY_AFTER, patience);
    form
}
