//! `/boards/{slug}/{token}/charts/{question}.{format}`: one chart as a file.

use std::sync::Arc;

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};

use crate::chart::theme::Theme;
use crate::chart::{self, Frame, Presentation, Width};
use crate::export;
use crate::operations::results::Results;
use crate::privacy::protected_table::ProtectedTable;
use crate::web::errors::{AppError, Missing};
use crate::web::site::Site;
use crate::web::unchanged;

use super::show::find;

/// A file that is opened by itself may do nothing at all.
pub const FILE_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// It may also set its text in the fonts that it carries.
const DRAWING_POLICY: &str = "default-src 'none'; font-src data:; style-src 'unsafe-inline'; \
     sandbox; frame-ancestors 'none'";

/// GET.
pub async fn show(
    site: web::Data<Site>,
    path: web::Path<(String, String, String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (slug, token, question, format) = path.into_inner();
    let asked = find(&site, &slug, &token, &request).await?;
    let missing = || AppError::NotFound(Missing::Board);
    let Results::Tables(tables) = asked.board.results else {
        return Err(missing());
    };
    let position = tables
        .iter()
        .position(|table| table.heading().question_code == question)
        .ok_or_else(missing)?;
    let presentation = Presentation {
        width: Width::Wide,
        intervals: asked.wants_intervals,
        frame: Frame::Whole,
    };
    let (content_type, body) = draw(tables, position, &format, presentation).await?;
    let name = format!(
        "{}-{question}-wave-{}.{format}",
        asked.slug, asked.board.wave
    );
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

/// Beside the threads that answer visitors: a picture takes a while.
async fn draw(
    tables: Arc<Vec<ProtectedTable>>,
    position: usize,
    format: &str,
    presentation: Presentation,
) -> Result<(&'static str, Vec<u8>), AppError> {
    let draw: fn(&ProtectedTable, &Presentation) -> Result<Vec<u8>, AppError> = match format {
        "svg" => |table, presentation| Ok(chart::svg(table, presentation).into_bytes()),
        "png" => |table, presentation| {
            chart::png(table, presentation, Theme::Light)
                .map_err(|error| AppError::Chart(error.to_string()))
        },
        "csv" => |table, _| Ok(export::csv(table).into_bytes()),
        "json" => |table, _| Ok(export::json(table).into_bytes()),
        _ => return Err(AppError::NotFound(Missing::Board)),
    };
    let content_type = match format {
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8; header=present",
        _ => "application/json",
    };
    let drawn = web::block(move || {
        let table = tables.get(position);
        table.map_or(Err(AppError::NotFound(Missing::Board)), |table| {
            draw(table, &presentation)
        })
    });
    let body = drawn.await.map_err(|_cut_short| AppError::Panicked)??;
    Ok((content_type, body))
}
