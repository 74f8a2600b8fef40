//! `/studio/drafts/{draft}/remove`: throws a draft away, after asking: this is
//! the one thing about it that cannot be undone.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::keeping;
use crate::operations::drafts;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::beside;
use crate::web::studio::draft_frame::{DraftFrame, Step, draft_page};

#[derive(Template)]
#[template(path = "studio/builder/remove.html")]
struct RemovePage {
    frame: DraftFrame,
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let frame = DraftFrame::of(&marketer, &opened, Step::Texts);
    draft_page(StatusCode::OK, &RemovePage { frame })
}

/// POST.
pub async fn act(
    site: web::Data<Site>,
    _marketer: Marketer,
    draft: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let id = keeping::open(&site, &draft).await?.id;
    if pairs.value("go") != "remove-yes" {
        return Err(AppError::Unreadable);
    }
    beside(&site.installation, move |installation| {
        drafts::remove(installation, id)
    })
    .await??;
    Ok(see_other("/studio"))
}
