//! `/s/{slug}`: the survey, from its first page to the receipt, at one address.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::publish::{self, Published, WaveState};
use crate::operations::respond::{self, Arrival, RespondError};
use crate::privacy::receipt::SubmissionKey;
use crate::survey::answer::Response;
use crate::survey::charter::Access;
use crate::survey::form::{FieldProblem, TypedAnswers};
use crate::survey::language::Language;
use crate::web::error_page::RETRY_SECONDS;
use crate::web::errors::{AppError, Missing};
use crate::web::page::page;
use crate::web::pairs::Pairs;
use crate::web::site::Site;

use super::invitation_page::InvitationPage;
use super::marking_page::MarkingPage;
use super::notice_page::NoticePage;
use super::posted::{self, Go, Posted, TypedCode};
use super::receipt_page::{Holder, Kept, Occasion, ReceiptPage, host};
use super::survey_page::{CodeField, SurveyPage, Way};
use super::walk::{self, Step};
use super::words;

/// The survey at a slug as it may have been typed from a poster, or copied
/// with the full stop or the blank behind it.
pub async fn find_survey(
    installation: &Installation,
    slug: &str,
) -> Result<Arc<Published>, AppError> {
    let missing = || AppError::NotFound(Missing::Survey);
    let slug = slug.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let slug = slug.to_ascii_lowercase();
    let slug = slug.parse().map_err(|_not_a_slug| missing())?;
    publish::find_published(installation, &slug)
        .await?
        .ok_or_else(missing)
}

/// GET: the first page.
pub async fn open(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let published = find_survey(&site.installation, &slug).await?;
    let language = posted::language(&published.survey, &request, None);
    let holder = holder(&published, &language);
    match published.wave {
        WaveState::Open { .. } if is_by_invitation(&published) => {
            page(StatusCode::OK, &InvitationPage::of(holder))
        }
        WaveState::Open { .. } => first_page(&site, &published, &language, &TypedCode::new("")),
        state => not_open(state, holder),
    }
}

fn not_open(state: WaveState, holder: Holder<'_>) -> Result<HttpResponse, AppError> {
    let notice = match state {
        WaveState::NotYetOpen => NoticePage::not_yet_open(holder),
        WaveState::Paused { .. } => NoticePage::paused(holder),
        _ => NoticePage::closed(holder),
    };
    page(StatusCode::OK, &notice)
}

/// It stopped taking answers between the form and its sending.
fn unsent(is_paused: bool, holder: Holder<'_>) -> Result<HttpResponse, AppError> {
    let notice = match is_paused {
        true => NoticePage::paused_unsent(holder),
        false => NoticePage::closed_unsent(holder),
    };
    page(StatusCode::CONFLICT, &notice)
}

fn is_by_invitation(published: &Published) -> bool {
    published.survey.charter.access == Access::Invitation
}

/// The first page of a survey that takes answers, empty.
pub(super) fn first_page(
    site: &Site,
    published: &Published,
    language: &Language,
    invitation: &TypedCode,
) -> Result<HttpResponse, AppError> {
    let visit = Visit {
        holder: holder(published, language),
        host: "",
        wave: number_of(published.wave),
        submission: site.installation.new_submission_key()?,
        invitation,
        typed: &TypedAnswers::default(),
    };
    let first = walk::first_page(&published.survey.questionnaire);
    visit.show(first, &[], StatusCode::OK, Showing::Plain)
}

fn number_of(wave: WaveState) -> i32 {
    match wave {
        WaveState::Open { wave } | WaveState::Paused { wave } | WaveState::Closed { wave } => wave,
        WaveState::NotYetOpen => 0,
    }
}

/// A code was entered: the survey, or the same page again.
fn enter(
    site: &Site,
    published: &Published,
    language: &Language,
    invitation: &TypedCode,
) -> Result<HttpResponse, AppError> {
    let installation = &site.installation;
    if installation.is_code_of(published, invitation.code()) {
        return first_page(site, published, language, invitation);
    }
    let entry = InvitationPage::of(holder(published, language));
    let entry = match invitation.is_empty() {
        true => entry.lacking(),
        false => entry.refusing(invitation.as_str()),
    };
    page(StatusCode::UNPROCESSABLE_ENTITY, &entry)
}

/// POST: the next page, the same one again, or the receipt.
pub async fn send(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let published = find_survey(&site.installation, &slug).await?;
    let survey = &published.survey;
    let language = posted::language(survey, &request, Some(&pairs));
    let posted = Posted::read(survey, &pairs);
    let host = host(&request);
    let wave = number_of(published.wave);
    let holder = holder(&published, &language);
    if posted.go == Go::Enter && is_by_invitation(&published) {
        return match published.wave {
            WaveState::Open { .. } => enter(&site, &published, &language, &posted.invitation),
            state => not_open(state, holder),
        };
    }
    let Some(submission) = posted.submission else {
        // Without its key the form could be stored twice: it gets a new one.
        let submission = site.installation.new_submission_key()?;
        let visit = Visit::of(holder, &host, wave, submission, &posted);
        return visit.show(
            posted.position,
            &[],
            StatusCode::UNPROCESSABLE_ENTITY,
            Showing::Notice(holder.words.form.once_more),
        );
    };
    let visit = Visit::of(holder, &host, wave, submission, &posted);
    let form_wave = posted.wave.unwrap_or(wave);
    match walk::step(&survey.questionnaire, &posted) {
        Step::Complete(response) => {
            if let Some(marked) = visit.marks(&response, &posted) {
                return marked;
            }
            visit
                .send(
                    &site.installation,
                    &published,
                    form_wave,
                    response,
                    posted.position,
                )
                .await
        }
        _ if !published.wave.is_open() => {
            let is_paused = matches!(published.wave, WaveState::Paused { .. });
            unsent(is_paused, holder)
        }
        Step::Show { position } if form_wave == wave => {
            visit.show(position, &[], StatusCode::OK, Showing::Plain)
        }
        Step::Show { .. } => visit.moved_on(),
        Step::Mend { position, problems } => visit.show(
            position,
            &problems,
            StatusCode::UNPROCESSABLE_ENTITY,
            Showing::Plain,
        ),
    }
}

pub(super) fn holder<'a>(published: &'a Published, language: &'a Language) -> Holder<'a> {
    Holder {
        survey: &published.survey,
        language,
        words: words::words(language),
    }
}

/// One respondent with one form.
#[derive(Clone, Copy)]
struct Visit<'a> {
    holder: Holder<'a>,
    host: &'a str,
    wave: i32,
    submission: SubmissionKey,
    invitation: &'a TypedCode,
    typed: &'a TypedAnswers,
}

/// How a page of the form is to be shown.
#[derive(Debug, Clone, Copy)]
enum Showing {
    Plain,
    /// With a sentence above the questions.
    Notice(&'static str),
    /// With the code to be mended.
    CodeRefused,
}

impl<'a> Visit<'a> {
    fn of(
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
            preview: None,
        }
    }

    /// A page between the form and its sending, where something written may
    /// tell who wrote it; once, and nothing is stored before.
    fn marks(self, response: &Response, posted: &Posted) -> Option<Result<HttpResponse, AppError>> {
        if posted.go == Go::SendChecked {
            return None;
        }
        let submission_key = self.submission.to_string();
        let way = self.way(&submission_key, posted.position);
        let marked = MarkingPage::new(way, response)?;
        Some(page(StatusCode::OK, &marked))
    }

    fn show(
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
        page(status, &shown)
    }

    fn code_field(self, is_refused: bool) -> Option<CodeField<'a>> {
        (self.holder.survey.charter.access == Access::Invitation).then(|| CodeField {
            typed: self.invitation.as_str(),
            is_refused,
        })
    }

    /// The questions are others than when the form was opened.
    fn moved_on(self) -> Result<HttpResponse, AppError> {
        let first = walk::first_page(&self.holder.survey.questionnaire);
        let notice = Showing::Notice(self.holder.words.form.revision_changed);
        self.show(first, &[], StatusCode::CONFLICT, notice)
    }

    async fn send(
        self,
        installation: &Installation,
        published: &Arc<Published>,
        form_wave: i32,
        response: Response,
        position: usize,
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
            Ok(receipted) => page(
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
            ),
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
            Err(not_open) => unsent(matches!(not_open, RespondError::Paused), self.holder),
        }
    }

    /// The form again, to be sent again.
    fn nothing_lost(
        self,
        error: &OperationError,
        position: usize,
    ) -> Result<HttpResponse, AppError> {
        let notice = Showing::Notice(self.holder.words.form.nothing_lost);
        let form = self.show(position, &[], StatusCode::SERVICE_UNAVAILABLE, notice)?;
        Ok(to_be_sent_again(form, error))
    }
}

/// A form that comes back with everything in it, and when to send it again.
pub fn to_be_sent_again(mut form: HttpResponse, error: &OperationError) -> HttpResponse {
    tracing::warn!(cause = %error, "a response has to wait");
    let patience = HeaderValue::from_static(RETRY_SECONDS);
    form.headers_mut().insert(RETRY_AFTER, patience);
    form
}
