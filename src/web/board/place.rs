//! The three addresses of a board: a link's, a member's, and the whole of a
//! survey for those who make it. Whether a door opens is decided in
//! `operations::share`, not here.

use actix_web::HttpRequest;

use super::query::Address;
use crate::operations::share::door::{self, Door, Looker};
use crate::privacy::board_token::BoardToken;
use crate::survey::identifier::Slug;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Guest;
use crate::web::site::Site;
use crate::web::studio::survey_frame::{self, Tab, TabLink};

pub struct Place {
    pub slug: Slug,
    pub door: Door,
    /// The address, without a query.
    pub base: String,
    /// For members: the page that they came from, and its name.
    pub back: Option<(String, &'static str)>,
    /// For those who make the survey: its other pages.
    pub tabs: Vec<TabLink>,
}

impl Place {
    pub fn address(&self) -> Address<'_> {
        Address { base: &self.base }
    }

    /// Nothing is there; members have come by no link that could be at fault.
    pub fn missing(&self) -> AppError {
        AppError::NotFound(match self.door {
            Door::Link(_) => Missing::Board,
            Door::Board { .. } | Door::Everything(_) => Missing::Page,
        })
    }
}

fn missing() -> AppError {
    AppError::NotFound(Missing::Board)
}

/// A piece of the address; a route without it has none.
pub fn piece<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.match_info().get(name)
}

fn slug(request: &HttpRequest) -> Result<Slug, AppError> {
    let slug = piece(request, "slug").unwrap_or_default();
    slug.parse().map_err(|_not_a_slug| missing())
}

/// Where the address leads, as far as it can be said without looking.
pub async fn find_place(
    site: &Site,
    guest: &Guest,
    request: &HttpRequest,
) -> Result<Place, AppError> {
    if let Some(token) = piece(request, "token") {
        let token: BoardToken = token.parse().map_err(|_not_a_token| missing())?;
        let slug = slug(request)?;
        return Ok(Place {
            base: format!("/boards/{slug}/{token}"),
            door: Door::Link(token),
            back: None,
            tabs: Vec::new(),
            slug,
        });
    }
    let signed_in = guest.0.as_ref().ok_or_else(missing)?;
    let by = Looker::from(signed_in);
    let Some(board) = piece(request, "id") else {
        let slug = slug(request)?;
        return Ok(Place {
            base: format!("/studio/surveys/{slug}/board"),
            door: Door::Everything(by),
            back: Some(("/studio".to_owned(), "Surveys")),
            tabs: survey_frame::tabs(&slug, Tab::Board),
            slug,
        });
    };
    let board: i64 = board.parse().map_err(|_no_number| missing())?;
    let (installation, signed_in) = (site.installation.clone(), signed_in.clone());
    let found =
        tokio::task::spawn_blocking(move || door::find_given(&installation, &signed_in, board));
    let slug = found.await.map_err(|_panicked| AppError::Panicked)??;
    Ok(Place {
        slug: slug.ok_or_else(missing)?,
        base: format!("/studio/boards/{board}"),
        door: Door::Board { board, by },
        back: Some(("/studio/boards".to_owned(), "All boards")),
        tabs: Vec::new(),
    })
}
