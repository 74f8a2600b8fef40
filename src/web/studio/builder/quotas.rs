//! `/studio/drafts/{draft}/quotas`: how many may say something before others who
//! say it are asked no further.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::fields::{PlainField, TextField};
use super::keeping::{self, Kept};
use super::languages::Shown;
use super::problems::{ProblemLink, Problems};
use super::question_form::cleaned;
use crate::limits::QUOTAS_MAX;
use crate::operations::drafts::ItemIds;
use crate::operations::drafts::Opened;
use crate::survey::charter::ResultsWhen;
use crate::survey::draft::labels::{Part, label};
use crate::survey::draft::{Draft, DraftQuestion, DraftQuota, ItemId, Kind, Texts};
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::draft_frame::{DraftFrame, Step, draft_page};

#[derive(Template)]
#[template(path = "studio/builder/quotas.html")]
struct QuotasPage {
    frame: DraftFrame,
    quotas: Vec<QuotaView>,
    /// What another quota could look at.
    able: Vec<Able>,
    /// Nothing may be told before the survey closes.
    is_held: bool,
    is_full: bool,
    problems: Vec<ProblemLink>,
}

struct QuotaView {
    id: ItemId,
    question: String,
    /// One option only.
    is_one: bool,
    options: Vec<OptionView>,
    most: PlainField,
    text: TextField,
    problem: Option<String>,
}

struct OptionView {
    code: String,
    words: String,
    is_limited: bool,
}

struct Able {
    code: String,
    words: String,
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let query = Pairs::decode(request.query_string().as_bytes());
    let is_saved = !query.value("saved").is_empty();
    let frame = DraftFrame::of(&marketer, &opened, Step::Quotas).after_saving(is_saved);
    draft_page(StatusCode::OK, &page_of(frame, &opened))
}

fn page_of(frame: DraftFrame, opened: &Opened) -> QuotasPage {
    let draft = &opened.draft;
    let problems = Problems::of_opened(opened);
    let quotas = draft.quotas.iter();
    QuotasPage {
        quotas: quotas.map(|quota| view(quota, draft, &problems)).collect(),
        able: able(draft)
            .map(|question| Able {
                code: question.code.clone(),
                words: written(draft, &question.text, &question.code),
            })
            .collect(),
        is_held: draft.charter.results == ResultsWhen::WhenClosed,
        is_full: draft.quotas.len() >= QUOTAS_MAX,
        problems: problems.links_of_quotas(|id| {
            let mut quotas = draft.quotas.iter();
            quotas.any(|quota| quota.id == id && !is_untouched(quota))
        }),
        frame,
    }
}

/// As the links to this page say it.
pub fn counted(draft: &Draft) -> String {
    match draft.quotas.len() {
        0 => "Quotas".to_owned(),
        1 => "1 quota".to_owned(),
        more => format!("{more} quotas"),
    }
}

/// Nothing was typed or chosen yet: nothing to be told of.
fn is_untouched(quota: &DraftQuota) -> bool {
    quota.options.is_empty() && quota.most.is_empty() && quota.text.is_empty()
}

/// The choices of a draft.
fn able(draft: &Draft) -> impl Iterator<Item = &DraftQuestion> {
    let questions = draft.questions.iter();
    questions.filter(|question| {
        matches!(question.kind, Kind::SingleChoice | Kind::MultipleChoice)
            && !question.code.is_empty()
    })
}

/// In the first language, or its code.
fn written(draft: &Draft, texts: &Texts, code: &str) -> String {
    let first = draft.languages.first();
    let text = first.map_or("", |first| texts.get(first));
    match text {
        "" => code.to_owned(),
        text => text.to_owned(),
    }
}

fn view(quota: &DraftQuota, draft: &Draft, problems: &Problems) -> QuotaView {
    let shown = Shown::of(draft, "");
    let id = quota.id;
    let is_told = !is_untouched(quota);
    let of_field = |field: &str| problems.of(None, Some(id), field).filter(|_| is_told);
    let question = able(draft).find(|question| question.code == quota.question);
    let options = question.map_or(&[][..], |question| question.options.as_slice());
    QuotaView {
        question: question.map_or_else(
            || quota.question.clone(),
            |question| written(draft, &question.text, &question.code),
        ),
        is_one: question.is_some_and(|question| question.kind == Kind::MultipleChoice),
        options: options
            .iter()
            .map(|option| OptionView {
                words: written(draft, &option.text, &option.code),
                is_limited: quota.options.contains(&option.code),
                code: option.code.clone(),
            })
            .collect(),
        most: PlainField::new(format!("q.{id}.most"), label(Part::Quota, "most"), &quota.most)
            .hint("So many released answers, and then no more; not fewer than the smallest group of your promise.")
            .problem(of_field("most")),
        text: TextField::new(
            format!("q.{id}.text"),
            label(Part::Quota, "text"),
            &quota.text,
            &shown,
        )
        .area()
        .hint("Without any we say kindly that enough people have answered so.")
        .problem(of_field("text")),
        problem: ["options", "question", "quota"]
            .into_iter()
            .find_map(of_field),
        id,
    }
}

/// POST: saves what is there, and does what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let new = ItemIds::draw()?.next();
    let kept = keeping::keep(&site, &marketer, &draft, Step::Quotas, &pairs, {
        let pairs = pairs.clone();
        move |draft| apply(&pairs, new, draft)
    });
    if let Kept::Answer(response) = kept.await? {
        return Ok(response);
    }
    let address = format!("/studio/drafts/{draft}");
    Ok(see_other(&match pairs.value("go") {
        "done" => address,
        "add" => format!("{address}/quotas#quota-{new}"),
        "save" => format!("{address}/quotas?saved=yes"),
        _ => format!("{address}/quotas"),
    }))
}

fn apply(pairs: &Pairs, new: ItemId, draft: &mut Draft) {
    let languages = draft.languages.clone();
    for quota in &mut draft.quotas {
        let name = format!("q.{}", quota.id);
        // Added by somebody else since the form was made.
        let Some(most) = pairs.find(&format!("{name}.most")) else {
            continue;
        };
        quota.most = cleaned(most);
        let option = format!("{name}.option");
        let ticked = pairs.iter().filter(|(given, _)| *given == option);
        quota.options = ticked.map(|(_, code)| code.to_owned()).collect();
        for language in &languages {
            if let Some(typed) = pairs.find(&format!("{name}.text.{language}")) {
                quota.text.set(language, cleaned(typed));
            }
        }
    }
    let go = pairs.value("go");
    if let Some(removed) = go.strip_prefix("remove:") {
        draft.quotas.retain(|quota| quota.id.to_string() != removed);
    }
    let code = pairs.value("new");
    let is_able = able(draft).any(|question| question.code == code);
    if go == "add" && is_able && draft.quotas.len() < QUOTAS_MAX {
        draft.quotas.push(DraftQuota {
            id: new,
            question: code.to_owned(),
            options: Vec::new(),
            most: String::new(),
            text: Texts::default(),
        });
    }
}
