//! `/studio/surveys/{slug}/poster`: one sheet of A4 to be hung up, in any
//! language of the survey.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::link;
use crate::operations::listed::SurveySummary;
use crate::operations::publish;
use crate::survey::charter::Access;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;
use crate::web::assets;
use crate::web::errors::{AppError, Missing};
use crate::web::frame::Frame;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::member_page;
use crate::web::qr::Square;
use crate::web::respondent::words::{self, PosterWords};
use crate::web::site::Site;
use crate::web::studio::survey_frame::{self, address_of};

#[derive(Template)]
#[template(path = "studio/survey/poster.html")]
struct PosterPage<'a> {
    page: Frame,
    /// Language and direction of our own words.
    said: String,
    w: &'static PosterWords,
    promise: [&'a str; 3],
    stylesheet: String,
    fonts: Vec<String>,
    home: String,
    brand: &'a str,
    title: &'a str,
    is_long: bool,
    is_by_invitation: bool,
    /// As one would type it.
    place: &'a str,
    square: Square,
    tongues: Vec<Tongue>,
}

struct Tongue {
    tag: String,
    is_current: bool,
}

/// GET.
pub async fn show(
    site: web::Data<Site>,
    _marketer: Marketer,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let summary = survey_frame::find(&site, &slug).await?;
    let missing = || AppError::NotFound(Missing::Survey);
    let published = publish::find_published(&site.installation, &summary.slug).await?;
    let survey = &published.ok_or_else(missing)?.survey;
    let asked = form_urlencoded::parse(request.query_string().as_bytes())
        .find(|(name, _)| name == "lang")
        .map(|(_, tag)| tag.into_owned());
    let mut languages = survey.questionnaire.languages.iter();
    let wanted = languages
        .find(|language| Some(language.to_string()) == asked)
        .or(survey.questionnaire.languages.first());
    let language = wanted.ok_or_else(missing)?;
    poster(&request, &summary, survey, language)
}

fn poster(
    request: &HttpRequest,
    summary: &SurveySummary,
    survey: &Survey,
    language: &Language,
) -> Result<HttpResponse, AppError> {
    let link = link::public(request, summary);
    let words = words::words(language);
    let frame = Frame::new(language);
    let group = (words.poster.group)(survey.charter.group_size_min);
    let title = survey.questionnaire.title.in_language(language);
    let page = PosterPage {
        said: frame.attributes_of(words.language),
        w: &words.poster,
        promise: [words.poster.anonymous, group.as_str(), words.poster.back],
        stylesheet: assets::member_stylesheet(),
        fonts: assets::board_fonts().collect(),
        home: address_of(&summary.slug),
        brand: &survey.brand,
        is_by_invitation: summary.access == Access::Invitation,
        is_long: title.chars().count() > TITLE_SHORT_MAX,
        title,
        place: link.split_once("://").map_or(&*link, |(_, bare)| bare),
        square: Square::of(&link).ok_or(AppError::NotFound(Missing::Page))?,
        tongues: survey
            .questionnaire
            .languages
            .iter()
            .map(|each| Tongue {
                tag: each.to_string(),
                is_current: each == language,
            })
            .collect(),
        page: frame,
    };
    member_page(StatusCode::OK, &page)
}

/// A longer title is set smaller, so that the sheet stays one.
const TITLE_SHORT_MAX: usize = 60;
