//! Members: actors with a browser each, and what they may and may not do.

mod access;
mod account;
mod attacks;
mod joining;
mod roster;

use std::cell::RefCell;

use reqwest::blocking::Client;
use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::operations::member::invite::{self, NewMember};
use whynot::operations::member::{accept, session, set_up};

use super::{Page, RunningSite};

pub const PASSWORD: &str = "five loaves and two fishes";

/// Somebody with a browser that keeps the one cookie, also over plain HTTP, as
/// browsers do on the machine itself.
pub struct Actor<'a> {
    pub site: &'a RunningSite,
    client: Client,
    /// What the browser sends back.
    pub cookie: RefCell<Option<String>>,
    /// Of the session's forms, as it stands on its pages.
    mark: RefCell<String>,
    pub id: i64,
    pub address: String,
}

impl RunningSite {
    pub fn anonymous(&self) -> Actor<'_> {
        Actor {
            site: self,
            client: Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .expect("a client"),
            cookie: RefCell::default(),
            mark: RefCell::default(),
            id: 0,
            address: String::new(),
        }
    }

    /// Somebody who has joined, and not signed in.
    pub fn member(&self, role: Role, name: &str) -> Actor<'_> {
        let address = format!("{}@example.org", name.to_lowercase());
        let new = NewMember {
            address: address.parse().expect("an address"),
            name: Name::parse(name).expect("a name"),
            role,
            departments: Vec::new(),
        };
        let link = invite::new_link().expect("randomness");
        let id = invite::invite(&self.installation, &new, link).expect("an invitation");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let accepted = accept::accept(&self.installation, link, new.name, PASSWORD);
        runtime.block_on(accepted).expect("they join");
        let ended = session::end_others(&self.installation, id, 0);
        runtime.block_on(ended).expect("the database answers");
        Actor {
            id,
            address,
            ..self.anonymous()
        }
    }

    pub fn signed_in(&self, role: Role, name: &str) -> Actor<'_> {
        let actor = self.member(role, name);
        let page = actor.signs_in(PASSWORD);
        assert_eq!(page.status, 303, "{}", page.body);
        actor
    }

    /// The address that the program prints at its first start.
    pub fn set_up_address(&self) -> String {
        let link = set_up::new_link(&self.installation).expect("the database answers");
        whynot::web::set_up_address(link.expect("there is no owner yet"))
    }
}

impl Actor<'_> {
    pub fn get(&self, path: &str) -> Page {
        let request = self.client.get(format!("{}{path}", self.site.address));
        self.send(request)
    }

    /// Sends a form as a page of this session would.
    pub fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Page {
        let mark = self.mark.borrow().clone();
        let mut pairs = pairs.to_vec();
        pairs.push(("mark", &mark));
        self.post_from("same-origin", path, &pairs)
    }

    /// Sends a form from wherever the browser says it comes from.
    pub fn post_from(&self, fetch_site: &str, path: &str, pairs: &[(&str, &str)]) -> Page {
        let request = self.form(path, pairs).header("sec-fetch-site", fetch_site);
        self.send(request)
    }

    pub fn form(&self, path: &str, pairs: &[(&str, &str)]) -> reqwest::blocking::RequestBuilder {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        self.client
            .post(format!("{}{path}", self.site.address))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
    }

    pub fn send(&self, mut request: reqwest::blocking::RequestBuilder) -> Page {
        if let Some(cookie) = &*self.cookie.borrow() {
            request = request.header("cookie", format!("__Host-whynot={cookie}"));
        }
        let page = Page::read(request.send().expect("an answer"));
        self.keeps(&page);
        page
    }

    /// The cookie of the answer, and the mark of the page.
    fn keeps(&self, page: &Page) {
        let set = page.header("set-cookie");
        if let Some(value) = set.strip_prefix("__Host-whynot=") {
            let value = value.split(';').next().expect("a value");
            *self.cookie.borrow_mut() = (!value.is_empty()).then(|| value.to_owned());
            self.mark.borrow_mut().clear();
            if self.cookie.borrow().is_some() {
                // Any page of the session has it.
                self.get("/account");
            }
        }
        let mark = page.body.split("name=\"mark\" value=\"").nth(1);
        if let Some(mark) = mark.and_then(|rest| rest.split('"').next()) {
            mark.clone_into(&mut self.mark.borrow_mut());
        }
    }

    pub fn mark(&self) -> String {
        self.mark.borrow().clone()
    }

    pub fn signs_in(&self, password: &str) -> Page {
        let address = self.address.clone();
        self.post("/sign-in", &[("address", &address), ("password", password)])
    }

    /// The status of an address that may be a picture.
    pub fn client_status(&self, path: &str) -> u16 {
        let mut request = self.client.get(format!("{}{path}", self.site.address));
        if let Some(cookie) = &*self.cookie.borrow() {
            request = request.header("cookie", format!("__Host-whynot={cookie}"));
        }
        request.send().expect("an answer").status().as_u16()
    }

    /// Whether the browser's session is good for anything.
    pub fn is_signed_in(&self) -> bool {
        self.get("/account").status == 200
    }
}

/// Where an answer sends one.
pub fn target(page: &Page) -> &str {
    assert_eq!(page.status, 303, "{}", page.body);
    page.header("location")
}
