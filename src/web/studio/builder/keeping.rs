//! Opening a draft for a page, and saving what its form says: merged with what
//! others have saved since, or shown beside it.

use std::sync::Arc;

use actix_web::HttpResponse;

use super::merge;
use crate::operations::drafts::{self, DraftId, Opened, Saving};
use crate::survey::draft::Draft;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Marketer;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::beside;
use crate::web::studio::draft_frame::Step;

/// What saving led to.
pub enum Kept {
    Saved,
    /// The page to be shown instead.
    Answer(HttpResponse),
}

fn read_id(path: &str) -> Result<DraftId, AppError> {
    path.parse()
        .map_err(|_no_id| AppError::NotFound(Missing::Page))
}

/// The draft of this address.
pub async fn open(site: &Site, path: &str) -> Result<Opened, AppError> {
    let id = read_id(path)?;
    let opened = beside(&site.installation, move |installation| {
        drafts::open(installation, id)
    });
    match opened.await?? {
        Some(opened) => Ok(opened),
        None => Err(gone(site, id).await?),
    }
}

/// Why there is no draft with this id.
async fn gone(site: &Site, id: DraftId) -> Result<AppError, AppError> {
    let ended = beside(&site.installation, move |installation| {
        drafts::ended(installation, id)
    });
    let ended = ended.await??.map(AppError::EndedDraft);
    Ok(ended.unwrap_or(AppError::NotFound(Missing::Page)))
}

/// Does `edit` to the version that the form was made from. Where somebody has
/// changed the same thing since, the answer is a page with both; its form comes
/// back here with what was chosen.
pub async fn keep(
    site: &Site,
    marketer: &Marketer,
    path: &str,
    step: Step,
    pairs: &Pairs,
    edit: impl Fn(&mut Draft) + Send + Sync + 'static,
) -> Result<Kept, AppError> {
    let id = read_id(path)?;
    let by = marketer.member.id;
    let base = pairs.value("version").parse();
    let base: i32 = base.map_err(|_no_number| AppError::Unreadable)?;
    let edit = Arc::new(edit);
    let saving = beside(&site.installation, {
        let edit = Arc::clone(&edit);
        move |installation| drafts::save(installation, by, id, base, |draft| edit(draft))
    });
    let conflict = match saving.await?? {
        Saving::Saved { .. } => return Ok(Kept::Saved),
        Saving::Conflict(conflict) => conflict,
        Saving::Gone => return Err(gone(site, id).await?),
    };
    let opened = open(site, path).await?;
    if let Some(resolved) = merge::resolved(pairs, &opened, &conflict) {
        let base = opened.version;
        let saving = beside(&site.installation, move |installation| {
            drafts::save(installation, by, id, base, |draft| {
                draft.clone_from(&resolved);
            })
        });
        if let Saving::Saved { .. } = saving.await?? {
            return Ok(Kept::Saved);
        }
    }
    merge::page(marketer, &opened, step, pairs, &conflict).map(Kept::Answer)
}
