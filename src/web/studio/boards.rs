//! `/studio/boards`: the boards that somebody was given, each with what it says.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use futures_util::{StreamExt, TryStreamExt, stream};

use super::list_part::{GLANCES, LINES, ListPart, Pages};
use super::{SurveyLine, beside, survey_lines};
use crate::chart;
use crate::operations::results::{self, Board, Results, Selection};
use crate::operations::share::door::{self, Door, Given, Looker};
use crate::web::errors::AppError;
use crate::web::gate::actor::Member;
use crate::web::member_page::{MemberFrame, member_page};
use crate::web::site::Site;

/// Boards that are read beside each other: others need the database, too.
const AT_A_TIME: usize = 4;

#[derive(Template)]
#[template(path = "studio/boards.html")]
struct BoardsPage {
    frame: MemberFrame,
    /// They see every survey's whole board, and give boards to others.
    makes_surveys: bool,
    boards: Vec<BoardLine>,
    /// On this page or another.
    has_surveys: bool,
    surveys: Vec<SurveyLine>,
    pages: Option<Pages>,
}

struct BoardLine {
    address: String,
    name: String,
    /// What it says in one sentence; empty for those who have not looked.
    finding: String,
    facts: Vec<String>,
    is_simulated: bool,
}

impl BoardLine {
    /// Its name only: whoever made it need not be told.
    fn of_name(given: Given) -> Self {
        Self {
            address: format!("/studio/boards/{}", given.id),
            name: given.name,
            finding: String::new(),
            facts: Vec::new(),
            is_simulated: false,
        }
    }

    /// With the headline, else the first finding, and the wave it is of.
    fn at_a_glance(given: Given, board: &Board) -> Self {
        let tables = match &board.results {
            Results::Tables(tables) => tables.as_slice(),
            _ => &[],
        };
        let first = tables.first();
        let finding = match (given.headline.is_empty(), first) {
            (_, None) => "There is nothing to show yet.".to_owned(),
            (false, Some(_)) => given.headline.clone(),
            (true, Some(table)) => chart::finding(table),
        };
        let mut facts = vec![board.title.clone()];
        let wave = board.waves.iter().find(|wave| wave.wave == board.wave);
        facts.extend(wave.map(|wave| wave.label.clone()));
        facts.extend(first.map(|table| {
            let responses = chart::thousands(table.first().base.responses);
            match wave.is_some_and(|wave| wave.is_open) {
                true => format!("{responses} responses so far"),
                false => format!("{responses} responses"),
            }
        }));
        Self {
            finding,
            facts,
            is_simulated: board.is_simulated,
            ..Self::of_name(given)
        }
    }
}

/// GET. Arranged boards come before those of whole surveys.
pub async fn show(
    site: web::Data<Site>,
    member: Member,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let makes_surveys = member.member.role.makes_surveys();
    let lines = if makes_surveys { LINES } else { GLANCES };
    let part = ListPart::of(&request, lines)?;
    let asking = (*member).clone();
    let given = beside(&site.installation, move |installation| {
        door::list_given(installation, &asking)
    });
    let given = given.await??;
    let arranged = given.len();
    let shown: Vec<Given> = given.into_iter().skip(part.from()).take(lines).collect();
    let (surveys, total) = match makes_surveys {
        true => {
            let from = part.from().saturating_sub(arranged);
            let most = lines.saturating_sub(shown.len());
            survey_lines(&site.installation, from, most).await?
        }
        false => (Vec::new(), 0),
    };
    let page = BoardsPage {
        frame: MemberFrame::of(&member, "/studio/boards"),
        pages: part.pages("/studio/boards", arranged + total)?,
        boards: match makes_surveys {
            true => shown.into_iter().map(BoardLine::of_name).collect(),
            false => at_a_glance(&site, &member, shown).await?,
        },
        has_surveys: total > 0,
        makes_surveys,
        surveys,
    };
    member_page(StatusCode::OK, &page)
}

/// What each says, a few of them at a time. It shows a finding, so it is a look as
/// any other.
async fn at_a_glance(
    site: &Site,
    member: &Member,
    given: Vec<Given>,
) -> Result<Vec<BoardLine>, AppError> {
    let looks = given.into_iter().map(async |given| {
        let door = Door::Board {
            board: given.id,
            by: Looker::from(&**member),
        };
        let selection = Selection::default();
        let board = results::board(&site.installation, &given.slug, door, selection).await?;
        Ok::<_, AppError>(board.map(|board| BoardLine::at_a_glance(given, &board)))
    });
    let boards: Vec<Option<BoardLine>> = stream::iter(looks)
        .buffered(AT_A_TIME)
        .try_collect()
        .await?;
    Ok(boards.into_iter().flatten().collect())
}
