//! `/account/second-step`: an authenticator app and recovery codes.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{too_many, wait_in_words};
use crate::membership::recovery::RecoveryCode;
use crate::operations::member::MemberError;
use crate::operations::member::second_step::{self, SecondStep};
use crate::web::errors::AppError;
use crate::web::gate::actor::Member;
use crate::web::member_page::{
    Field, Fields, MemberFrame, member_page, new_form_key, read_form_key, see_other, status_of,
};
use crate::web::pairs::Pairs;
use crate::web::qr::Square;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "account/second_step.html")]
struct SecondStepPage {
    frame: MemberFrame,
    stage: Stage,
    fields: Fields,
    form_key: String,
}

enum Stage {
    Off,
    Started {
        picture: Option<String>,
        /// For typing it in, in groups of four.
        secret: String,
    },
    On {
        codes_left: i64,
    },
    /// Shown this once.
    Codes(Vec<RecoveryCode>),
}

async fn show(
    site: &Site,
    member: &Member,
    problem: Option<String>,
) -> Result<HttpResponse, AppError> {
    let password = || Field::password("password", "Password", "current-password");
    let (stage, fields) = match second_step::state(&site.installation, member.member.id).await? {
        SecondStep::Off => (Stage::Off, Vec::new()),
        SecondStep::Started(secret) => {
            let address = member.member.address.parse();
            let address = address.ok().map(|address| secret.address(&address));
            let picture = address.and_then(|address| {
                let square = Square::of(&address)?;
                Some(square.svg("A code for the camera of your authenticator app"))
            });
            let stage = Stage::Started {
                picture,
                secret: grouped(&secret.to_base32()),
            };
            let code = Field::text("code", "Code in the app", "").autocomplete("one-time-code");
            (stage, vec![code.hint("Six digits.").problem(problem)])
        }
        SecondStep::On { codes_left } => {
            (Stage::On { codes_left }, vec![password().problem(problem)])
        }
    };
    respond(member, stage, fields)
}

fn respond(member: &Member, stage: Stage, fields: Vec<Field>) -> Result<HttpResponse, AppError> {
    let page = SecondStepPage {
        frame: MemberFrame::of(member, "/account"),
        stage,
        fields: Fields(fields),
        form_key: new_form_key()?,
    };
    member_page(status_of(&page.fields, None), &page)
}

fn grouped(text: &str) -> String {
    let mut grouped = String::new();
    for (position, character) in text.chars().enumerate() {
        if position > 0 && position % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(character);
    }
    grouped
}

/// GET.
pub async fn ask(site: web::Data<Site>, member: Member) -> Result<HttpResponse, AppError> {
    show(&site, &member, None).await
}

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    member: Member,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let (installation, id) = (&site.installation, member.member.id);
    let form = read_form_key(pairs.value("form"))?;
    let password = pairs.value("password");
    let outcome = match pairs.value("go") {
        "start" => second_step::start(installation, id).await.map(|()| None),
        "cancel" => second_step::cancel(installation, id).await.map(|()| None),
        "confirm" => {
            let typed = pairs.value("code").to_owned();
            second_step::confirm(installation, id, typed, form)
                .await
                .map(Some)
        }
        "codes" => {
            let renewed = second_step::renew_codes(installation, &member.member, password, form);
            renewed.await.map(Some)
        }
        "remove" => {
            let removed = second_step::remove(installation, &member.member, password);
            removed.await.map(|()| None)
        }
        _ => return Err(AppError::Unreadable),
    };
    let again = async |problem: &str| show(&site, &member, Some(problem.to_owned())).await;
    match outcome {
        Ok(Some(codes)) => respond(&member, Stage::Codes(codes), Vec::new()),
        Ok(None) => Ok(see_other("/account/second-step")),
        Err(MemberError::WrongCode) => {
            again("This is not the code that the app shows now. Wait for the next one.").await
        }
        Err(MemberError::WrongPassword) => again("This is not your password.").await,
        Err(MemberError::Wait(wait)) => Ok(too_many(again(&wait_in_words(wait)).await?, wait)),
        // It was taken back in another window.
        Err(MemberError::Unknown) => Ok(see_other("/account/second-step")),
        Err(error) => Err(error.into()),
    }
}
