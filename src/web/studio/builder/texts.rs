//! `/studio/drafts/{draft}/texts`: everything about a survey that is no
//! question and no promise.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::fields::{BesideLanguage, PlainField, TextField, beside_languages};
use super::keeping::{self, Kept};
use super::languages::{self, Shown};
use super::problems::{ProblemLink, Problems};
use super::question_form::cleaned;
use super::quotas;
use super::translating;
use crate::limits::LANGUAGES_MAX;
use crate::operations::drafts::Opened;
use crate::survey::draft::labels::{Part, label};
use crate::survey::draft::{Draft, Texts};
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::draft_frame::{DraftFrame, Step, draft_page};

#[derive(Template)]
#[template(path = "studio/builder/texts.html")]
struct TextsPage {
    frame: DraftFrame,
    beside: Vec<BesideLanguage>,
    shown: Vec<String>,
    texts: Vec<TextField>,
    brand: PlainField,
    slug: PlainField,
    sites: PlainField,
    quotas: String,
    quota_problems: usize,
    /// Its address cannot change any more.
    is_published: bool,
    languages: Vec<LanguageLine>,
    named: Vec<&'static str>,
    new_language: String,
    unknown_language: bool,
    problems: Vec<ProblemLink>,
}

struct LanguageLine {
    tag: String,
    name: String,
    is_first: bool,
    is_only: bool,
    missing: usize,
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
    show(&marketer, &opened, query.value("beside"), "", is_saved)
}

fn show(
    marketer: &Marketer,
    opened: &Opened,
    beside: &str,
    unknown: &str,
    is_saved: bool,
) -> Result<HttpResponse, AppError> {
    let draft = &opened.draft;
    let shown = Shown::of(draft, beside);
    let problems = Problems::of_opened(opened);
    let problem = |field: &str| problems.of(None, None, field);
    let text = |name: &'static str, texts: &Texts| {
        TextField::new(name, label(Part::Survey, name), texts, &shown).problem(problem(name))
    };
    let plain = |name: &'static str, value: &str| {
        PlainField::new(name, label(Part::Survey, name), value).problem(problem(name))
    };
    let page = TextsPage {
        frame: DraftFrame::of(marketer, opened, Step::Texts).after_saving(is_saved),
        beside: beside_languages(&draft.languages, &shown),
        shown: shown.each().map(ToString::to_string).collect(),
        texts: vec![
            text("title", &draft.title).hint("What respondents read first."),
            text("introduction", &draft.introduction)
                .area()
                .hint("Why you ask, and how long it takes. The promise follows by itself."),
            text("thanks", &draft.thanks)
                .area()
                .hint("On the last page, before the receipt."),
            text("closed", &draft.closed)
                .area()
                .hint("For those who come too late: what came of it, where to turn. Without it they are thanked."),
            text("source", &draft.source)
                .area()
                .hint("Stands under every chart: who was asked, and how."),
        ],
        brand: plain("brand", &draft.brand).hint("Whom the survey is about."),
        slug: plain("slug", &draft.slug)
            .hint("The last part of the link: small letters, digits and dashes."),
        sites: plain("embedded_on", &draft.embedded_on.join("\n"))
            .hint("In a frame of their own pages: one a line, such as https://www.example.org. Nobody else can, so that no stranger’s page poses as yours. A site can tell that a visitor opened and sent the survey, never what was answered."),
        quotas: quotas::counted(draft),
        quota_problems: problems.count_of_quotas(),
        is_published: opened.survey.is_some(),
        languages: language_lines(draft),
        named: languages::NAMED.iter().map(|(_, name)| *name).collect(),
        new_language: unknown.to_owned(),
        unknown_language: !unknown.is_empty(),
        problems: problems.links_of_texts(),
    };
    let status = match page.unknown_language {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    draft_page(status, &page)
}

fn language_lines(draft: &Draft) -> Vec<LanguageLine> {
    let first = draft.languages.first();
    let line = |language: &crate::survey::language::Language| LanguageLine {
        tag: language.to_string(),
        name: languages::name_of(language),
        is_first: first == Some(language),
        is_only: draft.languages.len() == 1,
        missing: first.map_or(0, |first| translating::missing(draft, first, language)),
    };
    draft.languages.iter().map(line).collect()
}

/// POST: saves what is there, and does what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    draft: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let opened = keeping::open(&site, &draft).await?;
    let is_published = opened.survey.is_some();
    let kept = keeping::keep(&site, &marketer, &draft, Step::Texts, &pairs, {
        let pairs = pairs.clone();
        move |draft| apply(&pairs, is_published, draft)
    });
    if let Kept::Answer(response) = kept.await? {
        return Ok(response);
    }
    let go = pairs.value("go");
    let typed = pairs.value("new_language").trim();
    if !typed.is_empty() && languages::read(typed).is_none() {
        let opened = keeping::open(&site, &draft).await?;
        return show(&marketer, &opened, pairs.value("beside"), typed, false);
    }
    let beside = match (go.strip_prefix("beside:"), languages::read(typed)) {
        (Some(beside), _) => beside.to_owned(),
        (None, Some(added)) => added.to_string(),
        (None, None) => pairs.value("beside").to_owned(),
    };
    let mut query = form_urlencoded::Serializer::new(String::new());
    if !beside.is_empty() {
        query.append_pair("beside", &beside);
    }
    if go == "save" {
        query.append_pair("saved", "yes");
    }
    let query = query.finish();
    let target = match (go, query.is_empty()) {
        ("done", _) => format!("/studio/drafts/{draft}"),
        (_, true) => format!("/studio/drafts/{draft}/texts"),
        (_, false) => format!("/studio/drafts/{draft}/texts?{query}"),
    };
    Ok(see_other(&target))
}

fn apply(pairs: &Pairs, is_published: bool, draft: &mut Draft) {
    let languages = draft.languages.clone();
    for (name, texts) in [
        ("title", &mut draft.title),
        ("introduction", &mut draft.introduction),
        ("thanks", &mut draft.thanks),
        ("closed", &mut draft.closed),
        ("source", &mut draft.source),
    ] {
        for language in &languages {
            if let Some(typed) = pairs.find(&format!("{name}.{language}")) {
                texts.set(language, cleaned(typed));
            }
        }
    }
    if let Some(brand) = pairs.find("brand") {
        draft.brand = cleaned(brand);
    }
    if let Some(slug) = pairs.find("slug").filter(|_| !is_published) {
        draft.slug = cleaned(slug);
    }
    if let Some(sites) = pairs.find("embedded_on") {
        draft.embedded_on = sites.lines().flat_map(sites_of).collect();
    }
    if let Some(new) = languages::read(pairs.value("new_language"))
        && !draft.languages.contains(&new)
        && draft.languages.len() < LANGUAGES_MAX
    {
        draft.languages.push(new);
    }
    let go = pairs.value("go");
    if let Some(tag) = go.strip_prefix("remove:")
        && draft.languages.len() > 1
    {
        // Its texts stay with the draft, should it come back.
        draft.languages.retain(|language| language.as_str() != tag);
    }
    if let Some(tag) = go.strip_prefix("first:")
        && let Some(position) = draft.languages.iter().position(|each| each.as_str() == tag)
    {
        let language = draft.languages.remove(position);
        draft.languages.insert(0, language);
    }
}

/// Several in a line, or words that name none: those are one thing to put right.
fn sites_of(line: &str) -> Vec<String> {
    let words = || {
        line.split([' ', ',', ';', '\t'])
            .filter(|word| !word.is_empty())
    };
    match line.trim() {
        "" => Vec::new(),
        _ if words().all(|word| word.contains("://")) => words().map(str::to_owned).collect(),
        line => vec![line.to_owned()],
    }
}
