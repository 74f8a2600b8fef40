//! `/account/join/{token}`: joining, or choosing a new password.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{arrive_after_password, link_gone};
use crate::membership::link::LinkToken;
use crate::membership::name::Name;
use crate::operations::member::MemberError;
use crate::operations::member::accept::{self, Opened};
use crate::web::errors::AppError;
use crate::web::member_page::{Field, Fields, MemberFrame, member_page, status_of};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "account/join.html")]
struct JoinPage<'a> {
    frame: MemberFrame,
    opened: &'a Opened,
    fields: Fields,
}

struct JoinForm<'a> {
    opened: &'a Opened,
    name: Field,
    password: Field,
}

impl<'a> JoinForm<'a> {
    fn new(opened: &'a Opened, name: &str) -> Self {
        Self {
            opened,
            name: Field::text("name", "Your name", name).autocomplete("name"),
            password: Field::new_password(),
        }
    }

    fn show(self) -> Result<HttpResponse, AppError> {
        // Password managers file the password under it.
        let address = Field::address(&self.opened.member.address).fixed();
        let fields = match self.opened.is_reset {
            true => vec![address, self.password],
            false => vec![address, self.name, self.password],
        };
        let page = JoinPage {
            frame: MemberFrame::guest(),
            opened: self.opened,
            fields: Fields(fields),
        };
        member_page(status_of(&page.fields, None), &page)
    }
}

async fn open(site: &Site, path: &str) -> Result<Option<(LinkToken, Opened)>, AppError> {
    let Ok(token) = path.parse::<LinkToken>() else {
        return Ok(None);
    };
    match accept::open(&site.installation, token).await {
        Ok(opened) => Ok(Some((token, opened))),
        Err(MemberError::LinkGone) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// GET: spends nothing, so that mail scanners do no harm.
pub async fn ask(site: web::Data<Site>, path: web::Path<String>) -> Result<HttpResponse, AppError> {
    match open(&site, &path).await? {
        Some((_, opened)) => JoinForm::new(&opened, &opened.member.name).show(),
        None => link_gone(),
    }
}

/// POST.
pub async fn act(
    site: web::Data<Site>,
    path: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let Some((token, opened)) = open(&site, &path).await? else {
        return link_gone();
    };
    // Who has joined keeps their name.
    let typed_name = match opened.is_reset {
        true => opened.member.name.as_str(),
        false => pairs.value("name"),
    };
    let mut form = JoinForm::new(&opened, typed_name);
    let Some(name) = form.name.take(Name::parse(typed_name)) else {
        return form.show();
    };
    match accept::accept(&site.installation, token, name, pairs.value("password")).await {
        Ok(begun) => Ok(arrive_after_password(begun, None)),
        Err(MemberError::LinkGone) => link_gone(),
        Err(MemberError::Password(problem)) => {
            form.password.problem = Some(problem.to_string());
            form.show()
        }
        Err(error) => Err(error.into()),
    }
}

/// Where an invitation leads.
pub fn address(token: LinkToken) -> String {
    format!("/account/join/{token}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_leads_to_an_address_of_the_table() {
        let token = LinkToken::from_number(7);
        let pattern = address(token).replace(&token.to_string(), "{token}");
        let table = crate::web::routes::TABLE;
        assert!(table.iter().any(|entry| entry.path == pattern));
    }
}
