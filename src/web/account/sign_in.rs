//! `/sign-in` and `/sign-out`.

use actix_web::http::StatusCode;
use actix_web::http::header::SET_COOKIE;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{arrive, arrive_after_password, too_many, wait_in_words};
use crate::operations::member::MemberError;
use crate::operations::member::session::{self, SignedIn};
use crate::operations::member::sign_in::{awaits_code, enter_code, sign_in};
use crate::web::errors::AppError;
use crate::web::gate::actor::{Guest, Member};
use crate::web::gate::{cookie, target};
use crate::web::member_page::{
    Field, Fields, MemberFrame, Notice, member_page, see_other, status_of,
};
use crate::web::pairs::Pairs;
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    frame: MemberFrame,
    fields: Fields,
    problem: Option<String>,
    target: String,
}

#[derive(Template)]
#[template(path = "account/code.html")]
struct CodePage {
    frame: MemberFrame,
    fields: Fields,
    target: String,
}

/// Where one wanted to go, if that is a page of ours.
fn target_of(pairs: &Pairs) -> Option<&str> {
    target::read(pairs.value("to"))
}

fn query(request: &HttpRequest) -> Pairs {
    Pairs::decode(request.query_string().as_bytes())
}

fn show_sign_in(
    address: &str,
    target: Option<&str>,
    problem: Option<String>,
) -> Result<HttpResponse, AppError> {
    let sign_in = SignInPage {
        frame: MemberFrame::guest(),
        fields: Fields(vec![
            Field::address(address),
            Field::password("password", "Password", "current-password"),
        ]),
        problem,
        target: target.unwrap_or_default().to_owned(),
    };
    let status = status_of(&sign_in.fields, sign_in.problem.as_deref());
    member_page(status, &sign_in)
}

/// GET: who has signed in already is sent on.
pub async fn ask(guest: Guest, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let query = query(&request);
    match guest.0 {
        Some(signed_in) => Ok(see_other(onward(&query, &signed_in))),
        None => show_sign_in("", target_of(&query), None),
    }
}

/// POST.
pub async fn act(
    site: web::Data<Site>,
    guest: Guest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let (address, target) = (pairs.value("address"), target_of(&pairs));
    let again = |problem: String| show_sign_in(address, target, Some(problem));
    match sign_in(&site.installation, address, pairs.value("password")).await {
        Ok(begun) => {
            // The session this browser had before ends: nothing of it goes on.
            if let Some(before) = guest.0 {
                end(&site, &before).await?;
            }
            Ok(arrive_after_password(begun, target))
        }
        Err(MemberError::WrongPassword) => again(
            "This address and this password do not belong together. Please check both.".to_owned(),
        ),
        Err(MemberError::Wait(wait)) => Ok(too_many(again(wait_in_words(wait))?, wait)),
        Err(error) => Err(error.into()),
    }
}

fn show_code(target: Option<&str>, problem: Option<String>) -> Result<HttpResponse, AppError> {
    let code = Field::text("code", "Code", "")
        .autocomplete("one-time-code")
        .hint("Six digits from your authenticator app, or one of your recovery codes.");
    let page = CodePage {
        frame: MemberFrame::guest(),
        fields: Fields(vec![code.problem(problem)]),
        target: target.unwrap_or_default().to_owned(),
    };
    member_page(status_of(&page.fields, None), &page)
}

/// GET: the second step.
pub async fn ask_code(
    site: web::Data<Site>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let query = query(&request);
    match cookie::read(request.headers()) {
        Some(token) if awaits_code(&site.installation, token).await? => {
            show_code(target_of(&query), None)
        }
        _ => Ok(see_other("/sign-in")),
    }
}

/// POST.
pub async fn take_code(
    site: web::Data<Site>,
    request: HttpRequest,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let target = target_of(&pairs);
    let Some(token) = cookie::read(request.headers()) else {
        return Ok(see_other("/sign-in"));
    };
    let typed = pairs.value("code").to_owned();
    match enter_code(&site.installation, token, typed).await {
        Ok(token) => Ok(arrive(token, target.unwrap_or("/sign-in/done"))),
        Err(MemberError::WrongCode) => show_code(
            target,
            Some(
                "This code is not the right one, or was used before. Wait for the next one in \
                 your app."
                    .to_owned(),
            ),
        ),
        Err(MemberError::Wait(wait)) => Ok(too_many(
            show_code(target, Some(wait_in_words(wait)))?,
            wait,
        )),
        Err(MemberError::Unknown) => Ok(see_other("/sign-in")),
        Err(error) => Err(error.into()),
    }
}

fn home_of(signed_in: &SignedIn) -> &'static str {
    match signed_in.member.role.makes_surveys() {
        true => "/studio",
        false => "/studio/boards",
    }
}

/// Where one wanted to go, or home: to whoever only reads, most of the studio is
/// not there.
fn onward<'q>(query: &'q Pairs, signed_in: &SignedIn) -> &'q str {
    let is_there = |target: &&str| {
        signed_in.member.role.makes_surveys()
            || !target.starts_with("/studio")
            || target.starts_with("/studio/boards")
    };
    let target = target_of(query).filter(is_there);
    target.unwrap_or(home_of(signed_in))
}

/// GET: on to where one wanted to go, if the browser kept the session.
pub async fn done(guest: Guest, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let query = query(&request);
    match guest.0 {
        Some(signed_in) => Ok(see_other(onward(&query, &signed_in))),
        None => Notice {
            headline: "Your browser did not keep the sign-in",
            sentences: &[
                "Signing in needs a cookie that browsers keep over HTTPS only, or on the computer \
                 that whynot itself runs on (http://localhost or http://127.0.0.1).",
                "If the address above begins with http:// and another name, ask whoever runs this \
                 service for its HTTPS address. If it begins with https://, allow cookies for it.",
            ],
            next: ("/sign-in", "Sign in"),
        }
        .show(StatusCode::OK),
    }
}

/// POST.
pub async fn sign_out(site: web::Data<Site>, member: Member) -> Result<HttpResponse, AppError> {
    end(&site, &member).await?;
    let mut response = see_other("/sign-in");
    response.headers_mut().insert(SET_COOKIE, cookie::clear());
    Ok(response)
}

async fn end(site: &Site, signed_in: &SignedIn) -> Result<(), AppError> {
    match session::end(&site.installation, signed_in.member.id, signed_in.session).await {
        // It has ended either way.
        Ok(()) | Err(MemberError::Unknown) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
