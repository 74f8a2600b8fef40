//! `/account`: what whynot keeps of whoever has signed in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::operations::member::second_step::{self, SecondStep};
use crate::operations::member::session;
use crate::web::errors::AppError;
use crate::web::gate::actor::Member;
use crate::web::member_page::{MemberFrame, day_in_words, member_page};
use crate::web::site::Site;

#[derive(Template)]
#[template(path = "account/overview.html")]
pub(super) struct OverviewPage {
    frame: MemberFrame,
    name: String,
    address: String,
    role: &'static str,
    may: &'static str,
    second_step: &'static str,
    codes_left: Option<i64>,
    /// Whoever makes surveys may let programs do it.
    has_tokens: bool,
    sessions: Vec<SessionView>,
    has_others: bool,
    has_problem: bool,
}

pub(super) struct SessionView {
    id: i64,
    name: String,
    is_this: bool,
    created: String,
    last_used: String,
    pub problem: Option<String>,
}

impl OverviewPage {
    pub async fn read(site: &Site, member: &Member) -> Result<Self, AppError> {
        let id = member.member.id;
        let lines = session::list(&site.installation, id).await?;
        let sessions: Vec<SessionView> = lines
            .into_iter()
            .map(|line| SessionView {
                id: line.id,
                name: line.name.unwrap_or_default(),
                is_this: line.id == member.session,
                created: day_in_words(&line.created_day),
                last_used: day_in_words(&line.last_used_day),
                problem: None,
            })
            .collect();
        let (second_step, codes_left) = match second_step::state(&site.installation, id).await? {
            SecondStep::Off => ("Set up an app", None),
            SecondStep::Started(_) => ("Finish setting up", None),
            SecondStep::On { codes_left } => ("Change", Some(codes_left)),
        };
        Ok(Self {
            frame: MemberFrame::of(member, "/account"),
            name: member.member.name.clone(),
            address: member.member.address.clone(),
            role: member.member.role.name(),
            may: member.member.role.explanation(),
            has_tokens: member.member.role.makes_surveys(),
            second_step,
            codes_left,
            has_others: sessions.len() > 1,
            has_problem: false,
            sessions,
        })
    }

    /// Says what is wrong with the name of a session.
    pub fn with_problem(mut self, session: i64, typed: &str, problem: String) -> Self {
        let mut sessions = self.sessions.iter_mut();
        if let Some(line) = sessions.find(|line| line.id == session) {
            line.name = typed.to_owned();
            line.problem = Some(problem);
            self.has_problem = true;
        }
        self
    }

    pub fn show(&self, status: StatusCode) -> Result<HttpResponse, AppError> {
        member_page(status, self)
    }
}

/// GET.
pub async fn show(site: web::Data<Site>, member: Member) -> Result<HttpResponse, AppError> {
    OverviewPage::read(&site, &member)
        .await?
        .show(StatusCode::OK)
}
