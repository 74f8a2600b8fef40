//! `/studio/departments`: the parts of the organisation.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::beside;
use crate::membership::name::Name;
use crate::operations::member::{MemberError, departments};
use crate::store::members::DepartmentRow;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Owner;
use crate::web::member_page::{Field, Fields, MemberFrame, member_page, see_other, status_of};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/departments.html")]
struct DepartmentsPage {
    frame: MemberFrame,
    departments: Vec<DepartmentLine>,
    has_problem: bool,
    fields: Fields,
}

struct DepartmentLine {
    id: i64,
    name: String,
    problem: Option<String>,
}

/// What could not be done, and to which department; to a new one if to none.
struct Refused {
    department: Option<i64>,
    typed: String,
    problem: String,
}

async fn show(
    site: &Site,
    owner: &Owner,
    refused: Option<Refused>,
) -> Result<HttpResponse, AppError> {
    let known = beside(&site.installation, departments::list).await??;
    let of = |department: Option<i64>| {
        let refused = refused.as_ref();
        refused.filter(|refused| refused.department == department)
    };
    let line = |row: DepartmentRow| {
        let refused = of(Some(row.id));
        DepartmentLine {
            id: row.id,
            name: refused.map_or(row.name, |refused| refused.typed.clone()),
            problem: refused.map(|refused| refused.problem.clone()),
        }
    };
    let new = of(None);
    let typed = new.map_or("", |refused| refused.typed.as_str());
    let page = DepartmentsPage {
        frame: MemberFrame::of(owner, "/studio/members"),
        departments: known.into_iter().map(line).collect(),
        has_problem: refused.is_some(),
        fields: Fields(vec![
            Field::text("name", "New department", typed)
                .problem(new.map(|refused| refused.problem.clone())),
        ]),
    };
    let problem = refused.as_ref().map(|refused| refused.problem.as_str());
    member_page(status_of(&page.fields, problem), &page)
}

/// GET.
pub async fn ask(site: web::Data<Site>, owner: Owner) -> Result<HttpResponse, AppError> {
    show(&site, &owner, None).await
}

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    owner: Owner,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let (go, typed) = (pairs.value("go"), pairs.value("name").to_owned());
    let named = || {
        let department = pairs.value("department").parse::<i64>();
        department.map_err(|_no_number| AppError::NotFound(Missing::Page))
    };
    let department = match go {
        "add" => None,
        "rename" | "remove" => Some(named()?),
        _ => return Err(AppError::Unreadable),
    };
    let refused = |problem: String| Refused {
        department,
        typed: typed.clone(),
        problem,
    };
    let done = match (department, go) {
        (Some(department), "remove") => {
            beside(&site.installation, move |installation| {
                departments::remove(installation, department)
            })
            .await?
        }
        _ => {
            let name = match Name::parse(&typed) {
                Ok(name) => name,
                Err(problem) => {
                    return show(&site, &owner, Some(refused(problem.to_string()))).await;
                }
            };
            beside(&site.installation, move |installation| match department {
                Some(department) => departments::rename(installation, department, &name),
                None => departments::add(installation, &name).map(|_| ()),
            })
            .await?
        }
    };
    match done {
        Ok(()) => Ok(see_other("/studio/departments")),
        Err(MemberError::KnownDepartment) => {
            let problem = refused("There is a department of this name already.".to_owned());
            show(&site, &owner, Some(problem)).await
        }
        Err(MemberError::TooManyDepartments) => {
            let problem = refused("There are as many departments as there may be.".to_owned());
            show(&site, &owner, Some(problem)).await
        }
        Err(error) => Err(error.into()),
    }
}
