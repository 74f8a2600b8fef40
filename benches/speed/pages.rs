//! A respondent's pages, from the request to the last byte of the reply.

use std::cell::Cell;

use actix_web::body::to_bytes;
use actix_web::http::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use actix_web::test::{self, TestRequest};
use actix_web::web;
use divan::Bencher;
use divan::counter::BytesCount;
use whynot::web::Site;

use super::place::{ANSWERS, Place, fresh_key};

const ENCODINGS: [&str; 2] = ["identity", "gzip"];

#[divan::bench(args = ENCODINGS)]
fn first_page(bencher: Bencher, encoding: &str) {
    measure(bencher, encoding, |path| TestRequest::get().uri(path));
}

/// With the commit in between; alone, so that no other response shares it.
#[divan::bench(args = ENCODINGS)]
fn receipt_page(bencher: Bencher, encoding: &str) {
    measure(bencher, encoding, |path| {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("s", &fresh_key().to_string());
        form.extend_pairs([("w", "1"), ("p", "3"), ("go", "send")]);
        form.extend_pairs(ANSWERS);
        TestRequest::post()
            .uri(path)
            .insert_header((CONTENT_TYPE, "application/x-www-form-urlencoded"))
            .set_payload(form.finish())
    });
}

fn measure(bencher: Bencher, encoding: &str, request: impl Fn(&str) -> TestRequest) {
    let place = Place::new(|_| {});
    let path = format!("/s/{}", place.slug);
    let system = actix_web::rt::System::new();
    let site = web::Data::new(Site::new(place.installation.clone()));
    let service = system.block_on(test::init_service(whynot::web::application(site)));
    let bytes = Cell::new(0_usize);
    let visit = || {
        let request = request(&path).insert_header((ACCEPT_ENCODING, encoding));
        let body = system.block_on(async {
            let response = test::call_service(&service, request.to_request()).await;
            assert!(response.status().is_success());
            to_bytes(response.into_body()).await
        });
        bytes.set(body.map_or(0, |body| body.len()));
    };
    visit();
    bencher
        .counter(BytesCount::new(bytes.get()))
        .bench_local(visit);
}
