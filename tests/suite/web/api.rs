//! The API as a program meets it: tokens, scopes, what the document says, the
//! same refusals as on pages, and messages at releases.

use std::io::{Read, Write};
use std::net::TcpListener;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use whynot::membership::api_token::{ApiToken, Scope};
use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::operations::member::api_token::{self, NewToken};
use whynot::operations::member::roster;
use whynot::operations::webhook;
use whynot::web::api::document::DOCUMENT;
use whynot::web::routes::{TABLE, Who};

use super::members::Actor;
use super::{RunningSite, SURVEY};

/// A program with a token.
struct Program<'a> {
    site: &'a RunningSite,
    client: reqwest::blocking::Client,
    token: String,
}

struct Answer {
    status: u16,
    kind: String,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    fn refused(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.kind, "application/problem+json");
        let document = self.json();
        assert_eq!(document["status"], status);
        document
    }

    fn taken(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json()
    }
}

fn token_for(site: &RunningSite, member: i64, scopes: &[Scope], until: &str) -> String {
    let token = api_token::new_token().unwrap();
    let new = NewToken {
        name: Name::parse("A program").unwrap(),
        scopes: scopes.to_vec(),
        last_day: until.parse().unwrap(),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let kept = api_token::keep(&site.installation, member, token, new);
    runtime.block_on(kept).unwrap();
    token.to_string()
}

/// Engines of tests live on this day.
fn today(site: &RunningSite) -> String {
    api_token::last_day_max(&site.installation).to_string()
}

impl<'a> Program<'a> {
    fn of(actor: &Actor<'a>, scopes: &[Scope]) -> Self {
        let token = token_for(actor.site, actor.id, scopes, &today(actor.site));
        Self::with(actor.site, token)
    }

    fn with(site: &'a RunningSite, token: String) -> Self {
        Self {
            site,
            client: reqwest::blocking::Client::new(),
            token,
        }
    }

    fn asks(&self, method: &str, path: &str, body: impl Into<reqwest::blocking::Body>) -> Answer {
        let method = method.parse().unwrap();
        let response = self
            .client
            .request(method, format!("{}/api/v1{path}", self.site.address))
            .header("authorization", format!("Bearer {}", self.token))
            .body(body)
            .send()
            .expect("an answer");
        let kind = response.headers().get("content-type");
        Answer {
            status: response.status().as_u16(),
            kind: kind.map_or("", |kind| kind.to_str().unwrap()).to_owned(),
            text: response.text().unwrap(),
        }
    }

    fn gets(&self, path: &str) -> Answer {
        self.asks("GET", path, "")
    }

    fn posts(&self, path: &str, body: &Value) -> Answer {
        self.asks("POST", path, body.to_string())
    }
}

#[test]
fn a_program_publishes_a_survey_runs_a_wave_and_reads_its_tables() {
    let site = RunningSite::new();
    let marketer = site.member(Role::Marketer, "Mara");
    let program = Program::of(&marketer, &Scope::ALL);
    let file = SURVEY.replace("slug = \"acme\"", "slug = \"other\"");
    assert_eq!(
        program
            .asks("PUT", "/surveys/other/file", file.clone())
            .taken(201)["outcome"],
        "new"
    );
    let again = program.asks("PUT", "/surveys/other/file", file).taken(200);
    assert_eq!(again["outcome"], "unchanged");
    let wave = program
        .posts("/surveys/other/waves", &json!({ "label": "Spring" }))
        .taken(201);
    assert_eq!(
        (&wave["label"], &wave["state"]),
        (&json!("Spring"), &json!("running"))
    );
    program
        .posts("/surveys/other/waves", &json!({}))
        .refused(409);
    assert_eq!(
        program.gets("/surveys/other/tables").taken(200)["state"],
        "too-few"
    );
    for verb in ["pause", "go-on", "close"] {
        let state = program
            .posts(&format!("/surveys/other/waves/current/{verb}"), &json!({}))
            .taken(200);
        let expected = match verb {
            "pause" => "paused",
            "go-on" => "running",
            _ => "closed",
        };
        assert_eq!(state["state"], expected);
    }
    let listed = program.gets("/surveys").taken(200);
    let slugs: Vec<&str> = listed["surveys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["slug"].as_str().unwrap())
        .collect();
    assert!(
        slugs.contains(&"other") && slugs.contains(&"acme"),
        "{slugs:?}"
    );
    let file = program.gets("/surveys/other/file");
    assert_eq!(
        whynot::survey::file::read(&file.text)
            .unwrap()
            .slug
            .as_str(),
        "other"
    );
    let trust = site.visitor().get("/trust").body;
    assert!(
        trust.to_lowercase().contains("marketer"),
        "the ledger names the role"
    );
}

#[test]
fn tables_of_the_api_are_those_of_the_board() {
    let site = RunningSite::open();
    for _ in 0..15 {
        site.visitor().answers();
    }
    site.closes();
    let marketer = site.signed_in(Role::Marketer, "Mara");
    let program = Program::of(&marketer, &[Scope::ReadResults]);
    let tables = program.gets("/surveys/acme/tables").taken(200);
    assert_eq!(tables["state"], "published");
    let first = &tables["tables"][0];
    let file = marketer.get("/studio/surveys/acme/board/charts/use.json");
    let shown: Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(first, &shown);
    program.gets("/surveys/acme/tables?by=nothing").refused(404);
    program.gets("/surveys/acme/tables?wave=nine").refused(404);
}

#[test]
fn bad_input_is_said_with_its_place_and_changes_nothing() {
    let site = RunningSite::new();
    let marketer = site.member(Role::Marketer, "Mara");
    let program = Program::of(&marketer, &Scope::ALL);
    let problems = program
        .asks("PUT", "/surveys/acme/file", "format = 1\nslug = \"acme\"\n")
        .refused(422);
    assert!(
        problems["problems"].as_array().unwrap().len() > 2,
        "{problems}"
    );
    let other = program
        .asks("PUT", "/surveys/wrong/file", SURVEY)
        .refused(422);
    assert!(other["detail"].as_str().unwrap().contains("wrong"));
    program
        .asks("PUT", "/surveys/acme/file", vec![0xff_u8, 0xfe])
        .refused(422);
    program
        .asks("POST", "/surveys/acme/waves", "no JSON")
        .refused(422);
    program
        .posts("/surveys/acme/waves", &json!({ "colour": "red" }))
        .refused(422);
    program
        .posts("/surveys/acme/waves", &json!({ "last_day": "2001-01-01" }))
        .refused(422);
    program
        .posts("/surveys/acme/waves", &json!({ "last_day": "9999-12-31" }))
        .refused(422);
    program
        .posts("/surveys/acme/waves/current/close", &json!({}))
        .refused(409);
    program
        .posts("/surveys/acme/waves/current/burn", &json!({}))
        .refused(404);
    program
        .posts("/surveys/nothing/waves", &json!({}))
        .refused(404);
    program.gets("/surveys/NOT A SLUG").refused(404);
    program
        .posts("/surveys/acme/invitations", &json!({ "codes": 3 }))
        .refused(409);
    program
        .posts("/surveys/acme/invitations", &json!({}))
        .refused(422);
    let unknown = program.gets("/nothing");
    unknown.refused(404);
    assert_eq!(program.gets("/surveys/acme").taken(200)["waves"], json!([]));
}

#[test]
fn people_are_invited_and_keep_their_codes() {
    let file = SURVEY.replace("[charter]\n", "[charter]\naccess = \"invitation\"\n");
    let site = RunningSite::with(&file);
    let marketer = site.member(Role::Marketer, "Mara");
    let program = Program::of(&marketer, &[Scope::Invite]);
    let list = json!({ "addresses": ["ann@example.org", "ben@example.org", "ann@example.org"] });
    let invited = program.posts("/surveys/acme/invitations", &list).taken(201);
    assert_eq!(invited["new"], 2);
    let again = program.posts("/surveys/acme/invitations", &list).taken(201);
    assert_eq!(
        (&again["new"], &again["invitations"]),
        (&json!(0), &invited["invitations"])
    );
    let bad = json!({ "addresses": ["ann@example.org", "nobody"] });
    let refused = program
        .posts("/surveys/acme/invitations", &bad)
        .refused(422);
    assert!(
        !refused.to_string().contains("nobody at all") && refused.to_string().contains("item 2")
    );
    assert_eq!(
        program
            .posts("/surveys/acme/invitations", &json!({ "codes": 4 }))
            .taken(201)["new"],
        4
    );
    let counted = program.gets("/surveys/acme/invitations").taken(200);
    assert_eq!(
        (&counted["by_address"], &counted["printed"]),
        (&json!(2), &json!(4))
    );
}

#[test]
fn a_token_opens_what_it_names_for_as_long_as_it_holds() {
    let site = RunningSite::open();
    let marketer = site.member(Role::Marketer, "Mara");
    let until = today(&site);
    let holds = |token: &str| {
        Program::with(&site, token.to_owned())
            .gets("/surveys")
            .status
    };
    let results = token_for(&site, marketer.id, &[Scope::ReadResults], &until);
    assert_eq!(holds(&results), 403);
    let surveys = token_for(&site, marketer.id, &[Scope::ReadSurveys], &until);
    assert_eq!(holds(&surveys), 200);
    let program = Program::with(&site, surveys.clone());
    program
        .asks("PUT", "/surveys/acme/file", SURVEY)
        .refused(403);
    for wrong in [
        "",
        "whynot_",
        &surveys.replace("whynot_", ""),
        &ApiToken::from_number(7).to_string(),
    ] {
        assert_eq!(holds(wrong), 401, "{wrong}");
    }
    // A browser's session opens nothing here, and a token no page.
    let signed_in = site.signed_in(Role::Owner, "Olivia");
    assert_eq!(signed_in.get("/api/v1/surveys").status, 401);

    let change = |role| {
        let name = Name::parse("Mara").unwrap();
        roster::change(&site.installation, marketer.id, &name, role, &[]).unwrap();
    };
    change(Role::Executive);
    assert_eq!(holds(&surveys), 401, "an executive's token opens nothing");
    change(Role::Marketer);
    assert_eq!(holds(&surveys), 200);
    roster::remove(&site.installation, marketer.id).unwrap();
    assert_eq!(holds(&surveys), 401, "its member is gone");
}

#[test]
fn tokens_are_made_shown_once_listed_and_taken_back_on_their_page() {
    let site = RunningSite::open();
    let marketer = site.signed_in(Role::Marketer, "Mara");
    let until = today(&site);
    let bad = marketer.post(
        "/account/tokens",
        &[("go", "make"), ("name", ""), ("until", "soon")],
    );
    assert_eq!(bad.status, 422);
    assert!(bad.body.contains("value=\"soon\"") && bad.body.contains("at least one thing"));
    let made = marketer.post(
        "/account/tokens",
        &[
            ("go", "make"),
            ("name", "Lobby"),
            ("until", &until),
            ("scope", "surveys:read"),
        ],
    );
    assert_eq!(made.status, 200);
    let token = made.text(".ticket").trim().to_owned();
    let program = Program::with(&site, token.clone());
    program.gets("/surveys").taken(200);
    let page = marketer.get("/account/tokens").body;
    assert!(page.contains("Lobby") && !page.contains(&token));
    let id = page
        .split("name=\"token\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let other = site.signed_in(Role::Owner, "Olivia");
    assert_eq!(
        other
            .post("/account/tokens", &[("go", "take-back"), ("token", id)])
            .status,
        404
    );
    program.gets("/surveys").taken(200);
    assert_eq!(
        marketer
            .post("/account/tokens", &[("go", "take-back"), ("token", id)])
            .status,
        303
    );
    program.gets("/surveys").refused(401);
}

/// Methods and addresses of the document and of the route table, both ways.
#[test]
fn the_document_describes_every_address_and_no_other() {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let mut described: Vec<String> = Vec::new();
    for (path, verbs) in document["paths"].as_object().unwrap() {
        let verbs = verbs.as_object().unwrap().keys();
        described.extend(verbs.map(|verb| format!("{} {path}", verb.to_uppercase())));
    }
    let mut routed: Vec<String> = Vec::new();
    for entry in TABLE
        .iter()
        .filter(|entry| entry.path.starts_with("/api/v1"))
    {
        assert!(entry.who == Who::Token || entry.path.ends_with("openapi.json"));
        let verbs = entry.methods.split(", ").filter(|verb| *verb != "HEAD");
        routed.extend(verbs.map(|verb| format!("{verb} {}", entry.path)));
    }
    described.sort();
    routed.sort();
    assert_eq!(described, routed);
    let scopes = document["paths"].to_string();
    assert!(Scope::ALL.iter().all(|scope| scopes.contains(scope.code())));
    let served = RunningSite::new().visitor().get("/api/v1/openapi.json");
    assert_eq!(served.body, DOCUMENT);
}

/// Takes one message, answers with a status, and gives what was sent.
fn receives(listener: &TcpListener, status: &str) -> (String, String) {
    let (mut stream, _) = listener.accept().unwrap();
    let mut sent = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let read = stream.read(&mut piece).unwrap();
        sent.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&sent).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(": ")?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.parse().unwrap())
            });
            if body.len() >= length.unwrap_or(0_usize) {
                write!(
                    stream,
                    "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                )
                .unwrap();
                return (head.to_owned(), body.to_owned());
            }
        }
    }
}

fn header<'h>(head: &'h str, name: &str) -> &'h str {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines
        .find(|(given, _)| given.eq_ignore_ascii_case(name))
        .expect("the header")
        .1
}

#[test]
fn a_program_is_told_of_a_closed_wave_in_signed_messages_until_it_takes_them() {
    let site = RunningSite::open();
    let owner = site.signed_in(Role::Owner, "Olivia");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let bad = owner.post(
        "/studio/webhooks",
        &[("go", "add"), ("address", "http://example.org/")],
    );
    assert_eq!(bad.status, 422);
    assert!(bad.body.contains("value=\"http://example.org/\""));
    assert_eq!(
        owner
            .post("/studio/webhooks", &[("go", "add"), ("address", &address)])
            .status,
        303
    );
    assert_eq!(
        owner
            .post("/studio/webhooks", &[("go", "add"), ("address", &address)])
            .status,
        422
    );
    let told = webhook::list(&site.installation).unwrap();
    let secret = told[0].secret.to_string();

    for _ in 0..7 {
        site.visitor().answers();
    }
    site.closes();
    let (head, body) = receives(&listener, "503 Busy");
    let (again, same) = receives(&listener, "204 No Content");
    assert_eq!(body, same);
    assert_eq!(header(&head, "webhook-id"), header(&again, "webhook-id"));
    let message: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(message["type"], "wave.closed");
    assert_eq!(
        message["data"],
        json!({ "survey": "acme", "wave": 1, "label": "Wave 1", "released": 7 })
    );
    let key = STANDARD
        .decode(secret.strip_prefix("whsec_").unwrap())
        .unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(
        format!(
            "{}.{}.{body}",
            header(&head, "webhook-id"),
            header(&head, "webhook-timestamp")
        )
        .as_bytes(),
    );
    let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    assert_eq!(header(&head, "webhook-signature"), signature);
}
