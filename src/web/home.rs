//! `/`: what this is.

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

pub async fn home() -> Result<HttpResponse, AppError> {
    let home = HomePage {
        page: Frame::english(),
    };
    page(StatusCode::OK, &home)
}
