//! Plain pages as gzip, without compressing their style sheet each time.
//!
//! Deflated data may be put together from parts: what stands before the style
//! sheet, as it is; the sheet itself, which is most of a page and was compressed
//! once; and the rest. Everything else is left to actix.

use std::cell::RefCell;
use std::sync::LazyLock;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{self, AcceptEncoding, Encoding, Header, HeaderValue};
use flate2::{Compress, Compression, FlushCompress};

use super::stylesheet;

/// No name, no time, no operating system.
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// The rest of a page is short: harder work saves a few hundred bytes and takes
/// longer than everything else that is done for a response.
const LEVEL: u32 = 1;

thread_local! {
    // Its tables are larger than a page: made once a worker.
    static DEFLATE: RefCell<Compress> =
        RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

static SHEET: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut deflate = Compress::new(Compression::best(), false);
    let mut bytes = Vec::new();
    append(
        &mut deflate,
        stylesheet::plain(),
        FlushCompress::Full,
        &mut bytes,
    );
    bytes
});

/// The page as gzip where the browser takes it and nothing has encoded it yet.
pub fn compressed(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let is_plain = !response.headers().contains_key(header::CONTENT_ENCODING);
    if !is_plain || !accepts_gzip(&response) {
        return response;
    }
    response.map_body(|head, body| {
        let body = match body.try_into_bytes() {
            Ok(bytes) => bytes,
            Err(stream) => return stream,
        };
        match std::str::from_utf8(&body).ok().and_then(gzip) {
            None => body.boxed(),
            Some(page) => {
                let headers = head.headers_mut();
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
                page.boxed()
            }
        }
    })
}

fn accepts_gzip(response: &ServiceResponse<BoxBody>) -> bool {
    let offered = [Encoding::gzip(), Encoding::identity()];
    let chosen = AcceptEncoding::parse(response.request())
        .ok()
        .and_then(|accepted| accepted.negotiate(offered.iter()));
    chosen == Some(Encoding::gzip())
}

/// `None` if it is no page with the plain style sheet in it.
fn gzip(page: &str) -> Option<Vec<u8>> {
    let (head, after) = page.split_once("<style>")?;
    let rest = after.strip_prefix(stylesheet::plain())?;
    let mut bytes = Vec::with_capacity(GZIP_HEADER.len() + SHEET.len() + page.len() / 2);
    bytes.extend(GZIP_HEADER);
    append_stored(&format!("{head}<style>"), &mut bytes)?;
    bytes.extend(&*SHEET);
    DEFLATE.with_borrow_mut(|deflate| {
        deflate.reset();
        append(deflate, rest, FlushCompress::Finish, &mut bytes);
    });
    bytes.extend(crc32fast::hash(page.as_bytes()).to_le_bytes());
    bytes.extend((page.len() as u32).to_le_bytes());
    Some(bytes)
}

/// A block that is not compressed: its length, twice (RFC 1951, 3.2.4). `None`
/// if it is too long for one.
fn append_stored(text: &str, bytes: &mut Vec<u8>) -> Option<()> {
    let length = u16::try_from(text.len()).ok()?;
    bytes.push(0);
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(text.as_bytes());
    Some(())
}

/// Compresses all of `text` onto the end of `bytes`.
fn append(deflate: &mut Compress, text: &str, flush: FlushCompress, bytes: &mut Vec<u8>) {
    let mut input = text.as_bytes();
    loop {
        bytes.reserve(1_024 + input.len() / 2);
        let room = bytes.capacity() - bytes.len();
        let (taken, written) = (deflate.total_in(), bytes.len());
        // Deflating fails only when it is given no room.
        let _ = deflate.compress_vec(input, bytes, flush);
        let taken = (deflate.total_in() - taken) as usize;
        input = input.get(taken..).unwrap_or_default();
        // With room left over, everything that was to be flushed is.
        if input.is_empty() && bytes.len() - written < room {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;

    fn opened(bytes: &[u8]) -> String {
        let mut text = String::new();
        flate2::read::GzDecoder::new(bytes)
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    proptest! {
        #[test]
        fn a_page_reads_back(head in "[a-z<é ]{0,300}", rest in "(<p>[a-zé ]{0,40}</p>){0,200}") {
            let page = format!("{head}<style>{}{rest}", stylesheet::plain());
            prop_assert_eq!(opened(&gzip(&page).unwrap()), page);
        }
    }

    #[test]
    fn a_page_of_noise_reads_back() {
        let noise: String = (0_u32..100_000)
            .map(|i| char::from(b' ' + (i.wrapping_mul(2_654_435_761) >> 24) as u8 % 90))
            .collect();
        let page = format!("<style>{}{noise}", stylesheet::plain());
        assert_eq!(opened(&gzip(&page).unwrap()), page);
        let long_head = format!("{noise}<style>{}", stylesheet::plain());
        assert_eq!(gzip(&long_head), None);
    }

    #[test]
    fn what_has_no_plain_style_sheet_is_left_alone() {
        assert_eq!(gzip("<svg><style>p{}</style></svg>"), None);
        assert_eq!(gzip("slug,count"), None);
    }
}
