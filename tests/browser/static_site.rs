//! A few fixed pages on a free port, to try the instruments on.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Serves until the test's process ends.
pub struct StaticSite {
    pub origin: String,
}

impl StaticSite {
    /// `pages` are paths and their HTML; anything else is not found.
    pub fn serve(pages: &'static [(&'static str, &'static str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A browser may open a connection and not use it.
                thread::spawn(move || answer(stream, pages));
            }
        });
        Self {
            origin: format!("http://{address}"),
        }
    }

    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

fn answer(mut stream: TcpStream, pages: &[(&str, &str)]) {
    let mut head = BufReader::new(&stream).lines().map_while(Result::ok);
    let request = head.next().unwrap_or_default();
    // The head ends with an empty line; none of its fields matters here.
    head.find(String::is_empty);
    let path = request.split(' ').nth(1).unwrap_or_default();
    let page = pages.iter().find(|(known, _)| *known == path);
    let (status, body) = page.map_or(("404 Not Found", ""), |(_, body)| ("200 OK", *body));
    // The browser may have gone away meanwhile.
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
}
