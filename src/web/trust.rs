//! `/trust`: what this installation stores, and who looked.
//!
//! There is no list of surveys anywhere, so the ledger of everything names none:
//! whoever knows a survey's address sees its entries under `?survey=`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::errors::{AppError, Missing};
use super::frame::Frame;
use super::page::page;
use super::pairs::Pairs;
use super::respondent::spoken;
use super::respondent::switch::Switch;
use super::respondent::words::{self, LedgerWords, TrustWords};
use super::site::Site;
use crate::operations::audit::{self, Day, Days};
use crate::privacy::ledger::{Action, Entry, Role};
use crate::survey::identifier::Slug;
use crate::survey::language::Language;

#[derive(Template)]
#[template(path = "trust.html")]
struct TrustPage {
    page: Frame,
    switch: Switch,
    w: &'static TrustWords,
    l: &'static LedgerWords,
    home: &'static str,
    who_looked: String,
    /// Empty for everything.
    survey: String,
    promise: String,
    days: Vec<DayShown>,
    earlier: Option<String>,
}

struct DayShown {
    day: String,
    lines: Vec<String>,
    /// Of the whole ledger only: a survey's entries alone make no chain.
    head: Option<HeadShown>,
}

struct HeadShown {
    what: &'static str,
    short: String,
    whole: String,
}

/// GET.
pub async fn show(site: web::Data<Site>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let query = Pairs::decode(request.query_string().as_bytes());
    let missing = |what: Missing| AppError::NotFound(what);
    let survey: Option<Slug> = match query.value("survey") {
        "" => None,
        slug => {
            let slug = slug.parse();
            Some(slug.map_err(|_not_a_slug| missing(Missing::Survey))?)
        }
    };
    let until = match query.value("until") {
        "" => None,
        day => {
            let day = day.parse::<jiff::civil::Date>();
            let day = day.map_err(|_not_a_day| missing(Missing::Page))?;
            Some(day.to_string())
        }
    };
    let language = spoken::language(&request);
    let days = audit::read_days(&site.installation, survey.clone(), until.clone()).await?;
    let days = days.ok_or_else(|| missing(Missing::Survey))?;
    let shown = TrustPage::new(&language, survey, until, days);
    page(StatusCode::OK, &shown)
}

impl TrustPage {
    fn new(language: &Language, survey: Option<Slug>, until: Option<String>, days: Days) -> Self {
        let words = words::words(language);
        let ledger = &words.ledger;
        let is_of_one = survey.is_some();
        let survey = survey.map(String::from).unwrap_or_default();
        let mut address = "/trust?".to_owned();
        if is_of_one {
            address.push_str(&format!("survey={survey}&"));
        }
        if let Some(until) = until {
            address.push_str(&format!("until={until}&"));
        }
        let address = address.trim_end_matches(['?', '&']);
        let today = days.today.as_str();
        let days_shown = days
            .days
            .iter()
            .map(|day| shown(day, today, is_of_one, ledger));
        Self {
            page: Frame::new(language),
            switch: Switch::links(&spoken::languages(), language, words, address),
            w: &words.trust,
            l: ledger,
            home: words.errors.home,
            who_looked: match is_of_one {
                true => (ledger.title_of)(&survey),
                false => ledger.title.to_owned(),
            },
            promise: (words.trust.promise_of)(&survey),
            survey,
            days: days_shown.collect(),
            earlier: days.earlier,
        }
    }
}

fn shown(day: &Day, today: &str, is_of_one: bool, words: &LedgerWords) -> DayShown {
    let mut lines: Vec<String> = Vec::new();
    for entry in &day.entries {
        let line = sentence(entry, is_of_one, words);
        // Without names, what happened to two surveys reads alike.
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    DayShown {
        day: day.day.clone(),
        lines,
        head: day.head().filter(|_| !is_of_one).map(|head| HeadShown {
            what: match day.day == today {
                true => words.head_so_far,
                false => words.head,
            },
            short: head.short(),
            whole: head.to_string(),
        }),
    }
}

/// "Whoever has the link of its board saw the results (wave 1)."
fn sentence(entry: &Entry, is_of_one: bool, words: &LedgerWords) -> String {
    let who = match Role::of_code(&entry.role) {
        Some(role) => (words.who)(role),
        None => entry.role.as_str(),
    };
    let who = match &entry.department {
        Some(department) => format!("{who} ({department})"),
        None => who.to_owned(),
    };
    let did = match Action::of_code(&entry.action) {
        Some(action) => (words.did)(action),
        None => entry.action.as_str(),
    };
    match &entry.subject {
        Some(subject) if is_of_one => format!("{who} {did}: {}.", words.detail(subject)),
        _ => format!("{who} {did}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::ledger::{Actor, Event};

    fn english() -> &'static LedgerWords {
        &words::english().ledger
    }

    fn entry(actor: Actor, action: Action) -> Entry {
        let event = Event {
            actor,
            action,
            survey: Some("acme".to_owned()),
            subject: Some("wave 1".to_owned()),
        };
        Entry::following(None, "2027-03-01".to_owned(), &event)
    }

    #[test]
    fn the_page_of_everything_names_no_survey_and_repeats_nothing() {
        let seen = entry(Actor::BOARD_LINK, Action::ResultsSeen);
        let mut of_another = seen.clone();
        of_another.survey = Some("another".to_owned());
        let day = Day {
            day: "2027-03-01".to_owned(),
            entries: vec![seen, of_another],
        };
        let everything = shown(&day, "2027-03-02", false, english());
        assert_eq!(
            everything.lines,
            ["Somebody with the link to the results saw results."]
        );
        assert_eq!(everything.head.unwrap().what, english().head);
        let not_over = shown(&day, "2027-03-01", false, english());
        assert_eq!(not_over.head.unwrap().what, english().head_so_far);
        let of_one = shown(&day, "2027-03-02", true, english());
        assert_eq!(
            of_one.lines,
            ["Somebody with the link to the results saw results: wave 1."]
        );
        assert!(of_one.head.is_none());
    }

    #[test]
    fn what_another_version_entered_is_shown_as_it_stands() {
        let mut unknown = entry(Actor::WHYNOT, Action::BookWritten);
        unknown.action = "sang".to_owned();
        assert_eq!(
            sentence(&unknown, false, english()),
            "The program, by itself, sang."
        );
    }
}
