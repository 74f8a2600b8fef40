//! `/` and `/trust`: what this is, and what this installation stores.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::errors::AppError;
use super::frame::Frame;
use super::page::page;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Frame,
}

#[derive(Template)]
#[template(path = "trust.html")]
struct TrustPage {
    page: Frame,
}

pub async fn home() -> Result<HttpResponse, AppError> {
    let home = HomePage {
        page: Frame::english(),
    };
    page(StatusCode::OK, &home)
}

pub async fn trust() -> Result<HttpResponse, AppError> {
    let trust = TrustPage {
        page: Frame::english(),
    };
    page(StatusCode::OK, &trust)
}
