//! `/studio/members/{id}`: one member, as an owner sees them.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::invite::{Choice, department_choices, role_choices};
use super::invited::{self, For};
use super::{beside, refusal, ticked};
use crate::membership::name::Name;
use crate::operations::member::roster::{self, MemberLine, Standing};
use crate::operations::member::{MemberError, departments, invite, second_step};
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Owner;
use crate::web::member_page::{
    Field, Fields, MemberFrame, member_page, new_form_key, read_form_key, see_other, status_of,
};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/member.html")]
struct MemberPage {
    frame: MemberFrame,
    id: i64,
    name: String,
    address: String,
    has_joined: bool,
    has_second_step: bool,
    is_self: bool,
    fields: Fields,
    roles: Vec<Choice>,
    departments: Vec<Choice>,
    problem: Option<&'static str>,
    form_key: String,
}

#[derive(Template)]
#[template(path = "studio/remove_member.html")]
struct RemovePage {
    frame: MemberFrame,
    id: i64,
    name: String,
    problem: Option<&'static str>,
}

/// What was typed, where it is shown again.
struct Typed {
    name: Field,
    line: MemberLine,
    problem: Option<&'static str>,
}

async fn find(site: &Site, path: &str) -> Result<MemberLine, AppError> {
    let id = path.parse::<i64>();
    let id = id.map_err(|_no_number| AppError::NotFound(Missing::Page))?;
    let found = beside(&site.installation, move |installation| {
        roster::find(installation, id)
    });
    Ok(found.await??)
}

impl Typed {
    fn of(line: MemberLine) -> Self {
        Self {
            name: Field::text("name", "Name", &line.member.name),
            line,
            problem: None,
        }
    }

    async fn show(self, site: &Site, owner: &Owner) -> Result<HttpResponse, AppError> {
        let known = beside(&site.installation, departments::list).await??;
        let line = self.line;
        let chosen: Vec<i64> = line.departments.iter().map(|row| row.id).collect();
        let page = MemberPage {
            frame: MemberFrame::of(owner, "/studio/members"),
            id: line.member.id,
            is_self: line.member.id == owner.member.id,
            has_joined: matches!(line.standing, Standing::Joined { .. }),
            has_second_step: line.has_second_step,
            fields: Fields(vec![self.name]),
            roles: role_choices(line.member.role),
            departments: department_choices(&known, &chosen),
            problem: self.problem,
            form_key: new_form_key()?,
            name: line.member.name,
            address: line.member.address,
        };
        member_page(status_of(&page.fields, page.problem), &page)
    }
}

/// GET.
pub async fn ask(
    site: web::Data<Site>,
    owner: Owner,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let line = find(&site, &path).await?;
    Typed::of(line).show(&site, &owner).await
}

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    owner: Owner,
    path: web::Path<String>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let line = find(&site, &path).await?;
    let id = line.member.id;
    match pairs.value("go") {
        "save" => save(&site, &owner, line, &pairs).await,
        "link" => {
            let key = read_form_key(pairs.value("form"))?;
            let by = owner.member.id;
            let renewed = beside(&site.installation, move |installation| {
                invite::renew_by_form(installation, id, by, key)
            });
            let whom = For {
                name: &line.member.name,
                address: &line.member.address,
                is_reset: matches!(line.standing, Standing::Joined { .. }),
            };
            let link = renewed.await??;
            invited::show(&site, &owner, request.headers(), &whom, link).await
        }
        "second-step" => {
            let removed = beside(&site.installation, move |installation| {
                second_step::remove_for(installation, id)
            });
            removed.await??;
            Ok(see_other(&format!("/studio/members/{id}")))
        }
        "remove" => show_removal(&owner, line, None),
        "remove-yes" => {
            let removed = beside(&site.installation, move |installation| {
                roster::remove(installation, id)
            });
            match removed.await? {
                Ok(()) => Ok(see_other("/studio/members")),
                Err(error) => match refusal(&error) {
                    Some(problem) => show_removal(&owner, line, Some(problem)),
                    None => Err(error.into()),
                },
            }
        }
        _ => Err(AppError::Unreadable),
    }
}

async fn save(
    site: &Site,
    owner: &Owner,
    mut line: MemberLine,
    pairs: &Pairs,
) -> Result<HttpResponse, AppError> {
    let id = line.member.id;
    let mut name = Field::text("name", "Name", pairs.value("name"));
    let parsed = name.take(Name::parse(pairs.value("name")));
    let role = pairs.value("role").parse().unwrap_or(line.member.role);
    let chosen = ticked(pairs, "department");
    let known = beside(&site.installation, departments::list).await??;
    // Shown again as it was chosen.
    line.member.role = role;
    line.departments = known
        .into_iter()
        .filter(|row| chosen.contains(&row.id))
        .collect();
    let Some(parsed) = parsed else {
        let typed = Typed {
            name,
            line,
            problem: None,
        };
        return typed.show(site, owner).await;
    };
    let changed = beside(&site.installation, move |installation| {
        roster::change(installation, id, &parsed, role, &chosen)
    });
    match changed.await? {
        Ok(()) => Ok(see_other("/studio/members")),
        Err(error @ MemberError::OnlyOwner) => {
            let typed = Typed {
                name,
                line,
                problem: refusal(&error),
            };
            typed.show(site, owner).await
        }
        Err(error) => Err(error.into()),
    }
}

fn show_removal(
    owner: &Owner,
    line: MemberLine,
    problem: Option<&'static str>,
) -> Result<HttpResponse, AppError> {
    let page = RemovePage {
        frame: MemberFrame::of(owner, "/studio/members"),
        id: line.member.id,
        name: line.member.name,
        problem,
    };
    let status = match problem {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    member_page(status, &page)
}
