//! A PostgreSQL that goes away and comes back.

use whynot::store::connection::DatabaseUrl;

use super::{SLUG, prepare};
use crate::engine::{Engine, execute};
use crate::process::{Form, Server, client};

/// Lets nobody in, and throws out who is in.
fn close_database(server: &str, database: &str) {
    execute(
        server,
        &format!("ALTER DATABASE {database} ALLOW_CONNECTIONS false"),
    );
    execute(
        server,
        &format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        ),
    );
}

#[test]
fn a_database_that_is_away_refuses_kindly_and_the_service_recovers_by_itself() {
    let Some(engine) = Engine::postgres() else {
        return;
    };
    let DatabaseUrl::Postgres(url) = &engine.url else {
        panic!("this is a PostgreSQL");
    };
    let (server_url, database) = url.rsplit_once('/').expect("an address");
    let maintenance = format!("{server_url}/postgres");
    prepare(&engine);
    let server = Server::start(&engine);
    let client = client();
    let form = |mark: &str| Form::new(1, &[("mark", mark)]);
    form("1")
        .send(&client, &server.base, SLUG)
        .expect("the database is there");

    close_database(&maintenance, database);
    let during = form("2");
    assert_eq!(during.send(&client, &server.base, SLUG), Err(Some(503)));

    execute(
        &maintenance,
        &format!("ALTER DATABASE {database} ALLOW_CONNECTIONS true"),
    );
    let ready = (0..200).any(|_| {
        let sent = during.send(&client, &server.base, SLUG);
        std::thread::sleep(std::time::Duration::from_millis(50));
        sent.is_ok()
    });
    assert!(ready, "the service did not recover");
}
