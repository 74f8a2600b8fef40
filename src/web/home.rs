//! `/`: what this is.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::errors::AppError;
use super::frame::Frame;
use super::page::page;
use super::respondent::spoken;
use super::respondent::switch::Switch;
use super::respondent::words::{self, HomeWords};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Frame,
    switch: Switch,
    w: &'static HomeWords,
    trust_link: &'static str,
}

pub async fn home(request: HttpRequest) -> Result<HttpResponse, AppError> {
    let language = spoken::language(&request);
    let words = words::words(&language);
    let home = HomePage {
        page: Frame::new(&language),
        switch: Switch::links(&spoken::languages(), &language, words, "/"),
        w: &words.home,
        trust_link: words.form.trust_link,
    };
    page(StatusCode::OK, &home)
}
