//! What is said where a board does not have what its address asks for: what is the
//! matter, and the way back to the board. Without a door nothing is said of it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, REFERRER_POLICY};

use super::place::Place;
use crate::operations::results::Absent;
use crate::operations::share::door::Door;
use crate::web::errors::AppError;
use crate::web::member_page::Notice;

/// What is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    Part(Absent),
    Question,
}

/// Headline and sentence; `None` where there is not even a board.
fn words(lacking: Lacking) -> Option<(&'static str, &'static str)> {
    Some(match lacking {
        Lacking::Part(Absent::Door) => return None,
        Lacking::Part(Absent::Wave) => (
            "This board has no such wave",
            "The address names a wave that the survey has not had, or that is not shown here.",
        ),
        Lacking::Part(Absent::Groups) => (
            "This board does not show these groups",
            "The survey’s promise may not list them, they may have been too small to be shown in \
             this wave, or the board is meant to be read without them.",
        ),
        Lacking::Part(Absent::Segment) => (
            "These groups cannot be read together",
            "The address joins groups that are not there. Another wave may have had others.",
        ),
        Lacking::Part(Absent::Together) => (
            "There are no waves to read together",
            "Waves are read as one when at least two have closed that asked the same questions.",
        ),
        Lacking::Question => (
            "This board has no such question",
            "It may have been left out of the board, or this wave did not ask it.",
        ),
    })
}

pub fn show(place: &Place, lacking: Lacking) -> Result<HttpResponse, AppError> {
    match (words(lacking), &place.door) {
        (Some((headline, sentence)), _) => {
            say(headline, &[sentence], (&place.base, "To the board"))
        }
        (None, Door::Board { .. }) => no_board(),
        (None, _) => Err(place.missing()),
    }
}

/// For members: of a board that is not theirs, and of one that is not there.
pub fn no_board() -> Result<HttpResponse, AppError> {
    let sentences = [
        "It was removed, or it is not given to you any more.",
        "If you need it, ask whoever makes the surveys.",
    ];
    let next = ("/studio/boards", "All boards");
    say("This board is not among yours", &sentences, next)
}

fn say(headline: &str, sentences: &[&str], next: (&str, &str)) -> Result<HttpResponse, AppError> {
    let notice = Notice {
        headline,
        sentences,
        next,
    };
    let mut response = notice.show(StatusCode::NOT_FOUND)?;
    // The address may be a link, which nobody else is to learn.
    let referrer = HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(REFERRER_POLICY, referrer);
    Ok(response)
}
