//! `/account/password`: another password.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{arrive, too_many, wait_in_words};
use crate::operations::member::{MemberError, password};
use crate::web::errors::AppError;
use crate::web::gate::actor::Member;
use crate::web::member_page::{Field, Fields, MemberFrame, member_page, status_of};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    frame: MemberFrame,
    fields: Fields,
}

fn show(
    member: &Member,
    current: Option<String>,
    new: Option<String>,
) -> Result<HttpResponse, AppError> {
    let mut chosen = Field::new_password();
    chosen.label = "New password";
    let page = PasswordPage {
        frame: MemberFrame::of(member, "/account"),
        fields: Fields(vec![
            Field::address(&member.member.address).fixed(),
            Field::password("current", "Present password", "current-password").problem(current),
            chosen.problem(new),
        ]),
    };
    member_page(status_of(&page.fields, None), &page)
}

/// GET.
pub async fn ask(member: Member) -> Result<HttpResponse, AppError> {
    show(&member, None, None)
}

/// POST.
pub async fn act(
    site: web::Data<Site>,
    member: Member,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let (current, new) = (pairs.value("current"), pairs.value("password"));
    let changed = password::change(
        &site.installation,
        &member.member,
        member.session,
        current,
        new,
    );
    match changed.await {
        Ok(token) => Ok(arrive(token, "/account")),
        Err(MemberError::WrongPassword) => show(
            &member,
            Some("This is not your present password.".to_owned()),
            None,
        ),
        Err(MemberError::Password(problem)) => show(&member, None, Some(problem.to_string())),
        Err(MemberError::Wait(wait)) => Ok(too_many(
            show(&member, Some(wait_in_words(wait)), None)?,
            wait,
        )),
        Err(error) => Err(error.into()),
    }
}
