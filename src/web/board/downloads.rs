//! `…/charts/{question}.{format}` of a board: one chart as a file.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};

use crate::chart::theme::Theme;
use crate::chart::{self, Frame, OwnWords, Presentation, Trend, Width};
use crate::export;
use crate::operations::record;
use crate::operations::results::{Results, Tracked};
use crate::privacy::protected_table::ProtectedTable;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Guest;
use crate::web::site::Site;
use crate::web::unchanged;

use super::place::piece;
use super::show::{Asked, find, find_tracker};

/// A file that is opened by itself may do nothing at all.
pub const FILE_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// It may also set its text in the fonts that it carries.
const DRAWING_POLICY: &str = "default-src 'none'; font-src data:; style-src 'unsafe-inline'; \
     sandbox; frame-ancestors 'none'";

/// GET.
pub async fn show(
    site: web::Data<Site>,
    guest: Guest,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let named = |name: &str| piece(&request, name).unwrap_or_default().to_owned();
    let (question, format) = (named("question"), named("format"));
    let asked = find(&site, &guest, &request).await?;
    let drawn = match asked.query.is_over_time {
        true => over_time(&site, &asked, &question).await?,
        false => {
            let own = own_words(&asked, &question);
            Drawn::Table(Box::new(table(&asked, &question)?), own)
        }
    };
    let presentation = Presentation {
        width: match asked.query.is_slide {
            true => Width::Slide,
            false => Width::Wide,
        },
        intervals: asked.query.has_intervals,
        frame: Frame::Whole,
    };
    let name = file_name(&asked, &question, &format);
    let (content_type, body) = draw(drawn, &format, presentation).await?;
    let file = format!("{question}.{format}");
    record::exported(&site.installation, asked.slug(), &asked.board, &file);
    let policy = match format.as_str() {
        "svg" => DRAWING_POLICY,
        _ => FILE_POLICY,
    };
    let decorate = |response: &mut HttpResponseBuilder| {
        response
            .insert_header((CONTENT_SECURITY_POLICY, policy))
            .insert_header((
                CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            ));
    };
    Ok(unchanged::respond(&request, content_type, body, decorate))
}

/// What a file is drawn or written from.
enum Drawn {
    /// With the words that a marketer put over and beside it.
    Table(Box<ProtectedTable>, OwnWords),
    /// One question, wave after wave.
    Waves(Vec<ProtectedTable>),
}

fn table(asked: &Asked, question: &str) -> Result<ProtectedTable, AppError> {
    let missing = || asked.place.missing();
    let Results::Tables(tables) = &asked.board.results else {
        return Err(missing());
    };
    let found = tables
        .iter()
        .find(|table| table.heading().question_code == question);
    found.cloned().ok_or_else(missing)
}

fn own_words(asked: &Asked, question: &str) -> OwnWords {
    let arrangement = asked.board.arrangement.as_ref();
    let chart = arrangement.and_then(|arrangement| arrangement.chart(question));
    chart.map_or_else(OwnWords::default, |chart| OwnWords {
        headline: chart.headline.clone(),
        note: chart.note.clone(),
    })
}

async fn over_time(site: &Site, asked: &Asked, question: &str) -> Result<Drawn, AppError> {
    let tracker = find_tracker(site, asked).await?;
    let is_question = |tracked: &Tracked| {
        let newest = tracked.tables.last();
        newest.is_some_and(|(_, table)| table.heading().question_code == question)
    };
    let found = tracker.questions.into_iter().find(is_question);
    let tracked = found.ok_or_else(|| asked.place.missing())?;
    Ok(Drawn::Waves(
        tracked.tables.into_iter().map(|(_, table)| table).collect(),
    ))
}

/// "acme-reasons-by-age-wave-2-slide.png".
fn file_name(asked: &Asked, question: &str, format: &str) -> String {
    let mut name = format!("{}-{question}", asked.slug());
    if let Some(by) = &asked.board.by {
        name.push_str(&format!("-by-{by}"));
    }
    match asked.query.is_over_time {
        true => name.push_str("-over-time"),
        false if asked.board.is_together() => name.push_str("-all-waves"),
        false => name.push_str(&format!("-wave-{}", asked.board.wave)),
    }
    if asked.query.is_slide {
        name.push_str("-slide");
    }
    format!("{name}.{format}")
}

/// Beside the threads that answer visitors: a picture takes a while.
async fn draw(
    drawn: Drawn,
    format: &str,
    presentation: Presentation,
) -> Result<(&'static str, Vec<u8>), AppError> {
    let content_type = match format {
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8; header=present",
        "json" => "application/json",
        _ => return Err(AppError::NotFound(Missing::Board)),
    };
    let format = format.to_owned();
    let body = web::block(move || match drawn {
        Drawn::Table(table, own) => of_table(&table, &own, &format, &presentation),
        Drawn::Waves(tables) => of_waves(&tables, &format, &presentation),
    });
    let body = body.await.map_err(|_cut_short| AppError::Panicked)??;
    Ok((content_type, body))
}

fn of_table(
    table: &ProtectedTable,
    own: &OwnWords,
    format: &str,
    presentation: &Presentation,
) -> Result<Vec<u8>, AppError> {
    match format {
        "svg" => Ok(chart::svg_under(own, table, presentation).into_bytes()),
        "png" => chart::png_under(own, table, presentation, Theme::Light)
            .map_err(|error| AppError::Chart(error.to_string())),
        "csv" => Ok(export::csv(table).into_bytes()),
        _ => Ok(export::json(table).into_bytes()),
    }
}

fn of_waves(
    tables: &[ProtectedTable],
    format: &str,
    presentation: &Presentation,
) -> Result<Vec<u8>, AppError> {
    let trend = Trend::of(tables).ok_or(AppError::NotFound(Missing::Board))?;
    match format {
        "svg" => Ok(trend.svg(presentation).into_bytes()),
        "png" => trend
            .png(presentation, Theme::Light)
            .map_err(|error| AppError::Chart(error.to_string())),
        "csv" => Ok(export::csv_of_waves(tables).into_bytes()),
        _ => Ok(export::json_of_waves(tables).into_bytes()),
    }
}
