//! One request after the other to the site, as a browser sends them.

use std::time::{Duration, Instant};

use actix_web::body::to_bytes;
use actix_web::http::header::{ACCEPT_ENCODING, COOKIE, HOST, LOCATION};
use actix_web::rt::SystemRunner;
use actix_web::test::{self, TestRequest};
use actix_web::web;
use whynot::operations::installation::Installation;
use whynot::web::Site;

use super::addresses::Address;

pub struct Browser {
    system: SystemRunner,
    site: web::Data<Site>,
}

impl Browser {
    pub fn of(installation: Installation) -> Self {
        Self {
            system: actix_web::rt::System::new(),
            site: web::Data::new(Site::new(installation)),
        }
    }

    /// From the request to the last byte, and how many there were.
    pub fn visit(&self, address: &Address, encoding: &str) -> (Duration, usize) {
        let (time, body) = self.fetch(address, encoding);
        (time, body.len())
    }

    pub fn read(&self, address: &Address) -> String {
        let (_, body) = self.fetch(address, "identity");
        String::from_utf8(body).expect("a page is text")
    }

    fn fetch(&self, address: &Address, encoding: &str) -> (Duration, Vec<u8>) {
        self.system.block_on(async {
            let service = test::init_service(whynot::web::application(self.site.clone())).await;
            let request = TestRequest::get()
                .uri(&address.path)
                .insert_header((ACCEPT_ENCODING, encoding))
                .insert_header((COOKIE, address.cookie.clone()))
                .insert_header((HOST, "surveys.example.org"))
                .to_request();
            let begun = Instant::now();
            let response = test::call_service(&service, request).await;
            let (status, headers) = (response.status(), response.headers().clone());
            let body = to_bytes(response.into_body()).await;
            let time = begun.elapsed();
            let went = headers.get(LOCATION);
            assert!(status.is_success(), "{}: {status} {went:?}", address.path);
            let body = body.map_err(|_broken| "a whole body").unwrap();
            (time, body.to_vec())
        })
    }
}

/// Of this process, in its code and for it in the kernel.
pub fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let (_, after_name) = stat.rsplit_once(')').expect("a name");
    let ticks = after_name.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks
        .map(|ticks| ticks.parse::<u64>().expect("ticks"))
        .sum();
    // A tick is a hundredth of a second wherever Linux runs.
    Duration::from_millis(ticks * 10)
}
