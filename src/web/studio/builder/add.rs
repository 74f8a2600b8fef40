//! `/studio/drafts/{draft}/questions`: a new question of a chosen kind, or one of
//! the library's standard questions.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::fields::Choice;
use super::keeping::{self, Kept};
use super::kinds;
use super::question_form::{FALLBACK_CODE, kind_of};
use crate::operations::drafts::ItemIds;
use crate::survey::draft::codes;
use crate::survey::draft::{Draft, DraftQuestion, ItemId, Kind};
use crate::survey::identifier::Slug;
use crate::survey::language::Localized;
use crate::survey::library;
use crate::survey::question::{Question, QuestionKind};
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::draft_frame::{DraftFrame, Step, draft_page};

#[derive(Template)]
#[template(path = "studio/builder/add.html")]
struct AddPage {
    frame: DraftFrame,
    after: String,
    place: String,
    kinds: Vec<Choice>,
    standard: Vec<StandardLine>,
}

/// A question of the library.
struct StandardLine {
    code: String,
    text: String,
    answers: String,
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
    let after = query.value("after").parse::<ItemId>().ok();
    let mut questions = opened.draft.questions.iter();
    let position = questions.position(|question| Some(question.id) == after);
    let choice = |kind: Kind| Choice {
        value: kind.code().to_owned(),
        words: kinds::name(kind).to_owned(),
        note: kinds::advice(kind),
        is_chosen: false,
    };
    let page = AddPage {
        after: after.map_or(String::new(), |after| after.to_string()),
        place: match (position, opened.draft.questions.len()) {
            (Some(position), _) => format!("After question {}", position + 1),
            (None, 0) => "The first one".to_owned(),
            (None, _) => "At the end".to_owned(),
        },
        kinds: Kind::ALL.into_iter().map(choice).collect(),
        standard: standard(&opened.draft).iter().map(standard_line).collect(),
        frame: DraftFrame::of(&marketer, &opened, Step::Questions),
    };
    draft_page(StatusCode::OK, &page)
}

/// The library's questions in those of the draft's languages that it is written
/// in; none if it is not written in the first.
fn standard(draft: &Draft) -> Vec<Question> {
    let Ok(slug) = "standard".parse::<Slug>() else {
        return Vec::new();
    };
    let brand = match draft.brand.trim() {
        "" => "us".to_owned(),
        brand => brand.to_owned(),
    };
    let start = |languages| library::Start {
        brand: brand.clone(),
        slug: slug.clone(),
        languages,
    };
    // A language the library lacks makes it refuse all of them.
    let written: Vec<_> = draft
        .languages
        .iter()
        .filter(|language| library::standard_questions(&start(vec![(*language).clone()])).is_ok())
        .cloned()
        .collect();
    match written.first() == draft.languages.first() && !written.is_empty() {
        true => library::standard_questions(&start(written)).unwrap_or_default(),
        false => Vec::new(),
    }
}

fn standard_line(question: &Question) -> StandardLine {
    let list = question.kind.choices();
    let options = list.into_iter().flat_map(|list| &list.options);
    let mut options: Vec<&str> = options.map(|option| option.text.fallback()).collect();
    if let QuestionKind::Scale(scale) = &question.kind {
        options.extend(scale.labels.iter().map(Localized::fallback));
        if options.is_empty() {
            options.extend([scale.ends.lowest.fallback(), scale.ends.highest.fallback()]);
        }
    }
    StandardLine {
        code: question.code.to_string(),
        text: question.text.fallback().to_owned(),
        answers: options.join(" · "),
    }
}

/// POST.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let ids = ItemIds::draw()?;
    let go = pairs.value("go");
    let question = match go.strip_prefix("standard:") {
        Some(code) => {
            let known = standard(&opened.draft);
            let mut known = known.iter();
            let found = known.find(|question| question.code.as_str() == code);
            let found = found.ok_or(AppError::Unreadable)?;
            DraftQuestion::of(found, &opened.draft.languages, &mut || ids.next())
        }
        None => blank(kind_of(go).ok_or(AppError::Unreadable)?, ids.next()),
    };
    let after = pairs.value("after").parse::<ItemId>().ok();
    let (id, is_standard) = (question.id, go.starts_with("standard:"));
    let kept = keeping::keep(&site, &marketer, &draft, Step::Questions, &pairs, {
        move |draft| insert(draft, after, question.clone())
    });
    match kept.await? {
        Kept::Answer(response) => Ok(response),
        Kept::Saved if is_standard => Ok(see_other(&format!("/studio/drafts/{draft}#q-{id}"))),
        Kept::Saved => Ok(see_other(&format!(
            "/studio/drafts/{draft}/questions/{id}?at=text"
        ))),
    }
}

fn insert(draft: &mut Draft, after: Option<ItemId>, mut question: DraftQuestion) {
    let taken: Vec<&str> = draft
        .questions
        .iter()
        .map(|each| each.code.as_str())
        .collect();
    question.code = codes::not_taken(question.code, &taken);
    let mut asked = draft.questions.iter();
    let position = asked.position(|each| Some(each.id) == after);
    let position = position.map_or(draft.questions.len(), |position| position + 1);
    draft.questions.insert(position, question);
}

/// With what most scales and numbers begin with.
fn blank(kind: Kind, id: ItemId) -> DraftQuestion {
    let text = |text: &str| text.to_owned();
    DraftQuestion {
        code: text(FALLBACK_CODE),
        from: text("1"),
        to: text("5"),
        minimum: text("0"),
        maximum: text("100"),
        decimals: text("0"),
        ..DraftQuestion::empty(id, kind)
    }
}
