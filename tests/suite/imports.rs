//! Respondent-level files through the survey's door: every count as in the file.

use std::collections::HashMap;
use std::path::Path;

use whynot::operations::import_responses::{ImportError, ImportReport, Lacking, import_responses};
use whynot::operations::installation::Installation;
use whynot::operations::publish;
use whynot::operations::results::{self, Results};
use whynot::operations::share::link::{self, Opens};
use whynot::privacy::pool_cipher::Place;
use whynot::privacy::protected_table::ProtectedTable;
use whynot::statistics::column::{Column, FIRST_CATEGORY};
use whynot::store::{Store, batches, surveys};
use whynot::survey::answer::Wishes;
use whynot::survey::identifier::Slug;

use crate::engine::{Engine, on_both_engines};

fn read_survey(path: &str) -> whynot::survey::questionnaire::Survey {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(path).expect("a survey file");
    whynot::survey::file::read(&text).expect("a valid survey")
}

/// Imports a file into a fresh wave; returns the survey's name.
async fn import(installation: &Installation, survey: &str, file: &Path) -> (Slug, ImportReport) {
    let survey = read_survey(survey);
    publish::import_survey(installation, &survey).expect("the survey is stored");
    publish::open_wave(installation, &survey.slug, None).expect("a wave opens");
    let report = import_responses(installation, &survey.slug, file, Lacking::Accept, |_| {}).await;
    (survey.slug, report.expect("the file is read"))
}

/// Everybody's tables after the wave has closed, by question.
async fn close(installation: &Installation, slug: &Slug) -> HashMap<String, ProtectedTable> {
    publish::close_wave(installation, slug).expect("the wave closes");
    let token = link::make_usual(installation, slug, Opens::Everything)
        .expect("answers")
        .expect("a board");
    let board = results::board(installation, slug, token, None).await;
    let Results::Tables(tables) = board.expect("answers").expect("a board").results else {
        panic!("nothing was released");
    };
    tables
        .iter()
        .map(|table| (table.heading().question_code.clone(), table.clone()))
        .collect()
}

fn count(tables: &HashMap<String, ProtectedTable>, question: &str, option: &str) -> (u64, u64) {
    let table = &tables[question];
    let position = table.categories().iter().position(|c| c.code == option);
    let cell = table.first().item(0)[position.unwrap_or_else(|| panic!("no option {option}"))];
    (cell.count(), cell.base())
}

/// How often a value occurs in a column, on its own or between separators.
fn occurrences(file: &Path, column: &str, value: &str, separator: char) -> u64 {
    let mut reader = csv::Reader::from_path(file).expect("a CSV file");
    let header = reader.headers().expect("a header").clone();
    let position = header
        .iter()
        .position(|name| name == column)
        .expect("the column");
    let is_value = |part: &str| part == value || part.strip_suffix(".0") == Some(value);
    reader
        .records()
        .filter(|record| {
            let cell = &record.as_ref().expect("a record")[position];
            cell.split(separator).any(|part| is_value(part.trim()))
        })
        .count() as u64
}

/// Names no column of ids.
const WITHOUT_ID: &str = r#"
format = 1
slug = "without-id"
brand = "ACME"
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
group_size_min = 5

[[question]]
code = "taste"
kind = "scale"
text = "How do you like it?"
from = 1
to = 5
lowest = "Not at all"
highest = "Very much"

[[question]]
code = "age"
kind = "single-choice"
text = "How old are you?"
options = [{ code = "under-35", text = "Under 35" }, { code = "35-54", text = "35 to 54" }]
"#;

/// What is stored as the wishes of those whom a file brought into the first batch.
fn stored_wishes(engine: &Engine, slug: &Slug) -> Option<Column> {
    let store = Store::open(engine.url.clone()).unwrap();
    let connection = &mut *store.connection().unwrap();
    let survey = surveys::find_survey(connection, slug.as_str()).unwrap();
    let place = Place {
        survey: survey.expect("the survey").id,
        wave: 1,
    };
    batches::find_column(connection, place, 0, batches::WISHES).unwrap()
}

on_both_engines! {
    async fn whoever_answered_elsewhere_did_not_agree_to_be_shared_outside(engine: &Engine) {
        let installation = engine.open();
        let named = "readers = \"The marketing team of ACME.\"";
        let survey = WITHOUT_ID.replace(named, &format!("{named}\noutside = \"The agency.\""));
        let survey = whynot::survey::file::read(&survey).unwrap();
        publish::import_survey(&installation, &survey).unwrap();
        publish::open_wave(&installation, &survey.slug, None).unwrap();
        let file = engine.folder.path().join("answers.csv");
        std::fs::write(&file, format!("taste,age\n{}", "5,under-35\n".repeat(6))).unwrap();
        let report = import_responses(&installation, &survey.slug, &file, Lacking::Refuse, |_| {});
        assert_eq!(report.await.unwrap().accepted, 6);
        publish::close_wave(&installation, &survey.slug).unwrap();
        let not_outside = Wishes { totals_only: false, not_outside: true };
        let codes = vec![FIRST_CATEGORY + not_outside.code(); 6];
        let stored = stored_wishes(engine, &survey.slug);
        assert_eq!(stored, Some(Column::Codes { categories: Wishes::CODES, codes }));
    }

    async fn a_repeated_import_stores_nothing_twice(engine: &Engine) {
        let installation = engine.open();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys/example/invented-responses.csv");
        let (slug, first) = import(&installation, "surveys/example/survey.toml", &file).await;
        assert!(first.rejected.is_empty(), "{:?}", first.rejected);
        let again = import_responses(&installation, &slug, &file, Lacking::Refuse, |_| {}).await.unwrap();
        assert_eq!(again.accepted, first.accepted);
        let tables = close(&installation, &slug).await;
        assert_eq!(tables["reasons"].first().base.responses, first.accepted);
    }

    async fn without_an_id_a_mended_and_renamed_file_stores_every_row_once(engine: &Engine) {
        let installation = engine.open();
        let write = |name: &str, rows: &[&str]| {
            let file = engine.folder.path().join(name);
            std::fs::write(&file, format!("taste,age\n{}\n", rows.join("\n"))).unwrap();
            file
        };
        // Two people may say the same: equal rows are as many responses.
        let good = ["1,35-54", "2,35-54", "2,35-54", "3,under-35", "4,under-35", "5,under-35"];
        let mut rows = good.to_vec();
        rows.insert(0, "99,35-54");
        let survey = engine.folder.path().join("survey.toml");
        std::fs::write(&survey, WITHOUT_ID).unwrap();
        let first = write("first.csv", &rows);
        let (slug, report) = import(&installation, survey.to_str().unwrap(), &first).await;
        assert_eq!((report.accepted, report.rejected.len()), (6, 1));
        rows[0] = "5,35-54";
        rows.insert(3, "1,under-35");
        let mended = write("mended.csv", &rows);
        let report = import_responses(&installation, &slug, &mended, Lacking::Refuse, |_| {}).await.unwrap();
        assert_eq!((report.accepted, report.rejected.len()), (8, 0));
        let third = write("third.csv", &good);
        let report = import_responses(&installation, &slug, &third, Lacking::Refuse, |_| {}).await.unwrap();
        assert_eq!(report.accepted, 6);
        let tables = close(&installation, &slug).await;
        assert_eq!(tables["taste"].first().base.responses, 8);
    }

    async fn a_repeated_id_is_rejected_with_the_line_it_stood_in_first(engine: &Engine) {
        let installation = engine.open();
        let file = engine.folder.path().join("twice.csv");
        let rows = "row,how_often,taste\na,1,1\nb,1,2\na,1,3\nc,1,nonsense\nc,1,4\n,1,4\n,1,4\n";
        std::fs::write(&file, rows).unwrap();
        let (_, report) = import(&installation, "surveys/example/survey.toml", &file).await;
        assert_eq!(report.accepted, 4);
        let rejected: Vec<(u64, &str)> =
            report.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
        assert_eq!(rejected[0], (4, "this id stands in line 2 already"));
        assert_eq!(rejected[1].0, 5);
        // Whichever of the two is meant: it is for the file's owner to say.
        assert_eq!(rejected[2], (6, "this id stands in line 5 already"));
        assert_eq!(rejected.len(), 3);
    }

    async fn a_mistyped_column_is_refused_before_anything_is_stored(engine: &Engine) {
        let installation = engine.open();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys/example");
        let rows = std::fs::read_to_string(example.join("invented-responses.csv")).unwrap();
        let file = engine.folder.path().join("mistyped.csv");
        std::fs::write(&file, rows.replacen("taste", "tsate", 1)).unwrap();
        let survey = read_survey("surveys/example/survey.toml");
        publish::import_survey(&installation, &survey).unwrap();
        publish::open_wave(&installation, &survey.slug, None).unwrap();
        let refused =
            import_responses(&installation, &survey.slug, &file, Lacking::Refuse, |_| {}).await;
        let Err(ImportError::LacksColumns { questions, .. }) = refused else {
            panic!("the file was taken: {refused:?}");
        };
        assert_eq!(questions, "taste");
        let taken =
            import_responses(&installation, &survey.slug, &file, Lacking::Accept, |_| {}).await;
        assert_eq!(taken.unwrap().accepted, 52);
    }

    async fn a_row_that_cannot_be_is_named_by_line_and_reason_and_the_rest_is_stored(engine: &Engine) {
        let installation = engine.open();
        let good = std::fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys/example/invented-responses.csv"),
        ).unwrap();
        let file = engine.folder.path().join("with-a-mistake.csv");
        std::fs::write(&file, format!("{good}one-more,9,nonsense,,,,,,\n")).unwrap();
        let (_, report) = import(&installation, "surveys/example/survey.toml", &file).await;
        let line = good.lines().count() as u64 + 1;
        assert_eq!(report.rejected.len(), 1);
        assert_eq!(report.rejected[0].line, line);
        assert!(report.rejected[0].reason.contains("reasons"), "{}", report.rejected[0].reason);
        assert_eq!(report.accepted, line - 2);
    }
}

async fn every_count_of_example_a_is_as_in_its_file(engine: &Engine) {
    let Some(file) = whynot_test_support::reference_file("example_a/example_data_a.csv") else {
        return;
    };
    let installation = engine.open();
    let (slug, report) = import(&installation, "tests/surveys/example-a.toml", &file).await;
    assert_eq!((report.accepted, report.rejected.len()), (8_255, 0));
    let tables = close(&installation, &slug).await;
    assert_eq!(count(&tables, "q9", "1"), (3_000, 8_255));
    for question in ["q2", "q3", "q8", "q9", "gender", "locality", "q1", "q4"] {
        for category in tables[question].categories() {
            let in_file = occurrences(&file, question, &category.code, ';');
            let (counted, _) = count(&tables, question, &category.code);
            assert_eq!(counted, in_file, "{question} {}", category.code);
        }
    }
}

#[test]
fn every_count_of_example_a_is_as_in_its_file_on_sqlite() {
    crate::engine::run(Engine::sqlite(), async |engine| {
        every_count_of_example_a_is_as_in_its_file(engine).await;
    });
}

#[test]
fn every_count_of_example_a_is_as_in_its_file_on_postgres() {
    crate::engine::run(Engine::postgres(), async |engine| {
        every_count_of_example_a_is_as_in_its_file(engine).await;
    });
}

#[test]
fn the_european_social_survey_of_norway_counts_as_in_its_file() {
    crate::engine::run(Engine::sqlite(), async |engine| {
        let file = whynot_test_support::reference_file("rdatasets/stevedata__ESS10NO.csv");
        let Some(file) = file else {
            return;
        };
        let installation = engine.open();
        let (slug, report) = import(&installation, "tests/surveys/ess10no.toml", &file).await;
        assert_eq!((report.accepted, report.rejected.len()), (1_411, 0));
        let tables = close(&installation, &slug).await;
        for (code, value) in [("female", "1"), ("male", "0")] {
            let in_file = occurrences(&file, "female", value, ';');
            assert_eq!(count(&tables, "gender", code).0, in_file);
        }
        for value in 0..=10 {
            let value = value.to_string();
            let in_file = occurrences(&file, "imbgeco", &value, ';');
            assert_eq!(
                count(&tables, "economy", &value).0,
                in_file,
                "economy {value}"
            );
        }
    });
}
