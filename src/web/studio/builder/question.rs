//! `/studio/drafts/{draft}/questions/{item}`: one question.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::keeping::{self, Kept};
use super::outline::Act;
use super::problems::Problems;
use super::question_form::QuestionForm;
use super::question_page::{Asked, QuestionPage};
use crate::operations::drafts::ItemIds;
use crate::survey::draft::{Draft, ItemId};
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Marketer;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::draft_frame::{DraftFrame, Step, draft_page};

/// Where a form leads that was only saved.
const SAVED: &str = "saved";

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (draft, item) = path.into_inner();
    let item = read_item(&item)?;
    let opened = keeping::open(&site, &draft).await?;
    let query = Pairs::decode(request.query_string().as_bytes());
    let asked = Asked {
        beside: query.value("beside"),
        at: query.value("at"),
    };
    let frame = DraftFrame::of(&marketer, &opened, Step::Questions);
    let frame = frame.after_saving(asked.at == SAVED);
    let problems = Problems::of_opened(&opened);
    let page = QuestionPage::of(frame, &opened, item, &asked, &problems);
    let page = page.ok_or(AppError::NotFound(Missing::Page))?;
    draft_page(StatusCode::OK, &page)
}

fn read_item(item: &str) -> Result<ItemId, AppError> {
    item.parse()
        .map_err(|_no_id| AppError::NotFound(Missing::Page))
}

/// POST: saves what is there, and does what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    path: web::Path<(String, String)>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let (draft, item) = path.into_inner();
    let item = read_item(&item)?;
    let opened = keeping::open(&site, &draft).await?;
    if !opened.draft.questions.iter().any(|each| each.id == item) {
        return Err(AppError::NotFound(Missing::Page));
    }
    let address = format!("/studio/drafts/{draft}");
    let go = pairs.value("go").to_owned();
    let ids = ItemIds::draw()?;
    let copy = ids.next();
    let whole = match go.as_str() {
        "copy" => Some(Act::Copy),
        "delete" => Some(Act::Remove),
        _ => None,
    };
    let form = QuestionForm {
        pairs: pairs.clone(),
        item,
        ids,
        codes_follow: opened.survey.is_none(),
    };
    let kept = keeping::keep(&site, &marketer, &draft, Step::Questions, &pairs, {
        move |draft| {
            form.apply(draft);
            if let Some(whole) = whole {
                whole.apply(draft, item, copy, &form.ids);
            }
        }
    });
    if let Kept::Answer(response) = kept.await? {
        return Ok(response);
    }
    let beside = go.strip_prefix("beside:");
    let beside = beside.unwrap_or(pairs.value("beside"));
    let target = Target {
        address: &address,
        item,
        beside,
    };
    Ok(see_other(&target.after(&go, copy, &opened.draft)))
}

/// Where a saved form leads.
struct Target<'a> {
    address: &'a str,
    item: ItemId,
    beside: &'a str,
}

impl Target<'_> {
    fn after(&self, go: &str, copy: ItemId, draft: &Draft) -> String {
        let address = self.address;
        let neighbour = |by: isize| {
            let mut asked = draft.questions.iter();
            let position = asked.position(|question| question.id == self.item)?;
            let position = position.checked_add_signed(by)?;
            draft.questions.get(position).map(|question| question.id)
        };
        let verb = go.split_once(':').map_or(go, |(verb, _)| verb);
        match verb {
            "done" => format!("{address}#q-{}", self.item),
            "delete" => address.to_owned(),
            "another" => format!("{address}/questions?after={}", self.item),
            "copy" => self.page(copy, "text"),
            "previous" => self.page(neighbour(-1).unwrap_or(self.item), ""),
            "next" => self.page(neighbour(1).unwrap_or(self.item), ""),
            "add" => self.page(self.item, "new.text"),
            "add-rule" => self.page(self.item, "rule") + "#rule",
            "remove-rule" => self.page(self.item, "") + "#rule",
            "up" | "down" | "more" => {
                let part = go.split_once(':').map_or("", |(_, part)| part);
                let at = if verb == "more" { part } else { "" };
                format!("{}#part-{part}", self.page(self.item, at))
            }
            "save" => self.page(self.item, SAVED),
            _ => self.page(self.item, ""),
        }
    }

    fn page(&self, item: ItemId, at: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.beside.is_empty() {
            query.append_pair("beside", self.beside);
        }
        if !at.is_empty() {
            query.append_pair("at", at);
        }
        let query = query.finish();
        let address = format!("{}/questions/{item}", self.address);
        match query.is_empty() {
            true => address,
            false => format!("{address}?{query}"),
        }
    }
}
