//! Inviting people to a survey: by e-mail, with codes on paper, and the mail
//! that goes to them. Counts are of the sending or of releases, never of who
//! has answered, also where a reminder passes those over.

pub mod addresses;
pub mod codes;
pub mod home;
pub mod mail;

use actix_web::http::header::HeaderMap;

use crate::operations::invite::{InviteError, SiteAddress};
use crate::operations::listed::SurveySummary;
use crate::operations::mailing::MailingError;
use crate::web::errors::AppError;
use crate::web::gate::origin;
use crate::web::member_page::date_in_words;
use crate::web::site::Site;
use crate::web::studio::survey_frame::{self, address_of};

/// `/studio/surveys/acme/invitations`.
fn home_of(survey: &SurveySummary) -> String {
    format!("{}/invitations", address_of(&survey.slug))
}

/// The survey of the address. One that is open to everybody says so when
/// somebody is to be invited to it.
async fn inviting(site: &Site, slug: &str) -> Result<SurveySummary, AppError> {
    survey_frame::find(site, slug).await
}

/// How respondents reach this service, as whoever asks reaches it.
fn site_address(headers: &HeaderMap) -> Result<SiteAddress, AppError> {
    let site = origin::of_site(headers).parse();
    site.map_err(|_strange_host| AppError::Unreadable)
}

/// A sentence for the page, or an error that is none of the marketer's making.
fn refusal(error: MailingError) -> Result<String, AppError> {
    match error {
        MailingError::Invite(error) => invite_refusal(error),
        MailingError::DoesNotRun => {
            Ok("Open a wave first: whoever followed a link now could not answer.".to_owned())
        }
        MailingError::Nobody => Ok("There is nobody to write to.".to_owned()),
        MailingError::StillSending => {
            Ok("A letter is still on its way. Reminders go after it.".to_owned())
        }
        MailingError::TooEarly(day) => Ok(format!(
            "The last mail has just gone out. Reminders may go from {}.",
            date_in_words(day)
        )),
    }
}

fn invite_refusal(error: InviteError) -> Result<String, AppError> {
    match error {
        InviteError::Operation(error) => Err(error.into()),
        InviteError::NeedsNoInvitation(_) => Ok("Everybody who has its link can answer this \
             survey, so nobody needs an invitation."
            .to_owned()),
        refused => Ok(refused.to_string()),
    }
}

/// "1 person", "12 people".
fn people(count: u64) -> String {
    match count {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    }
}
