//! From a rendered template to a response.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use askama::Template;

use super::errors::AppError;

/// Most pages fit, style sheet and all, so that they are written down once.
const PAGE_BYTES: usize = 32_768;

pub fn page(status: StatusCode, template: &impl Template) -> Result<HttpResponse, AppError> {
    let mut html = String::with_capacity(PAGE_BYTES);
    template.render_into(&mut html)?;
    Ok(HttpResponse::build(status)
        .content_type(ContentType::html())
        .body(html))
}
