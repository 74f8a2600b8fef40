//! The board of a wave, at whichever address its reader has.

use std::collections::HashMap;

use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;

use crate::operations::comments;
use crate::operations::results::{self, Board, Tracker};
use crate::survey::identifier::Slug;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Guest;
use crate::web::site::Site;
use crate::web::unchanged;

use super::chart_view::Shown;
use super::own_words;
use super::page::BoardPage;
use super::place::{Place, find_place};
use super::query::Query;

/// Style sheet and fonts from this house, by their addresses; nothing else.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where a board was found, and what its query says.
pub struct Asked {
    pub place: Place,
    pub board: Board,
    pub query: Query,
}

impl Asked {
    pub fn slug(&self) -> &Slug {
        &self.place.slug
    }

    pub fn shown(&self) -> Shown<'_> {
        Shown {
            address: self.place.address(),
            query: &self.query,
        }
    }

    /// Whether a single question is asked for that the board does not have.
    fn lacks_its_question(&self) -> bool {
        let wanted = self.query.question.as_deref();
        wanted.is_some_and(|code| !self.board.shows(code))
    }
}

/// Finds the board; a wrong address, wave, breakdown or question all look alike.
pub async fn find(site: &Site, guest: &Guest, request: &HttpRequest) -> Result<Asked, AppError> {
    let missing = || AppError::NotFound(Missing::Board);
    let place = find_place(site, guest, request).await?;
    let query = Query::read(request)?;
    let selection = query.selection();
    let door = place.door.clone();
    let board = results::board(&site.installation, &place.slug, door, selection).await?;
    let asked = Asked {
        place,
        board: board.ok_or_else(missing)?,
        query,
    };
    if asked.lacks_its_question() {
        return Err(missing());
    }
    Ok(asked)
}

/// The waves of a survey beside each other; outside parties have none.
pub async fn find_tracker(site: &Site, asked: &Asked) -> Result<Tracker, AppError> {
    let (slug, door) = (asked.slug(), asked.place.door.clone());
    let tracker = results::tracker(&site.installation, slug, door).await?;
    tracker.ok_or(AppError::NotFound(Missing::Board))
}

/// GET.
pub async fn show(
    site: web::Data<Site>,
    guest: Guest,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let asked = find(&site, &guest, &request).await?;
    let html = match asked.query.is_over_time {
        true => {
            let tracker = find_tracker(&site, &asked).await?;
            BoardPage::over_time(&asked, &tracker).render()?
        }
        false => {
            // What somebody wrote stands beside no groups.
            let words = match asked.board.by {
                None => {
                    let part = own_words::ON_BOARD;
                    comments::of_board(&site.installation, asked.slug(), &asked.board, part).await?
                }
                Some(_) => HashMap::new(),
            };
            BoardPage::new(&asked, &words).render()?
        }
    };
    let policy = |response: &mut HttpResponseBuilder| {
        response.insert_header((CONTENT_SECURITY_POLICY, POLICY));
    };
    let html = html.into_bytes();
    Ok(unchanged::respond(
        &request,
        "text/html; charset=utf-8",
        html,
        policy,
    ))
}
