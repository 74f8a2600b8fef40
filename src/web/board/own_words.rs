//! What was written, as it was written: the first texts under their question,
//! all of them on pages of their own, and as a file.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;

use crate::chart;
use crate::export;
use crate::operations::comments::{self, Part};
use crate::operations::record;
use crate::operations::results::Results;
use crate::privacy::comments::PublishedComments;
use crate::web::assets;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Guest;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::unchanged;

use super::downloads::FILE_POLICY;
use super::place::piece;
use super::query::Address;
use super::show::{Asked, POLICY, find};

/// As many as are read at a glance.
pub const ON_BOARD: Part = Part { from: 0, most: 6 };
const ON_PAGE: u64 = 50;

/// The first texts under a question of the board.
pub struct OwnWords {
    pub texts: Vec<String>,
    /// Without a number: the headline's may be a few smaller, as its note says.
    pub all: &'static str,
    pub address: String,
    pub file: String,
}

impl OwnWords {
    pub fn new(comments: &PublishedComments, address: Address<'_>, code: &str, wave: i32) -> Self {
        let place = format!("{}/words/{code}", address.base);
        Self {
            texts: comments.texts().to_vec(),
            all: "Read all",
            address: format!("{place}?wave={wave}"),
            file: format!("{place}.csv?wave={wave}"),
        }
    }
}

#[derive(Template)]
#[template(path = "board/own_words_page.html")]
struct OwnWordsPage<'a> {
    brand: &'a str,
    title: &'a str,
    language: &'a str,
    stylesheet: String,
    fonts: Vec<String>,
    question: &'a str,
    written: String,
    texts: &'a [String],
    /// The number of the first text.
    first: u64,
    is_simulated: bool,
    board: String,
    file: String,
    earlier: Option<String>,
    later: Option<String>,
    /// "Page 2 of 5", where there are several.
    page: Option<String>,
}

/// A question of a board, and some of what was written in answer to it.
struct Found {
    asked: Asked,
    question: String,
    comments: PublishedComments,
}

async fn read(
    site: &Site,
    guest: &Guest,
    code: &str,
    request: &HttpRequest,
    part: Part,
) -> Result<Found, AppError> {
    let asked = find(site, guest, request).await?;
    let missing = || asked.place.missing();
    let Results::Tables(tables) = &asked.board.results else {
        return Err(missing());
    };
    let headings = tables.iter().map(|table| table.heading());
    let mut of_code = headings.filter(|heading| heading.question_code == code);
    let question = of_code.next().ok_or_else(missing)?.question.clone();
    let mut all = comments::of_board(&site.installation, asked.slug(), &asked.board, part).await?;
    let comments = all.remove(code).ok_or_else(missing)?;
    Ok(Found {
        asked,
        question,
        comments,
    })
}

/// GET `…/words/{question}`: a page of them.
pub async fn show(
    site: web::Data<Site>,
    guest: Guest,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let code = piece(&request, "question").unwrap_or_default().to_owned();
    let missing = || AppError::NotFound(Missing::Board);
    let number: u64 = match Pairs::decode(request.query_string().as_bytes()).value("page") {
        "" => 1,
        number => number.parse().map_err(|_not_a_number| missing())?,
    };
    let from = number
        .checked_sub(1)
        .and_then(|before| before.checked_mul(ON_PAGE));
    let part = Part {
        from: from.ok_or_else(missing)?,
        most: ON_PAGE,
    };
    let found = read(&site, &guest, &code, &request, part).await?;
    if found.comments.texts().is_empty() {
        return Err(missing());
    }
    let board = &found.asked.board;
    let base = &found.asked.place.base;
    let pages = found.comments.written().div_ceil(ON_PAGE);
    let at = |number: u64| {
        let wave = board.wave;
        format!("{base}/words/{code}?wave={wave}&page={number}")
    };
    let html = OwnWordsPage {
        brand: &board.brand,
        title: &board.title,
        language: board.language.as_str(),
        stylesheet: assets::board_stylesheet(),
        fonts: assets::board_fonts().collect(),
        question: &found.question,
        written: chart::thousands(found.comments.written()),
        texts: found.comments.texts(),
        first: part.from + 1,
        is_simulated: board.is_simulated,
        board: format!("{base}?wave={}#{code}", board.wave),
        file: format!("{base}/words/{code}.csv?wave={}", board.wave),
        earlier: (number > 1).then(|| at(number - 1)),
        later: (number < pages).then(|| at(number + 1)),
        page: (pages > 1).then(|| format!("Page {number} of {pages}")),
    };
    let policy = |response: &mut HttpResponseBuilder| {
        response.insert_header((CONTENT_SECURITY_POLICY, POLICY));
    };
    let html = html.render()?.into_bytes();
    Ok(unchanged::respond(
        &request,
        "text/html; charset=utf-8",
        html,
        policy,
    ))
}

/// GET `…/words/{question}.csv`: all of them.
pub async fn download(
    site: web::Data<Site>,
    guest: Guest,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let code = piece(&request, "question").unwrap_or_default().to_owned();
    let all = Part {
        from: 0,
        most: u64::MAX,
    };
    let found = read(&site, &guest, &code, &request, all).await?;
    let csv = export::comments_csv(&code, &found.question, &found.comments);
    let slug = found.asked.slug();
    let name = format!("{slug}-{code}-words-wave-{}.csv", found.asked.board.wave);
    let decorate = |response: &mut HttpResponseBuilder| {
        response
            .insert_header((CONTENT_SECURITY_POLICY, FILE_POLICY))
            .insert_header((
                CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            ));
    };
    let file = format!("{code}-words.csv");
    record::exported(&site.installation, slug, &found.asked.board, &file);
    let kind = "text/csv; charset=utf-8; header=present";
    Ok(unchanged::respond(
        &request,
        kind,
        csv.into_bytes(),
        decorate,
    ))
}
