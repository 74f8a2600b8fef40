//! A posted form as it arrived: names and values in order, all of them text,
//! so that decoding cannot fail. What they mean is decided elsewhere.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::stream;

use super::errors::AppError;
use crate::limits::FORM_SECONDS_MAX;

/// The pairs of one form.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Whatever the bytes are: what is no text becomes replacement characters.
    pub fn decode(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// A form with files (RFC 7578). A file is a value like every other: its text;
    /// what it was called on somebody's computer is nobody's business.
    async fn decode_parts(body: web::Bytes, boundary: String) -> Result<Self, AppError> {
        let unreadable = |_: multer::Error| AppError::Unreadable;
        let whole = std::future::ready(Ok::<_, std::convert::Infallible>(body));
        let mut parts = multer::Multipart::new(stream::once(whole), boundary);
        let mut pairs = Vec::new();
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(unreadable)?;
            pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
        Ok(Self(pairs))
    }

    /// The first value of that name; empty where there is none.
    pub fn value(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// The first value of that name, if the form has it.
    pub fn find(&self, name: &str) -> Option<&str> {
        let mut given = self.iter();
        let found = given.find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Every value of that name.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.iter().filter(move |(given, _)| given == name);
        named.map(|(_, value)| value.as_str())
    }

    pub fn iter(&self) -> std::slice::Iter<'_, (String, String)> {
        self.0.iter()
    }
}

/// The body of a POST, whatever it says it is. Larger than the limit, slower
/// than anybody's telephone, or cut off: it is an error of its own.
impl FromRequest for Pairs {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        // The gate has read the forms of members, to see whether they are ours.
        let read = request.extensions_mut().remove::<Self>();
        let body = web::Bytes::from_request(request, payload);
        let boundary = boundary_of(request);
        let patience = Duration::from_secs(FORM_SECONDS_MAX);
        Box::pin(async move {
            if let Some(pairs) = read {
                return Ok(pairs);
            }
            match tokio::time::timeout(patience, body).await {
                Ok(Ok(bytes)) => match boundary {
                    Some(boundary) => Self::decode_parts(bytes, boundary).await,
                    None => Ok(Self::decode(&bytes)),
                },
                Ok(Err(error)) => {
                    let status = error.as_response_error().status_code();
                    Err(AppError::of_status(status))
                }
                Err(_elapsed) => Err(AppError::Unreadable),
            }
        })
    }
}

/// Of a form with files; every other has none.
fn boundary_of(request: &HttpRequest) -> Option<String> {
    let content_type = request.headers().get(CONTENT_TYPE)?;
    multer::parse_boundary(content_type.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_still_a_form() {
        let pairs = Pairs::decode(b"a=%FF&b=\xC3\x28&=x&c");
        assert_eq!(pairs.value("a"), "\u{FFFD}");
        assert_eq!(pairs.value("c"), "");
        assert_eq!(pairs.iter().count(), 4);
    }

    #[actix_web::test]
    async fn a_file_is_a_value_like_every_other() {
        let body = "--b\r\nContent-Disposition: form-data; name=\"mark\"\r\n\r\n1\r\n\
                    --b\r\nContent-Disposition: form-data; name=\"upload\"; \
                    filename=\"C:\\Anna.toml\"\r\nContent-Type: text/plain\r\n\r\n\
                    slug = 1\r\n\r\n--b--\r\n";
        let decode = |body: &'static str| {
            let bytes = web::Bytes::from_static(body.as_bytes());
            Pairs::decode_parts(bytes, "b".to_owned())
        };
        let pairs = decode(body).await.unwrap();
        assert_eq!(pairs.value("mark"), "1");
        assert_eq!(pairs.value("upload"), "slug = 1\r\n");
        assert!(decode("--b\r\nnonsense").await.is_err());
    }

    #[test]
    fn a_repeated_name_keeps_every_value_in_order() {
        let pairs = Pairs::decode("q.a=1&q.a=2".as_bytes());
        let values: Vec<_> = pairs.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["1", "2"]);
        assert_eq!(pairs.value("q.a"), "1");
    }
}
