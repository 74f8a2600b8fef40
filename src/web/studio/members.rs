//! `/studio/members`: who may sign in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::beside;
use crate::operations::member::roster::{self, MemberLine, Standing};
use crate::web::errors::AppError;
use crate::web::gate::actor::Owner;
use crate::web::member_page::{MemberFrame, day_in_words, member_page};
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/members.html")]
struct MembersPage {
    frame: MemberFrame,
    members: Vec<MemberView>,
    is_alone: bool,
}

struct MemberView {
    id: i64,
    name: String,
    address: String,
    role: &'static str,
    departments: String,
    standing: String,
    is_self: bool,
}

impl MemberView {
    fn new(line: MemberLine, is_self: bool) -> Self {
        let departments = line.departments.iter();
        let departments: Vec<&str> = departments.map(|row| row.name.as_str()).collect();
        Self {
            id: line.member.id,
            role: line.member.role.name(),
            departments: departments.join(", "),
            standing: standing(&line),
            name: line.member.name,
            address: line.member.address,
            is_self,
        }
    }
}

fn standing(line: &MemberLine) -> String {
    match &line.standing {
        Standing::Joined { day } if line.has_second_step => {
            format!("Member since {}, with a second step", day_in_words(day))
        }
        Standing::Joined { day } => format!("Member since {}", day_in_words(day)),
        Standing::Invited => "Invited, has not joined yet".to_owned(),
        Standing::LinkIsOver => "Invited; the link is over".to_owned(),
    }
}

/// GET.
pub async fn show(site: web::Data<Site>, owner: Owner) -> Result<HttpResponse, AppError> {
    let members = beside(&site.installation, roster::list).await??;
    let page = MembersPage {
        frame: MemberFrame::of(&owner, "/studio/members"),
        is_alone: members.len() < 2,
        members: members
            .into_iter()
            .map(|line| {
                let is_self = line.member.id == owner.member.id;
                MemberView::new(line, is_self)
            })
            .collect(),
    };
    member_page(StatusCode::OK, &page)
}
