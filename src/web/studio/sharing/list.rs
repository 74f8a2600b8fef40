//! `/studio/surveys/{slug}/boards`: the boards of a survey, and a new one.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{list_in_words, slug_of};
use crate::membership::name::Name;
use crate::operations::share::ShareError;
use crate::operations::share::arrange::{self, BoardLine};
use crate::operations::share::link::{self, Opens};
use crate::survey::identifier::Slug;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{
    Field, Fields, member_page, new_form_key, read_form_key, see_other, status_of,
};
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::beside;
use crate::web::studio::survey_frame::{self, SurveyFrame, Tab};

#[derive(Template)]
#[template(path = "studio/sharing/list.html")]
struct ListPage {
    frame: SurveyFrame,
    slug: Slug,
    boards: Vec<Line>,
    /// How many charts there are altogether.
    charts: String,
    whole_links: String,
    /// The outside party, and its links.
    outside: Option<(String, String)>,
    fields: Fields,
    form_key: String,
}

struct Line {
    id: i64,
    name: String,
    charts: String,
    given: String,
}

impl Line {
    fn new(line: BoardLine) -> Self {
        let mut given = match line.readers.is_empty() {
            true => Vec::new(),
            false => vec![format!("given to {}", list_in_words(&line.readers))],
        };
        if line.links > 0 {
            given.push(links(line.links));
        }
        Self {
            id: line.id,
            name: line.name,
            charts: charts(line.charts),
            given: match given.is_empty() {
                true => "not given to anybody yet".to_owned(),
                false => given.join(", "),
            },
        }
    }
}

fn charts(count: usize) -> String {
    match count {
        0 => "no chart".to_owned(),
        1 => "1 chart".to_owned(),
        many => format!("{many} charts"),
    }
}

fn links(count: usize) -> String {
    match count {
        0 => "no link".to_owned(),
        1 => "1 link".to_owned(),
        many => format!("{many} links"),
    }
}

async fn show(
    site: &Site,
    marketer: &Marketer,
    slug: Slug,
    name: Field,
    form_key: String,
) -> Result<HttpResponse, AppError> {
    let summary = survey_frame::find(site, slug.as_str()).await?;
    let asked = slug.clone();
    let read = beside(&site.installation, move |installation| {
        let open = |opens: Opens| -> Result<String, ShareError> {
            let lines = link::list(installation, &asked, opens)?;
            Ok(links(lines.iter().filter(|line| !line.is_over).count()))
        };
        Ok::<_, ShareError>((
            arrange::survey(installation, &asked)?,
            arrange::list(installation, &asked)?,
            open(Opens::Everything)?,
            open(Opens::Outside)?,
        ))
    });
    let (survey, boards, whole_links, outside_links) = read.await??;
    let asked = survey.questionnaire.questions.iter();
    let outside = survey.charter.outside.as_ref();
    let page = ListPage {
        frame: SurveyFrame::of(marketer, &summary, Tab::Sharing),
        boards: boards.into_iter().map(Line::new).collect(),
        charts: charts(asked.filter(|question| question.kind.is_asked()).count()),
        whole_links,
        outside: outside.map(|party| (party.fallback().to_owned(), outside_links)),
        fields: Fields(vec![name]),
        form_key,
        slug,
    };
    member_page(status_of(&page.fields, None), &page)
}

fn name_field(typed: &str) -> Field {
    Field::text("name", "New board", typed)
        .hint("For whom or for what it is: “Management”, “Spring campaign”.")
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let slug = slug_of(&path)?;
    show(&site, &marketer, slug, name_field(""), new_form_key()?).await
}

/// POST: a new board, with every chart on it.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    path: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let slug = slug_of(&path)?;
    let form_key = pairs.value("form").to_owned();
    let mut field = name_field(pairs.value("name"));
    let Some(name) = field.take(Name::parse(pairs.value("name"))) else {
        return show(&site, &marketer, slug, field, form_key).await;
    };
    let key = read_form_key(&form_key)?;
    let asked = slug.clone();
    let added = beside(&site.installation, move |installation| {
        arrange::add(installation, &asked, &name, key)
    });
    match added.await? {
        Ok(board) => Ok(see_other(&format!("/studio/surveys/{slug}/boards/{board}"))),
        Err(error @ ShareError::TooManyBoards) => {
            field.problem = Some(format!("There is no room: {error}."));
            show(&site, &marketer, slug, field, form_key).await
        }
        Err(error) => Err(error.into()),
    }
}
