//! A chart, and a board of twelve.

use std::sync::Arc;

use divan::Bencher;
use divan::counter::BytesCount;
use whynot::chart::theme::Theme;
use whynot::chart::{self, Frame, Presentation, Width};
use whynot::operations::installation::Installation;
use whynot::operations::results::{self, Board, Results};
use whynot::privacy::pool_cipher::Place as Wave;
use whynot::privacy::protected_table::ProtectedTable;
use whynot::store::error::StoreError;
use whynot::store::{Store, batches, surveys};

use super::place::Place;

const PRESENTATION: Presentation = Presentation {
    width: Width::Wide,
    intervals: false,
    frame: Frame::Whole,
};
const BOARD_CHARTS: usize = 12;

/// The demonstration's survey with enough questions for twelve charts, over
/// two hundred responses.
fn answered_place() -> Place {
    let place = Place::new(|survey| {
        let questions = &mut survey.questionnaire.questions;
        let closed: Vec<_> = questions
            .iter()
            .filter(|question| question.kind.choices().is_some())
            .cloned()
            .collect();
        for (number, mut question) in (1..).zip(closed.into_iter().cycle()) {
            if questions.len() >= BOARD_CHARTS {
                break;
            }
            question.code = format!("again-{number}").parse().unwrap();
            question.is_required = false;
            questions.push(question);
        }
    });
    place.answer(200);
    whynot::operations::publish::close_wave(&place.installation, &place.slug).unwrap();
    place
}

fn board(place: &Place, installation: &Installation) -> Board {
    let board = results::board(installation, &place.slug, place.token, None);
    place.runtime.block_on(board).unwrap().expect("a board")
}

fn tables(place: &Place, installation: &Installation) -> Arc<Vec<ProtectedTable>> {
    match board(place, installation).results {
        Results::Tables(tables) => tables,
        other => panic!("no tables but {other:?}"),
    }
}

/// Everything a board's page needs: its tables, and each as a picture.
fn view(place: &Place, installation: &Installation) -> Vec<String> {
    let tables = tables(place, installation);
    let drawn = tables
        .iter()
        .take(BOARD_CHARTS)
        .map(|table| chart::svg(table, &PRESENTATION));
    drawn.collect()
}

#[divan::bench]
fn chart_as_svg(bencher: Bencher) {
    let place = answered_place();
    let tables = tables(&place, &place.installation);
    let table = tables.first().expect("a table");
    bencher
        .counter(BytesCount::of_str(&chart::svg(table, &PRESENTATION)))
        .bench_local(|| chart::svg(table, &PRESENTATION));
}

#[divan::bench(sample_count = 20)]
fn chart_as_png(bencher: Bencher) {
    let place = answered_place();
    let tables = tables(&place, &place.installation);
    let table = tables.first().expect("a table");
    let drawn = chart::png(table, &PRESENTATION, Theme::Light).unwrap();
    bencher
        .counter(BytesCount::of_slice(&drawn))
        .bench_local(|| chart::png(table, &PRESENTATION, Theme::Light).unwrap());
}

/// As if so many releases of the same size had followed each other.
fn repeat_release(place: &Place, releases: i32) {
    let store = Store::open(place.url()).unwrap();
    store
        .in_transaction(|connection| {
            let survey = surveys::find_survey(connection, place.slug.as_str())?;
            let wave = Wave {
                survey: survey.expect("the survey").id,
                wave: 1,
            };
            let published = batches::list_released_totals(connection, wave)?;
            let first = published.first().expect("a release");
            for number in published.len() as i32..releases {
                batches::insert_released_totals(connection, wave, number, first)?;
                surveys::update_wave_released(connection, wave.survey, wave.wave, 200)?;
            }
            Ok::<(), StoreError>(())
        })
        .unwrap();
}

/// After a first release, and after as many as a million responses make.
#[divan::bench(args = [1, 1_000], sample_count = 20, sample_size = 1)]
fn board_of_twelve_first_view(bencher: Bencher, releases: i32) {
    let place = answered_place();
    repeat_release(&place, releases);
    bencher
        .with_inputs(|| place.reopened())
        .bench_local_values(|installation| {
            let drawn = view(&place, &installation);
            assert_eq!(drawn.len(), BOARD_CHARTS);
            (drawn, installation)
        });
}

#[divan::bench]
fn board_of_twelve_later_view(bencher: Bencher) {
    let place = answered_place();
    bencher.bench_local(|| view(&place, &place.installation));
}
