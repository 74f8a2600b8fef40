//! `/studio/members/invite`: somebody new.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::invited::{self, For};
use super::{beside, ticked};
use crate::membership::name::Name;
use crate::membership::role::Role;
use crate::operations::member::invite::{self, NewMember};
use crate::operations::member::{MemberError, departments};
use crate::store::members::DepartmentRow;
use crate::web::errors::AppError;
use crate::web::gate::actor::Owner;
use crate::web::member_page::{
    Field, Fields, MemberFrame, member_page, new_form_key, read_form_key, status_of,
};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/invite.html")]
struct InvitePage {
    frame: MemberFrame,
    fields: Fields,
    roles: Vec<Choice>,
    departments: Vec<Choice>,
    form_key: String,
}

/// A radio or a tick.
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub note: &'static str,
    pub is_chosen: bool,
}

pub(super) fn role_choices(chosen: Role) -> Vec<Choice> {
    let choice = |role: Role| Choice {
        value: role.code().to_owned(),
        label: role.name().to_owned(),
        note: role.explanation(),
        is_chosen: role == chosen,
    };
    // The least first: it is what most are.
    Role::ALL.into_iter().rev().map(choice).collect()
}

pub(super) fn department_choices(known: &[DepartmentRow], chosen: &[i64]) -> Vec<Choice> {
    let choice = |row: &DepartmentRow| Choice {
        value: row.id.to_string(),
        label: row.name.clone(),
        note: "",
        is_chosen: chosen.contains(&row.id),
    };
    known.iter().map(choice).collect()
}

struct InviteForm {
    name: Field,
    address: Field,
    role: Role,
    departments: Vec<i64>,
    form_key: String,
}

impl InviteForm {
    fn read(pairs: &Pairs) -> Result<Self, AppError> {
        let known = pairs.value("form");
        Ok(Self {
            name: Field::text("name", "Name", pairs.value("name")),
            address: {
                let mut address = Field::address(pairs.value("address"));
                address.autocomplete = "off";
                address
            },
            role: pairs.value("role").parse().unwrap_or(Role::Executive),
            departments: ticked(pairs, "department"),
            form_key: match known {
                "" => new_form_key()?,
                known => known.to_owned(),
            },
        })
    }

    async fn show(self, site: &Site, owner: &Owner) -> Result<HttpResponse, AppError> {
        let known = beside(&site.installation, departments::list).await??;
        let page = InvitePage {
            frame: MemberFrame::of(owner, "/studio/members"),
            fields: Fields(vec![self.name, self.address]),
            roles: role_choices(self.role),
            departments: department_choices(&known, &self.departments),
            form_key: self.form_key,
        };
        member_page(status_of(&page.fields, None), &page)
    }
}

/// GET.
pub async fn ask(site: web::Data<Site>, owner: Owner) -> Result<HttpResponse, AppError> {
    let form = InviteForm::read(&Pairs::default())?;
    form.show(&site, &owner).await
}

/// POST.
pub async fn act(
    site: web::Data<Site>,
    owner: Owner,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let mut form = InviteForm::read(&pairs)?;
    let name = form.name.take(Name::parse(pairs.value("name")));
    let address = form.address.take(pairs.value("address").parse());
    let (Some(name), Some(address)) = (name, address) else {
        return form.show(&site, &owner).await;
    };
    let new = NewMember {
        address,
        name,
        role: form.role,
        departments: form.departments.clone(),
    };
    let key = read_form_key(&form.form_key)?;
    let by = owner.member.id;
    let invited = beside(&site.installation, {
        let new = new.clone();
        move |installation| invite::invite_by_form(installation, &new, by, key)
    });
    match invited.await? {
        Ok(link) => {
            let whom = For {
                name: new.name.as_str(),
                address: new.address.as_str(),
                is_reset: false,
            };
            invited::show(&site, &owner, request.headers(), &whom, link).await
        }
        Err(MemberError::KnownAddress) => {
            form.address.problem =
                Some("Somebody with this address is a member or invited already.".to_owned());
            form.show(&site, &owner).await
        }
        Err(error) => Err(error.into()),
    }
}
