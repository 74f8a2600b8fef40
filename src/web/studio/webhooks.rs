//! `/studio/webhooks`: programs that are told of releases.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::beside;
use crate::membership::webhook::WebhookAddress;
use crate::operations::webhook::{self, WebhookError};
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Owner;
use crate::web::member_page::{Field, Fields, MemberFrame, member_page, see_other, status_of};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "studio/webhooks.html")]
struct WebhooksPage {
    frame: MemberFrame,
    webhooks: Vec<WebhookLine>,
    fields: Fields,
}

struct WebhookLine {
    id: i64,
    address: String,
    secret: String,
    outcome: String,
}

async fn show(
    site: &Site,
    owner: &Owner,
    typed: &str,
    problem: Option<String>,
) -> Result<HttpResponse, AppError> {
    let known = beside(&site.installation, webhook::list).await??;
    let line = |webhook: webhook::Webhook| WebhookLine {
        id: webhook.id,
        address: webhook.address,
        secret: webhook.secret.to_string(),
        outcome: match webhook.last_outcome {
            Some(outcome) => format!("The last message: {outcome}."),
            None => "Nothing was sent yet.".to_owned(),
        },
    };
    let mut field = Field::text("address", "Address of the program", typed)
        .hint("https://…: it is sent a POST at each release.")
        .problem(problem);
    field.kind = "url";
    let page = WebhooksPage {
        frame: MemberFrame::of(owner, "/studio/members"),
        webhooks: known.into_iter().map(line).collect(),
        fields: Fields(vec![field]),
    };
    member_page(status_of(&page.fields, None), &page)
}

/// GET.
pub async fn ask(site: web::Data<Site>, owner: Owner) -> Result<HttpResponse, AppError> {
    show(&site, &owner, "", None).await
}

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    owner: Owner,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let go = pairs.value("go");
    let done = match go {
        "add" => {
            let typed = pairs.value("address").to_owned();
            let address = match typed.parse::<WebhookAddress>() {
                Ok(address) => address,
                Err(problem) => {
                    return show(&site, &owner, &typed, Some(problem.to_string())).await;
                }
            };
            let by = owner.member.id;
            beside(&site.installation, move |installation| {
                webhook::add(installation, by, &address)
            })
            .await?
        }
        "try" | "remove" => {
            let id = pairs.value("webhook").parse();
            let id: i64 = id.map_err(|_no_number| AppError::NotFound(Missing::Page))?;
            let is_try = go == "try";
            beside(&site.installation, move |installation| match is_try {
                true => webhook::try_out(installation, id),
                false => webhook::remove(installation, id),
            })
            .await?
        }
        _ => return Err(AppError::Unreadable),
    };
    match done {
        Ok(()) => Ok(see_other("/studio/webhooks")),
        Err(WebhookError::Unknown) => Err(AppError::NotFound(Missing::Page)),
        Err(WebhookError::Operation(error)) => Err(error.into()),
        Err(refused @ (WebhookError::Known | WebhookError::TooMany)) => {
            let typed = pairs.value("address").to_owned();
            show(&site, &owner, &typed, Some(refused.to_string())).await
        }
    }
}
