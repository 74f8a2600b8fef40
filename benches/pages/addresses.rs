//! What there is to visit: the route table with its gaps filled in.

use whynot::web::routes::{self, Who};

use super::filled::Filled;
use super::place::Place;
use super::visit::Browser;

pub struct Address {
    pub path: String,
    /// As the table has it, with who asks where that matters.
    pub shown: String,
    /// Whoever asks.
    pub cookie: String,
    /// Not a file to be kept.
    pub is_page: bool,
}

/// Every address of members and of boards that can be read; an address with a
/// gap that nothing here fills is an error.
pub fn all(place: &Place, filled: &Filled) -> Vec<Address> {
    let gaps = gaps(place, filled);
    let table = routes::TABLE.iter();
    let read = table.filter(|entry| entry.methods.contains("GET"));
    let of_members = read.filter(|entry| {
        let is_board = entry.path.starts_with("/boards/");
        is_board || matches!(entry.who, Who::Member | Who::Marketer | Who::Owner)
    });
    let mut addresses: Vec<Address> = of_members
        .flat_map(|entry| variants(entry.path))
        .map(|path| address(&path, &gaps, &filled.owner))
        .collect();
    let longer = [
        "/studio?page=4",
        "/studio/boards?page=2",
        "/studio/boards?page=9",
    ];
    addresses.extend(longer.map(|path| address(path, &gaps, &filled.owner)));
    let for_reader = [
        "/studio/boards",
        "/studio/boards?page=2",
        "/studio/boards/{id}",
    ];
    addresses.extend(for_reader.map(|path| Address {
        shown: format!("{path} (executive)"),
        ..address(path, &gaps, &filled.executive)
    }));
    addresses
}

/// One for each kind of file.
fn variants(path: &str) -> Vec<String> {
    match path.contains("{format}") {
        true => ["svg", "png", "csv"]
            .map(|format| path.replace("{format}", format))
            .to_vec(),
        false => vec![path.to_owned()],
    }
}

fn address(path: &str, gaps: &[(&'static str, String)], cookie: &str) -> Address {
    // The first that fits wins: what is special comes before what is usual.
    let filled = gaps.iter().fold(path.to_owned(), |filled, (gap, with)| {
        filled.replace(gap, with)
    });
    assert!(!filled.contains('{'), "nothing fills a gap of {path}");
    let last = path.rsplit('/').next().unwrap_or_default();
    Address {
        path: filled,
        shown: path.to_owned(),
        cookie: cookie.to_owned(),
        is_page: !last.contains('.'),
    }
}

fn gaps(place: &Place, filled: &Filled) -> Vec<(&'static str, String)> {
    let draft = format!("/studio/drafts/{}", filled.draft);
    let outline = Address {
        path: draft.clone(),
        shown: String::new(),
        cookie: filled.owner.clone(),
        is_page: true,
    };
    let page = Browser::of(place.opened()).read(&outline);
    let questions = format!("{draft}/questions/");
    let item = page.split(&questions).nth(1).expect("a question");
    let item: String = item.chars().take_while(|c| c.is_alphanumeric()).collect();
    let board = filled.board.to_string();
    vec![
        (
            "/studio/surveys/{slug}/invitations",
            format!("/studio/surveys/{}/invitations", filled.invited),
        ),
        ("{slug}/close", format!("{}/close", filled.running)),
        ("{slug}/watch", format!("{}/watch", filled.running)),
        ("/boards/{id}", format!("/boards/{board}")),
        ("/members/{id}", format!("/members/{}", filled.member)),
        ("{slug}", filled.closed.to_string()),
        ("{token}", filled.link.to_string()),
        ("{draft}", filled.draft.to_string()),
        ("{item}", item),
        ("/words/{question}", "/words/comment".to_owned()),
        ("{question}", "reasons".to_owned()),
        ("{first}", filled.first_code.to_string()),
    ]
}
