//! The board of a wave, at whichever address its reader has.

use std::collections::HashMap;

use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;

use crate::operations::comments;
use crate::operations::results::{self, Board, Results, Selection, Tracker};
use crate::survey::board::EVERYBODY;
use crate::survey::identifier::Slug;
use crate::web::errors::AppError;
use crate::web::gate::actor::Guest;
use crate::web::site::Site;
use crate::web::unchanged;

use super::chart_view::Shown;
use super::lacking::{self, Lacking};
use super::own_words;
use super::page::BoardPage;
use super::place::{Place, find_place, piece};
use super::query::Query;

/// Style sheet and fonts from this house, by their addresses; nothing else.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where a board was found, and what its query says.
pub struct Asked {
    pub place: Place,
    pub board: Board,
    pub query: Query,
    /// Groups that were asked for and come when the wave closes.
    pub awaited: Option<String>,
}

impl Asked {
    pub fn slug(&self) -> &Slug {
        &self.place.slug
    }

    pub fn shown(&self) -> Shown<'_> {
        Shown {
            address: self.place.address(),
            query: &self.query,
            language: &self.board.language,
        }
    }

    fn new(place: Place, board: Board, mut query: Query) -> Self {
        let asked = query.by.clone().filter(|by| by != EVERYBODY);
        let awaited = asked.filter(|_| board.by.is_none() && !query.is_over_time);
        if awaited.is_some() {
            // Everybody is shown, so that links and files are everybody's.
            query.by = None;
            query.joined.clear();
        }
        Self {
            place,
            board,
            query,
            awaited,
        }
    }

    /// Whether a single question is asked for that the board does not have.
    fn lacks_its_question(&self) -> bool {
        let has_charts = matches!(self.board.results, Results::Tables(_));
        let wanted = self.query.question.as_deref();
        has_charts && wanted.is_some_and(|code| !self.board.shows(code))
    }
}

/// A board, or what is not there and where it is not.
enum Sought {
    Found(Box<Asked>),
    Lacking(Place, Lacking),
}

async fn seek(
    site: &Site,
    place: Place,
    query: Query,
    gives_way: bool,
) -> Result<Sought, AppError> {
    let selection = Selection {
        gives_way,
        ..query.selection()
    };
    let door = place.door.clone();
    let looked = results::look(&site.installation, &place.slug, door, selection).await?;
    Ok(match looked {
        Err(absent) => Sought::Lacking(place, Lacking::Part(absent)),
        Ok(board) => {
            let asked = Asked::new(place, board, query);
            match asked.lacks_its_question() {
                true => Sought::Lacking(asked.place, Lacking::Question),
                false => Sought::Found(Box::new(asked)),
            }
        }
    })
}

/// Finds a board for a file or a page beneath it, exactly as it is asked for.
pub async fn find(site: &Site, guest: &Guest, request: &HttpRequest) -> Result<Asked, AppError> {
    let place = find_place(site, guest, request).await?;
    match seek(site, place, Query::read(request), false).await? {
        Sought::Found(asked) => Ok(*asked),
        Sought::Lacking(place, _) => Err(place.missing()),
    }
}

/// The waves of a survey beside each other; outside parties have none.
pub async fn find_tracker(site: &Site, asked: &Asked) -> Result<Tracker, AppError> {
    let (slug, door) = (asked.slug(), asked.place.door.clone());
    let tracker = results::tracker(&site.installation, slug, door).await?;
    tracker.ok_or_else(|| asked.place.missing())
}

/// Whether the address is a member's, and no link's.
fn is_of_members(request: &HttpRequest) -> bool {
    piece(request, "token").is_none()
}

/// GET.
pub async fn show(
    site: web::Data<Site>,
    guest: Guest,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let place = match find_place(&site, &guest, &request).await {
        Err(AppError::NotFound(_)) if is_of_members(&request) => return lacking::no_board(),
        place => place?,
    };
    let asked = match seek(&site, place, Query::read(&request), true).await? {
        Sought::Found(asked) => *asked,
        Sought::Lacking(place, what) => return lacking::show(&place, what),
    };
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
