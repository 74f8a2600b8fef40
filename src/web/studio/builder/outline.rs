//! `/studio/drafts/{draft}`: the questionnaire in order, and what is done to
//! questions as wholes.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::keeping::{self, Kept};
use super::outline_view::{Item, items};
use super::parts_form::shift_one;
use super::problems::Problems;
use super::question_form::FALLBACK_CODE;
use super::quotas;
use crate::operations::drafts::ItemIds;
use crate::operations::drafts::Opened;
use crate::survey::draft::codes;
use crate::survey::draft::{Draft, ItemId, as_far_as_it_goes};
use crate::survey::routing;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::draft_frame::{DraftFrame, Step, draft_page};

#[derive(Template)]
#[template(path = "studio/builder/outline.html")]
struct OutlinePage {
    frame: DraftFrame,
    title: String,
    introduction: String,
    thanks: String,
    items: Vec<Item>,
    quotas: String,
    /// Of quotas, to put right.
    quota_problems: usize,
}

/// GET.
pub async fn show(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let frame = DraftFrame::of(&marketer, &opened, Step::Questions);
    draft_page(StatusCode::OK, &page_of(frame, &opened))
}

fn page_of(frame: DraftFrame, opened: &Opened) -> OutlinePage {
    let draft = &opened.draft;
    let problems = Problems::of_opened(opened);
    let starts = page_starts(draft);
    let first = draft.languages.first();
    let written = |texts: &crate::survey::draft::Texts| {
        first.map_or(String::new(), |first| texts.get(first).to_owned())
    };
    OutlinePage {
        title: written(&draft.title),
        introduction: written(&draft.introduction),
        thanks: written(&draft.thanks),
        quotas: quotas::counted(draft),
        quota_problems: problems.count_of_quotas(),
        items: items(draft, &starts, |question| problems.count(question.id)),
        frame,
    }
}

/// Where pages begin, as respondents get them. A question that cannot be read
/// yet stands on the page of the one before; nothing is said where a condition
/// cannot be read, for conditions make pages, too.
fn page_starts(draft: &Draft) -> Vec<usize> {
    let far = as_far_as_it_goes(draft);
    let Some(survey) = far.survey else {
        return Vec::new();
    };
    let questions = draft.questions.iter().enumerate();
    let (out, shown): (Vec<_>, Vec<_>) =
        questions.partition(|(_, question)| far.left_out.contains(&question.id));
    let conditions = shown
        .iter()
        .filter(|(_, question)| !question.show_when.trim().is_empty());
    let asked = survey.questionnaire.questions.iter();
    let read = asked.filter(|question| question.shown_when.is_some());
    if conditions.count() != read.count() {
        return Vec::new();
    }
    let pages = routing::pages(&survey.questionnaire);
    let pages = pages.iter().skip(1);
    let mut starts: Vec<usize> = pages
        .filter_map(|page| {
            shown
                .get(page.questions.start)
                .map(|(position, _)| *position)
        })
        .collect();
    let declared = out.iter().filter(|(_, question)| question.starts_page);
    starts.extend(declared.map(|(position, _)| *position));
    starts.push(0);
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let go = pairs.value("go").to_owned();
    let Some((verb, item)) = go.split_once(':') else {
        return Err(AppError::Unreadable);
    };
    let (item, place) = item.split_once(':').unwrap_or((item, ""));
    let item: ItemId = item.parse().map_err(|_no_id| AppError::Unreadable)?;
    let ids = ItemIds::draw()?;
    let copy = ids.next();
    let act = match verb {
        "up" => Act::Shift(-1),
        "down" => Act::Shift(1),
        "copy" => Act::Copy,
        "remove" => Act::Remove,
        "place" => Act::Place(place.parse().map_err(|_no_number| AppError::Unreadable)?),
        _ => return Err(AppError::Unreadable),
    };
    let kept = keeping::keep(&site, &marketer, &draft, Step::Questions, &pairs, {
        move |draft| act.apply(draft, item, copy, &ids)
    });
    match kept.await? {
        Kept::Answer(response) => Ok(response),
        Kept::Saved => {
            let shown = if act == Act::Copy { copy } else { item };
            let place = match act {
                Act::Remove => String::new(),
                _ => format!("#q-{shown}"),
            };
            Ok(see_other(&format!("/studio/drafts/{draft}{place}")))
        }
    }
}

/// What is done to a question as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Shift(isize),
    Copy,
    Remove,
    /// To this position, from nought.
    Place(usize),
}

impl Act {
    /// `copy` is the id that a copy gets, `ids` those of its parts.
    pub fn apply(self, draft: &mut Draft, item: ItemId, copy: ItemId, ids: &ItemIds) {
        let questions = &mut draft.questions;
        let Some(position) = questions.iter().position(|question| question.id == item) else {
            return;
        };
        match self {
            Self::Shift(by) => shift_one(questions, |question| question.id == item, by),
            Self::Remove => {
                questions.remove(position);
            }
            Self::Place(to) => {
                let question = questions.remove(position);
                questions.insert(to.min(questions.len()), question);
            }
            Self::Copy => duplicate(draft, position, copy, ids),
        }
    }
}

/// A copy stands behind the original, with ids and a code of its own.
fn duplicate(draft: &mut Draft, position: usize, copy: ItemId, ids: &ItemIds) {
    let Some(original) = draft.questions.get(position) else {
        return;
    };
    let mut question = original.clone();
    question.id = copy;
    let taken: Vec<&str> = draft
        .questions
        .iter()
        .map(|each| each.code.as_str())
        .collect();
    let code = match question.code.is_empty() {
        true => FALLBACK_CODE.to_owned(),
        false => question.code.clone(),
    };
    question.code = codes::not_taken(code, &taken);
    question
        .options
        .iter_mut()
        .for_each(|option| option.id = ids.next());
    question.rows.iter_mut().for_each(|row| row.id = ids.next());
    question
        .bands
        .iter_mut()
        .for_each(|band| band.id = ids.next());
    draft.questions.insert(position + 1, question);
}
