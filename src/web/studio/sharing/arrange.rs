//! `/studio/surveys/{slug}/boards/{id}`: what is on a board, in which order and
//! under which words. Every button saves what was typed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::arrange_form::ArrangeForm;
use super::difference::{Difference, differences};
use super::{Question, missing, slug_of};
use crate::operations::share::arrange::{self, Arranged, Changing};
use crate::survey::board::Arrangement;
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{member_page, see_other};
use crate::web::pairs::Pairs;
use crate::web::site::Site;
use crate::web::studio::beside;
use crate::web::studio::survey_frame::{self, SurveyFrame, Tab};

#[derive(Template)]
#[template(path = "studio/sharing/arrange.html")]
struct ArrangePage {
    frame: SurveyFrame,
    slug: Slug,
    id: i64,
    /// What the form was made from, or what it was compared with last.
    version: String,
    form: ArrangeForm,
    /// Where somebody else has saved since: what they have otherwise.
    differences: Option<Vec<Difference>>,
}

impl ArrangePage {
    async fn show(
        site: &Site,
        marketer: &Marketer,
        slug: Slug,
        board: &Arranged,
        form: ArrangeForm,
        differences: Option<Vec<Difference>>,
    ) -> Result<HttpResponse, AppError> {
        let status = match (form.problems().is_empty(), &differences) {
            (_, Some(_)) => StatusCode::CONFLICT,
            (true, None) => StatusCode::OK,
            (false, None) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let summary = survey_frame::find(site, slug.as_str()).await?;
        let page = Self {
            frame: SurveyFrame::of(marketer, &summary, Tab::Sharing),
            slug,
            id: board.id,
            version: board.version.clone(),
            form,
            differences,
        };
        member_page(status, &page)
    }
}

async fn find(site: &Site, path: (String, String)) -> Result<(Slug, Arranged), AppError> {
    let slug = slug_of(&path.0)?;
    let id: i64 = path.1.parse().map_err(|_no_number| missing())?;
    let asked = slug.clone();
    let found = beside(&site.installation, move |installation| {
        arrange::find(installation, &asked, id)
    });
    Ok((slug, found.await??))
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    marketer: Marketer,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (slug, board) = find(&site, path.into_inner()).await?;
    let form = ArrangeForm::of(&board.arrangement, board.survey.clone());
    ArrangePage::show(&site, &marketer, slug, &board, form, None).await
}

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    path: web::Path<(String, String)>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let (slug, board) = find(&site, path.into_inner()).await?;
    let id = board.id;
    let here = format!("/studio/surveys/{slug}/boards/{id}");
    match pairs.value("go") {
        "remove" => {
            let question = Question {
                headline: &format!("Remove “{}”?", board.arrangement.name),
                sentence: "Whoever has it, by sign-in or by a link, does not see it any more. \
                           The results stay.",
                action: &here,
                hidden: &[("go", "remove-yes")],
                button: "Remove the board",
                back: &here,
            };
            question.ask(&marketer)
        }
        "remove-yes" => {
            let site = site.installation.acting_as(marketer.actor());
            let asked = slug.clone();
            let removed = beside(&site, move |installation| {
                arrange::remove(installation, &asked, id)
            });
            removed.await??;
            Ok(see_other(&format!("/studio/surveys/{slug}/boards")))
        }
        go => {
            let form = ArrangeForm::read(&pairs, board.survey.clone());
            // The form keeps the version that it was made from.
            let seen = pairs.value("version").to_owned();
            let Some(typed) = form.arrangement() else {
                let board = Arranged {
                    version: seen,
                    ..board
                };
                return ArrangePage::show(&site, &marketer, slug, &board, form, None).await;
            };
            let mut pressed = typed.clone();
            let then = press(&mut pressed, &board.survey, go).ok_or(AppError::Unreadable)?;
            let asked = slug.clone();
            let changing = beside(&site.installation, move |installation| {
                arrange::change(installation, &asked, id, &seen, &pressed)
            });
            if let Changing::Meanwhile(theirs) = changing.await?? {
                let differences = differences(&typed, &theirs);
                let differences = Some(differences);
                return ArrangePage::show(&site, &marketer, slug, &theirs, form, differences).await;
            }
            Ok(see_other(&match then {
                Then::Look => format!("/studio/boards/{id}"),
                Then::Give => format!("{here}/readers"),
                Then::Stay(code) => format!("{here}#chart-{code}"),
            }))
        }
    }
}

/// Where a button leads.
enum Then {
    Look,
    Give,
    /// At this chart.
    Stay(String),
}

/// "up reasons": what a button does to a board; `None` where there is no such.
fn press(arrangement: &mut Arrangement, survey: &Survey, go: &str) -> Option<Then> {
    let (verb, code) = go.split_once(' ').unwrap_or((go, ""));
    match verb {
        "save" => return Some(Then::Look),
        "give" => return Some(Then::Give),
        "up" => arrangement.move_up(code),
        "down" => arrangement.move_down(code),
        "out" => arrangement.leave_out(code),
        "in" => {
            let mut questions = survey.questionnaire.questions.iter();
            let question = questions.find(|question| question.code.as_str() == code)?;
            if question.kind.is_asked() {
                arrangement.put_on(question);
            }
        }
        _ => return None,
    }
    Some(Then::Stay(code.to_owned()))
}
