//! The body of a request, read as JSON or as text, with what is wrong with it.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use super::problem::ApiError;
use crate::limits::FORM_SECONDS_MAX;

/// Reading cannot fail: what went wrong is told by whoever wants the content.
pub struct Body(Result<web::Bytes, ApiError>);

impl FromRequest for Body {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = web::Bytes::from_request(request, payload);
        let patience = Duration::from_secs(FORM_SECONDS_MAX);
        Box::pin(async move {
            let read = match tokio::time::timeout(patience, body).await {
                Ok(Ok(bytes)) => Ok(bytes),
                Ok(Err(_too_large)) => Err(ApiError::TooLarge),
                Err(_elapsed) => Err(ApiError::invalid("the body did not arrive in time")),
            };
            Ok(Self(read))
        })
    }
}

impl Body {
    pub(super) fn json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        let bytes = self.0?;
        let empty: &[u8] = b"{}";
        let read = if bytes.is_empty() { empty } else { &bytes };
        serde_json::from_slice(read).map_err(|error| {
            // What the library says may repeat what was sent; its place does not.
            ApiError::invalid(format!(
                "the body is not the JSON that is described, at line {}, column {}",
                error.line(),
                error.column()
            ))
        })
    }

    pub(super) fn text(self) -> Result<String, ApiError> {
        let bytes = self.0?.to_vec();
        String::from_utf8(bytes).map_err(|_not_text| ApiError::invalid("the body is no UTF-8 text"))
    }
}
