//! `/account/name`: another name of one's own.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::membership::name::Name;
use crate::operations::member::roster;
use crate::web::errors::AppError;
use crate::web::gate::actor::Member;
use crate::web::member_page::{Field, Fields, MemberFrame, member_page, see_other, status_of};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "account/name.html")]
struct NamePage {
    frame: MemberFrame,
    fields: Fields,
}

fn show(member: &Member, name: Field) -> Result<HttpResponse, AppError> {
    let page = NamePage {
        frame: MemberFrame::of(member, "/account"),
        fields: Fields(vec![name]),
    };
    member_page(status_of(&page.fields, None), &page)
}

fn field(typed: &str) -> Field {
    Field::text("name", "Name", typed).autocomplete("name")
}

/// GET.
pub async fn ask(member: Member) -> Result<HttpResponse, AppError> {
    show(&member, field(&member.member.name))
}

/// POST.
pub async fn act(
    site: web::Data<Site>,
    member: Member,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let mut typed = field(pairs.value("name"));
    let Some(name) = typed.take(Name::parse(pairs.value("name"))) else {
        return show(&member, typed);
    };
    let (installation, id) = (site.installation.clone(), member.member.id);
    let renamed = tokio::task::spawn_blocking(move || roster::rename(&installation, id, &name));
    renamed.await.map_err(|_panicked| AppError::Panicked)??;
    Ok(see_other("/account"))
}
