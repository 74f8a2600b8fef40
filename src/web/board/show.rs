//! `/boards/{slug}/{token}`: the board of a wave.

use std::collections::HashMap;

use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;

use crate::operations::comments;
use crate::operations::results::{self, Board, Results, Tracker};
use crate::privacy::board_token::BoardToken;
use crate::survey::identifier::Slug;
use crate::web::errors::{AppError, Missing};
use crate::web::site::Site;
use crate::web::unchanged;

use super::chart_view::Shown;
use super::own_words;
use super::page::BoardPage;
use super::query::{Address, Query};

/// Style sheet and fonts from this house, by their addresses; nothing else.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What a board's link and query say.
pub struct Asked {
    pub slug: Slug,
    pub token: BoardToken,
    pub board: Board,
    pub query: Query,
}

impl Asked {
    pub fn shown<'a>(&'a self, token: &'a str) -> Shown<'a> {
        let slug = self.slug.as_str();
        Shown {
            address: Address { slug, token },
            query: &self.query,
        }
    }

    /// Whether a single question is asked for that the board does not have.
    fn lacks_its_question(&self) -> bool {
        let Some(code) = self.query.question.as_deref() else {
            return false;
        };
        match &self.board.results {
            Results::Tables(tables) => {
                let mut headings = tables.iter().map(|table| table.heading());
                !headings.any(|heading| heading.question_code == code)
            }
            _ => true,
        }
    }
}

/// Finds the board; a wrong slug, token, wave, breakdown or question all look alike.
pub async fn find(
    site: &Site,
    slug: &str,
    token: &str,
    request: &HttpRequest,
) -> Result<Asked, AppError> {
    let missing = || AppError::NotFound(Missing::Board);
    let slug: Slug = slug.parse().map_err(|_not_a_slug| missing())?;
    let token: BoardToken = token.parse().map_err(|_not_a_token| missing())?;
    let query = Query::read(request)?;
    let board = results::board(&site.installation, &slug, token, query.selection()).await?;
    let asked = Asked {
        slug,
        token,
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
    let tracker = results::tracker(&site.installation, &asked.slug, asked.token).await?;
    tracker.ok_or(AppError::NotFound(Missing::Board))
}

/// GET.
pub async fn show(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (slug, token) = path.into_inner();
    let asked = find(&site, &slug, &token, &request).await?;
    let html = match asked.query.is_over_time {
        true => {
            let tracker = find_tracker(&site, &asked).await?;
            BoardPage::over_time(&asked, &token, &tracker).render()?
        }
        false => {
            // What somebody wrote stands beside no groups.
            let words = match asked.board.by {
                None => {
                    let part = own_words::ON_BOARD;
                    comments::of_board(&site.installation, &asked.slug, &asked.board, part).await?
                }
                Some(_) => HashMap::new(),
            };
            BoardPage::new(&asked, &token, &words).render()?
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
