//! Around every request: counts it, turns errors into pages, sets the headers
//! that keep a page to itself, compresses it. Logs failures of ours, once, and no visit ever.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, ResponseError, web};

use super::compression::compressed;
use super::error_page::{self, Voice};
use super::errors::AppError;
use super::pairs::Pairs;
use super::respondent::spoken::Chosen;
use super::security;
use super::site::Site;
use super::traffic::Class;
use crate::privacy::crockford;
use crate::random;

/// Wraps the whole application.
pub async fn boundary(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let mut voice = voice_of(&request);
    let class = Class::of_path(request.path());
    let site = request.app_data::<web::Data<Site>>().cloned();
    let response = next.call(request).await?;
    let response = match failure_of(&response) {
        None => response.map_into_boxed_body(),
        Some(status) => {
            if let Some(Chosen(language)) = response.request().extensions().get() {
                voice.asked = language.to_string();
            }
            let (request, failed) = response.into_parts();
            let known = failed
                .error()
                .and_then(|error| error.as_error::<AppError>());
            let composed = match known {
                Some(error) => answer(error, &voice),
                None => answer(&AppError::of_status(status), &voice),
            };
            ServiceResponse::new(request, composed)
        }
    };
    if let Some(site) = site {
        site.traffic.count(class, response.status());
    }
    Ok(compressed(with_headers(response)))
}

/// Wraps each route: a panic becomes an error of ours instead of a broken connection.
pub async fn catch_panic(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let asked = request.request().clone();
    let mut answer = pin!(next.call(request));
    let outcome =
        poll_fn(
            |context| match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))) {
                Ok(Poll::Pending) => Poll::Pending,
                Ok(Poll::Ready(response)) => Poll::Ready(Some(response)),
                Err(_whatever) => Poll::Ready(None),
            },
        )
        .await;
    match outcome {
        Some(response) => response.map(ServiceResponse::map_into_boxed_body),
        None => Ok(ServiceResponse::from_err(AppError::Panicked, asked)),
    }
}

/// The status of a response that has no page of its own yet.
fn failure_of(response: &ServiceResponse<impl MessageBody>) -> Option<StatusCode> {
    let has_error = response.response().error().is_some();
    has_error.then(|| response.status())
}

fn answer(error: &AppError, voice: &Voice) -> actix_web::HttpResponse {
    let incident = error.is_incident().then(incident_code);
    match &incident {
        Some(code) => tracing::error!(incident = code, cause = %error, "a request failed"),
        None if error.status_code().is_server_error() => {
            tracing::warn!(cause = %error, "a request has to wait");
        }
        None => {}
    }
    error_page::compose(error, voice, incident.as_deref())
}

/// Random, so that it tells neither a time nor a number of incidents.
fn incident_code() -> String {
    let bytes: [u8; 4] = random::bytes().unwrap_or_default();
    let code = crockford::encode(u128::from(u32::from_be_bytes(bytes)), 6);
    let (first, second) = code.split_at_checked(3).unwrap_or((code.as_str(), ""));
    format!("{first}-{second}")
}

fn voice_of(request: &ServiceRequest) -> Voice {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE);
    let query = Pairs::decode(request.query_string().as_bytes());
    Voice {
        asked: query.value("lang").to_owned(),
        accepted: accepted
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        is_for_program: request.path().ends_with(".json") || request.path().starts_with("/api/"),
    }
}

fn with_headers(mut response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let headers = response.headers_mut();
    set_unless_set(
        headers,
        header::CONTENT_SECURITY_POLICY,
        security::plain_policy(),
    );
    for (name, value) in security::HEADERS {
        set_unless_set(headers, name, HeaderValue::from_static(value));
    }
    response
}

fn set_unless_set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    if !headers.contains_key(&name) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use actix_web::App;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};

    use super::*;

    async fn panics() -> &'static str {
        panic!("what a respondent wrote")
    }

    #[actix_web::test]
    async fn a_panic_is_a_page_with_an_incident_code_and_nothing_of_its_words() {
        let route = web::get().to(panics).wrap(from_fn(catch_panic));
        let app = App::new()
            .wrap(from_fn(boundary))
            .service(web::resource("/").route(route));
        let service = init_service(app).await;
        let response = call_service(&service, TestRequest::get().uri("/").to_request()).await;
        assert_eq!(response.status(), 500);
        assert!(
            response
                .headers()
                .contains_key(header::CONTENT_SECURITY_POLICY)
        );
        let body = String::from_utf8(read_body(response).await.to_vec()).unwrap();
        assert!(body.contains("tell whoever invited you this number"));
        assert!(!body.contains("what a respondent wrote"));
    }

    #[test]
    fn an_incident_code_can_be_read_out_on_the_telephone() {
        let code = incident_code();
        let (first, second) = code.split_once('-').unwrap();
        assert_eq!((first.len(), second.len()), (3, 3));
    }
}
