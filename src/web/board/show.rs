//! `/boards/{slug}/{token}`: the board of a wave.

use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;

use crate::operations::comments;
use crate::operations::results::{self, Board};
use crate::survey::identifier::Slug;
use crate::web::errors::{AppError, Missing};
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::unchanged;

use super::own_words;
use super::page::BoardPage;

/// Style sheet and fonts from this house, by their addresses; nothing else.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; \
     form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// What a board's link and query say.
pub struct Asked {
    pub slug: Slug,
    pub board: Board,
    pub wants_intervals: bool,
}

/// Finds the board; a wrong slug, token or wave all look alike.
pub async fn find(
    site: &Site,
    slug: &str,
    token: &str,
    request: &HttpRequest,
) -> Result<Asked, AppError> {
    let missing = || AppError::NotFound(Missing::Board);
    let slug: Slug = slug.parse().map_err(|_not_a_slug| missing())?;
    let token = token.parse().map_err(|_not_a_token| missing())?;
    let query = Pairs::decode(request.query_string().as_bytes());
    let wave = match query.value("wave") {
        "" => None,
        wave => Some(wave.parse().map_err(|_not_a_number| missing())?),
    };
    let board = results::board(&site.installation, &slug, token, wave).await?;
    Ok(Asked {
        slug,
        board: board.ok_or_else(missing)?,
        wants_intervals: query.value("intervals") == "yes",
    })
}

/// GET.
pub async fn show(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (slug, token) = path.into_inner();
    let asked = find(&site, &slug, &token, &request).await?;
    let words = own_words::ON_BOARD;
    let words = comments::of_board(&site.installation, &asked.slug, &asked.board, words).await?;
    let html = BoardPage::new(&asked, &token, &words).render()?;
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
