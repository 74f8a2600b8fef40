//! For whoever runs the service: is it alive, is it ready, how much does it do.

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, web};

use super::site::Site;

/// The process answers.
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .body("alive\n")
}

/// The database answers too.
pub async fn readyz(site: web::Data<Site>) -> HttpResponse {
    if site.installation.is_ready().await {
        HttpResponse::Ok()
            .content_type(ContentType::plaintext())
            .body("ready\n")
    } else {
        HttpResponse::ServiceUnavailable()
            .content_type(ContentType::plaintext())
            .body("the database does not answer\n")
    }
}

pub async fn metrics(site: web::Data<Site>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(site.traffic.print())
}
