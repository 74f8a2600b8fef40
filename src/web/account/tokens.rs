//! `/account/tokens`: what programs show in place of a member.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use crate::membership::api_token::{ApiToken, Scope};
use crate::membership::name::Name;
use crate::operations::member::MemberError;
use crate::operations::member::api_token::{self, NewToken};
use crate::web::assets::studio_script;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{
    Field, Fields, MemberFrame, day_in_words, member_page, scripted_page, see_other, status_of,
};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "account/tokens.html")]
struct TokensPage {
    frame: MemberFrame,
    tokens: Vec<TokenView>,
    fields: Fields,
    scopes: Vec<ScopeChoice>,
    scopes_problem: Option<&'static str>,
}

struct TokenView {
    id: i64,
    name: String,
    may: String,
    state: String,
}

struct ScopeChoice {
    value: &'static str,
    label: &'static str,
    note: &'static str,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "account/token_made.html")]
struct MadePage {
    frame: MemberFrame,
    script: String,
    name: String,
    token: String,
    last_day: String,
}

/// A token as it was asked for.
struct TokenForm {
    name: Field,
    last_day: Field,
    scopes: Vec<Scope>,
    scopes_problem: Option<&'static str>,
}

impl TokenForm {
    fn new(name: &str, last_day: &str, scopes: Vec<Scope>) -> Self {
        let mut last_day = Field::text("until", "Last day", last_day)
            .hint("At most a year from today. The day after, the token opens nothing any more.");
        last_day.kind = "date";
        Self {
            name: Field::text("name", "For which program", name)
                .hint("Only you see this: “Dashboard in the lobby”."),
            last_day,
            scopes,
            scopes_problem: None,
        }
    }

    fn read(pairs: &Pairs) -> Self {
        let chosen = pairs.iter().filter(|(name, _)| name == "scope");
        let scopes = chosen.filter_map(|(_, code)| code.parse().ok()).collect();
        Self::new(pairs.value("name"), pairs.value("until"), scopes)
    }

    /// `None` where something is wrong with it; the form says what.
    fn token(&mut self) -> Option<NewToken> {
        let name = Name::parse(&self.name.value);
        let name = self.name.take(name);
        let day = self.last_day.value.parse::<Date>();
        let day = day.map_err(|_not_a_day| "Write the day like 2027-03-14.");
        let last_day = self.last_day.take(day);
        if self.scopes.is_empty() {
            self.scopes_problem = Some("Choose at least one thing that it may do.");
        }
        Some(NewToken {
            name: name?,
            last_day: last_day?,
            scopes: (!self.scopes.is_empty()).then(|| self.scopes.clone())?,
        })
    }

    async fn show(self, site: &Site, marketer: &Marketer) -> Result<HttpResponse, AppError> {
        let lines = api_token::list(&site.installation, marketer.member.id).await?;
        let tokens = lines.into_iter().map(|line| {
            let may: Vec<&str> = line
                .scopes
                .iter()
                .map(|scope| scope.explanation())
                .collect();
            let used = match &line.last_used_day {
                Some(day) => format!("last used on {}", day_in_words(day)),
                None => "never used".to_owned(),
            };
            let until = match line.is_over {
                true => format!("over since {}", day_in_words(&line.last_day)),
                false => format!("until {}", day_in_words(&line.last_day)),
            };
            TokenView {
                id: line.id,
                name: line.name,
                may: format!("May {}.", may.join("; ")),
                state: format!(
                    "Made on {}, {used}, {until}",
                    day_in_words(&line.created_day)
                ),
            }
        });
        let choice = |scope: Scope| ScopeChoice {
            value: scope.code(),
            label: scope.explanation(),
            note: "",
            is_chosen: self.scopes.contains(&scope),
        };
        let page = TokensPage {
            frame: MemberFrame::of(marketer, "/account"),
            tokens: tokens.collect(),
            scopes: Scope::ALL.into_iter().map(choice).collect(),
            scopes_problem: self.scopes_problem,
            fields: Fields(vec![self.name, self.last_day]),
        };
        member_page(status_of(&page.fields, page.scopes_problem), &page)
    }
}

/// GET.
pub async fn ask(site: web::Data<Site>, marketer: Marketer) -> Result<HttpResponse, AppError> {
    let last_day = api_token::last_day_max(&site.installation).to_string();
    let form = TokenForm::new("", &last_day, vec![Scope::ReadResults]);
    form.show(&site, &marketer).await
}

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    marketer: Marketer,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let member = marketer.member.id;
    match pairs.value("go") {
        "take-back" => {
            let token = pairs.value("token").parse();
            let token: i64 = token.map_err(|_no_number| AppError::NotFound(Missing::Page))?;
            api_token::take_back(&site.installation, member, token).await?;
            return Ok(see_other("/account/tokens"));
        }
        "make" => {}
        _ => return Err(AppError::Unreadable),
    }
    let mut form = TokenForm::read(&pairs);
    let Some(new) = form.token() else {
        return form.show(&site, &marketer).await;
    };
    let token = api_token::new_token()?;
    match api_token::keep(&site.installation, member, token, new.clone()).await {
        Ok(()) => made(&marketer, &new, token),
        Err(MemberError::TokenDay) => {
            form.last_day.problem = Some(MemberError::TokenDay.to_string());
            form.show(&site, &marketer).await
        }
        Err(MemberError::TooManyTokens) => {
            form.name.problem = Some(MemberError::TooManyTokens.to_string());
            form.show(&site, &marketer).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Shows it: only its hash is stored.
fn made(marketer: &Marketer, new: &NewToken, token: ApiToken) -> Result<HttpResponse, AppError> {
    let page = MadePage {
        frame: MemberFrame::of(marketer, "/account"),
        script: studio_script(),
        name: new.name.to_string(),
        token: token.to_string(),
        last_day: day_in_words(&new.last_day.to_string()),
    };
    scripted_page(StatusCode::OK, &page)
}
