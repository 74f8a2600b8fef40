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
use super::site::Site;
use crate::operations::audit::{self, Day};
use crate::privacy::ledger::{Action, Entry, Role};
use crate::survey::identifier::Slug;

#[derive(Template)]
#[template(path = "trust.html")]
struct TrustPage {
    page: Frame,
    /// Empty for everything.
    survey: String,
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
    let days = audit::read_days(&site.installation, survey.clone(), until).await?;
    let days = days.ok_or_else(|| missing(Missing::Survey))?;
    let is_of_one = survey.is_some();
    let shown = TrustPage {
        page: Frame::english(),
        survey: survey.map(String::from).unwrap_or_default(),
        days: days.days.iter().map(|day| shown(day, is_of_one)).collect(),
        earlier: days.earlier,
    };
    page(StatusCode::OK, &shown)
}

fn shown(day: &Day, is_of_one: bool) -> DayShown {
    let mut lines: Vec<String> = Vec::new();
    for entry in &day.entries {
        let line = sentence(entry, is_of_one);
        // Without names, what happened to two surveys reads alike.
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    DayShown {
        day: day.day.clone(),
        lines,
        head: day.head().filter(|_| !is_of_one).map(|head| HeadShown {
            short: head.short(),
            whole: head.to_string(),
        }),
    }
}

/// "Whoever has the link of its board saw the results (wave 1)."
fn sentence(entry: &Entry, is_of_one: bool) -> String {
    let who = match Role::of_code(&entry.role) {
        Some(role) => who(role),
        None => entry.role.as_str(),
    };
    let who = match &entry.department {
        Some(department) => format!("{who} ({department})"),
        None => who.to_owned(),
    };
    let did = match Action::of_code(&entry.action) {
        Some(action) => did(action),
        None => entry.action.as_str(),
    };
    match &entry.subject {
        Some(subject) if is_of_one => format!("{who} {did}: {subject}."),
        _ => format!("{who} {did}."),
    }
}

fn who(role: Role) -> &'static str {
    match role {
        Role::Operator => "Whoever runs this service",
        Role::Whynot => "The program, by itself,",
        Role::BoardLink => "Somebody with the link to the results",
        Role::OutsideLink => "Somebody with the link for those outside the brand",
        Role::Owner => "An owner",
        Role::Marketer => "A marketer",
        Role::Executive => "An executive",
    }
}

fn did(action: Action) -> &'static str {
    match action {
        Action::ResultsSeen => "saw results",
        Action::ResultsExported => "saved results as a file",
        Action::CommentsSeen => "read comments",
        Action::SurveyImported => "stored a new survey",
        Action::SurveyRevised => "changed a survey",
        Action::WaveOpened => "opened a survey",
        Action::WaveClosed => "closed a survey",
        Action::ResultsMadePublic => "made the results of a closed survey public",
        Action::WavePaused => "paused a survey",
        Action::WaveResumed => "went on with a survey",
        Action::BookWritten => "counted the groups of a closed survey",
        Action::AnswersErased => "erased the single answers to a survey on their date",
        Action::InvitationsForgotten => "erased who was invited to a survey",
        Action::KeysDestroyed => "destroyed the key behind the invitations to a survey",
        Action::PeopleInvited => "invited people to a survey",
        Action::BoardGiven => "gave the results to readers",
        Action::BoardTakenBack => "took the results back from readers",
        Action::MailSent => "sent mail to the people invited",
        Action::WaitingGivenUp => "gave up answers that waited under a lost key",
        Action::BackupMade => "made a backup",
        Action::BackupRestored => "put a backup back",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::ledger::{Actor, Event};

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
        let everything = shown(&day, false);
        assert_eq!(
            everything.lines,
            ["Somebody with the link to the results saw results."]
        );
        assert!(everything.head.is_some());
        let of_one = shown(&day, true);
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
        assert_eq!(sentence(&unknown, false), "The program, by itself, sang.");
    }
}
