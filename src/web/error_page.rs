//! The page, or the problem document, that says what went wrong and what comes next.

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use askama::Template;
use serde::Serialize;

use super::errors::{AppError, Missing};
use super::frame::Frame;
use super::respondent::tongue;
use super::respondent::words::{self, ErrorWords, Words};
use crate::survey::language::Language;

/// Seconds after which a passing failure is worth another try.
pub const RETRY_SECONDS: &str = "60";

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Frame,
    headline: &'static str,
    next: &'static str,
    incident: Option<String>,
    home: &'static str,
}

/// RFC 9457.
#[derive(Serialize)]
struct ProblemDocument<'a> {
    r#type: &'static str,
    title: &'a str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<&'a str>,
}

/// How an answer to this request is to be worded, known before it is handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The language that the address names, or that the page was going to be in.
    pub asked: String,
    /// The `Accept-Language` header.
    pub accepted: String,
    /// A program asks, not a person.
    pub is_for_program: bool,
}

impl Voice {
    fn words(&self) -> &'static Words {
        let asked = self.asked.split('-').next().unwrap_or_default();
        if let Some(words) = words::spoken(&asked.to_ascii_lowercase()) {
            return words;
        }
        let mut best: Option<(&'static Words, u16)> = None;
        for (tag, quality) in tongue::ranges(&self.accepted) {
            let primary = tag.split('-').next().unwrap_or_default().to_owned();
            if let Some(words) = words::spoken(&primary)
                && quality > best.map_or(0, |(_, quality)| quality)
            {
                best = Some((words, quality));
            }
        }
        best.map_or_else(words::english, |(words, _)| words)
    }
}

/// The response that a visitor sees. `incident` leads to the line in the log.
pub fn compose(error: &AppError, voice: &Voice, incident: Option<&str>) -> HttpResponse {
    let status = error.status_code();
    let mut response = HttpResponse::build(status);
    match error {
        AppError::MethodNotAllowed(allowed) => {
            response.insert_header((ALLOW, *allowed));
        }
        AppError::Unavailable(_) => {
            response.insert_header((RETRY_AFTER, RETRY_SECONDS));
        }
        _ => {}
    }
    if voice.is_for_program {
        response.insert_header((CONTENT_TYPE, "application/problem+json"));
        return response.body(problem(error, status, incident));
    }
    let words = voice.words();
    let (headline, next) = sentences(error, &words.errors);
    let page = ErrorPage {
        page: Language::try_from(words.language.to_owned())
            .map_or_else(|_| Frame::english(), |language| Frame::new(&language)),
        headline,
        next,
        incident: incident.map(words.errors.incident),
        home: words.errors.home,
    };
    response.insert_header((
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    ));
    match page.render() {
        Ok(html) => response.body(html),
        Err(_unwritable) => response.body(headline),
    }
}

/// The same for whoever asked by a program.
pub fn for_program(error: &AppError) -> HttpResponse {
    let voice = Voice {
        asked: String::new(),
        accepted: String::new(),
        is_for_program: true,
    };
    compose(error, &voice, None)
}

fn problem(error: &AppError, status: StatusCode, incident: Option<&str>) -> String {
    let (title, detail) = sentences(error, &words::english().errors);
    let document = ProblemDocument {
        r#type: "about:blank",
        title,
        status: status.as_u16(),
        detail,
        incident,
    };
    serde_json::to_string(&document).unwrap_or_default()
}

/// What happened, and what comes next.
fn sentences(error: &AppError, words: &ErrorWords) -> (&'static str, &'static str) {
    match error {
        AppError::NotFound(Missing::Page) => (words.no_page, words.no_page_next),
        AppError::NotFound(Missing::Survey) => (words.no_survey, words.no_survey_next),
        AppError::NotFound(Missing::Board) => (words.no_board, words.no_board_next),
        AppError::MethodNotAllowed(_) => (words.wrong_method, words.wrong_method_next),
        AppError::TooLarge => (words.too_large, words.too_large_next),
        AppError::Unreadable => (words.unreadable, words.unreadable_next),
        AppError::Unavailable(_) => (words.unavailable, words.unavailable_next),
        _ => (words.internal, words.internal_next),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use scraper::{Html, Selector};

    use super::*;

    fn voice(accepted: &str, is_for_program: bool) -> Voice {
        Voice {
            asked: String::new(),
            accepted: accepted.to_owned(),
            is_for_program,
        }
    }

    async fn body(response: HttpResponse) -> String {
        let bytes = to_bytes(response.into_body()).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[actix_web::test]
    async fn a_missing_survey_is_told_in_the_visitors_language() {
        let error = AppError::NotFound(Missing::Survey);
        let response = compose(&error, &voice("pt, fr;q=0.7, de;q=0.3", false), None);
        assert_eq!(response.status(), 404);
        let html = Html::parse_document(&body(response).await);
        let french = Selector::parse("html[lang=fr]").unwrap();
        assert_eq!(html.select(&french).count(), 1);
        let headline = html.select(&Selector::parse("h1").unwrap()).next().unwrap();
        assert_eq!(
            headline.text().collect::<String>(),
            "Il n’y a pas d’enquête ici"
        );
    }

    #[actix_web::test]
    async fn a_failure_of_ours_gives_its_incident_code_and_nothing_of_its_cause() {
        let error = AppError::Chart("secret detail".to_owned());
        let response = compose(&error, &voice("", false), Some("K7QX-2M"));
        assert_eq!(response.status(), 500);
        let html = body(response).await;
        assert!(html.contains("K7QX-2M"));
        assert!(!html.contains("secret detail"));
    }

    #[actix_web::test]
    async fn a_program_gets_a_problem_document() {
        let error = AppError::NotFound(Missing::Board);
        let response = compose(&error, &voice("de", true), None);
        let kind = response.headers().get(CONTENT_TYPE).unwrap();
        assert_eq!(kind, "application/problem+json");
        let document: serde_json::Value = serde_json::from_str(&body(response).await).unwrap();
        assert_eq!(document["status"], 404);
        assert_eq!(document["title"], "There are no results here");
    }
}
