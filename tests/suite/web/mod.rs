//! The site as a browser meets it: a server on a port of its own, and visitors
//! who know nothing but addresses and what stands on the pages.

mod api;
mod arranging;
mod boards;
mod boundary;
pub mod builder;
mod calendar;
mod charter;
mod embedding;
mod groups;
mod invitations;
mod keys_away;
mod languages;
mod library;
mod long_lists;
mod marking;
pub mod members;
mod own_words;
mod previews;
mod publishing;
mod quotas;
mod receipts;
mod respondents;
mod results;
mod sharing;
mod uncounted;
mod watching;

use std::net::TcpListener;

use reqwest::blocking::{Client, Response};
use scraper::{ElementRef, Html, Selector};
use whynot::operations::installation::Installation;
use whynot::operations::publish;
use whynot::survey::identifier::Slug;

use crate::engine::Engine;

/// Three pages: a required choice, what depends on it, and a comment.
const SURVEY: &str = r#"
format = 1
slug = "acme"
brand = "ACME"
languages = ["en", "de"]
title = { en = "Why not ACME?", de = "Warum nicht ACME?" }
thanks = { en = "That helps.", de = "Das hilft." }

[charter]
readers = { en = "The board of ACME.", de = "Der Vorstand von ACME." }
group_size_min = 5
floor = 5

[[question]]
code = "use"
kind = "single-choice"
required = true
text = { en = "Have you used ACME?", de = "Haben Sie ACME benutzt?" }
options = [
  { code = "yes", text = { en = "Yes", de = "Ja" } },
  { code = "no", text = { en = "No", de = "Nein" } },
]

[[question]]
code = "reasons"
kind = "multiple-choice"
new_page = true
text = { en = "Why not?", de = "Warum nicht?" }
options = [
  { code = "ads", text = { en = "Too many ads", de = "Zu viel Werbung" } },
  { code = "other", other = true, text = { en = "Another reason", de = "Ein anderer Grund" } },
]

[[question]]
code = "comment"
kind = "text"
new_page = true
text = { en = "Anything else?", de = "Noch etwas?" }
"#;

/// A site that runs, with one survey on it.
pub struct RunningSite {
    pub installation: Installation,
    pub slug: Slug,
    pub address: String,
    engine: Engine,
}

impl RunningSite {
    /// With a wave that takes answers.
    pub fn open() -> Self {
        let site = Self::new();
        publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
        site
    }

    /// Before its first wave.
    pub fn new() -> Self {
        Self::with(SURVEY)
    }

    pub fn with(survey: &str) -> Self {
        let engine = Engine::sqlite().expect("SQLite is always at hand");
        let installation = engine.open();
        let survey = whynot::survey::file::read(survey).expect("a valid survey");
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let served = installation.clone();
        std::thread::spawn(move || whynot::web::run(served, listener));
        Self {
            installation,
            slug: survey.slug,
            address,
            engine,
        }
    }

    /// The same site as it is served on another day.
    pub fn on(&self, day: &str) -> Visitor<'_> {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let served = self.engine.open_on(day);
        std::thread::spawn(move || whynot::web::run(served, listener));
        Visitor {
            address,
            ..self.visitor()
        }
    }

    pub fn closes(&self) {
        publish::close_wave(&self.installation, &self.slug).expect("the wave closes");
    }

    /// Looks are entered beside whoever looks, so they may take a moment.
    pub fn finds_in_the_ledger(&self, sentence: &str) {
        let visitor = self.visitor();
        let address = format!("/trust?survey={}", self.slug);
        let is_there = (0..500).any(|_| {
            let is_there = visitor.get(&address).body.contains(sentence);
            if !is_there {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            is_there
        });
        assert!(is_there, "{sentence}: {}", visitor.get(&address).body);
    }

    pub fn visitor(&self) -> Visitor<'_> {
        Visitor {
            site: std::marker::PhantomData,
            client: Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .expect("a client"),
            language: "en",
            address: self.address.clone(),
        }
    }
}

/// Somebody with a browser.
pub struct Visitor<'a> {
    site: std::marker::PhantomData<&'a RunningSite>,
    address: String,
    client: Client,
    pub language: &'static str,
}

impl Visitor<'_> {
    pub fn get(&self, path: &str) -> Page {
        let request = self.client.get(format!("{}{path}", self.address));
        self.send(request)
    }

    /// As a browser asks that shows the page in no frame.
    pub fn get_in_a_window(&self, path: &str) -> Page {
        let request = self.client.get(format!("{}{path}", self.address));
        self.send(request.header("sec-fetch-dest", "document"))
    }

    pub fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        let request = self
            .client
            .post(format!("{}{path}", self.address))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        self.send(request)
    }

    /// Presses a button of the page's form, with some fields filled in.
    pub fn press(&self, page: &Page, go: &str, filled_in: &[(&str, &str)]) -> Page {
        let action = page.attribute("form", "action");
        let mut pairs = page.fields();
        pairs.retain(|(name, _)| filled_in.iter().all(|(filled, _)| filled != name));
        pairs.extend(
            filled_in
                .iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned())),
        );
        pairs.push(("go".to_owned(), go.to_owned()));
        let borrowed: Vec<_> = pairs
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        self.post(&action, &borrowed)
    }

    /// Answers the whole survey and keeps the receipt's code.
    pub fn answers(&self) -> (Page, String) {
        let first = self.get("/s/acme");
        let second = self.press(&first, "next", &[("q.use", "no")]);
        let third = self.press(&second, "next", &[("q.reasons", "ads")]);
        let receipt = self.press(&third, "send", &[("q.comment", "A word & another")]);
        let code = receipt.text(".ticket .number");
        (receipt, code)
    }

    fn send(&self, request: reqwest::blocking::RequestBuilder) -> Page {
        let request = request.header("accept-language", self.language);
        Page::read(request.send().expect("an answer"))
    }
}

/// What came back.
pub struct Page {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: String,
}

impl Page {
    fn read(response: Response) -> Self {
        Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.text().expect("a body"),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("plain header"))
    }

    /// The text of the only element that fits.
    pub fn text(&self, selector: &str) -> String {
        self.only(selector, |element| {
            let joined: String = element.text().collect();
            joined.split_whitespace().collect::<Vec<_>>().join(" ")
        })
    }

    /// The same, with a space between what stands in different elements.
    pub fn words(&self, selector: &str) -> String {
        self.only(selector, |element| {
            let pieces: Vec<_> = element.text().flat_map(str::split_whitespace).collect();
            pieces.join(" ")
        })
    }

    pub fn attribute(&self, selector: &str, name: &str) -> String {
        self.only(selector, |element| {
            element
                .value()
                .attr(name)
                .expect("the attribute")
                .to_owned()
        })
    }

    /// An attribute of every element that fits, in order.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).expect("a selector");
        let found = html
            .select(&selector)
            .filter_map(|element| element.value().attr(name));
        found.map(str::to_owned).collect()
    }

    pub fn first_attribute(&self, selector: &str, name: &str) -> String {
        let mut found = self.attributes(selector, name).into_iter();
        found
            .next()
            .unwrap_or_else(|| panic!("no {selector} in {}", self.body))
    }

    pub fn count(&self, selector: &str) -> usize {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).expect("a selector");
        html.select(&selector).count()
    }

    fn only<T>(&self, selector: &str, read: impl FnOnce(ElementRef<'_>) -> T) -> T {
        let html = Html::parse_document(&self.body);
        let parsed = Selector::parse(selector).expect("a selector");
        let mut found = html.select(&parsed);
        let first = found
            .next()
            .unwrap_or_else(|| panic!("no {selector} in {}", self.body));
        assert!(found.next().is_none(), "several {selector}");
        read(first)
    }

    /// What a browser would send of the form as it stands.
    fn fields(&self) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.body);
        let selector = Selector::parse(
            "form input[type=hidden], form input[type=text], form input[checked], form textarea",
        );
        let mut fields = Vec::new();
        for field in html.select(&selector.expect("a selector")) {
            let name = field.value().attr("name").expect("a name").to_owned();
            let typed: String = field.text().collect();
            let value = field.value().attr("value").map_or(typed, str::to_owned);
            if !value.is_empty() {
                fields.push((name, value));
            }
        }
        fields
    }
}
