//! A wave as releases left it: four questions about the person, fifteen about
//! the brand, a hundred answers altogether, 2 % not stated.

use std::fmt::Write;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use whynot::operations::installation::Installation;
use whynot::operations::publish;
use whynot::privacy::pool_cipher::Place;
use whynot::privacy::published::PublishedTotals;
use whynot::privacy::receipt::BatchKey;
use whynot::statistics::bit_plane::BitPlane;
use whynot::statistics::column::{Column, OptionPlanes, SKIPPED};
use whynot::statistics::totals::Totals;
use whynot::store::batches::{self, Batch};
use whynot::store::connection::AnyConnection;
use whynot::store::{Store, surveys};

const BACKGROUND: usize = 4;
const SINGLE: usize = 10;
const SEVERAL: usize = 5;
const RELEASES: usize = 100;

/// Not stated, then the five answers, in a thousand.
const SHARES: [u32; 6] = [20, 230, 250, 200, 170, 130];
const CHOSEN_PER_CENT: [u32; 6] = [54, 45, 31, 29, 23, 22];

/// 20 groups by one question, 125 by two, and five by an answer about the brand.
fn survey() -> String {
    let mut file = r#"
format = 1
slug = "closing"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
group_size_min = 10
floor = 5
breakdowns = ["b0", "b1", "b2", "b3", "b0 by b1", "b0 by b2", "b0 by b3", "b1 by b2", "b1 by b3", "s0"]
"#
    .to_owned();
    let mut question = |code: String, kind: &str, is_background: bool, options: usize| {
        let options: Vec<String> = (0..options)
            .map(|option| format!("{{ code = \"o{option}\", text = \"Answer {option}\" }}"))
            .collect();
        write!(
            file,
            "\n[[question]]\ncode = \"{code}\"\nkind = \"{kind}\"\nbackground = {is_background}\n\
             text = \"Question {code}\"\noptions = [{}]\n",
            options.join(", ")
        )
        .expect("text");
    };
    (0..BACKGROUND).for_each(|at| question(format!("b{at}"), "single-choice", true, 5));
    (0..SINGLE).for_each(|at| question(format!("s{at}"), "single-choice", false, 5));
    (0..SEVERAL).for_each(|at| question(format!("m{at}"), "multiple-choice", false, 6));
    file
}

pub fn place(connection: &mut AnyConnection) -> Place {
    let survey = surveys::find_survey(connection, "closing").expect("the database answers");
    Place {
        survey: survey.expect("the survey").id,
        wave: 1,
    }
}

pub fn fill(installation: &Installation, store: &Store, responses: usize) {
    let survey = whynot::survey::file::read(&survey()).expect("a valid survey");
    publish::import_survey(installation, &survey).expect("it is stored");
    publish::open_wave(installation, &survey.slug, None).expect("a wave");
    let mut connection = store.connection().expect("a connection");
    let place = place(&mut connection);
    drop(connection);
    let mut rng = StdRng::seed_from_u64(2011);
    for number in 0..RELEASES {
        let batch = batch(&mut rng, responses / RELEASES);
        let totals = Totals {
            responses: batch.keys.len() as u64,
            questions: batch
                .columns
                .iter()
                .map(|column| column.count(None))
                .collect(),
        };
        let totals = PublishedTotals::of_batch(totals, 10).expect("enough responses");
        let number = number as i32;
        let stored = store.in_transaction(|connection| {
            batches::insert_batch(connection, place, number, "2026-11-24", &batch)?;
            batches::insert_released_totals(connection, place, number, &totals)?;
            let (survey, wave) = (place.survey, place.wave);
            surveys::update_wave_released(connection, survey, wave, batch.keys.len() as i64)
        });
        stored.expect("the batch is stored");
    }
}

fn batch(rng: &mut StdRng, size: usize) -> Batch {
    let mut keys: Vec<BatchKey> = (0..size).map(|_| BatchKey(rng.random())).collect();
    keys.sort_unstable();
    let mut columns: Vec<Column> = (0..BACKGROUND + SINGLE).map(|_| codes(rng, size)).collect();
    columns.extend((0..SEVERAL).map(|_| several(rng, size)));
    Batch {
        keys,
        columns,
        wishes: Column::Nothing { length: size },
    }
}

fn codes(rng: &mut StdRng, size: usize) -> Column {
    let whole: u32 = SHARES.iter().sum();
    let mut code = || {
        let mut place = rng.random_range(0..whole);
        let drawn = SHARES.iter().position(|&share| {
            let is_here = place < share;
            place = place.saturating_sub(share);
            is_here
        });
        SKIPPED + drawn.expect("the shares cover the draw") as u8
    };
    Column::Codes {
        categories: 5,
        codes: (0..size).map(|_| code()).collect(),
    }
}

fn several(rng: &mut StdRng, size: usize) -> Column {
    let options: Vec<OptionPlanes> = CHOSEN_PER_CENT
        .iter()
        .map(|&share| OptionPlanes {
            chosen: BitPlane::from_fn(size, |_| rng.random_range(0..100) < share),
            seen: None,
        })
        .collect();
    let has_any = |i| options.iter().any(|option| option.chosen.contains(i));
    Column::Several {
        shown: BitPlane::from_fn(size, |_| true),
        answered: BitPlane::from_fn(size, has_any),
        options,
    }
}
