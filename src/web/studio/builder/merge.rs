//! Two editors have changed the same thing: both texts beside each other, and
//! what was chosen put together. Everything else is merged already.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::operations::drafts::{Conflict, Opened};
use crate::survey::draft::{self, Draft};
use crate::web::errors::AppError;
use crate::web::gate::MARK;
use crate::web::gate::actor::Marketer;
use crate::web::pairs::Pairs;
use crate::web::studio::draft_frame::{DraftFrame, Step, draft_page};

/// The version of the others that the page was made from.
const THEIRS: &str = "merge.theirs";

#[derive(Template)]
#[template(path = "studio/builder/merge.html")]
struct MergePage {
    frame: DraftFrame,
    /// The form again, to be sent with what was chosen.
    pairs: Vec<(String, String)>,
    conflicts: Vec<ConflictView>,
}

struct ConflictView {
    number: usize,
    what: String,
    mine: String,
    theirs: String,
}

pub fn page(
    marketer: &Marketer,
    opened: &Opened,
    step: Step,
    pairs: &Pairs,
    conflict: &Conflict,
) -> Result<HttpResponse, AppError> {
    let merged = draft::merge(&conflict.base, &conflict.mine, &conflict.theirs);
    let conflicts = merged.conflicts.iter().enumerate();
    let is_own = |name: &str| name == MARK || name.starts_with("merge.");
    let kept = pairs.iter().filter(|(name, _)| !is_own(name));
    let page = MergePage {
        frame: DraftFrame::of(marketer, opened, step),
        pairs: kept
            .cloned()
            .chain([(THEIRS.to_owned(), opened.version.to_string())])
            .collect(),
        conflicts: conflicts
            .map(|(number, conflict)| ConflictView {
                number,
                what: conflict.what.clone(),
                mine: conflict.mine.clone(),
                theirs: conflict.theirs.clone(),
            })
            .collect(),
    };
    draft_page(StatusCode::CONFLICT, &page)
}

/// The draft as it was chosen; `None` if nothing was, or if the others have gone
/// on since.
pub fn resolved(pairs: &Pairs, opened: &Opened, conflict: &Conflict) -> Option<Draft> {
    if pairs.find(THEIRS)? != opened.version.to_string() {
        return None;
    }
    let chosen = |number: usize| pairs.value(&format!("merge.{number}")) == "mine";
    Some(draft::merge(&conflict.base, &conflict.mine, &conflict.theirs).chosen(chosen))
}
