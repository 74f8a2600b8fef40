//! Every address, in one table: what answers there, and who may ask.

use actix_web::dev::Handler;
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Responder, Route, web};

use super::board::{downloads, own_words, show};
use super::boundary::catch_panic;
use super::errors::{AppError, Missing};
use super::respondent::{answering, inviting, promise, receipt};
use super::{assets, home, operator, trust};

/// Who may ask, apart from knowing the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Anybody,
    /// Whoever has the link with its token.
    LinkHolder,
    /// Meant for the operator; tells nothing that others may not know.
    Operator,
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

#[rustfmt::skip]
pub const TABLE: &[Entry] = &[
    Entry { path: "/",                   who: Who::Anybody,    methods: READ, routes: || get(home::home) },
    Entry { path: "/trust",              who: Who::Anybody,    methods: READ, routes: || get(trust::show) },
    Entry { path: "/s/{slug}",           who: Who::Anybody,    methods: FORM, routes: || form(answering::open, answering::send) },
    Entry { path: "/s/{slug}/promise",   who: Who::Anybody,    methods: READ, routes: || get(promise::show) },
    Entry { path: "/s/{slug}/receipt",   who: Who::Anybody,    methods: FORM, routes: || form(receipt::ask, receipt::act) },
    Entry { path: "/i",                  who: Who::Anybody,    methods: FORM, routes: || form(inviting::ask, inviting::enter) },
    Entry { path: "/i/{code}",           who: Who::LinkHolder, methods: READ, routes: || get(inviting::open) },
    Entry { path: "/boards/{slug}/{token}", who: Who::LinkHolder, methods: READ, routes: || get(show::show) },
    Entry { path: "/boards/{slug}/{token}/charts/{question}.{format}", who: Who::LinkHolder, methods: READ, routes: || get(downloads::show) },
    Entry { path: "/boards/{slug}/{token}/words/{question}.csv", who: Who::LinkHolder, methods: READ, routes: || get(own_words::download) },
    Entry { path: "/boards/{slug}/{token}/words/{question}", who: Who::LinkHolder, methods: READ, routes: || get(own_words::show) },
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
