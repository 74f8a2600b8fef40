//! Answers that a browser may keep as long as it asks whether they still hold.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

/// In the reader's own browser, and asked about each time.
const ASK_AGAIN: &str = "private, no-cache";

/// The body, or that it is still the one the browser has. `decorate` adds what
/// belongs to a response with a body.
pub fn respond(
    request: &HttpRequest,
    content_type: &str,
    body: Vec<u8>,
    decorate: impl FnOnce(&mut HttpResponseBuilder),
) -> HttpResponse {
    // Weak: compressed or not, it says the same.
    let hash = blake3::hash(&body).to_hex();
    let tag = format!("W/\"{}\"", hash.get(..32).unwrap_or_default());
    let known = request.headers().get(IF_NONE_MATCH);
    let is_known = known
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let mut response = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, ASK_AGAIN));
    decorate(&mut response);
    if is_known {
        return response.finish();
    }
    response
        .insert_header((CONTENT_TYPE, content_type))
        .body(body)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn respond_to(known: Option<&str>, body: &str) -> HttpResponse {
        let mut request = TestRequest::get();
        if let Some(known) = known {
            request = request.insert_header((IF_NONE_MATCH, known));
        }
        respond(
            &request.to_http_request(),
            "text/plain",
            body.into(),
            |_| {},
        )
    }

    #[test]
    fn what_a_browser_has_is_not_sent_again_until_it_changes() {
        let first = respond_to(None, "54 %");
        let tag = first.headers().get(ETAG).unwrap().to_str().unwrap();
        assert_eq!(first.status(), 200);
        assert_eq!(respond_to(Some(tag), "54 %").status(), 304);
        assert_eq!(
            respond_to(Some(&format!("\"x\", {tag}")), "54 %").status(),
            304
        );
        assert_eq!(respond_to(Some(tag), "55 %").status(), 200);
    }
}
