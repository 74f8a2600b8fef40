//! What the browser asked the network for, from its own log.

use std::collections::BTreeSet;

use serde_json::Value;
use thirtyfour::prelude::*;

use super::chromium::Chromium;

/// A request the page made, whether or not it was answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request {
    pub method: String,
    pub address: String,
}

impl Chromium {
    /// The requests since the last call, addresses inside the page or the browser
    /// (`data:`, `chrome:`) left out.
    pub async fn requests(&self) -> WebDriverResult<Vec<Request>> {
        let log = self.driver.get_log("performance").await?;
        let requests = log.iter().filter_map(|entry| {
            let entry: Value = serde_json::from_str(&entry.message).ok()?;
            request_in(&entry["message"])
        });
        Ok(requests.collect())
    }

    /// Fails if anything was asked of another host than `origin`'s since the
    /// last look at the requests.
    pub async fn assert_stayed_at(&self, origin: &str) -> WebDriverResult<()> {
        let requests = self.requests().await?;
        let elsewhere = elsewhere(&requests, origin);
        assert!(
            elsewhere.is_empty(),
            "the page asked elsewhere than {origin}: {elsewhere:#?}"
        );
        Ok(())
    }
}

fn request_in(event: &Value) -> Option<Request> {
    let parameters = &event["params"];
    let (method, address) = match event["method"].as_str()? {
        "Network.requestWillBeSent" => (
            parameters["request"]["method"].as_str()?,
            parameters["request"]["url"].as_str()?,
        ),
        "Network.webSocketCreated" => ("GET", parameters["url"].as_str()?),
        _ => return None,
    };
    let is_inside = ["data:", "blob:", "about:", "chrome:"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    (!is_inside).then(|| Request {
        method: method.to_owned(),
        address: address.to_owned(),
    })
}

/// The requests to other hosts than `origin`'s.
pub fn elsewhere(requests: &[Request], origin: &str) -> BTreeSet<Request> {
    let inside = format!("{origin}/");
    let is_outside = |request: &&Request| !request.address.starts_with(&inside);
    requests.iter().filter(is_outside).cloned().collect()
}
