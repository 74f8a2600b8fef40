//! A wave whose every published number is collected, and people who are known
//! to the attacker through and through, but for what they think of the brand.
//!
//! Each person has a mark of her own: a power of two in one of many number
//! questions, whose sums are published like any other. So every number that is
//! served says by itself whom it counts, and nothing has to be assumed about
//! what the auditor did.

use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use whynot::operations::installation::Installation;
use whynot::operations::publish::{self, Published, WaveState};
use whynot::operations::receipt::{self, Standing};
use whynot::operations::respond;
use whynot::operations::results::{self, Board, Results, Selection};
use whynot::operations::share::link::{self, Opens};
use whynot::operations::withdraw;
use whynot::privacy::protected_table::{Column, ProtectedTable};
use whynot::privacy::receipt::ReceiptCode;
use whynot::privacy::schedule::Schedule;
use whynot::survey::answer::{Answer, Given, Response, Wishes};
use whynot::survey::identifier::Slug;

use super::algebra::Columns;

pub const GROUP_SIZE_MIN: u16 = 10;
pub const FLOOR: u16 = 5;

/// Powers of two up to 2^35 stay exact in a published mean.
const MARKS_PER_QUESTION: usize = 36;

/// Background questions: code, options, whether they are steps of one thing.
const BACKGROUND: [(&str, u8, bool); 4] = [
    ("age", 5, true),
    ("use", 4, true),
    ("region", 4, false),
    ("customer", 2, false),
];
const CUSTOMER: usize = 3;
const REASONS: u8 = 6;
const TRUST_POINTS: u8 = 5;

/// What one person is and says.
#[derive(Clone)]
pub struct Person {
    /// One option a background question, or not stated.
    pub background: [Option<u8>; 4],
    pub reasons: Vec<u8>,
    /// What the attacker is after: by these nobody is grouped.
    pub secrets: Vec<u8>,
    pub trust: u8,
    pub totals_only: bool,
}

impl Person {
    fn is_customer(&self) -> bool {
        self.background[CUSTOMER] == Some(0)
    }
}

/// Unequal shares, answers that depend on who somebody is, two in a hundred not
/// stated; the last five want to be counted in the totals only.
pub fn people(count: usize, seed: u64) -> Vec<Person> {
    let mut chance = StdRng::seed_from_u64(seed);
    (0..count)
        .map(|number| {
            let background = BACKGROUND.map(|(_, options, _)| {
                let is_stated = chance.random_bool(0.98);
                // The larger of two draws: low options are rarer.
                let draw = chance
                    .random_range(0..options)
                    .max(chance.random_range(0..options));
                is_stated.then_some(draw)
            });
            let likes_little = background[0].unwrap_or(2);
            let mut choose = || -> Vec<u8> {
                let likely = |reason: u8| 0.15 + 0.07 * f64::from(reason);
                let of_age = 0.03 * f64::from(likes_little);
                (0..REASONS)
                    .filter(|&reason| chance.random_bool(likely(reason) + of_age))
                    .collect()
            };
            let (reasons, secrets) = (choose(), choose());
            Person {
                background,
                reasons,
                secrets,
                trust: chance.random_range(0..TRUST_POINTS),
                totals_only: number + 5 >= count,
            }
        })
        .collect()
}

fn mark_questions(people: usize) -> usize {
    people.div_ceil(MARKS_PER_QUESTION)
}

/// The default list written out, so that the marks are not on it; a question
/// that routing shows to customers only; marks for all and for customers.
pub fn survey(people: usize, results: &str) -> String {
    let breakdowns = breakdowns();
    let mut file = format!(
        r#"format = 1
slug = "audited"
brand = "ACME"
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
outside = "The agency of ACME."
group_size_min = {GROUP_SIZE_MIN}
floor = {FLOOR}
results = "{results}"
breakdowns = {breakdowns:?}
"#
    );
    for (code, options, is_ordered) in BACKGROUND {
        choice(&mut file, code, options, "single-choice");
        let _ = writeln!(file, "background = true\nordered = {is_ordered}");
    }
    choice(&mut file, "reasons", REASONS, "multiple-choice");
    let _ = writeln!(
        file,
        "\n[[question]]\ncode = \"trust\"\nkind = \"scale\"\ntext = \"Do you trust us?\"\n\
         from = 1\nto = {TRUST_POINTS}\nlowest = \"No\"\nhighest = \"Yes\""
    );
    choice(&mut file, "stay", 3, "single-choice");
    let _ = writeln!(file, "show_when = \"customer is o0\"");
    choice(&mut file, "secrets", REASONS, "multiple-choice");
    for number in 0..mark_questions(people) {
        mark(&mut file, &format!("mark{number}"), "");
        mark(
            &mut file,
            &format!("routed{number}"),
            "show_when = \"customer is o0\"",
        );
    }
    file
}

fn breakdowns() -> Vec<String> {
    let codes = BACKGROUND.map(|(code, ..)| code);
    let asked = codes.into_iter().chain(["reasons", "trust", "stay"]);
    let mut listed: Vec<String> = asked.map(str::to_owned).collect();
    for (position, first) in codes.iter().enumerate() {
        let later = codes.iter().skip(position + 1);
        listed.extend(later.map(|second| format!("{first} by {second}")));
    }
    listed
}

fn choice(file: &mut String, code: &str, options: u8, kind: &str) {
    let _ = writeln!(
        file,
        "\n[[question]]\ncode = \"{code}\"\nkind = \"{kind}\"\ntext = \"About {code}?\"\noptions = ["
    );
    for option in 0..options {
        let _ = writeln!(
            file,
            "  {{ code = \"o{option}\", text = \"{code} {option}\" }},"
        );
    }
    let _ = writeln!(file, "]");
}

/// About the person, so that it is shown beside every breakdown.
fn mark(file: &mut String, code: &str, condition: &str) {
    let maximum = 1_u64 << (MARKS_PER_QUESTION - 1);
    let _ = writeln!(
        file,
        "\n[[question]]\ncode = \"{code}\"\nkind = \"number\"\ntext = \"{code}\"\nbackground = true\nminimum = 0\n\
         maximum = {maximum}\nbands = [{{ from = 0, to = {maximum}, text = \"any\" }}]\n{condition}"
    );
}

fn response(person: &Person, number: usize, people: usize) -> Response {
    let one = |option: u8| {
        Given::Answered(Answer::One {
            option,
            other: None,
        })
    };
    let mut given: Vec<Given> = person
        .background
        .iter()
        .map(|option| option.map_or(Given::Skipped, one))
        .collect();
    let several = |options: &[u8]| match options {
        [] => Given::Skipped,
        options => Given::Answered(Answer::Several {
            options: options.to_vec(),
            other: None,
        }),
    };
    given.push(several(&person.reasons));
    given.push(Given::Answered(Answer::Point(person.trust)));
    let if_customer = |given: Given| match person.is_customer() {
        true => given,
        false => Given::NotShown,
    };
    given.push(if_customer(one((number % 3) as u8)));
    given.push(several(&person.secrets));
    for question in 0..mark_questions(people) {
        let is_own = number / MARKS_PER_QUESTION == question;
        let mark = i64::from(is_own) << (number % MARKS_PER_QUESTION);
        given.push(Given::Answered(Answer::Number(mark)));
        given.push(if_customer(Given::Answered(Answer::Number(mark))));
    }
    Response {
        given,
        wishes: Wishes {
            totals_only: person.totals_only,
            not_outside: number.is_multiple_of(4),
        },
    }
}

/// Everything that was served, as sets of people: of all, and of the customers.
#[derive(Default)]
pub struct Served {
    pub everybody: Sums,
    pub customers: Sums,
    pub numbers: usize,
    pub breakdowns: Vec<String>,
}

#[derive(Default)]
pub struct Sums {
    pub columns: Columns,
    /// The columns, what was added from one release to the next, and what each
    /// breakdown leaves of everybody.
    pub groups: Columns,
    /// Everybody as last seen.
    before: Vec<bool>,
    seen: HashSet<Vec<bool>>,
}

impl Sums {
    /// The members of each column of a table, everybody first.
    fn add(&mut self, table: Vec<Vec<bool>>) {
        let Some((everybody, groups)) = table.split_first() else {
            return;
        };
        let mut rest = everybody.clone();
        for group in groups {
            rest = without(&rest, group);
        }
        let added = match self.before.is_empty() {
            true => everybody.clone(),
            false => without(everybody, &self.before),
        };
        self.before = everybody.clone();
        self.groups
            .extend([rest, added].into_iter().filter(|set| set.contains(&true)));
        for members in table {
            if members.contains(&true) && self.seen.insert(members.clone()) {
                self.groups.push(members.clone());
                self.columns.push(members);
            }
        }
    }
}

fn without(set: &[bool], other: &[bool]) -> Vec<bool> {
    set.iter().zip(other).map(|(a, b)| *a && !b).collect()
}

impl Served {
    /// What is shown next is no release after what was shown before.
    fn begins_a_wave(&mut self) {
        self.everybody.before.clear();
        self.customers.before.clear();
    }

    fn read(&mut self, board: &Board, people: usize) {
        let Results::Tables(tables) = &board.results else {
            return;
        };
        self.numbers += tables
            .iter()
            .map(|table| table.columns().count())
            .sum::<usize>();
        for prefix in ["mark", "routed"] {
            let marks: Vec<&ProtectedTable> = (0..mark_questions(people))
                .filter_map(|number| find(tables, &format!("{prefix}{number}")))
                .collect();
            let groups = marks.first().map_or(0, |table| table.columns().count());
            let members = (0..groups).map(|group| {
                let columns = marks.iter().filter_map(|table| table.columns().nth(group));
                columns.flat_map(marked).take(people).collect()
            });
            let table: Vec<Vec<bool>> = members.collect();
            match prefix {
                "mark" => self.everybody.add(table),
                _ => self.customers.add(table),
            }
        }
    }
}

fn find<'a>(tables: &'a [ProtectedTable], code: &str) -> Option<&'a ProtectedTable> {
    tables
        .iter()
        .find(|table| table.heading().question_code == code)
}

/// Who is in a published sum of marks.
fn marked(column: &Column) -> Vec<bool> {
    let sum = column.mean().unwrap_or(0.0) * column.base.answered as f64;
    let sum = sum.round() as u64;
    (0..MARKS_PER_QUESTION)
        .map(|bit| sum >> bit & 1 == 1)
        .collect()
}

/// A wave from its first answer to its last board.
pub struct World {
    installation: Installation,
    slug: Slug,
    count: usize,
    /// Waves that have closed.
    closed: usize,
    pub served: Served,
}

impl World {
    /// All of them answer, three whose answers are sealed take them back, the
    /// wave closes; everything that is served on the way is kept.
    pub async fn lives_through(
        installation: Installation,
        people: &[Person],
        results: &str,
    ) -> Self {
        let everybody = std::iter::once(0..people.len());
        Self::lives_through_waves(installation, people, results, everybody).await
    }

    /// The same of several waves, of which each asks some of the people.
    pub async fn lives_through_waves(
        installation: Installation,
        people: &[Person],
        results: &str,
        waves: impl IntoIterator<Item = Range<usize>>,
    ) -> Self {
        let file = survey(people.len(), results);
        let survey = whynot::survey::file::read(&file).expect("a valid survey");
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        let mut world = Self {
            installation,
            slug: survey.slug,
            count: people.len(),
            closed: 0,
            served: Served::default(),
        };
        for asked in waves {
            publish::open_wave(&world.installation, &world.slug, None).expect("a wave opens");
            let receipts = world.all_answer(people, asked).await;
            world.three_withdraw(&receipts).await;
            publish::close_wave(&world.installation, &world.slug).expect("the wave closes");
            world.closed += 1;
            world.reads_every_board(Selection::default()).await;
        }
        if world.closed > 1 {
            let together = Selection {
                is_together: true,
                ..Selection::default()
            };
            world.served.begins_a_wave();
            world.reads_every_board(together).await;
        }
        world
    }

    async fn published(&self) -> Arc<Published> {
        publish::find_published(&self.installation, &self.slug)
            .await
            .expect("the database answers")
            .expect("the survey is there")
    }

    async fn all_answer(&mut self, people: &[Person], asked: Range<usize>) -> Vec<ReceiptCode> {
        let published = self.published().await;
        let WaveState::Open { wave } = published.wave else {
            panic!("the wave is not open");
        };
        let mut receipts = Vec::with_capacity(asked.len());
        self.served.begins_a_wave();
        let (mut waiting, mut released) = (0_u64, 0_u64);
        for (number, person) in people.iter().enumerate() {
            if !asked.contains(&number) {
                continue;
            }
            let form = self.installation.new_submission_key().expect("randomness");
            let response = response(person, number, people.len());
            let sent = respond::respond(&self.installation, &published, wave, form, response).await;
            receipts.push(sent.expect("the response is stored").code);
            waiting += 1;
            let schedule = Schedule {
                group_size_min: GROUP_SIZE_MIN,
                released,
            };
            if let Some(due) = schedule.due(waiting) {
                (waiting, released) = (waiting - due, released + due);
                self.sees_released(released as i64).await;
                let running = Selection::from(Some(self.closed as i32 + 1));
                let board = self.board(running).await;
                self.served.read(&board, self.count);
            }
        }
        receipts
    }

    async fn sees_released(&self, expected: i64) {
        for _ in 0..2_000 {
            let surveys = publish::list_surveys(&self.installation).expect("the database answers");
            if surveys[0].waves[self.closed].released == u64::try_from(expected).ok() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        panic!("{expected} responses are not released");
    }

    async fn three_withdraw(&self, receipts: &[ReceiptCode]) {
        let published = self.published().await;
        let mut withdrawn = 0;
        for &code in receipts {
            let found = receipt::read_back(&self.installation, &published, code).await;
            let standing = found
                .expect("the database answers")
                .map(|found| found.standing);
            if standing != Some(Standing::Sealed) {
                continue;
            }
            let done = withdraw::withdraw(&self.installation, &published, code).await;
            assert_eq!(done.expect("the database answers"), Some(Standing::Sealed));
            withdrawn += 1;
            if withdrawn == 3 {
                return;
            }
        }
        panic!("fewer than three answers are sealed");
    }

    async fn board(&self, selection: Selection) -> Board {
        let board = self.find_board(selection).await;
        board.expect("the board is there")
    }

    async fn find_board(&self, selection: Selection) -> Option<Board> {
        let token = link::make_usual(&self.installation, &self.slug, Opens::Everything);
        let token = token
            .expect("the database answers")
            .expect("the survey is there");
        results::board(&self.installation, &self.slug, token, selection)
            .await
            .expect("the database answers")
    }

    /// Everybody, each breakdown, each segment of two groups, the outside party.
    async fn reads_every_board(&mut self, of: Selection) {
        let board = self.board(of.clone()).await;
        assert!(!board.is_being_counted);
        self.served.read(&board, self.count);
        for breakdown in &board.breakdowns {
            self.served.breakdowns.push(breakdown.code.clone());
            let by = Selection {
                by: Some(breakdown.code.clone()),
                ..of.clone()
            };
            let shown = self.board(by.clone()).await;
            self.served.read(&shown, self.count);
            if breakdown.groups.len() > 2 {
                let segment = Selection {
                    segment: Some("0+1".to_owned()),
                    ..by
                };
                // Groups that overlap have none.
                if let Some(shown) = self.find_board(segment).await {
                    self.served.read(&shown, self.count);
                }
            }
        }
        let outside = link::make_usual(&self.installation, &self.slug, Opens::Outside);
        if let Some(token) = outside.expect("the database answers") {
            let shown = results::board(&self.installation, &self.slug, token, Selection::default());
            let shown = shown.await.expect("the database answers");
            self.served.read(
                &shown.expect("the outside party's board is there"),
                self.count,
            );
        }
    }
}

/// What an unaudited table book would have served: every category of every
/// question and of every pair, whatever its size, beside live totals.
pub fn unaudited(people: &[Person], live: bool) -> Columns {
    let mut columns: Columns = Vec::new();
    let mut add = |is_in: &dyn Fn(&Person) -> bool| {
        let members: Vec<bool> = people.iter().map(is_in).collect();
        if members.contains(&true) && !columns.contains(&members) {
            columns.push(members);
        }
    };
    for (first, (_, options, _)) in BACKGROUND.iter().enumerate() {
        for option in 0..*options {
            add(&|person| person.background[first] == Some(option));
            for (second, (_, others, _)) in BACKGROUND.iter().enumerate().skip(first + 1) {
                for other in 0..*others {
                    add(&|person| {
                        person.background[first] == Some(option)
                            && person.background[second] == Some(other)
                    });
                }
            }
        }
    }
    for point in 0..TRUST_POINTS {
        add(&|person| person.trust == point);
    }
    columns.push(vec![true; people.len()]);
    if live {
        for until in (usize::from(GROUP_SIZE_MIN)..people.len()).step_by(1) {
            columns.push((0..people.len()).map(|person| person < until).collect());
        }
    }
    columns
}

/// Everybody's answer to one option of the question that matters.
pub fn chose(people: &[Person], secret: u8) -> Vec<bool> {
    people
        .iter()
        .map(|person| person.secrets.contains(&secret))
        .collect()
}
