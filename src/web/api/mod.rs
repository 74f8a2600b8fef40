//! `/api/v1`: what programs may do in place of a member. The same verbs and
//! checks as the pages; answers are JSON, refusals problem documents (RFC 9457).
//!
//! No cookie is read here, so that no browser can be made to ask for somebody:
//! a token in the `Authorization` header says for whom a program asks.

mod bearer;
mod body;
pub mod document;
pub mod invitations;
pub mod surveys;
pub mod tables;
pub mod waves;

mod problem;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use serde::Serialize;

use self::bearer::Bearer;
use self::problem::ApiError;
use crate::membership::api_token::Scope;
use crate::operations::installation::Installation;
use crate::operations::member::api_token::{self, Caller};
use crate::survey::identifier::Slug;
use crate::web::site::Site;

/// Who asks and what they may touch.
struct Call {
    caller: Caller,
    /// Acting as the token's member, so that the ledger names the role.
    installation: Installation,
}

/// Looks at the token: it has to hold, and to allow this.
async fn call(site: &Site, bearer: &Bearer, scope: Scope) -> Result<Call, ApiError> {
    let token = bearer.token().ok_or(ApiError::NoToken)?;
    let found = api_token::find(&site.installation, token).await?;
    let caller = found.ok_or(ApiError::NoToken)?;
    if !caller.may(scope) {
        return Err(ApiError::Scope(scope));
    }
    let installation = site.installation.acting_as(caller.actor());
    Ok(Call {
        caller,
        installation,
    })
}

impl Call {
    /// Runs a verb beside the threads that answer visitors.
    async fn beside<T, E>(
        &self,
        verb: impl FnOnce(&Installation) -> Result<T, E> + Send + 'static,
    ) -> Result<T, ApiError>
    where
        T: Send + 'static,
        E: Send + 'static,
        ApiError: From<E>,
    {
        let installation = self.installation.clone();
        let done = tokio::task::spawn_blocking(move || verb(&installation)).await;
        Ok(done.map_err(|_panicked| ApiError::Panicked)??)
    }
}

/// A name that is none looks like a survey that is not there.
fn slug(text: &str) -> Result<Slug, ApiError> {
    text.parse().map_err(|_malformed| ApiError::Missing)
}

fn json(status: StatusCode, value: &impl Serialize) -> Result<HttpResponse, ApiError> {
    let body = serde_json::to_string_pretty(value).map_err(|_unwritable| ApiError::Panicked)?;
    Ok(HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(body))
}

/// What was answered, or the problem that stood in the way.
fn answer(done: Result<HttpResponse, ApiError>) -> HttpResponse {
    done.unwrap_or_else(|error| error.response())
}
