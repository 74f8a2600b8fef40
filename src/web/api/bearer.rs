//! The token in the `Authorization` header.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest};

use crate::membership::api_token::ApiToken;

/// Whatever was sent; whether it holds is asked with what it is to allow.
pub struct Bearer(Option<ApiToken>);

impl Bearer {
    pub(super) fn token(&self) -> Option<ApiToken> {
        self.0
    }
}

impl FromRequest for Bearer {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let sent = request.headers().get(AUTHORIZATION);
        let sent = sent.and_then(|value| value.to_str().ok());
        let token = sent.and_then(|sent| {
            let (scheme, token) = sent.split_once(' ')?;
            let is_bearer = scheme.eq_ignore_ascii_case("bearer");
            is_bearer.then(|| token.trim().parse().ok()).flatten()
        });
        ready(Ok(Self(token)))
    }
}
