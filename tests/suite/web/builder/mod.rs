//! The builder: marketers who write surveys by plain forms, as a browser without
//! scripts sends them.

mod editors;
mod every_kind;
mod files;
mod outline;
mod question;

use scraper::{ElementRef, Html, Selector};
use whynot::membership::role::Role;

use super::members::{Actor, target};
use super::{Page, RunningSite};

/// A form of a page as it stands, to be filled in and sent.
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// What a browser would send of the form that fits.
    pub fn of(page: &Page, selector: &str) -> Self {
        let html = Html::parse_document(&page.body);
        let parsed = Selector::parse(selector).expect("a selector");
        let form = html.select(&parsed).next();
        let form = form.unwrap_or_else(|| panic!("no {selector} in {}", page.body));
        let named = Selector::parse("input[name], textarea[name], select[name]");
        let named = named.expect("a selector");
        let fields = form.select(&named).filter_map(field).collect();
        Self {
            action: form.value().attr("action").unwrap_or_default().to_owned(),
            fields,
        }
    }

    pub fn value(&self, name: &str) -> &str {
        let mut named = self.fields.iter().filter(|(given, _)| given == name);
        named.next().map_or("", |(_, value)| value.as_str())
    }

    pub fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.clear(name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn clear(&mut self, name: &str) -> &mut Self {
        self.fields.retain(|(given, _)| given != name);
        self
    }

    /// The names of the fields that begin so, in order.
    pub fn names(&self, start: &str, end: &str) -> Vec<String> {
        let names = self.fields.iter().map(|(name, _)| name);
        names
            .filter(|name| name.starts_with(start) && name.ends_with(end))
            .cloned()
            .collect()
    }
}

/// A field's name and what would be sent of it, if anything is.
fn field(element: ElementRef<'_>) -> Option<(String, String)> {
    let value = element.value();
    let name = value.attr("name")?.to_owned();
    let text: String = element.text().collect();
    match value.name() {
        "textarea" => Some((name, text.strip_prefix('\n').unwrap_or(&text).to_owned())),
        "select" => {
            let options = Selector::parse("option").expect("a selector");
            let options: Vec<_> = element.select(&options).collect();
            let selected = options
                .iter()
                .find(|option| option.value().attr("selected").is_some());
            let option = selected.or(options.first())?;
            Some((name, option.value().attr("value")?.to_owned()))
        }
        _ => match value.attr("type") {
            Some("checkbox" | "radio") if value.attr("checked").is_none() => None,
            Some("file") => None,
            _ => Some((name, value.attr("value").unwrap_or_default().to_owned())),
        },
    }
}

/// A marketer at a desk.
pub struct Desk<'a> {
    pub actor: Actor<'a>,
}

impl<'a> Desk<'a> {
    pub fn of(site: &'a RunningSite, name: &str) -> Self {
        Self {
            actor: site.signed_in(Role::Marketer, name),
        }
    }

    /// The address of a new draft about ACME, without a question.
    pub fn begins(&self, languages: &[&str]) -> String {
        let page = self.actor.get("/studio/new");
        let mut form = Form::of(&page, "form.begin");
        form.set("from", "blank").set("brand", "ACME");
        form.set("slug", "about-acme").clear("language");
        for language in languages {
            form.fields
                .push(("language".to_owned(), (*language).to_owned()));
        }
        let answer = self.sends(&form, "start");
        target(&answer).to_owned()
    }

    pub fn sends(&self, form: &Form, go: &str) -> Page {
        let mut pairs: Vec<(&str, &str)> = form
            .fields
            .iter()
            .filter(|(name, _)| name != "mark")
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        pairs.push(("go", go));
        self.actor.post(&form.action, &pairs)
    }

    /// Sends the form, and opens the page that it leads to.
    pub fn presses(&self, form: &Form, go: &str) -> Page {
        let answer = self.sends(form, go);
        self.opens(target(&answer))
    }

    pub fn opens(&self, address: &str) -> Page {
        let page = self.actor.get(address.split('#').next().unwrap_or(address));
        assert_eq!(page.status, 200, "{address}: {}", page.body);
        assert!(page.body.len() < 100_000, "{address}: {}", page.body.len());
        page
    }

    /// Adds a question of a kind at the end, and opens its page.
    pub fn adds(&self, draft: &str, kind: &str) -> Form {
        let page = self.opens(&format!("{draft}/questions"));
        let form = Form::of(&page, "main form[action$='/questions']");
        let page = self.presses(&form, kind);
        Form::of(&page, "#edit")
    }

    pub fn file(&self, draft: &str) -> String {
        self.opens(&format!("{draft}/survey.toml")).body
    }

    /// The address of the question whose text begins so.
    pub fn finds(&self, draft: &str, text: &str) -> String {
        let page = self.opens(draft);
        let html = Html::parse_document(&page.body);
        let links = Selector::parse(".asked h2 a").expect("a selector");
        let mut links = html.select(&links);
        let link = links.find(|link| link.text().collect::<String>().starts_with(text));
        let link = link.unwrap_or_else(|| panic!("no question “{text}” in {}", page.body));
        link.value().attr("href").expect("an address").to_owned()
    }
}
