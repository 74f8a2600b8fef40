//! `…/invitations/add`: whom to invite. `…/invitations/bounced`: whose mail came
//! back. Addresses are pasted, or come in a file.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{home_of, invite_refusal, inviting};
use crate::operations::invite::address_list::{self, AddressList};
use crate::operations::invite::{self, InvitedByAddress};
use crate::operations::listed::SurveySummary;
use crate::operations::mailing;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{member_page, see_other};
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::beside;
use crate::web::studio::survey_frame::{SurveyFrame, Tab};

/// What a list of addresses is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Invite,
    Bounced,
}

#[derive(Template)]
#[template(path = "studio/invitations/addresses.html")]
struct AddressesPage {
    frame: SurveyFrame,
    here: String,
    is_invite: bool,
    typed: String,
    problem: Option<String>,
    /// There are good addresses beside the bad lines.
    rest: usize,
}

/// GET `/add`.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let survey = inviting(&site, &slug).await?;
    show(&marketer, &survey, Purpose::Invite, "", None, 0)
}

/// GET `/bounced`.
pub async fn ask_bounced(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let survey = inviting(&site, &slug).await?;
    show(&marketer, &survey, Purpose::Bounced, "", None, 0)
}

fn show(
    marketer: &Marketer,
    survey: &SurveySummary,
    purpose: Purpose,
    typed: &str,
    problem: Option<String>,
    rest: usize,
) -> Result<HttpResponse, AppError> {
    let status = match problem {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = AddressesPage {
        frame: SurveyFrame::of(marketer, survey, Tab::Invitations),
        here: home_of(survey),
        is_invite: purpose == Purpose::Invite,
        typed: typed.to_owned(),
        problem,
        rest,
    };
    member_page(status, &page)
}

/// What was pasted, else what the file holds.
fn typed(pairs: &Pairs) -> &str {
    let pasted = pairs.value("addresses");
    match pasted.trim().is_empty() {
        true => pairs.value("upload"),
        false => pasted,
    }
}

/// The lines without an address, by their numbers.
fn bad_lines(list: &AddressList) -> String {
    const NAMED: usize = 20;
    let named = list.bad_lines.iter().take(NAMED).map(u64::to_string);
    let named = named.collect::<Vec<_>>().join(", ");
    match list.bad_lines.len() {
        1 => format!("Line {named} holds no e-mail address."),
        count if count > NAMED => {
            format!(
                "Lines {named} and {} more hold no e-mail address.",
                count - NAMED
            )
        }
        _ => format!("Lines {named} hold no e-mail address."),
    }
}

/// What can be done with a form, or why not yet.
fn read(pairs: &Pairs) -> Result<AddressList, (String, usize)> {
    let list = address_list::read_any(typed(pairs));
    let count = list.addresses.len();
    if !list.bad_lines.is_empty() && (count == 0 || pairs.value("go") != "rest") {
        return Err((bad_lines(&list), count));
    }
    if count == 0 {
        let nothing = "Paste at least one address, or choose a file.";
        return Err((nothing.to_owned(), 0));
    }
    Ok(list)
}

/// POST `/add`.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let survey = inviting(&site, &slug).await?;
    let refused = |problem, rest| {
        let typed = typed(&pairs);
        show(
            &marketer,
            &survey,
            Purpose::Invite,
            typed,
            Some(problem),
            rest,
        )
    };
    let list = match read(&pairs) {
        Ok(list) => list,
        Err((problem, rest)) => return refused(problem, rest),
    };
    let (actor, slug) = (marketer.actor(), survey.slug.clone());
    let (repeated, without) = (list.repeated, list.bad_lines.len());
    let invited = beside(&site.installation, move |installation| {
        invite::by_address(&installation.acting_as(actor), &slug, list.addresses)
    });
    match invited.await? {
        Ok(invited) => {
            let InvitedByAddress {
                addressed,
                new,
                never_again,
            } = invited;
            let known = addressed.len() - new;
            Ok(see_other(&format!(
                "{}?added={new}&known={known}&twice={repeated}&never={never_again}&without={without}",
                home_of(&survey)
            )))
        }
        Err(error) => refused(invite_refusal(error)?, 0),
    }
}

/// POST `/bounced`.
pub async fn act_bounced(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let survey = inviting(&site, &slug).await?;
    let refused = |problem, rest| {
        let typed = typed(&pairs);
        show(
            &marketer,
            &survey,
            Purpose::Bounced,
            typed,
            Some(problem),
            rest,
        )
    };
    let list = match read(&pairs) {
        Ok(list) => list,
        Err((problem, rest)) => return refused(problem, rest),
    };
    let without = list.bad_lines.len();
    let added = beside(&site.installation, move |installation| {
        mailing::add_bounced(installation, &list.addresses)
    });
    let added = added.await??;
    Ok(see_other(&format!(
        "{}?bounced={}&without={without}",
        home_of(&survey),
        added.new
    )))
}
