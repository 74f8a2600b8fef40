//! `/account/set-up/{token}`: the first owner.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{arrive_after_password, link_gone};
use crate::membership::link::LinkToken;
use crate::membership::name::Name;
use crate::operations::member::{MemberError, set_up};
use crate::web::errors::AppError;
use crate::web::member_page::{Field, Fields, MemberFrame, member_page, status_of};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "account/set_up.html")]
struct SetUpPage {
    frame: MemberFrame,
    fields: Fields,
}

struct SetUpForm {
    name: Field,
    address: Field,
    password: Field,
}

impl SetUpForm {
    fn new(name: &str, address: &str) -> Self {
        Self {
            name: Field::text("name", "Your name", name).autocomplete("name"),
            address: Field::address(address).hint("You sign in with it."),
            password: Field::new_password(),
        }
    }

    fn show(self) -> Result<HttpResponse, AppError> {
        let page = SetUpPage {
            frame: MemberFrame::guest(),
            fields: Fields(vec![self.name, self.address, self.password]),
        };
        member_page(status_of(&page.fields, None), &page)
    }
}

fn token_of(path: &str) -> Result<LinkToken, MemberError> {
    path.parse().map_err(|_strange| MemberError::LinkGone)
}

/// GET.
pub async fn ask(site: web::Data<Site>, path: web::Path<String>) -> Result<HttpResponse, AppError> {
    let Ok(token) = token_of(&path) else {
        return link_gone();
    };
    match set_up::is_open(&site.installation, token).await? {
        true => SetUpForm::new("", "").show(),
        false => link_gone(),
    }
}

/// POST.
pub async fn act(
    site: web::Data<Site>,
    path: web::Path<String>,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let Ok(token) = token_of(&path) else {
        return link_gone();
    };
    let mut form = SetUpForm::new(pairs.value("name"), pairs.value("address"));
    let name = form.name.take(Name::parse(pairs.value("name")));
    let address = form.address.take(pairs.value("address").parse());
    let (Some(name), Some(address)) = (name, address) else {
        return match set_up::is_open(&site.installation, token).await? {
            true => form.show(),
            false => link_gone(),
        };
    };
    let typed = pairs.value("password");
    match set_up::set_up(&site.installation, token, address, name, typed).await {
        Ok(begun) => Ok(arrive_after_password(begun, None)),
        Err(MemberError::LinkGone) => link_gone(),
        Err(MemberError::Password(problem)) => {
            form.password.problem = Some(problem.to_string());
            form.show()
        }
        Err(MemberError::KnownAddress) => {
            form.address.problem = Some(
                "Somebody with this address has been invited already. Use their link, or another \
                 address."
                    .to_owned(),
            );
            form.show()
        }
        Err(error) => Err(error.into()),
    }
}

/// Where the link that the program prints leads.
pub fn address(token: LinkToken) -> String {
    format!("/account/set-up/{token}")
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;

    use super::*;

    #[test]
    fn the_printed_link_is_an_address_of_the_table() {
        let token = LinkToken::from_number(7);
        let pattern = address(token).replace(&token.to_string(), "{token}");
        let table = crate::web::routes::TABLE;
        assert!(table.iter().any(|entry| entry.path == pattern));
        assert_eq!(link_gone().unwrap().status(), StatusCode::NOT_FOUND);
    }
}
