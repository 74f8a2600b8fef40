//! Two editors have changed the same thing: both texts beside each other, and
//! what was chosen put together. Everything else is merged already.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::question_form::FALLBACK_CODE;
use crate::operations::drafts::{Conflict, Opened};
use crate::survey::draft::codes;
use crate::survey::draft::{self, Draft, DraftQuestion, Merged, Texts};
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
    let merged = merged(conflict);
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
    Some(merged(conflict).chosen(chosen))
}

fn merged(conflict: &Conflict) -> Merged {
    let mut mine = conflict.mine.clone();
    with_their_codes(conflict, &mut mine);
    draft::merge(&conflict.base, &mine, &conflict.theirs)
}

/// A code that only followed the text of its question or option is nothing to
/// choose about: it is theirs, whoever's text is chosen.
fn with_their_codes(conflict: &Conflict, mine: &mut Draft) {
    let first = conflict.mine.languages.first();
    let words = |texts: &Texts| first.map_or(String::new(), |first| texts.get(first).to_owned());
    for question in &conflict.mine.questions {
        let is_it = |other: &&DraftQuestion| other.id == question.id;
        let base = conflict.base.questions.iter().find(is_it);
        let theirs = conflict.theirs.questions.iter().find(is_it);
        let (Some(base), Some(theirs)) = (base, theirs) else {
            continue;
        };
        let has_moved = base.code != theirs.code && base.code != question.code;
        if has_moved && codes::follows(&question.code, &words(&question.text), FALLBACK_CODE) {
            codes::rename_question(mine, question.id, &theirs.code);
        }
        for option in &question.options {
            let of = |among: &DraftQuestion| {
                let mut options = among.options.iter();
                let found = options.find(|other| other.id == option.id);
                found.map(|found| found.code.clone())
            };
            let (Some(base), Some(theirs)) = (of(base), of(theirs)) else {
                continue;
            };
            let has_moved = base != theirs && base != option.code;
            if has_moved && codes::follows(&option.code, &words(&option.text), "option") {
                codes::rename_option(mine, question.id, option.id, &theirs);
            }
        }
    }
}
