//! `/s/{slug}`: the survey, from its first page to the receipt, at one address.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::publish::{self, Published, WaveState};
use crate::operations::quotas;
use crate::operations::respond;
use crate::privacy::receipt::SubmissionKey;
use crate::survey::charter::Access;
use crate::survey::form::{self, TypedAnswers};
use crate::survey::language::Language;
use crate::survey::quota::Quota;
use crate::web::errors::{AppError, Missing};
use crate::web::page::page;
use crate::web::pairs::Pairs;
use crate::web::site::Site;

use super::framing;
use super::invitation_page::InvitationPage;
use super::notice_page::NoticePage;
use super::posted::{self, Go, Posted, TypedCode};
use super::receipt_page::{Holder, host};
use super::visit::{Showing, Visit, unsent};
use super::walk::{self, Step};

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
    let holder = Holder::of(&published, &language);
    let opened = match published.wave {
        WaveState::Open { .. } if is_by_invitation(&published) => {
            page(StatusCode::OK, &InvitationPage::of(holder))
        }
        WaveState::Open { .. } => {
            let showing = match framing::leads_out(&request, &published) {
                true => Showing::Door,
                false => Showing::Plain,
            };
            begin(&site, &published, &language, &TypedCode::new(""), showing)
        }
        _ => not_open(&published, holder),
    };
    opened.map(|page| framing::first(page, &published))
}

/// It takes no answers now; why.
pub(super) fn not_open(
    published: &Published,
    holder: Holder<'_>,
) -> Result<HttpResponse, AppError> {
    let notice = match published.wave {
        WaveState::NotYetOpen => NoticePage::not_yet_open(holder),
        WaveState::Paused { .. } => NoticePage::paused(holder),
        _ => NoticePage::closed(holder, published),
    };
    page(StatusCode::OK, &notice)
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
    begin(site, published, language, invitation, Showing::Plain)
}

fn begin(
    site: &Site,
    published: &Published,
    language: &Language,
    invitation: &TypedCode,
    showing: Showing,
) -> Result<HttpResponse, AppError> {
    let visit = Visit {
        holder: Holder::of(published, language),
        host: "",
        wave: number_of(published.wave),
        submission: site.installation.new_submission_key()?,
        invitation,
        typed: &TypedAnswers::default(),
        furthest: 0,
    };
    let first = walk::first_page(&published.survey.questionnaire);
    visit.show(first, &[], StatusCode::OK, showing)
}

fn number_of(wave: WaveState) -> i32 {
    match wave {
        WaveState::Open { wave } | WaveState::Paused { wave } | WaveState::Closed { wave } => wave,
        WaveState::NotYetOpen => 0,
    }
}

/// A code was entered, or the language of its page changed: the survey, or the
/// same page again.
fn enter(
    site: &Site,
    published: &Published,
    language: &Language,
    posted: &Posted,
) -> Result<HttpResponse, AppError> {
    let (installation, invitation) = (&site.installation, &posted.invitation);
    if posted.go != Go::Enter {
        let entry = InvitationPage::of(Holder::of(published, language));
        return page(StatusCode::OK, &entry.typing(invitation.as_str()));
    }
    if installation.is_code_of(published, invitation.code()) {
        return first_page(site, published, language, invitation);
    }
    let entry = InvitationPage::of(Holder::of(published, language));
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
    let sent = answer(&site, &published, &request, &pairs).await?;
    Ok(framing::later(sent, &published))
}

async fn answer(
    site: &Site,
    published: &Arc<Published>,
    request: &HttpRequest,
    pairs: &Pairs,
) -> Result<HttpResponse, AppError> {
    let survey = &published.survey;
    let language = posted::language(survey, request, Some(pairs));
    let posted = Posted::read(survey, pairs);
    let host = host(request);
    let wave = number_of(published.wave);
    let holder = Holder::of(published, &language);
    let is_entry = posted.go == Go::Enter || posted::only_changes_language(pairs);
    if is_entry && is_by_invitation(published) {
        return match published.wave {
            WaveState::Open { .. } => enter(site, published, &language, &posted),
            _ => not_open(published, holder),
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
    let step = walk::step(&survey.questionnaire, &posted);
    if form_wave == wave {
        match enough(&site.installation, published, submission, &posted, &step).await {
            Ok(None) => {}
            Ok(Some(quota)) => {
                let enough = NoticePage::enough(holder, &quota, pairs);
                return page(StatusCode::OK, &enough);
            }
            Err(error) if error.is_passing() => return visit.nothing_lost(&error, posted.position),
            Err(error) => return Err(error.into()),
        }
    }
    match step {
        Step::Complete(response) => {
            if let Some(marked) = visit.marks(&response, &posted) {
                return marked;
            }
            visit
                .send(
                    &site.installation,
                    published,
                    form_wave,
                    response,
                    (posted.position, pairs),
                )
                .await
        }
        _ if !published.wave.is_open() => unsent(published, holder, pairs),
        Step::Show { position } if form_wave == wave => {
            let visit = visit.going_to(position, &site.installation, published, &posted);
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

/// The quota that turns the author of a form away, going on or sending; not of
/// one that was taken before.
async fn enough(
    installation: &Installation,
    published: &Arc<Published>,
    submission: SubmissionKey,
    posted: &Posted,
    step: &Step,
) -> Result<Option<Quota>, OperationError> {
    let questionnaire = &published.survey.questionnaire;
    let given = match step {
        Step::Complete(response) => response.given.clone(),
        Step::Show { .. } if posted.go == Go::Next => {
            form::given_so_far(questionnaire, &posted.typed)
        }
        Step::Show { .. } | Step::Mend { .. } => return Ok(None),
    };
    let Some(quota) = quotas::turned_away(installation, published, given).await? else {
        return Ok(None);
    };
    if let Step::Complete(response) = step {
        let sent = respond::find_sent(installation, published, submission, response).await?;
        if sent.is_some() {
            return Ok(None);
        }
    }
    Ok(Some(quota))
}
