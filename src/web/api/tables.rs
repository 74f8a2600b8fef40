//! Published tables, as a board shows them to whoever makes surveys.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::bearer::Bearer;
use super::problem::ApiError;
use super::{answer, call, json, slug};
use crate::export;
use crate::membership::api_token::Scope;
use crate::operations::record;
use crate::operations::results::{self, Results, Selection};
use crate::operations::share::door::{Door, Looker};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

/// GET `/api/v1/surveys/{slug}/tables?wave=&by=&segment=`.
pub async fn show(
    site: web::Data<Site>,
    bearer: Bearer,
    path: web::Path<String>,
    request: HttpRequest,
) -> HttpResponse {
    let show = async {
        let call = call(&site, &bearer, Scope::ReadResults).await?;
        let slug = slug(&path)?;
        let selection = selection(&Pairs::decode(request.query_string().as_bytes()))?;
        let door = Door::Everything(Looker::from(&call.caller));
        let board = results::board(&call.installation, &slug, door, selection).await?;
        let board = board.ok_or(ApiError::Missing)?;
        let state = match &board.results {
            Results::NotYetOpen => "not-yet-open",
            Results::TooFew { .. } => "too-few",
            Results::HeldUntilClosed => "held-until-closed",
            Results::TooFewAgreed => "too-few-agreed",
            Results::Tables(_) => "published",
        };
        let tables = match &board.results {
            Results::Tables(tables) => {
                record::exported(&call.installation, &slug, &board, "tables.json");
                tables.iter().map(export::json_value).collect()
            }
            _ => Vec::new(),
        };
        let breakdowns: Vec<_> = board
            .breakdowns
            .iter()
            .map(|each| serde_json::json!({ "code": each.code, "groups": each.groups }))
            .collect();
        let document = serde_json::json!({
            "survey": slug.as_str(),
            "wave": board.wave,
            "state": state,
            "by": board.by,
            "breakdowns": breakdowns,
            "tables": tables,
        });
        json(StatusCode::OK, &document)
    };
    answer(show.await)
}

fn selection(query: &Pairs) -> Result<Selection, ApiError> {
    let text = |name: &str| Some(query.value(name).to_owned()).filter(|text| !text.is_empty());
    let wave = match query.value("wave") {
        "" => None,
        wave => Some(wave.parse().map_err(|_no_number| ApiError::Missing)?),
    };
    Ok(Selection {
        wave,
        by: text("by"),
        segment: text("segment"),
        is_together: query.value("waves") == "all",
        gives_way: false,
    })
}
