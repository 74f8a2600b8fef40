//! The book of a closed wave: groups, those left out, and what stays as it is.

use whynot::operations::results::{Board, Selection};
use whynot::operations::share::link::{self, Opens};
use whynot::operations::{receipt, withdraw};
use whynot::privacy::protected_table::{Column, Group};
use whynot::store::Store;
use whynot::store::connection::{AnyConnection, Manager};
use whynot::store::{batches, books, surveys};
use whynot::survey::answer::Wishes;

use super::*;
use crate::engine::{Engine, on_both_engines};

const SURVEY: &str = r#"
format = 1
slug = "small"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
outside = "The agency of ACME."
group_size_min = 10
floor = 5
results = "while-running"

[[question]]
code = "reasons"
kind = "multiple-choice"
text = "Why not?"
options = [
  { code = "ads", text = "Too many ads" },
  { code = "data", text = "Too much data" },
  { code = "price", text = "Too dear" },
]

[[question]]
code = "age"
kind = "single-choice"
background = true
ordered = true
text = "How old are you?"
options = [
  { code = "young", text = "Under 25" },
  { code = "middle", text = "25–44" },
  { code = "older", text = "45–64" },
  { code = "oldest", text = "65 and over" },
]

[[question]]
code = "customer"
kind = "single-choice"
background = true
text = "Are you a customer?"
options = [{ code = "yes", text = "Yes" }, { code = "no", text = "No" }]
"#;

/// Asked of customers.
const RETURNS: &str = r#"
[[question]]
code = "returns"
kind = "single-choice"
text = "Did you send anything back?"
show_when = "customer is yes"
options = [{ code = "yes", text = "Yes" }, { code = "no", text = "No" }]
"#;

/// Asked of the very few who sent something back.
const TROUBLE: &str = r#"
[[question]]
code = "trouble"
kind = "single-choice"
text = "Was that any trouble?"
show_when = "returns is yes"
options = [{ code = "yes", text = "Yes" }, { code = "no", text = "No" }]
"#;

/// What the person of this number says: few are 65 and over, a third are
/// customers, and of these very few sent something back.
fn answers(number: usize) -> Vec<(&'static str, &'static str)> {
    let mut answers = vec![
        ("reasons", ["ads", "data", "price"][number % 3]),
        (
            "age",
            match number % 50 {
                0 => "oldest",
                1..=19 => "young",
                20..=34 => "middle",
                _ => "older",
            },
        ),
    ];
    if number.is_multiple_of(4) {
        answers.push(("reasons", "data"));
        answers.dedup();
    }
    if number % 7 < 3 {
        answers.push(("customer", "yes"));
        let sent_back = number % 70 == 1;
        answers.push(("returns", if sent_back { "yes" } else { "no" }));
    } else {
        answers.push(("customer", "no"));
    }
    answers
}

fn marketer(installation: Installation, survey: &str) -> Marketer {
    let survey = whynot::survey::file::read(survey).expect("a valid survey");
    publish::import_survey(&installation, &survey).expect("the survey is stored");
    Marketer {
        installation,
        slug: survey.slug,
    }
}

/// People of these numbers answer, some at once; `wishes` by their number.
async fn crowd_answers(
    marketer: &Marketer,
    numbers: std::ops::Range<usize>,
    wishes: fn(usize) -> Wishes,
) -> Vec<Receipted> {
    let mut receipts = Vec::new();
    let numbers: Vec<usize> = numbers.collect();
    for group in numbers.chunks(40) {
        let mut replies = tokio::task::JoinSet::new();
        for &number in group {
            let respondent = Respondent::at(marketer).await;
            let mut response = respondent.response(&answers(number));
            response.wishes = wishes(number);
            replies.spawn(async move {
                let Respondent {
                    installation,
                    published,
                    wave,
                    form,
                } = respondent;
                respond::respond(&installation, &published, wave, form, response).await
            });
        }
        for reply in replies.join_all().await {
            receipts.push(reply.expect("the response is stored"));
        }
    }
    receipts
}

fn no_wishes(_number: usize) -> Wishes {
    Wishes::default()
}

impl Marketer {
    async fn board(&self, by: Option<&str>, segment: Option<&str>) -> Option<Board> {
        let token = link::make_usual(&self.installation, &self.slug, Opens::Everything)
            .unwrap()
            .unwrap();
        let selection = Selection {
            wave: Some(1),
            by: by.map(str::to_owned),
            segment: segment.map(str::to_owned),
            ..Selection::default()
        };
        let board = results::board(&self.installation, &self.slug, token, selection).await;
        board.expect("the database answers")
    }

    async fn table(&self, by: Option<&str>, question: &str) -> ProtectedTable {
        let board = self.board(by, None).await.expect("the breakdown is there");
        table(&board, question)
    }
}

fn table(board: &Board, question: &str) -> ProtectedTable {
    let Results::Tables(tables) = &board.results else {
        panic!("there are results");
    };
    let mut tables = tables.iter();
    let found = tables.find(|table| table.heading().question_code == question);
    found.expect("the question has a table").clone()
}

fn names(table: &ProtectedTable) -> Vec<&str> {
    table
        .groups()
        .iter()
        .map(|column| match &column.group {
            Group::Named(name) => name.as_str(),
            Group::Everybody => "everybody",
        })
        .collect()
}

fn counts(column: &Column) -> Vec<u64> {
    column.item(0).iter().map(|cell| cell.count()).collect()
}

fn sum(table: &ProtectedTable) -> (u64, Vec<u64>) {
    let responses = table
        .groups()
        .iter()
        .map(|column| column.base.responses)
        .sum();
    let mut sums = vec![0; table.categories().len()];
    for column in table.groups() {
        for (sum, count) in sums.iter_mut().zip(counts(column)) {
            *sum += count;
        }
    }
    (responses, sums)
}

/// What is stored of all books, as text.
fn stored_books(engine: &Engine) -> String {
    let store = Store::open(engine.url.clone()).expect("a database");
    let mut connection = store.connection().expect("a connection");
    let mut text = String::new();
    for survey in surveys::list_surveys(&mut connection).expect("surveys") {
        for wave in surveys::list_waves(&mut connection, survey.id).expect("waves") {
            let place = whynot::privacy::pool_cipher::Place {
                survey: survey.id,
                wave: wave.wave,
            };
            let row = books::find_book(&mut connection, place).expect("a book or none");
            let book = books::read_book(&mut connection, place).expect("a book");
            text.push_str(&format!("{}", row.is_some()));
            text.push_str(&serde_json::to_string(&book).expect("JSON"));
        }
    }
    text
}

fn execute(engine: &Engine, statement: &str) {
    use diesel::connection::SimpleConnection;
    match Manager(engine.url.clone())
        .establish()
        .expect("a connection")
    {
        AnyConnection::Sqlite(mut sqlite) => sqlite.batch_execute(statement),
        AnyConnection::Postgres(mut postgres) => postgres.batch_execute(statement),
    }
    .expect("the statement runs");
}

on_both_engines! {
    async fn a_last_release_as_small_as_the_floor_costs_the_others_no_group(engine: &Engine) {
        let marketer = marketer(engine.open(), &SURVEY.replace("group_size_min = 10", "group_size_min = 5"));
        marketer.opens_a_wave();
        for (number, released) in (0..45).zip(1_u64..) {
            let mut said = answers(number);
            said.retain(|(question, _)| *question == "customer");
            Respondent::at(&marketer).await.sends(&said).await.unwrap();
            // Ten go as soon as fifteen wait.
            if released >= 15 && released % 10 == 5 {
                marketer.sees_released(released - 5).await;
            }
        }
        marketer.closes_the_wave();
        assert_eq!(marketer.released().await.0, 45);
        let by_customer = marketer.table(Some("customer"), "reasons").await;
        let counted: u64 = by_customer.groups().iter().map(|group| group.base.responses).sum();
        assert_eq!(counted, 40, "the last five are in no group");
    }

    async fn closing_a_wave_writes_a_book_whose_groups_add_up_to_everybody(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        marketer.opens_a_wave();
        crowd_answers(&marketer, 0..350, no_wishes).await;
        assert!(marketer.board(Some("age"), None).await.is_none());
        marketer.closes_the_wave();
        let board = marketer.board(None, None).await.unwrap();
        assert!(!board.is_being_counted);
        let offered: Vec<&str> = board.breakdowns.iter().map(|choice| choice.code.as_str()).collect();
        assert_eq!(offered[..2], ["age", "customer"]);
        assert!(offered.contains(&"reasons"));
        let by_age = marketer.table(Some("age"), "reasons").await;
        assert_eq!(names(&by_age), ["Under 25", "25–44", "45 and over"]);
        assert!(by_age.banner().unwrap().merged.as_ref().unwrap().contains("neighbours"));
        assert_eq!(by_age.banner().unwrap().left_out, 0);
        assert_eq!(sum(&by_age), (350, counts(by_age.first())));
        let by_customer = marketer.table(Some("customer"), "reasons").await;
        assert_eq!(sum(&by_customer), (350, counts(by_customer.first())));
        assert_eq!(by_customer.banner().unwrap().merged, None);
        // The exact counts of one group.
        let young = (0..350).filter(|number| (1..=19).contains(&(number % 50)));
        let with_ads = young.clone().filter(|&number| answers(number).contains(&("reasons", "ads")));
        assert_eq!(by_age.groups()[0].base.responses, young.count() as u64);
        assert_eq!(counts(&by_age.groups()[0])[0], with_ads.count() as u64);
        // The question the groups are made of has none.
        assert!(marketer.table(Some("age"), "age").await.banner().is_none());
    }

    async fn a_question_that_few_were_shown_looks_like_one_that_nobody_was(engine: &Engine) {
        let marketer = marketer(engine.open(), &format!("{SURVEY}{RETURNS}{TROUBLE}"));
        marketer.opens_a_wave();
        crowd_answers(&marketer, 0..350, no_wishes).await;
        marketer.closes_the_wave();
        let everybody = marketer.table(None, "trouble").await;
        assert_eq!((everybody.first().base.shown, counts(everybody.first())), (0, vec![0, 0]));
        let trouble = marketer.table(Some("age"), "trouble").await;
        assert_eq!(names(&trouble), ["Under 25", "25–44", "45 and over"]);
        for group in trouble.groups() {
            assert!(group.base.responses >= 10);
            assert_eq!((group.base.shown, counts(group)), (0, vec![0, 0]));
        }
        let returns = marketer.table(Some("age"), "returns").await;
        let shown: Vec<u64> = returns.groups().iter().map(|group| group.base.shown).collect();
        assert!(shown.iter().all(|&shown| shown == 0 || shown >= 10), "{shown:?}");
        // Those few are in no group, and others with them.
        let left_out = 350 - sum(&returns).0;
        assert!((10..=70).contains(&left_out), "{left_out} are left out");
    }

    async fn who_wants_to_count_in_the_totals_only_is_in_no_group(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        marketer.opens_a_wave();
        // All of them mind the price and are young.
        let wishes = |number: usize| Wishes {
            totals_only: number % 50 == 2 && number < 150,
            not_outside: number.is_multiple_of(5),
        };
        crowd_answers(&marketer, 0..350, wishes).await;
        marketer.closes_the_wave();
        let by_age = marketer.table(Some("age"), "reasons").await;
        assert!(by_age.banner().unwrap().left_out >= 5);
        let (responses, _) = sum(&by_age);
        // Three wished so; others were drawn, until they are k.
        assert!((300..=340).contains(&responses), "{responses} are in groups");
        assert_eq!(by_age.first().base.responses, 350);
        let by_customer = marketer.table(Some("customer"), "reasons").await;
        assert_eq!(sum(&by_customer).0, responses);
    }

    async fn the_outside_party_sees_those_who_agreed_and_nothing_else(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        let slug = &marketer.slug;
        let token = link::make_usual(&marketer.installation, slug, Opens::Outside).unwrap().unwrap();
        marketer.opens_a_wave();
        let wishes = |number: usize| Wishes { totals_only: false, not_outside: number.is_multiple_of(5) };
        crowd_answers(&marketer, 0..150, wishes).await;
        let board = async |selection: Selection| {
            results::board(&marketer.installation, slug, token, selection).await.unwrap()
        };
        let running = board(Selection::default()).await.unwrap();
        assert!(matches!(running.results, Results::HeldUntilClosed));
        assert_eq!(running.waves, []);
        assert!(board(Selection::from(Some(1))).await.is_none());
        marketer.closes_the_wave();
        let closed = board(Selection::default()).await.unwrap();
        let reasons = table(&closed, "reasons");
        assert_eq!(reasons.first().base.responses, 120);
        assert!(reasons.groups().is_empty() && closed.breakdowns.is_empty());
        let by_age = Selection { by: Some("age".to_owned()), ..Selection::default() };
        assert!(board(by_age).await.is_none());
    }

    async fn where_all_or_nearly_all_agreed_the_outside_party_sees_all_who_did(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        let wishes: [fn(usize) -> Wishes; 2] =
            [no_wishes, |number| Wishes { totals_only: false, not_outside: number < 3 }];
        for (wave, wishes) in (1..).zip(wishes) {
            marketer.opens_a_wave();
            crowd_answers(&marketer, 0..150, wishes).await;
            marketer.closes_the_wave();
            let slug = &marketer.slug;
            let token = link::make_usual(&marketer.installation, slug, Opens::Outside).unwrap().unwrap();
            let board = results::board(&marketer.installation, slug, token, Some(wave)).await;
            let reasons = table(&board.unwrap().unwrap(), "reasons");
            let agreed = reasons.first().base.responses;
            // The three hide among others who are left out of all groups.
            let expected = if wave == 1 { 150..=150 } else { 120..=140 };
            assert!(expected.contains(&agreed), "{agreed} agreed");
        }
    }

    async fn where_too_few_agreed_the_outside_party_sees_nothing(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        marketer.opens_a_wave();
        let wishes = |number: usize| Wishes { totals_only: false, not_outside: number >= 9 };
        crowd_answers(&marketer, 0..100, wishes).await;
        marketer.closes_the_wave();
        let slug = &marketer.slug;
        let token = link::make_usual(&marketer.installation, slug, Opens::Outside).unwrap().unwrap();
        let board = results::board(&marketer.installation, slug, token, None).await.unwrap();
        assert!(matches!(board.unwrap().results, Results::TooFewAgreed));
    }

    async fn a_withdrawal_after_closing_moves_no_number_and_other_receipts_still_open(
        engine: &Engine
    ) {
        let marketer = marketer(engine.open(), SURVEY);
        marketer.opens_a_wave();
        let mut receipts = crowd_answers(&marketer, 0..200, no_wishes).await;
        marketer.sees_more_released_than(100).await;
        receipts.extend(crowd_answers(&marketer, 200..250, no_wishes).await);
        marketer.closes_the_wave();
        let before = (stored_books(engine), format!("{:?}", marketer.board(Some("age"), None).await));
        let published = marketer.published().await;
        for receipted in receipts.iter().take(3) {
            let code = receipted.code;
            let withdrawn = withdraw::withdraw(&marketer.installation, &published, code).await;
            assert!(withdrawn.unwrap().is_some());
        }
        let after = (stored_books(engine), format!("{:?}", marketer.board(Some("age"), None).await));
        assert_eq!(after, before);
        for (position, receipted) in receipts.iter().enumerate() {
            let code = receipted.code;
            let found = receipt::read_back(&marketer.installation, &published, code).await.unwrap();
            let expected = (position >= 3).then(|| receipted.stored.clone());
            assert_eq!(found.map(|found| found.response), expected);
        }
        // All of them stand in one batch, in the order of their keys.
        let store = Store::open(engine.url.clone()).unwrap();
        let mut connection = store.connection().unwrap();
        let survey = surveys::find_survey(&mut connection, "small").unwrap().unwrap();
        let place = whynot::privacy::pool_cipher::Place { survey: survey.id, wave: 1 };
        let batches_left = batches::list_batches(&mut connection, place).unwrap();
        assert_eq!(batches_left, [(0, 247)]);
        assert!(batches::list_released_totals(&mut connection, place).unwrap().len() >= 2);
    }

    async fn a_withdrawal_before_closing_is_left_out_of_groups_and_stays_in_the_totals(
        engine: &Engine
    ) {
        let marketer = marketer(engine.open(), SURVEY);
        marketer.opens_a_wave();
        let receipts = crowd_answers(&marketer, 0..250, no_wishes).await;
        marketer.sees_more_released_than(100).await;
        let published = marketer.published().await;
        let mut gone = 0;
        for receipted in receipts.iter().take(40) {
            let code = receipted.code;
            let found = receipt::read_back(&marketer.installation, &published, code).await.unwrap();
            if found.is_some_and(|found| found.standing == receipt::Standing::Sealed) && gone < 3 {
                let withdrawn = withdraw::withdraw(&marketer.installation, &published, code).await;
                withdrawn.unwrap();
                gone += 1;
            }
        }
        assert_eq!(gone, 3);
        marketer.closes_the_wave();
        let by_age = marketer.table(Some("age"), "reasons").await;
        assert_eq!(by_age.first().base.responses, 250);
        let left_out = 250 - sum(&by_age).0;
        assert!((10..=50).contains(&left_out), "{left_out} are left out");
    }

    async fn a_closed_wave_without_a_book_gets_it_from_the_housekeeper(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        marketer.opens_a_wave();
        crowd_answers(&marketer, 0..60, no_wishes).await;
        marketer.sees_more_released_than(0).await;
        // A process that ended between closing and counting.
        execute(engine, "UPDATE waves SET is_open = FALSE, closed_day = '2026-11-24'");
        let mut board = marketer.board(None, None).await.unwrap();
        for _ in 0..1_000 {
            if !board.is_being_counted {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            board = marketer.board(None, None).await.unwrap();
        }
        assert!(!board.is_being_counted);
        assert!(stored_books(engine).starts_with("true"));
    }

    async fn an_empty_list_gives_an_empty_book(engine: &Engine) {
        let survey = SURVEY
            .replace("results = \"while-running\"", "breakdowns = []")
            .replace("outside = \"The agency of ACME.\"\n", "");
        let marketer = marketer(engine.open(), &survey);
        marketer.opens_a_wave();
        crowd_answers(&marketer, 0..60, no_wishes).await;
        marketer.closes_the_wave();
        let board = marketer.board(None, None).await.unwrap();
        assert!(!board.is_being_counted && board.breakdowns.is_empty());
        assert_eq!(stored_books(engine), "true{\"breakdowns\":[]}");
        let token = link::make_usual(&marketer.installation, &marketer.slug, Opens::Outside).unwrap();
        assert!(token.is_none());
    }

    async fn groups_can_be_read_as_one(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        marketer.opens_a_wave();
        crowd_answers(&marketer, 0..350, no_wishes).await;
        marketer.closes_the_wave();
        let parts = marketer.table(Some("age"), "reasons").await;
        let board = marketer.board(Some("age"), Some("0+1")).await.unwrap();
        let joined = table(&board, "reasons");
        assert_eq!(names(&joined), ["Under 45", "45 and over"]);
        assert_eq!(sum(&joined), sum(&parts));
        let added = counts(&parts.groups()[0]).iter().zip(counts(&parts.groups()[1]))
            .map(|(first, second)| first + second)
            .collect::<Vec<u64>>();
        assert_eq!(counts(&joined.groups()[0]), added);
        for refused in ["0", "0+9", "x", "0+0"] {
            assert!(marketer.board(Some("age"), Some(refused)).await.is_none(), "{refused}");
        }
        // Those who chose one reason and those who chose another may be the same.
        assert!(marketer.board(Some("reasons"), None).await.is_some());
        assert!(marketer.board(Some("reasons"), Some("0+1")).await.is_none());
        assert!(marketer.board(Some("hair-colour"), None).await.is_none());
    }

    async fn options_of_a_multiple_choice_are_groups_that_overlap(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        marketer.opens_a_wave();
        crowd_answers(&marketer, 0..350, no_wishes).await;
        marketer.closes_the_wave();
        let by_reason = marketer.table(Some("reasons"), "customer").await;
        assert!(by_reason.banner().unwrap().is_overlapping);
        assert_eq!(names(&by_reason), ["Too many ads", "Too much data", "Too dear"]);
        let reasons = marketer.table(None, "reasons").await;
        let sizes: Vec<u64> = by_reason.groups().iter().map(|group| group.base.responses).collect();
        assert_eq!(sizes, counts(reasons.first()));
        // And by themselves: who chose this and that.
        let together = marketer.table(Some("reasons"), "reasons").await;
        assert_eq!(counts(&together.groups()[0])[0], sizes[0]);
        assert_eq!(counts(&together.groups()[0])[1], counts(&together.groups()[1])[0]);
    }

    async fn waves_stand_beside_each_other_and_can_be_added_up(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        for people in [0..350, 100..300] {
            marketer.opens_a_wave();
            crowd_answers(&marketer, people, no_wishes).await;
            marketer.closes_the_wave();
        }
        let (installation, slug) = (&marketer.installation, &marketer.slug);
        let token = link::make_usual(installation, slug, Opens::Everything).unwrap().unwrap();
        let tracker = results::tracker(installation, slug, token).await.unwrap().unwrap();
        assert_eq!(tracker.waves.len(), 2);
        let reasons = &tracker.questions[0].tables;
        let bases: Vec<(i32, u64)> =
            reasons.iter().map(|(wave, table)| (*wave, table.first().base.responses)).collect();
        assert_eq!(bases, [(1, 350), (2, 200)]);
        let together = |by: Option<&str>| {
            let by = by.map(str::to_owned);
            let selection = Selection { by, is_together: true, ..Selection::default() };
            results::board(installation, slug, token, selection)
        };
        let board = together(Some("age")).await.unwrap().unwrap();
        let all = table(&board, "reasons");
        assert_eq!(all.first().base.responses, 550);
        assert_eq!(sum(&all), (550, counts(all.first())));
        assert_eq!(all.heading().wave, "Wave 1 to Wave 2");
        let everybody = together(None).await.unwrap().unwrap();
        assert_eq!(counts(table(&everybody, "reasons").first()), counts(all.first()));
        assert_eq!(everybody.together.unwrap().waves, [1, 2]);
        assert!(together(Some("nothing")).await.unwrap().is_none());
        // While the next wave runs, groups are those of the newest that has closed.
        marketer.opens_a_wave();
        crowd_answers(&marketer, 0..60, no_wishes).await;
        let by_age = Selection { by: Some("age".to_owned()), ..Selection::default() };
        let by_age = results::board(installation, slug, token, by_age).await.unwrap().unwrap();
        assert_eq!(by_age.wave, 2);
        let again = together(Some("age")).await.unwrap().unwrap();
        assert_eq!(counts(table(&again, "reasons").first()), counts(all.first()));
        // Groups are joined over all waves as they are in one.
        let segment = Selection {
            by: Some("age".to_owned()),
            segment: Some("0,rest".to_owned()),
            is_together: true,
            ..Selection::default()
        };
        let joined = results::board(installation, slug, token, segment).await.unwrap().unwrap();
        let joined = table(&joined, "reasons");
        assert_eq!(joined.groups().len(), 2);
        assert_eq!(sum(&joined), (550, counts(all.first())));
        assert_eq!(counts(&joined.groups()[0]), counts(&all.groups()[0]));
    }

    async fn a_board_opens_no_book_but_that_of_the_wave_it_shows(engine: &Engine) {
        let marketer = marketer(engine.open(), SURVEY);
        for people in [0..350, 100..300] {
            marketer.opens_a_wave();
            crowd_answers(&marketer, people, no_wishes).await;
            marketer.closes_the_wave();
        }
        // The totals of the first wave cannot be read any more.
        execute(engine, "UPDATE book_totals SET totals = '' WHERE wave = 1");
        let afresh = Marketer { installation: engine.open(), slug: marketer.slug };
        let (installation, slug) = (&afresh.installation, &afresh.slug);
        let token = link::make_usual(installation, slug, Opens::Everything).unwrap().unwrap();
        let look = |by: Option<&str>, is_together: bool| {
            let by = by.map(str::to_owned);
            let selection = Selection { by, is_together, ..Selection::default() };
            results::board(installation, slug, token, selection)
        };
        let everybody = look(None, false).await.unwrap().unwrap();
        assert_eq!(everybody.together.unwrap().waves, [1, 2]);
        let by_age = look(Some("age"), false).await.unwrap().unwrap();
        assert_eq!(by_age.wave, 2);
        assert!(by_age.together.unwrap().has_groups);
        assert!(look(None, true).await.unwrap().is_some());
        assert!(look(Some("age"), true).await.is_err());
    }

    async fn results_that_were_held_until_the_end_allow_finer_groups(engine: &Engine) {
        let survey = SURVEY.replace("while-running", "when-closed");
        let marketer = marketer(engine.open(), &survey);
        marketer.opens_a_wave();
        crowd_answers(&marketer, 0..100, no_wishes).await;
        marketer.closes_the_wave();
        let by_age = marketer.table(Some("age"), "reasons").await;
        assert_eq!(sum(&by_age), (100, counts(by_age.first())));
        assert!(by_age.groups().len() >= 2);
    }
}

impl Marketer {
    async fn sees_more_released_than(&self, few: u64) {
        for _ in 0..1_000 {
            if self.released().await.0 > few {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("nothing was released");
    }
}

#[test]
fn the_demonstration_has_groups_that_differ() {
    let engine = Engine::sqlite().expect("a temporary folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let installation = engine.open();
        let slug = whynot::operations::demonstrate::demonstrate(&installation, |_| {}).await;
        let marketer = Marketer {
            installation,
            slug: slug.expect("a demonstration"),
        };
        let by_age = marketer.table(Some("age"), "reasons").await;
        let profile = |column: &Column| column.item(0)[1].share();
        let ages: Vec<f64> = by_age.groups().iter().map(profile).collect();
        assert_eq!(ages.len(), 5);
        assert!(
            ages[4] > ages[0] + 0.3,
            "the old mind access to their profile"
        );
        let by_use = marketer.table(Some("use"), "reasons").await;
        let purpose = |column: &Column| column.item(0)[4].share();
        let uses: Vec<f64> = by_use.groups().iter().map(purpose).collect();
        assert!(uses[4] > uses[0] + 0.3, "who is rarely there sees no use");
    });
    drop(runtime);
}
