//! Every address, in one table: what answers there, and who may ask.

use actix_web::dev::Handler;
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Responder, Route, web};

use super::account::{
    join, name, overview, password, second_step, sessions, set_up, sign_in, tokens,
};
use super::board::{downloads, own_words, show};
use super::boundary::catch_panic;
use super::errors::{AppError, Missing};
use super::gate::gate;
use super::respondent::{answering, inviting, promise, receipt, results, unsubscribing};
use super::studio::builder::{add, file, history, new, outline, question, quotas, remove, texts};
use super::studio::sharing::{arrange, list, readers};
use super::studio::{
    boards, calendar, check, departments, invitations, invite, member, members, preview,
    promise_editor, publish, survey, surveys, watching, webhooks,
};
use super::{api, assets, home, operator, trust};
use crate::membership::role::Role;

/// Who may ask, apart from knowing the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Anybody,
    /// Whoever has the link with its token.
    LinkHolder,
    /// A program with a member's token, which its handler looks at.
    Token,
    /// Meant for the operator; tells nothing that others may not know.
    Operator,
    /// Anybody who signs in or becomes a member; forms of this site only.
    Guest,
    /// Whoever has signed in.
    Member,
    /// Whoever makes surveys.
    Marketer,
    /// Whoever decides on members.
    Owner,
}

impl Who {
    /// Whether a member of this role may ask.
    pub fn admits(self, role: Role) -> bool {
        match self {
            Self::Marketer => role.makes_surveys(),
            Self::Owner => role.decides_on_members(),
            _ => true,
        }
    }

    /// Where respondents come, nobody looks for a member: no cookie is read.
    fn has_gate(self) -> bool {
        !matches!(
            self,
            Self::Anybody | Self::LinkHolder | Self::Token | Self::Operator
        )
    }
}

/// One address.
pub struct Entry {
    pub path: &'static str,
    pub who: Who,
    /// As the `Allow` header says them.
    pub methods: &'static str,
    routes: fn() -> Vec<Route>,
}

const READ: &str = "GET, HEAD";
const FORM: &str = "GET, HEAD, POST";
const ACT: &str = "POST";

#[rustfmt::skip]
pub const TABLE: &[Entry] = &[
    Entry { path: "/",                   who: Who::Anybody,    methods: READ, routes: || get(home::home) },
    Entry { path: "/trust",              who: Who::Anybody,    methods: READ, routes: || get(trust::show) },
    Entry { path: "/s/{slug}",           who: Who::Anybody,    methods: FORM, routes: || form(answering::open, answering::send) },
    Entry { path: "/s/{slug}/promise",   who: Who::Anybody,    methods: READ, routes: || get(promise::show) },
    Entry { path: "/s/{slug}/results",   who: Who::Anybody,    methods: READ, routes: || get(results::show) },
    Entry { path: "/s/{slug}/receipt",   who: Who::Anybody,    methods: FORM, routes: || form(receipt::ask, receipt::act) },
    Entry { path: "/i",                  who: Who::Anybody,    methods: FORM, routes: || form(inviting::ask, inviting::enter) },
    Entry { path: "/i/{code}",           who: Who::LinkHolder, methods: READ, routes: || get(inviting::open) },
    Entry { path: "/u/{token}",          who: Who::LinkHolder, methods: FORM, routes: || form(unsubscribing::ask, unsubscribing::act) },
    Entry { path: "/boards/{slug}/{token}", who: Who::LinkHolder, methods: READ, routes: || get(show::show) },
    Entry { path: "/boards/{slug}/{token}/charts/{question}.{format}", who: Who::LinkHolder, methods: READ, routes: || get(downloads::show) },
    Entry { path: "/boards/{slug}/{token}/words/{question}.csv", who: Who::LinkHolder, methods: READ, routes: || get(own_words::download) },
    Entry { path: "/boards/{slug}/{token}/words/{question}", who: Who::LinkHolder, methods: READ, routes: || get(own_words::show) },
    Entry { path: "/sign-in",            who: Who::Guest,      methods: FORM, routes: || form(sign_in::ask, sign_in::act) },
    Entry { path: "/sign-in/code",       who: Who::Guest,      methods: FORM, routes: || form(sign_in::ask_code, sign_in::take_code) },
    Entry { path: "/sign-in/done",       who: Who::Guest,      methods: READ, routes: || get(sign_in::done) },
    Entry { path: "/sign-out",           who: Who::Member,     methods: ACT,  routes: || act(sign_in::sign_out) },
    Entry { path: "/account",            who: Who::Member,     methods: READ, routes: || get(overview::show) },
    Entry { path: "/account/name",       who: Who::Member,     methods: FORM, routes: || form(name::ask, name::act) },
    Entry { path: "/account/password",   who: Who::Member,     methods: FORM, routes: || form(password::ask, password::act) },
    Entry { path: "/account/second-step", who: Who::Member,    methods: FORM, routes: || form(second_step::ask, second_step::act) },
    Entry { path: "/account/sessions",   who: Who::Member,     methods: ACT,  routes: || act(sessions::act) },
    Entry { path: "/account/tokens",     who: Who::Marketer,   methods: FORM, routes: || form(tokens::ask, tokens::act) },
    Entry { path: "/account/set-up/{token}", who: Who::Guest,  methods: FORM, routes: || form(set_up::ask, set_up::act) },
    Entry { path: "/account/join/{token}", who: Who::Guest,    methods: FORM, routes: || form(join::ask, join::act) },
    Entry { path: "/studio",             who: Who::Marketer,   methods: READ, routes: || get(surveys::show) },
    Entry { path: "/studio/new",         who: Who::Marketer,   methods: FORM, routes: || form(new::ask, new::act) },
    Entry { path: "/studio/drafts/{draft}", who: Who::Marketer, methods: FORM, routes: || form(outline::show, outline::act) },
    Entry { path: "/studio/drafts/{draft}/questions", who: Who::Marketer, methods: FORM, routes: || form(add::ask, add::act) },
    Entry { path: "/studio/drafts/{draft}/questions/{item}", who: Who::Marketer, methods: FORM, routes: || form(question::ask, question::act) },
    Entry { path: "/studio/drafts/{draft}/texts", who: Who::Marketer, methods: FORM, routes: || form(texts::ask, texts::act) },
    Entry { path: "/studio/drafts/{draft}/quotas", who: Who::Marketer, methods: FORM, routes: || form(quotas::ask, quotas::act) },
    Entry { path: "/studio/drafts/{draft}/charter", who: Who::Marketer, methods: FORM, routes: || form(promise_editor::ask, promise_editor::act) },
    Entry { path: "/studio/drafts/{draft}/file", who: Who::Marketer, methods: FORM, routes: || form(file::ask, file::act) },
    Entry { path: "/studio/drafts/{draft}/survey.toml", who: Who::Marketer, methods: READ, routes: || get(file::download) },
    Entry { path: "/studio/drafts/{draft}/preview", who: Who::Marketer, methods: READ, routes: || get(preview::show::show) },
    Entry { path: "/studio/drafts/{draft}/preview/page", who: Who::Marketer, methods: FORM, routes: || form(preview::framed::open, preview::framed::send) },
    Entry { path: "/studio/drafts/{draft}/check", who: Who::Marketer, methods: READ, routes: || get(check::show::show) },
    Entry { path: "/studio/drafts/{draft}/calendar", who: Who::Marketer, methods: FORM, routes: || form(calendar::ask, calendar::act) },
    Entry { path: "/studio/drafts/{draft}/remove", who: Who::Marketer, methods: FORM, routes: || form(remove::ask, remove::act) },
    Entry { path: "/studio/drafts/{draft}/undo", who: Who::Marketer, methods: ACT, routes: || act(history::act) },
    Entry { path: "/studio/drafts/{draft}/publish", who: Who::Marketer, methods: FORM, routes: || form(publish::ask, publish::act) },
    Entry { path: "/studio/surveys/{slug}", who: Who::Marketer, methods: FORM, routes: || form(survey::home::ask, survey::home::act) },
    Entry { path: "/studio/surveys/{slug}/close", who: Who::Marketer, methods: FORM, routes: || form(survey::close::ask, survey::close::act) },
    Entry { path: "/studio/surveys/{slug}/link.svg", who: Who::Marketer, methods: READ, routes: || get(survey::link::svg) },
    Entry { path: "/studio/surveys/{slug}/link.png", who: Who::Marketer, methods: READ, routes: || get(survey::link::png) },
    Entry { path: "/studio/surveys/{slug}/watch", who: Who::Marketer, methods: READ, routes: || get(watching::show) },
    Entry { path: "/studio/surveys/{slug}/poster", who: Who::Marketer, methods: READ, routes: || get(survey::poster::show) },
    Entry { path: "/studio/surveys/{slug}/invitations", who: Who::Marketer, methods: FORM, routes: || form(invitations::home::ask, invitations::home::act) },
    Entry { path: "/studio/surveys/{slug}/invitations/add", who: Who::Marketer, methods: FORM, routes: || form(invitations::addresses::ask, invitations::addresses::act) },
    Entry { path: "/studio/surveys/{slug}/invitations/bounced", who: Who::Marketer, methods: FORM, routes: || form(invitations::addresses::ask_bounced, invitations::addresses::act_bounced) },
    Entry { path: "/studio/surveys/{slug}/invitations/codes", who: Who::Marketer, methods: FORM, routes: || form(invitations::codes::ask, invitations::codes::act) },
    Entry { path: "/studio/surveys/{slug}/invitations/codes/{first}.csv", who: Who::Marketer, methods: READ, routes: || get(invitations::codes::table) },
    Entry { path: "/studio/surveys/{slug}/invitations/codes/{first}.html", who: Who::Marketer, methods: READ, routes: || get(invitations::codes::sheet) },
    Entry { path: "/studio/surveys/{slug}/invitations/mail", who: Who::Marketer, methods: FORM, routes: || form(invitations::mail::ask, invitations::mail::act) },
    Entry { path: "/studio/boards",      who: Who::Member,     methods: READ, routes: || get(boards::show) },
    Entry { path: "/studio/boards/{id}", who: Who::Member,     methods: READ, routes: || get(show::show) },
    Entry { path: "/studio/boards/{id}/charts/{question}.{format}", who: Who::Member, methods: READ, routes: || get(downloads::show) },
    Entry { path: "/studio/boards/{id}/words/{question}.csv", who: Who::Member, methods: READ, routes: || get(own_words::download) },
    Entry { path: "/studio/boards/{id}/words/{question}", who: Who::Member, methods: READ, routes: || get(own_words::show) },
    Entry { path: "/studio/surveys/{slug}/board", who: Who::Marketer, methods: READ, routes: || get(show::show) },
    Entry { path: "/studio/surveys/{slug}/board/charts/{question}.{format}", who: Who::Marketer, methods: READ, routes: || get(downloads::show) },
    Entry { path: "/studio/surveys/{slug}/board/words/{question}.csv", who: Who::Marketer, methods: READ, routes: || get(own_words::download) },
    Entry { path: "/studio/surveys/{slug}/board/words/{question}", who: Who::Marketer, methods: READ, routes: || get(own_words::show) },
    Entry { path: "/studio/surveys/{slug}/boards", who: Who::Marketer, methods: FORM, routes: || form(list::ask, list::act) },
    Entry { path: "/studio/surveys/{slug}/boards/{id}", who: Who::Marketer, methods: FORM, routes: || form(arrange::ask, arrange::act) },
    Entry { path: "/studio/surveys/{slug}/boards/{id}/readers", who: Who::Marketer, methods: FORM, routes: || form(readers::ask, readers::act) },
    Entry { path: "/studio/members",     who: Who::Owner,      methods: READ, routes: || get(members::show) },
    Entry { path: "/studio/members/invite", who: Who::Owner,   methods: FORM, routes: || form(invite::ask, invite::act) },
    Entry { path: "/studio/members/{id}", who: Who::Owner,     methods: FORM, routes: || form(member::ask, member::act) },
    Entry { path: "/studio/webhooks",    who: Who::Owner,      methods: FORM, routes: || form(webhooks::ask, webhooks::act) },
    Entry { path: "/studio/departments", who: Who::Owner,      methods: FORM, routes: || form(departments::ask, departments::act) },
    Entry { path: "/api/v1/openapi.json", who: Who::Anybody,   methods: READ, routes: || get(api::document::show) },
    Entry { path: "/api/v1/surveys",     who: Who::Token,      methods: READ, routes: || get(api::surveys::list) },
    Entry { path: "/api/v1/surveys/{slug}", who: Who::Token,   methods: READ, routes: || get(api::surveys::show) },
    Entry { path: "/api/v1/surveys/{slug}/file", who: Who::Token, methods: "GET, HEAD, PUT", routes: || put(api::surveys::file, api::surveys::publish) },
    Entry { path: "/api/v1/surveys/{slug}/waves", who: Who::Token, methods: ACT, routes: || act(api::waves::open) },
    Entry { path: "/api/v1/surveys/{slug}/waves/current/{verb}", who: Who::Token, methods: ACT, routes: || act(api::waves::change) },
    Entry { path: "/api/v1/surveys/{slug}/invitations", who: Who::Token, methods: FORM, routes: || form(api::invitations::count, api::invitations::add) },
    Entry { path: "/api/v1/surveys/{slug}/tables", who: Who::Token, methods: READ, routes: || get(api::tables::show) },
    Entry { path: "/static/{name}",      who: Who::Anybody,    methods: READ, routes: || get(assets::show) },
    Entry { path: "/healthz",            who: Who::Operator,   methods: READ, routes: || get(operator::healthz) },
    Entry { path: "/readyz",             who: Who::Operator,   methods: READ, routes: || get(operator::readyz) },
    Entry { path: "/metrics",            who: Who::Operator,   methods: READ, routes: || get(operator::metrics) },
];

/// Adds every address to an application.
pub fn configure(config: &mut web::ServiceConfig) {
    for entry in TABLE {
        let mut resource = web::resource(entry.path);
        for route in (entry.routes)() {
            let route = match entry.who.has_gate() {
                true => {
                    let who = entry.who;
                    route.wrap(from_fn(move |request, next| gate(who, request, next)))
                }
                false => route,
            };
            resource = resource.route(route.wrap(from_fn(catch_panic)));
        }
        let allowed = entry.methods;
        config.service(resource.default_service(web::to(move || async move {
            Err::<&str, _>(AppError::MethodNotAllowed(allowed))
        })));
    }
    config.default_service(web::to(|| async {
        Err::<&str, _>(AppError::NotFound(Missing::Page))
    }));
}

fn get<F, Args>(handler: F) -> Vec<Route>
where
    F: Handler<Args> + Clone,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    vec![web::get().to(handler.clone()), web::head().to(handler)]
}

fn act<F, Args>(take: F) -> Vec<Route>
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    vec![web::post().to(take)]
}

fn put<F, FArgs, G, GArgs>(show: F, take: G) -> Vec<Route>
where
    F: Handler<FArgs> + Clone,
    FArgs: FromRequest + 'static,
    F::Output: Responder + 'static,
    G: Handler<GArgs>,
    GArgs: FromRequest + 'static,
    G::Output: Responder + 'static,
{
    let mut routes = get(show);
    routes.push(web::put().to(take));
    routes
}

fn form<F, FArgs, G, GArgs>(show: F, take: G) -> Vec<Route>
where
    F: Handler<FArgs> + Clone,
    FArgs: FromRequest + 'static,
    F::Output: Responder + 'static,
    G: Handler<GArgs>,
    GArgs: FromRequest + 'static,
    G::Output: Responder + 'static,
{
    let mut routes = get(show);
    routes.push(web::post().to(take));
    routes
}
