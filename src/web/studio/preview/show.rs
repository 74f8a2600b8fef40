//! The page around the preview's frame: which screen, which language, which way.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::look::{Device, Look};
use super::ways::{Turn, Ways};
use crate::limits::PATHS_MAX;
use crate::operations::drafts::Opened;
use crate::survey::draft::as_far_as_it_goes;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::framing_page;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::builder::keeping;
use crate::web::studio::builder::problems::{ProblemPlace, Problems};
use crate::web::studio::draft_frame::{DraftFrame, Step, address_of};

/// More than one would read through; the others are reached one after another.
const WAYS_LISTED_MAX: usize = 40;
/// The check says all of them.
const PROBLEMS_LISTED_MAX: usize = 6;

#[derive(Template)]
#[template(path = "studio/preview/preview.html")]
struct PreviewPage {
    frame: DraftFrame,
    has_anything: bool,
    problems: Vec<ProblemPlace>,
    problems_more: usize,
    left_out: usize,
    devices: Vec<Choice>,
    languages: Vec<Choice>,
    is_phone: bool,
    by_hand: Choice,
    ways: Vec<WayLine>,
    ways_total: usize,
    /// More than can be told apart.
    has_too_many: bool,
    ways_max: usize,
    pager: Option<Pager>,
    framed: String,
    frame_title: String,
}

/// A link of which one is the current.
struct Choice {
    words: String,
    language: String,
    address: String,
    is_current: bool,
}

struct WayLine {
    number: usize,
    address: String,
    is_current: bool,
    turns: Vec<Turn>,
    length: String,
}

/// From page to page of a way.
struct Pager {
    words: String,
    previous: Option<String>,
    next: Option<String>,
}

/// GET.
pub async fn show(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let query = Pairs::decode(request.query_string().as_bytes());
    let page = page_of(&marketer, &opened, &query);
    framing_page(StatusCode::OK, &page)
}

fn page_of(marketer: &Marketer, opened: &Opened, query: &Pairs) -> PreviewPage {
    let far = as_far_as_it_goes(&opened.draft);
    let languages = &opened.draft.languages;
    let mut look = Look::read(query, languages);
    let address = address_of(opened);
    let preview = format!("{address}/preview");
    let ways = far
        .survey
        .as_ref()
        .map(|survey| Ways::of(&survey.questionnaire));
    let has_too_many = matches!(ways, Some(None));
    let ways = ways.flatten().filter(|ways| ways.count() > 1);
    let known = ways.as_ref().map_or(0, Ways::count);
    look.way = look.way.filter(|way| *way < known);
    let mut problems = Problems::of_opened(opened).places(&address);
    let problems_more = problems.len().saturating_sub(PROBLEMS_LISTED_MAX);
    problems.truncate(PROBLEMS_LISTED_MAX);
    let walked = far.survey.as_ref().zip(ways.as_ref());
    let pager = walked.and_then(|(survey, ways)| pager(survey, ways, &mut look, &preview));
    PreviewPage {
        frame: DraftFrame::of(marketer, opened, Step::Preview),
        has_anything: far.survey.is_some(),
        problems,
        problems_more,
        left_out: far.left_out.len(),
        devices: Device::ALL
            .into_iter()
            .map(|device| Choice {
                words: device.words().to_owned(),
                language: "en".to_owned(),
                address: look.on(device).address(&preview),
                is_current: device == look.device,
            })
            .collect(),
        languages: language_choices(languages, &look, &preview),
        is_phone: look.device == Device::Phone,
        by_hand: Choice {
            words: "Answer it yourself".to_owned(),
            language: "en".to_owned(),
            address: look.along(None).address(&preview),
            is_current: look.way.is_none(),
        },
        ways: walked.map_or_else(Vec::new, |(survey, ways)| {
            way_lines(survey, ways, &look, &preview)
        }),
        ways_total: known,
        has_too_many,
        ways_max: PATHS_MAX,
        pager,
        framed: look.address(&format!("{preview}/page")),
        frame_title: format!("The survey as respondents see it: {}", look.device.words()),
    }
}

fn language_choices(languages: &[Language], look: &Look, preview: &str) -> Vec<Choice> {
    use crate::web::respondent::tongue::tongues;
    let named = tongues(languages, &look.language).into_iter();
    let choices = named.zip(languages).map(|(tongue, language)| Choice {
        words: tongue.name,
        language: tongue.tag,
        address: look.in_language(language).address(preview),
        is_current: tongue.is_current,
    });
    match languages.len() {
        0 | 1 => Vec::new(),
        _ => choices.collect(),
    }
}

fn way_lines(survey: &Survey, ways: &Ways, look: &Look, preview: &str) -> Vec<WayLine> {
    let questionnaire = &survey.questionnaire;
    let listed = (0..ways.count()).filter(|way| *way < WAYS_LISTED_MAX || look.way == Some(*way));
    let line = |way: usize| WayLine {
        number: way + 1,
        address: look.along(Some(way)).address(preview),
        is_current: look.way == Some(way),
        turns: ways.turns(questionnaire, way, &look.language),
        length: format!(
            "{} on {}",
            counted(ways.asked(questionnaire, way), "question"),
            counted(ways.pages(questionnaire, way).len(), "page")
        ),
    };
    listed.map(line).collect()
}

/// Of the way that is walked; a step that it does not have is its last.
fn pager(survey: &Survey, ways: &Ways, look: &mut Look, preview: &str) -> Option<Pager> {
    let way = look.way?;
    let pages = ways.pages(&survey.questionnaire, way).len();
    look.step = look.step.min(pages.saturating_sub(1));
    let step = look.step;
    // Behind the last page of a way begins the next way.
    let previous = match (step, way) {
        (0, 0) => None,
        (0, _) => Some(look.along(Some(way - 1))),
        _ => Some(look.at(step - 1)),
    };
    let next = match step + 1 < pages {
        true => Some(look.at(step + 1)),
        false => (way + 1 < ways.count()).then(|| look.along(Some(way + 1))),
    };
    Some(Pager {
        words: format!("Way {}, page {} of {pages}", way + 1, step + 1),
        previous: previous.map(|look| look.address(preview)),
        next: next.map(|look| look.address(preview)),
    })
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
