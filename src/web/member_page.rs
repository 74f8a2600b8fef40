//! What pages for members share: their frame, fields of a form, what is wrong
//! with it, and how a page is sent.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY};
use askama::Template;

use super::assets;
use super::errors::AppError;
use super::page::page;
use crate::operations::member::session::SignedIn;
use crate::random::{self, RandomError};

/// Style sheet and fonts from this house; forms go nowhere else.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same, with the studio's one script, which talks to this site only.
const SCRIPTED_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
     style-src 'self'; font-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// The same, with a page of ours in a frame.
const FRAMING_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
     style-src 'self'; font-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

/// Sends a page. Its own address goes along with a form, to this site only:
/// that is how browsers say where a form comes from.
pub fn member_page(status: StatusCode, template: &impl Template) -> Result<HttpResponse, AppError> {
    page_under(POLICY, status, template)
}

/// As [`member_page`], where the studio's script runs.
pub fn scripted_page(
    status: StatusCode,
    template: &impl Template,
) -> Result<HttpResponse, AppError> {
    page_under(SCRIPTED_POLICY, status, template)
}

/// As [`scripted_page`], with another page of this site in a frame.
pub fn framing_page(
    status: StatusCode,
    template: &impl Template,
) -> Result<HttpResponse, AppError> {
    page_under(FRAMING_POLICY, status, template)
}

fn page_under(
    policy: &'static str,
    status: StatusCode,
    template: &impl Template,
) -> Result<HttpResponse, AppError> {
    let mut response = page(status, template)?;
    let headers = response.headers_mut();
    let value = actix_web::http::header::HeaderValue::from_static;
    headers.insert(CONTENT_SECURITY_POLICY, value(policy));
    headers.insert(REFERRER_POLICY, value("same-origin"));
    Ok(response)
}

/// On to another page, which is asked for with GET.
pub fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address))
        .finish()
}

/// Around every page.
pub struct MemberFrame {
    pub stylesheet: String,
    pub fonts: Vec<String>,
    /// Whoever has signed in.
    pub person: Option<Person>,
}

pub struct Person {
    pub name: String,
    /// Stands in every form.
    pub mark: String,
    pub links: Vec<PageLink>,
}

/// A link of the menu.
pub struct PageLink {
    pub text: &'static str,
    pub address: &'static str,
    pub is_current: bool,
}

impl MemberFrame {
    pub fn guest() -> Self {
        Self {
            stylesheet: assets::member_stylesheet(),
            fonts: assets::board_fonts().collect(),
            person: None,
        }
    }

    /// `here` is the address that the menu marks.
    pub fn of(signed_in: &SignedIn, here: &str) -> Self {
        let role = signed_in.member.role;
        let links = [
            ("Surveys", "/studio", role.makes_surveys()),
            ("Boards", "/studio/boards", true),
            ("Members", "/studio/members", role.decides_on_members()),
        ];
        let links = links.into_iter().filter(|(_, _, may)| *may);
        let links = links.map(|(text, address, _)| PageLink {
            text,
            address,
            is_current: address == here,
        });
        Self {
            person: Some(Person {
                name: signed_in.member.name.clone(),
                mark: signed_in.token.form_mark().to_string(),
                links: links.collect(),
            }),
            ..Self::guest()
        }
    }

    /// The hidden field of a form.
    pub fn mark(&self) -> &str {
        self.person
            .as_ref()
            .map_or("", |person| person.mark.as_str())
    }
}

/// One line to be filled in.
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub kind: &'static str,
    /// As it was typed; never that of a password.
    pub value: String,
    pub hint: Option<String>,
    pub problem: Option<String>,
    pub autocomplete: &'static str,
    /// It is told, not asked.
    pub is_fixed: bool,
}

impl Field {
    pub fn text(name: &'static str, label: &'static str, value: &str) -> Self {
        Self {
            name,
            label,
            kind: "text",
            value: value.to_owned(),
            hint: None,
            problem: None,
            autocomplete: "off",
            is_fixed: false,
        }
    }

    pub fn address(value: &str) -> Self {
        let mut field = Self::text("address", "E-mail address", value);
        field.kind = "email";
        field.autocomplete = "username";
        field
    }

    pub fn password(name: &'static str, label: &'static str, autocomplete: &'static str) -> Self {
        let mut field = Self::text(name, label, "");
        field.kind = "password";
        field.autocomplete = autocomplete;
        field
    }

    pub fn new_password() -> Self {
        let mut field = Self::password("password", "Password", "new-password");
        field.hint = Some(
            "At least 12 characters. Four or five words in a row are easy to keep in mind; \
             capitals and signs are not needed."
                .to_owned(),
        );
        field
    }

    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    pub fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }

    pub fn fixed(mut self) -> Self {
        self.is_fixed = true;
        self
    }

    pub fn problem(mut self, problem: Option<String>) -> Self {
        self.problem = problem;
        self
    }

    /// Takes note of an error, and gives what is good.
    pub fn take<T, E: std::fmt::Display>(&mut self, parsed: Result<T, E>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.problem = Some(error.to_string());
                None
            }
        }
    }
}

/// The lines of a form.
pub struct Fields(pub Vec<Field>);

impl Fields {
    pub fn have_problems(&self) -> bool {
        self.0.iter().any(|field| field.problem.is_some())
    }
}

/// The status of a form that is shown: 422 where something is wrong with it.
pub fn status_of(fields: &Fields, problem: Option<&str>) -> StatusCode {
    match problem.is_some() || fields.have_problems() {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    }
}

/// What makes a form that is pressed twice one.
pub fn new_form_key() -> Result<String, RandomError> {
    let key: u128 = u128::from_be_bytes(random::bytes()?);
    Ok(format!("{key:032x}"))
}

/// The key that came with a form; a form without one is new each time.
pub fn read_form_key(text: &str) -> Result<u128, RandomError> {
    match u128::from_str_radix(text, 16) {
        Ok(key) if text.len() == 32 => Ok(key),
        _ => Ok(u128::from_be_bytes(random::bytes()?)),
    }
}

/// "4 November 2026".
pub fn date_in_words(day: jiff::civil::Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "2026-11-24" as people write it.
pub fn day_in_words(day: &str) -> String {
    match day.parse::<jiff::civil::Date>() {
        Ok(date) => date_in_words(date),
        Err(_damaged) => day.to_owned(),
    }
}

/// A page that only says something.
#[derive(Template)]
#[template(path = "account/notice.html")]
struct NoticePage<'a> {
    frame: MemberFrame,
    notice: &'a Notice<'a>,
}

pub struct Notice<'a> {
    pub headline: &'a str,
    pub sentences: &'a [&'a str],
    /// Address and words of a link.
    pub next: (&'a str, &'a str),
}

impl Notice<'_> {
    pub fn show(&self, status: StatusCode) -> Result<HttpResponse, AppError> {
        let frame = MemberFrame::guest();
        member_page(
            status,
            &NoticePage {
                frame,
                notice: self,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_people_do() {
        assert_eq!(day_in_words("2026-11-04"), "4 November 2026");
        assert_eq!(day_in_words("soon"), "soon");
    }

    #[test]
    fn a_form_key_reads_back_and_none_is_new_each_time() {
        let key = new_form_key().unwrap();
        assert_eq!(read_form_key(&key).unwrap(), read_form_key(&key).unwrap());
        assert_ne!(read_form_key("").unwrap(), read_form_key("").unwrap());
        assert_ne!(read_form_key("1").unwrap(), read_form_key("1").unwrap());
    }
}
