//! Everything a browser sees: routes, pages, errors. All of actix and askama.
//!
//! No SQL, no cryptography, no rule about what may be shown: those are called.
//! The address of whoever asks is read nowhere.

mod account;
pub mod api;
mod assets;
mod board;
mod boundary;
mod compression;
mod error_page;
pub mod errors;
mod frame;
mod gate;
mod home;
mod member_page;
mod operator;
mod page;
mod pairs;
pub mod panics;
mod qr;
mod respondent;
pub mod routes;
mod security;
mod sentence;
mod site;
pub mod slips;
mod studio;
mod stylesheet;
mod traffic;
mod trust;
mod unchanged;

use std::net::TcpListener;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, NormalizePath, from_fn};
use actix_web::{App, Error, HttpServer, web};

pub use account::join::address as join_address;
pub use account::set_up::address as set_up_address;
pub use site::Site;

use crate::limits::FORM_BYTES_MAX;
use crate::operations::installation::Installation;

/// Everything the site answers, with all that is done around each request.
pub fn application(
    site: web::Data<Site>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(site)
        .app_data(web::PayloadConfig::new(FORM_BYTES_MAX))
        .wrap(from_fn(boundary::boundary))
        .wrap(NormalizePath::trim())
        .wrap(Compress::default())
        .configure(routes::configure)
}

/// Serves on a runtime of its own; blocks until the process is asked to stop.
pub fn run(installation: Installation, listener: TcpListener) -> std::io::Result<()> {
    actix_web::rt::System::new().block_on(serve(installation, listener))
}

/// Serves until the process is asked to stop, then finishes what it has begun.
pub async fn serve(installation: Installation, listener: TcpListener) -> std::io::Result<()> {
    let site = web::Data::new(Site::new(installation));
    // No access log: a list of visits with their times is what we promise not to keep.
    HttpServer::new(move || application(site.clone()))
        .listen(listener)?
        .run()
        .await
}
