//! The gate before every address that is for members, or for becoming one: who
//! asks, whether they may, and whether a form comes from a page of ours.
//!
//! It stands where the route table says so, and at no address of respondents:
//! there no cookie is read.

pub mod actor;
pub mod cookie;
pub mod origin;
mod refusal;
pub mod target;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};

use super::errors::{AppError, Missing};
use super::member_page::see_other;
use super::pairs::Pairs;
use super::routes::Who;
use super::site::Site;
use crate::operations::member::session::{self, SignedIn};

/// The form field that holds the mark of its session.
pub const MARK: &str = "mark";

/// Wraps a route that is not for anybody.
pub async fn gate(
    who: Who,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match pass(who, &mut request).await {
        Ok(Passage::Open) => {
            let response = next.call(request).await?;
            Ok(response.map_into_boxed_body())
        }
        Ok(Passage::Shut(response)) => Ok(request.into_response(response)),
        Err(error) => {
            let (asked, _) = request.into_parts();
            Ok(ServiceResponse::from_err(error, asked))
        }
    }
}

enum Passage {
    Open,
    /// With the page that says where to go.
    Shut(HttpResponse),
}

async fn pass(who: Who, request: &mut ServiceRequest) -> Result<Passage, AppError> {
    let is_form = !matches!(*request.method(), Method::GET | Method::HEAD);
    if is_form && !origin::is_ours(request.headers()) {
        return Ok(Passage::Shut(refusal::foreign_form()?));
    }
    let signed_in = find(request).await?;
    if who != Who::Guest {
        let Some(signed_in) = &signed_in else {
            let target = (!is_form).then(|| target::of(request.path(), request.query_string()));
            return Ok(Passage::Shut(sign_in_first(target.as_deref())));
        };
        if !who.admits(signed_in.member.role) {
            // As if it were not there.
            return Err(AppError::NotFound(Missing::Page));
        }
        if is_form {
            let pairs = request.extract::<Pairs>().await?;
            if !signed_in.token.form_mark().is(pairs.value(MARK)) {
                return Ok(Passage::Shut(refusal::stale_form()?));
            }
            request.extensions_mut().insert(pairs);
        }
    }
    if let Some(signed_in) = signed_in {
        request.extensions_mut().insert(signed_in);
    }
    Ok(Passage::Open)
}

async fn find(request: &ServiceRequest) -> Result<Option<SignedIn>, AppError> {
    let Some(token) = cookie::read(request.headers()) else {
        return Ok(None);
    };
    let Some(site) = request.app_data::<web::Data<Site>>() else {
        return Ok(None);
    };
    Ok(session::find(&site.installation, token).await?)
}

fn sign_in_first(target: Option<&str>) -> HttpResponse {
    match target {
        Some(target) => {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("to", target)
                .finish();
            see_other(&format!("/sign-in?{query}"))
        }
        None => see_other("/sign-in"),
    }
}
