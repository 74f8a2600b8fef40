//! Inviting: addresses and printed codes in, codes and released counts out.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::bearer::Bearer;
use super::body::Body;
use super::problem::{ApiError, Problem};
use super::{answer, call, json, slug};
use crate::limits::API_CODES_MAX;
use crate::membership::api_token::Scope;
use crate::operations::invite::{self, EmailAddress};
use crate::web::site::Site;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewInvitations {
    #[serde(default)]
    addresses: Vec<String>,
    /// So many codes without an address.
    #[serde(default)]
    codes: usize,
}

#[derive(Serialize)]
struct InvitedJson {
    new: usize,
    invitations: Vec<InvitationJson>,
}

#[derive(Serialize)]
struct InvitationJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    code: String,
    /// The page that this code opens.
    path: String,
}

/// POST `/api/v1/surveys/{slug}/invitations`. Who was invited before keeps the
/// same code.
pub async fn add(
    site: web::Data<Site>,
    bearer: Bearer,
    path: web::Path<String>,
    body: Body,
) -> HttpResponse {
    let add = async {
        let call = call(&site, &bearer, Scope::Invite).await?;
        let slug = slug(&path)?;
        let new: NewInvitations = body.json()?;
        if new.addresses.is_empty() == (new.codes == 0) {
            return Err(ApiError::invalid("send addresses, or a number of codes"));
        }
        if new.codes.max(new.addresses.len()) > API_CODES_MAX {
            let detail = format!("invite at most {API_CODES_MAX} at once");
            return Err(ApiError::invalid(detail));
        }
        let invited = if new.codes > 0 {
            let count = new.codes;
            let codes = call
                .beside(move |installation| invite::by_printed_codes(installation, &slug, count));
            let codes = codes.await?;
            InvitedJson {
                new: codes.len(),
                invitations: codes.iter().map(|code| invitation(None, code)).collect(),
            }
        } else {
            let addresses = read(&new.addresses)?;
            let invited =
                call.beside(move |installation| invite::by_address(installation, &slug, addresses));
            let invited = invited.await?;
            let each = invited.addressed.iter();
            InvitedJson {
                new: invited.new,
                invitations: each
                    .map(|one| invitation(Some(one.address.as_str()), &one.code))
                    .collect(),
            }
        };
        json(StatusCode::CREATED, &invited)
    };
    answer(add.await)
}

/// All addresses, or which of them are none, by their places: what stands there
/// is not repeated, it may be somebody's.
fn read(addresses: &[String]) -> Result<Vec<EmailAddress>, ApiError> {
    let mut read = Vec::with_capacity(addresses.len());
    let mut problems = Vec::new();
    for (place, address) in (1_usize..).zip(addresses) {
        match address.parse::<EmailAddress>() {
            Ok(address) if read.contains(&address) => {}
            Ok(address) => read.push(address),
            Err(_) => problems.push(Problem {
                line: None,
                reason: format!("item {place} is no e-mail address"),
                remedy: "write it as name@example.org".to_owned(),
            }),
        }
    }
    match problems.is_empty() {
        true => Ok(read),
        false => Err(ApiError::Invalid {
            detail: "some of the addresses are none; nobody was invited".to_owned(),
            problems,
        }),
    }
}

fn invitation(address: Option<&str>, code: &impl std::fmt::Display) -> InvitationJson {
    InvitationJson {
        address: address.map(str::to_owned),
        path: format!("/i/{code}"),
        code: code.to_string(),
    }
}

#[derive(Serialize)]
struct CountsJson {
    by_address: u64,
    printed: u64,
    waves: Vec<AnsweredJson>,
}

#[derive(Serialize)]
struct AnsweredJson {
    label: String,
    /// As of the last release; null while that may not be told.
    answered: Option<u64>,
}

/// GET `/api/v1/surveys/{slug}/invitations`: how many, never who.
pub async fn count(site: web::Data<Site>, bearer: Bearer, path: web::Path<String>) -> HttpResponse {
    let count = async {
        let call = call(&site, &bearer, Scope::Invite).await?;
        let slug = slug(&path)?;
        let counted = call.beside(move |installation| invite::count(installation, &slug));
        let counted = counted.await?;
        let waves = counted.waves.into_iter();
        let counts = CountsJson {
            by_address: counted.invited.by_address,
            printed: counted.invited.printed,
            waves: waves
                .map(|wave| AnsweredJson {
                    label: wave.label,
                    answered: wave.answered,
                })
                .collect(),
        };
        json(StatusCode::OK, &counts)
    };
    answer(count.await)
}
