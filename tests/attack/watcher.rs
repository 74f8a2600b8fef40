//! The watcher looks at the board after every single answer and tries to see
//! which bar it moved.

use whynot::operations::results::{Board, Results};
use whynot::operations::share::link::{self, Opens};
use whynot::privacy::protected_table::ProtectedTable;

use super::world::{FIRST_RELEASE, FIRST_THRESHOLD, World, marks, released};
use crate::engine::{Engine, on_both_engines};
use crate::process::{Form, Server, client};

/// Everything a reader can get of a board, as one text: words, tables, pictures, files.
fn everything_visible(board: &Board) -> String {
    let mut seen = format!("{:?} {:?} {}", board.waves, board.wave, board.has_erased);
    match &board.results {
        Results::Tables(tables) => tables
            .iter()
            .for_each(|table| seen.push_str(&outputs(table))),
        other => seen.push_str(&format!("{other:?}")),
    }
    seen
}

fn outputs(table: &ProtectedTable) -> String {
    let presentation = whynot::chart::Presentation {
        width: whynot::chart::Width::Wide,
        intervals: true,
        frame: whynot::chart::Frame::Whole,
    };
    [
        whynot::chart::svg(table, &presentation),
        whynot::chart::finding(table),
        whynot::chart::description(table),
        whynot::export::csv(table),
        whynot::export::json(table),
    ]
    .concat()
}

/// After how many of the answers something visible changed.
fn changes(views: &[String]) -> usize {
    views.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

on_both_engines! {
    async fn the_watcher_sees_nothing_between_releases(engine: &Engine) {
        let world = World::with_open_wave(engine.open());
        let mut views = vec![everything_visible(&world.board().await)];
        let people = marks(FIRST_THRESHOLD + 14);
        for &mark in &people[..FIRST_THRESHOLD - 1] {
            world.answers(mark).await;
            views.push(everything_visible(&world.board().await));
        }
        assert_eq!(changes(&views), 0);
        world.answers(people[FIRST_THRESHOLD - 1]).await;
        world.sees_released(FIRST_RELEASE as u64).await;
        let mut views = vec![everything_visible(&world.board().await)];
        // Five stayed behind; nine more do not reach the next threshold.
        for &mark in &people[FIRST_THRESHOLD..FIRST_THRESHOLD + 9] {
            world.answers(mark).await;
            views.push(everything_visible(&world.board().await));
        }
        println!("watcher: {} of {} answers seen to arrive", changes(&views), people.len());
        assert_eq!(changes(&views), 0);
    }

    async fn the_watcher_wins_where_totals_are_live(engine: &Engine) {
        let world = World::with_open_wave(engine.open());
        let people = marks(20);
        let mut live = LiveTotals::default();
        let mut views = vec![everything_visible(&live.board(&world.board().await))];
        for &mark in &people {
            world.answers(mark).await;
            live.count(mark);
            views.push(everything_visible(&live.board(&world.board().await)));
        }
        println!("watcher: with live totals {} of {}", changes(&views), people.len());
        // From the fifth answer on there is something to see, and every answer moves it.
        assert_eq!(changes(&views), people.len() - 4);
    }
}

/// Every address at which anything about a survey can be read, but for the form
/// itself, which carries a fresh key each time.
fn addresses(base: &str, token: &str) -> Vec<String> {
    let board = format!("{base}/boards/watched/{token}");
    let mut addresses = vec![
        board.clone(),
        format!("{board}?wave=1"),
        format!("{base}/trust"),
        format!("{base}/s/watched/promise"),
        format!("{base}/s/watched/receipt"),
        format!("{base}/healthz"),
        format!("{base}/readyz"),
    ];
    for question in ["mark", "reasons", "comment"] {
        for format in ["svg", "png", "csv", "json"] {
            addresses.push(format!("{board}/charts/{question}.{format}"));
        }
    }
    addresses
}

/// Status, headers but for the time of day, and body of every address.
fn poll(client: &reqwest::blocking::Client, addresses: &[String]) -> String {
    let mut seen = String::new();
    for address in addresses {
        let response = client.get(address).send().expect("an answer");
        seen.push_str(&format!("{address} {}", response.status()));
        for (name, value) in response
            .headers()
            .iter()
            .filter(|(name, _)| *name != "date")
        {
            seen.push_str(&format!("{name}: {value:?}"));
        }
        seen.push_str(&format!("{:?}", response.bytes().expect("a body")));
    }
    seen
}

#[test]
fn the_watcher_sees_nothing_between_releases_at_any_address() {
    use whynot::operations::publish;
    let engine = Engine::sqlite().expect("a temporary folder");
    let token = {
        let installation = engine.open();
        let survey = whynot::survey::file::read(super::world::SURVEY).expect("a valid survey");
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        publish::open_wave(&installation, &survey.slug, None).expect("a wave opens");
        let token =
            link::make_usual(&installation, &survey.slug, Opens::Everything).expect("answers");
        token.expect("a board").to_string()
    };
    let server = Server::start(&engine);
    let client = client();
    let addresses = addresses(&server.base, &token);
    let answer = |mark: u32| {
        let form = Form::new(1, &[("mark", &mark.to_string()), ("reasons", "ads")]);
        form.send(&client, &server.base, "watched")
            .expect("a receipt");
    };
    let people = marks(FIRST_THRESHOLD + 4);
    let before = poll(&client, &addresses);
    for &mark in &people[..FIRST_THRESHOLD - 1] {
        answer(mark);
        assert!(
            poll(&client, &addresses) == before,
            "an answer was seen to arrive"
        );
    }
    answer(people[FIRST_THRESHOLD - 1]);
    // A round of polling may span the release: the one after it does not.
    let mut rounds = (0..500).map(|_| poll(&client, &addresses));
    assert!(rounds.any(|seen| seen != before), "no release is seen");
    // The watcher's own first looks are entered in the ledger, which he polls too.
    let mut released = poll(&client, &addresses);
    let are_entered = (0..20).any(|_| {
        let again = poll(&client, &addresses);
        std::mem::replace(&mut released, again) == released
    });
    assert!(are_entered, "the ledger moves without a cause");
    for &mark in &people[FIRST_THRESHOLD..] {
        answer(mark);
        assert!(
            poll(&client, &addresses) == released,
            "an answer was seen to arrive"
        );
    }
    println!(
        "watcher: 0 of {} answers seen at {} addresses",
        people.len(),
        addresses.len()
    );
}

/// What every other survey system does: counts at once.
#[derive(Default)]
struct LiveTotals {
    ads: u64,
    data: u64,
}

impl LiveTotals {
    fn count(&mut self, mark: u32) {
        if mark.is_multiple_of(2) {
            self.ads += 1;
        } else {
            self.data += 1;
        }
    }

    fn board(&self, board: &Board) -> Board {
        use whynot::privacy::protected_table::{Category, Heading, Layout, Measure};
        use whynot::privacy::published::PublishedTotals;
        use whynot::statistics::totals::{QuestionTotals, Tally, Totals};
        let responses = self.ads + self.data;
        let totals = Totals {
            responses,
            questions: vec![QuestionTotals {
                shown: responses,
                answered: responses,
                tallies: vec![Tally {
                    counts: vec![self.ads, self.data],
                    bases: vec![responses; 2],
                    sum: 0,
                }],
            }],
        };
        let mut board = board.clone();
        let Ok(published) = PublishedTotals::of_batch(totals, 5) else {
            return board;
        };
        let category = |code: &str| Category {
            code: code.to_owned(),
            text: code.to_owned(),
            is_residual: false,
        };
        let layout = Layout {
            measure: Measure::MultipleChoice,
            items: vec![String::new()],
            categories: vec![category("ads"), category("data")],
        };
        let heading = Heading {
            brand: "ACME".to_owned(),
            survey_title: "Why not ACME?".to_owned(),
            question_code: "reasons".to_owned(),
            question: "Why not?".to_owned(),
            together: None,
            wave: "Wave 1".to_owned(),
            source: None,
            is_background: false,
            is_simulated: false,
        };
        let table = ProtectedTable::of_everybody(heading, layout, &published, 0).unwrap();
        board.results = Results::Tables(vec![table].into());
        assert_eq!(released(&board), responses);
        board
    }
}
