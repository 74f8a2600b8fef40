//! `/account/sessions`: naming and ending sessions.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

use super::overview::OverviewPage;
use crate::membership::name::Name;
use crate::operations::member::session;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Member;
use crate::web::member_page::see_other;
use crate::web::pairs::Pairs;
use crate::web::site::Site;

/// POST: what the pressed button says.
pub async fn act(
    site: web::Data<Site>,
    member: Member,
    pairs: Pairs,
) -> Result<HttpResponse, AppError> {
    let (installation, id) = (&site.installation, member.member.id);
    let named = || {
        let session = pairs.value("session").parse::<i64>();
        session.map_err(|_no_number| AppError::NotFound(Missing::Page))
    };
    match pairs.value("go") {
        "end" => session::end(installation, id, named()?).await?,
        "end-others" => session::end_others(installation, id, member.session).await?,
        "name" => {
            let (session, typed) = (named()?, pairs.value("name"));
            let name = match typed.trim() {
                "" => None,
                typed => match Name::parse(typed) {
                    Ok(name) => Some(name),
                    Err(problem) => {
                        let page = OverviewPage::read(&site, &member).await?;
                        return page
                            .with_problem(session, typed, problem.to_string())
                            .show(StatusCode::UNPROCESSABLE_ENTITY);
                    }
                },
            };
            session::rename(installation, id, session, name).await?;
        }
        _ => return Err(AppError::Unreadable),
    }
    Ok(see_other("/account"))
}
