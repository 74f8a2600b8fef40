//! `/api/v1/openapi.json`: the description that tools are made from. A test holds
//! it against the route table and against what is answered.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_TYPE;

/// OpenAPI 3.1.
pub const DOCUMENT: &str = include_str!("openapi.json");

/// GET.
pub async fn show() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(DOCUMENT)
}
