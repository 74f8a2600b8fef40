//! The form for a link, and the page that shows it, once.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use askama::Template;
use jiff::civil::Date;

use crate::membership::name::Name;
use crate::operations::share::link::{NewLink, Opens};
use crate::privacy::board_token::BoardToken;
use crate::survey::identifier::Slug;
use crate::web::assets::studio_script;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::gate::origin;
use crate::web::member_page::{Field, Fields, MemberFrame, day_in_words, scripted_page};
use crate::web::pairs::Pairs;

/// A link as it was typed.
pub struct LinkForm {
    pub name: Field,
    pub last_day: Field,
    pub key: String,
}

impl LinkForm {
    pub fn new(name: &str, last_day: &str, key: String) -> Self {
        let mut last_day = Field::text("until", "Last day", last_day)
            .hint("The day after, the link opens nothing any more.");
        last_day.kind = "date";
        Self {
            name: Field::text("for", "For whom", name)
                .hint("Only you see this: “For the board meeting”."),
            last_day,
            key,
        }
    }

    pub fn read(pairs: &Pairs) -> Self {
        Self::new(
            pairs.value("for"),
            pairs.value("until"),
            pairs.value("form").to_owned(),
        )
    }

    /// `None` where something is wrong with it; the fields say what.
    pub fn link(&mut self, opens: Opens) -> Option<NewLink> {
        let name = Name::parse(&self.name.value);
        let name = self.name.take(name);
        let day = self.last_day.value.parse::<Date>();
        let day = day.map_err(|_not_a_day| "Write the day like 2027-03-14.");
        let last_day = self.last_day.take(day);
        Some(NewLink {
            opens,
            name: name?,
            last_day: last_day?,
        })
    }

    pub fn into_fields(self) -> Fields {
        Fields(vec![self.name, self.last_day])
    }
}

#[derive(Template)]
#[template(path = "studio/sharing/linked.html")]
struct LinkedPage<'a> {
    frame: MemberFrame,
    script: String,
    name: &'a str,
    link: String,
    last_day: String,
    back: &'a str,
}

/// Shows a link: only its hash is stored.
pub fn show(
    marketer: &Marketer,
    headers: &HeaderMap,
    slug: &Slug,
    new: &NewLink,
    token: BoardToken,
    back: &str,
) -> Result<HttpResponse, AppError> {
    let page = LinkedPage {
        frame: MemberFrame::of(marketer, "/studio"),
        script: studio_script(),
        name: new.name.as_str(),
        link: format!("{}/boards/{slug}/{token}", origin::of_site(headers)),
        last_day: day_in_words(&new.last_day.to_string()),
        back,
    };
    scripted_page(StatusCode::OK, &page)
}
