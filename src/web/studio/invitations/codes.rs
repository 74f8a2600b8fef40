//! `…/invitations/codes`: codes on paper, as a table or as slips to be cut.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{home_of, invite_refusal, inviting, site_address};
use crate::operations::invite::{self, code_table};
use crate::operations::listed::SurveySummary;
use crate::operations::publish;
use crate::privacy::invitation::InvitationCode;
use crate::survey::language::Language;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{
    Field, Fields, member_page, new_form_key, read_form_key, see_other, status_of,
};
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::slips;
use crate::web::studio::beside;
use crate::web::studio::survey_frame::{SurveyFrame, Tab};

/// A thousand sheets of A4.
const CODES_MAX: usize = 10_000;

#[derive(Template)]
#[template(path = "studio/invitations/codes.html")]
struct CodesPage {
    frame: SurveyFrame,
    here: String,
    fields: Fields,
    problem: Option<String>,
    form_key: String,
}

fn show(
    marketer: &Marketer,
    survey: &SurveySummary,
    count: Field,
    problem: Option<String>,
    form_key: String,
) -> Result<HttpResponse, AppError> {
    let page = CodesPage {
        frame: SurveyFrame::of(marketer, survey, Tab::Invitations),
        here: home_of(survey),
        fields: Fields(vec![count]),
        problem,
        form_key,
    };
    let status = status_of(&page.fields, page.problem.as_deref());
    member_page(status, &page)
}

fn count_field(typed: &str) -> Field {
    Field::text("count", "How many", typed).hint("Ten fit on a sheet of A4.")
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let survey = inviting(&site, &slug).await?;
    show(
        &marketer,
        &survey,
        count_field("100"),
        None,
        new_form_key()?,
    )
}

/// POST. The same form makes its codes once.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    slug: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let survey = inviting(&site, &slug).await?;
    let mut field = count_field(pairs.value("count"));
    let count = pairs.value("count").trim().parse::<usize>().ok();
    let Some(count) = count.filter(|count| (1..=CODES_MAX).contains(count)) else {
        field.problem = Some(format!("Write a number from 1 to {CODES_MAX}."));
        return show(
            &marketer,
            &survey,
            field,
            None,
            pairs.value("form").to_owned(),
        );
    };
    let form = read_form_key(pairs.value("form"))?;
    let (actor, named) = (marketer.actor(), survey.slug.clone());
    let made = beside(&site.installation, move |installation| {
        invite::make_printed(&installation.acting_as(actor), &named, count, form)
    });
    match made.await? {
        Ok(_) => Ok(see_other(&format!("{}#codes", home_of(&survey)))),
        Err(error) => {
            let problem = Some(invite_refusal(error)?);
            show(
                &marketer,
                &survey,
                field,
                problem,
                pairs.value("form").to_owned(),
            )
        }
    }
}

/// GET `/codes/{first}.csv`.
pub async fn table(
    site: web::Data<Site>,
    _marketer: Marketer,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (survey, codes) = find(&site, &path.0, &path.1).await?;
    let table = code_table::of_printed(&codes, &site_address(request.headers())?);
    let name = format!("attachment; filename=\"{}-codes.csv\"", survey.slug);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, name))
        .body(table))
}

/// GET `/codes/{first}.html`: to be opened, printed and cut.
pub async fn sheet(
    site: web::Data<Site>,
    _marketer: Marketer,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (summary, codes) = find(&site, &path.0, &path.1).await?;
    let missing = || AppError::NotFound(Missing::Survey);
    let published = publish::find_published(&site.installation, &summary.slug).await?;
    let published = published.ok_or_else(missing)?;
    let asked = Pairs::decode(request.query_string().as_bytes());
    let mut languages = summary.languages.iter();
    let language = languages
        .find(|language| language.as_str() == asked.value("lang"))
        .or(summary.languages.first())
        .cloned()
        .unwrap_or_else(Language::english);
    let address = site_address(request.headers())?;
    let sheet = web::block(move || slips::slips(&published.survey, &language, &address, &codes));
    let sheet = sheet.await.map_err(|_cut_short| AppError::Panicked)?;
    // An address that fits into no square fits on no paper.
    let sheet = sheet.map_err(|_too_long| AppError::NotFound(Missing::Page))?;
    let name = format!("attachment; filename=\"{}-codes.html\"", summary.slug);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, name))
        .body(sheet))
}

async fn find(
    site: &Site,
    slug: &str,
    first: &str,
) -> Result<(SurveySummary, Vec<InvitationCode>), AppError> {
    let survey = inviting(site, slug).await?;
    let missing = || AppError::NotFound(Missing::Page);
    let first = first.parse::<i32>().map_err(|_no_number| missing())?;
    let named = survey.slug.clone();
    let codes = beside(&site.installation, move |installation| {
        invite::find_printed(installation, &named, first)
    });
    match codes.await? {
        Ok(codes) => Ok((survey, codes.ok_or_else(missing)?)),
        Err(error) => {
            invite_refusal(error)?;
            Err(missing())
        }
    }
}
