//! `/s/{slug}/receipt`: what is stored under a code, taking it back, changing it.
//! The code travels in the form only, never in an address.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::publish::{Published, WaveState};
use crate::operations::receipt::{self, ReadBack, Standing};
use crate::operations::respond::{self, RespondError};
use crate::operations::withdraw;
use crate::privacy::invitation::InvitationCode;
use crate::privacy::receipt::{ReceiptCode, ReceiptCodeError, SubmissionKey};
use crate::survey::answer::Response;
use crate::survey::charter::Access;
use crate::survey::form::{self, FieldProblem, TypedAnswers};
use crate::survey::language::Language;
use crate::web::errors::AppError;
use crate::web::page::page;
use crate::web::pairs::Pairs;
use crate::web::site::Site;

use super::answering::find_survey;
use super::enter_code_page::EnterCodePage;
use super::marking_page::MarkingPage;
use super::notice_page::NoticePage;
use super::posted::{self, Posted};
use super::receipt_page::{Holder, Kept, Occasion, ReceiptPage, host};
use super::survey_page::{SurveyPage, Way};
use super::visit::to_be_sent_again;
use super::walk::{self, Step};
use super::words::ReceiptWords;

/// GET: where to enter the code.
pub async fn ask(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let published = find_survey(&site.installation, &slug).await?;
    let language = posted::language(&published.survey, &request, None);
    let holder = Holder::of(&published, &language);
    page(StatusCode::OK, &EnterCodePage::new(holder, "", None))
}

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    slug: web::Path<String>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let published = find_survey(&site.installation, &slug).await?;
    let language = posted::language(&published.survey, &request, Some(&pairs));
    let holder = Holder::of(&published, &language);
    let typed_code = pairs.value("code");
    let words = &holder.words.receipt;
    let refused = |problem: String| {
        let entry = EnterCodePage::new(holder, typed_code, Some(problem));
        page(StatusCode::UNPROCESSABLE_ENTITY, &entry)
    };
    let only_changes_language = posted::only_changes_language(&pairs);
    if only_changes_language && pairs.value("at") == "enter" {
        return page(
            StatusCode::OK,
            &EnterCodePage::new(holder, typed_code, None),
        );
    }
    let code = match typed_code.parse::<ReceiptCode>() {
        Ok(code) => code,
        Err(_) if is_of_an_invitation(&published, typed_code) => {
            return refused(holder.words.invitations.not_a_receipt.to_owned());
        }
        Err(error) => return refused(what_is_wrong(error, words)),
    };
    let form = ChangeForm {
        installation: &site.installation,
        holder,
        code,
    };
    let found = match receipt::read_back(&site.installation, &published, code).await {
        Ok(Some(found)) => found,
        Ok(None) if published.has_ever_erased => {
            return refused(holder.words.uncounted.unknown.to_owned());
        }
        Ok(None) => return refused(words.unknown.to_owned()),
        // Only waiting answers of the running wave are changed, so that the
        // form is in the survey's present revision.
        Err(error) if error.is_passing() && is_change(&pairs) => {
            let posted = Posted::read(&published.survey, &pairs);
            return form.nothing_lost(&posted, &error);
        }
        Err(error) => return Err(error.into()),
    };
    let host = host(&request);
    let request = Request {
        host: &host,
        installation: &site.installation,
        published: &published,
        language: &language,
        code,
        found,
    };
    match pairs.value("go") {
        _ if only_changes_language && pairs.value("at") == "withdraw" => {
            request.confirm_withdrawal()
        }
        _ if only_changes_language => request.show(Occasion::Found),
        "withdraw" => request.confirm_withdrawal(),
        "withdraw-yes" => request.withdraw().await,
        "change" => request.open_for_change(),
        "show" | "" => request.show(Occasion::Found),
        _ => request.change(&pairs).await,
    }
}

/// Whether a page of the form was sent, rather than a button of the receipt.
fn is_change(pairs: &Pairs) -> bool {
    !posted::only_changes_language(pairs)
        && !matches!(
            pairs.value("go"),
            "withdraw" | "withdraw-yes" | "change" | "show" | ""
        )
}

/// By its shape: whether it is genuine is nobody's business here.
fn is_of_an_invitation(published: &Published, typed: &str) -> bool {
    published.survey.charter.access == Access::Invitation && typed.parse::<InvitationCode>().is_ok()
}

fn what_is_wrong(error: ReceiptCodeError, words: &ReceiptWords) -> String {
    match error {
        ReceiptCodeError::Empty => words.empty.to_owned(),
        ReceiptCodeError::TooShort { missing } => (words.too_short)(missing),
        ReceiptCodeError::TooLong { extra } => (words.too_long)(extra),
        ReceiptCodeError::Alphabet { .. } | ReceiptCodeError::Check => words.mistyped.to_owned(),
    }
}

/// Somebody with a code, and what was found under it.
struct Request<'a> {
    host: &'a str,
    installation: &'a Installation,
    published: &'a Arc<Published>,
    language: &'a Language,
    code: ReceiptCode,
    found: ReadBack,
}

impl Request<'_> {
    /// In the revision that was answered, which may not be the current one.
    fn holder(&self) -> Holder<'_> {
        Holder::between(&self.found.survey, &self.published.newest, self.language)
    }

    fn is_changeable(&self) -> bool {
        self.found.standing == Standing::Waiting && self.published.wave.is_open()
    }

    /// Why they cannot be changed: for now, or any more.
    fn unchangeable(&self) -> Occasion {
        let is_waiting = self.found.standing == Standing::Waiting;
        match self.published.wave {
            WaveState::Paused { .. } if is_waiting => Occasion::Paused,
            _ => Occasion::TooLate,
        }
    }

    fn show(&self, occasion: Occasion) -> Result<HttpResponse, AppError> {
        let shown = ReceiptPage::new(
            self.holder(),
            self.host,
            self.code,
            Kept {
                response: &self.found.response,
                standing: self.found.standing,
                is_changeable: self.is_changeable(),
            },
            occasion,
        );
        page(StatusCode::OK, &shown)
    }

    fn confirm_withdrawal(&self) -> Result<HttpResponse, AppError> {
        let question =
            NoticePage::confirm_withdrawal(self.holder(), self.code, self.found.standing);
        page(StatusCode::OK, &question)
    }

    async fn withdraw(&self) -> Result<HttpResponse, AppError> {
        let withdrawn = withdraw::withdraw(self.installation, self.published, self.code).await?;
        // `None`: the same button pressed twice; it is gone either way.
        let standing = withdrawn.unwrap_or(self.found.standing);
        let is_open = self.published.wave.is_open();
        page(
            StatusCode::OK,
            &NoticePage::withdrawn(self.holder(), standing, is_open),
        )
    }

    /// The survey's first page, filled in as it is stored.
    fn open_for_change(&self) -> Result<HttpResponse, AppError> {
        if !self.is_changeable() {
            return self.show(self.unchangeable());
        }
        let questionnaire = &self.found.survey.questionnaire;
        let pairs = form::to_pairs(questionnaire, &self.found.response);
        let typed = TypedAnswers::from_pairs(questionnaire, pairs);
        let posted = Posted {
            submission: None,
            wave: None,
            position: walk::first_page(questionnaire),
            furthest: 0,
            go: posted::Go::Next,
            invitation: posted::TypedCode::new(""),
            typed,
        };
        self.form().show(&posted, posted.position, &[])
    }

    /// The next page of the changed form, the same one again, or the receipt.
    async fn change(&self, pairs: &Pairs) -> Result<HttpResponse, AppError> {
        if !self.is_changeable() {
            return self.show(self.unchangeable());
        }
        let posted = Posted::read(&self.found.survey, pairs);
        match walk::step(&self.found.survey.questionnaire, &posted) {
            Step::Show { position } => self.form().show(&posted, position, &[]),
            Step::Mend { position, problems } => self.form().show(&posted, position, &problems),
            Step::Complete(response) => {
                if let Some(marked) = self.form().marks(&posted, &response) {
                    return marked;
                }
                let changed =
                    respond::change(self.installation, self.published, self.code, response).await;
                match changed {
                    Ok(receipted) => page(
                        StatusCode::OK,
                        &ReceiptPage::new(
                            self.holder(),
                            self.host,
                            receipted.code,
                            Kept {
                                response: &receipted.stored,
                                standing: receipted.standing,
                                is_changeable: receipted.is_changeable,
                            },
                            Occasion::Changed,
                        ),
                    ),
                    Err(RespondError::Operation(error)) if error.is_passing() => {
                        self.form().nothing_lost(&posted, &error)
                    }
                    Err(RespondError::Operation(error)) => Err(error.into()),
                    Err(RespondError::Paused) => self.show(Occasion::Paused),
                    Err(_too_late) => self.show(Occasion::TooLate),
                }
            }
        }
    }

    fn form(&self) -> ChangeForm<'_> {
        ChangeForm {
            installation: self.installation,
            holder: self.holder(),
            code: self.code,
        }
    }
}

/// The survey's form around answers that are stored already.
#[derive(Clone, Copy)]
struct ChangeForm<'a> {
    installation: &'a Installation,
    holder: Holder<'a>,
    code: ReceiptCode,
}

impl ChangeForm<'_> {
    fn show(
        self,
        posted: &Posted,
        position: usize,
        problems: &[FieldProblem],
    ) -> Result<HttpResponse, AppError> {
        let status = if problems.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let notice = self.holder.words.receipt.change_lead;
        self.page(posted, position, problems, notice, status)
    }

    /// The form again, to be sent again.
    fn nothing_lost(
        self,
        posted: &Posted,
        error: &OperationError,
    ) -> Result<HttpResponse, AppError> {
        let notice = self.holder.words.form.nothing_lost;
        let status = StatusCode::SERVICE_UNAVAILABLE;
        let form = self.page(posted, posted.position, &[], notice, status)?;
        Ok(to_be_sent_again(form, error))
    }

    /// Something newly written may tell who wrote it.
    fn marks(self, posted: &Posted, response: &Response) -> Option<Result<HttpResponse, AppError>> {
        if posted.go == posted::Go::SendChecked {
            return None;
        }
        let key = match self.key(posted) {
            Ok(key) => key,
            Err(error) => return Some(Err(error)),
        };
        let (submission_key, code) = (key.to_string(), self.code.to_string());
        let way = self.way(posted, posted.position, &key, &submission_key, &code);
        let marked = MarkingPage::new(way, response)?;
        Some(page(StatusCode::OK, &marked))
    }

    /// It orders the options and is not looked up anywhere.
    fn key(self, posted: &Posted) -> Result<SubmissionKey, AppError> {
        match posted.submission {
            Some(key) => Ok(key),
            None => Ok(self.installation.new_submission_key()?),
        }
    }

    fn page(
        self,
        posted: &Posted,
        position: usize,
        problems: &[FieldProblem],
        notice: &'static str,
        status: StatusCode,
    ) -> Result<HttpResponse, AppError> {
        let key = self.key(posted)?;
        let (submission_key, code) = (key.to_string(), self.code.to_string());
        let way = self.way(posted, position, &key, &submission_key, &code);
        let shown = SurveyPage::new(way, problems).with_notice(notice);
        page(status, &shown)
    }
}

impl<'a> ChangeForm<'a> {
    fn way<'b>(
        self,
        posted: &'b Posted,
        position: usize,
        key: &SubmissionKey,
        submission_key: &'b str,
        code: &'b str,
    ) -> Way<'b>
    where
        'a: 'b,
    {
        Way {
            survey: self.holder.survey,
            wave: posted.wave.unwrap_or(0),
            language: self.holder.language,
            words: self.holder.words,
            submission_key,
            seed: *key.as_bytes(),
            receipt: Some(code),
            invitation: None,
            typed: &posted.typed,
            position,
            furthest: 0,
            preview: None,
        }
    }
}
