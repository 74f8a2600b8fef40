//! When responses are counted, and what keeps them shut until then.

use whynot::clock::Clock;
use whynot::operations::error::OperationError;
use whynot::operations::share::link::{self, Opens};
use whynot::operations::{give_up, receipt};

use super::*;
use crate::engine::{Engine, on_both_engines};

on_both_engines! {
    async fn nothing_is_shown_until_the_pool_holds_s_plus_k(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_answer(&marketer, 14).await;
        assert!(matches!(
            marketer.results(None).await,
            Results::TooFew { group_size_min: 5 }
        ));
        people_answer(&marketer, 1).await;
        marketer.sees_released(10).await;
    }

    async fn closing_counts_everybody_exactly_once(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_answer(&marketer, 58).await;
        marketer.closes_the_wave();
        assert_eq!(marketer.released().await, (58, 29));
    }

    async fn fewer_than_k_left_at_closing_are_erased_and_the_board_says_so(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let receipts = people_answer(&marketer, 4).await;
        marketer.closes_the_wave();
        let token = link::make_usual(&marketer.installation, &marketer.slug, Opens::Everything).unwrap().unwrap();
        let board = results::board(&marketer.installation, &marketer.slug, token, None)
            .await.unwrap().unwrap();
        assert!(board.has_erased);
        assert!(matches!(board.results, Results::TooFew { .. }));
        let published = marketer.published().await;
        let erased = receipt::read_back(&marketer.installation, &published, receipts[0].code).await;
        assert!(erased.unwrap().is_none());
    }

    async fn two_processes_on_one_database_do_not_disturb_each_other(engine: &Engine) {
        let here = Marketer::with(engine.open());
        here.opens_a_wave();
        let there = Marketer::again(engine.open());
        let (mine, yours) = tokio::join!(people_answer(&here, 60), people_answer(&there, 60));
        // Each reads back what the other one stored.
        for (marketer, receipt) in [(&there, mine[0].code), (&here, yours[0].code)] {
            let published = marketer.published().await;
            let found = receipt::read_back(&marketer.installation, &published, receipt).await;
            assert!(found.unwrap().is_some());
        }
        there.closes_the_wave();
        assert_eq!(here.released().await, (120, 60));
        assert_eq!(there.released().await, (120, 60));
    }

    async fn the_key_is_replaced_on_a_new_day_and_receipts_go_on_working(engine: &Engine) {
        let marketer = Marketer::with(engine.open_on("2026-11-24"));
        marketer.opens_a_wave();
        let receipts = people_answer(&marketer, 3).await;
        let yesterday = key_files(engine);
        drop(marketer);
        let marketer = Marketer::again(engine.open_on("2026-11-25"));
        let today = key_files(engine);
        assert_eq!((yesterday.len(), today.len()), (1, 1));
        assert_ne!(yesterday, today);
        let published = marketer.published().await;
        for receipted in receipts {
            let found = receipt::read_back(&marketer.installation, &published, receipted.code).await;
            assert_eq!(found.unwrap().unwrap().response, receipted.stored);
        }
    }

    async fn a_release_replaces_the_key_and_leaves_one(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_answer(&marketer, 14).await;
        let before = key_files(engine);
        people_answer(&marketer, 1).await;
        marketer.sees_released(10).await;
        assert_ne!(before, [only_key(engine).await]);
    }

    async fn a_key_directory_of_another_database_is_refused(engine: &Engine) {
        drop(engine.open());
        let elsewhere = engine.folder.path().join("other-keys");
        let day = "2026-11-24".parse().unwrap();
        let opened = Installation::open(engine.url.clone(), &elsewhere, Clock::Fixed(day));
        assert!(matches!(opened.err(), Some(OperationError::ForeignKeys { .. })));
    }

    async fn a_lost_key_stops_its_survey_only_until_what_waited_is_given_up(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_answer(&marketer, 15).await;
        marketer.sees_released(10).await;
        let receipts = people_answer(&marketer, 2).await;
        let key = only_key(engine).await;
        drop(marketer);
        std::fs::remove_file(key).unwrap();

        let marketer = Marketer::again(engine.open());
        assert!(Respondent::at(&marketer).await.sends(&[("reasons", "ads")]).await.is_err());
        let published = marketer.published().await;
        let lost = receipt::read_back(&marketer.installation, &published, receipts[0].code).await;
        assert!(lost.unwrap().is_none());

        let erased = give_up::give_up_waiting(&marketer.installation, &marketer.slug).unwrap();
        assert_eq!(erased, Some(7));
        let again = give_up::give_up_waiting(&marketer.installation, &marketer.slug).unwrap();
        assert_eq!(again, None);
        people_answer(&marketer, 6).await;
        marketer.closes_the_wave();
        assert_eq!(marketer.released().await.0, 16);
    }

    async fn opening_an_older_copy_destroys_no_live_key(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let receipts = people_answer(&marketer, 3).await;
        let survey = marketer.published().await;
        // What an older copy looks like from the keys' side: it names another key.
        let keys = whynot::keys::KeyDirectory::open(&engine.keys()).unwrap();
        let id: i64 = std::fs::read_dir(engine.keys().join("pool")).unwrap()
            .next().unwrap().unwrap().file_name().to_string_lossy().parse().unwrap();
        let older = whynot::privacy::prf::PoolKeyId([7; 16]);
        assert!(keys.destroy_replaced_pool_keys(id, older).is_err());
        let found = receipt::read_back(&marketer.installation, &survey, receipts[0].code).await;
        assert!(found.unwrap().is_some());
    }

    async fn a_running_wave_keeps_its_revision_and_the_next_one_takes_the_new(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let mut changed = whynot::survey::file::read(SURVEY).unwrap();
        changed.brand = "ACME Ltd".to_owned();
        publish::import_survey(&marketer.installation, &changed).unwrap();
        assert_eq!(marketer.published().await.survey.brand, "ACME");
        marketer.closes_the_wave();
        marketer.opens_a_wave();
        assert_eq!(marketer.published().await.survey.brand, "ACME Ltd");
    }

    async fn a_wave_starts_from_nothing_and_the_last_one_keeps_its_numbers(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        people_answer(&marketer, 6).await;
        marketer.closes_the_wave();
        marketer.opens_a_wave();
        people_answer(&marketer, 8).await;
        assert!(matches!(marketer.results(Some(2)).await, Results::TooFew { .. }));
        assert_eq!(marketer.released().await, (6, 3));
        marketer.closes_the_wave();
        assert_eq!(marketer.released().await, (8, 4));
    }
}

/// The one key that is left once a release is through: the old one goes after
/// its totals have been seen.
async fn only_key(engine: &Engine) -> std::path::PathBuf {
    for _ in 0..500 {
        if let [key] = &key_files(engine)[..] {
            return key.clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{} keys are left", key_files(engine).len());
}

/// The names of all pool key files.
fn key_files(engine: &Engine) -> Vec<std::path::PathBuf> {
    let surveys = std::fs::read_dir(engine.keys().join("pool")).expect("pool keys");
    surveys
        .flat_map(|survey| std::fs::read_dir(survey.expect("a folder").path()).expect("keys"))
        .map(|key| key.expect("a key").path())
        .collect()
}
