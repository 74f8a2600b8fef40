//! Waves that open and close on their days.

use whynot::operations::publish::PublishError;
use whynot::survey::questionnaire::Survey;

use super::*;
use crate::engine::{Engine, on_both_engines};

fn survey(calendar: &str) -> Survey {
    let file = SURVEY.replace("[charter]", &format!("{calendar}\n[charter]"));
    whynot::survey::file::read(&file).expect("a valid survey")
}

fn planned() -> Survey {
    let file = format!(
        "{SURVEY}\n[[wave]]\nlabel = \"Spring\"\nfrom = 2027-03-01\nuntil = 2027-03-14\n\
         [[wave]]\nfrom = 2027-09-01\nuntil = 2027-09-14\n"
    );
    whynot::survey::file::read(&file).expect("a valid survey")
}

/// Label and whether it runs, wave by wave.
fn waves(installation: &Installation) -> Vec<(String, bool)> {
    let surveys = publish::list_surveys(installation).expect("the database answers");
    let waves = surveys.into_iter().flat_map(|survey| survey.waves);
    waves.map(|wave| (wave.label, wave.is_open)).collect()
}

fn wave(label: &str, is_open: bool) -> (String, bool) {
    (label.to_owned(), is_open)
}

on_both_engines! {
    async fn a_planned_wave_runs_from_its_first_day_to_its_last(engine: &Engine) {
        let installation = engine.open_on("2027-02-28");
        publish::import_survey(&installation, &planned()).unwrap();
        assert_eq!(waves(&installation), []);
        drop(installation);
        let marketer = Marketer::again(engine.open_on("2027-03-01"));
        assert_eq!(waves(&marketer.installation), [wave("Spring", true)]);
        people_answer(&marketer, 7).await;
        drop(marketer);
        let marketer = Marketer::again(engine.open_on("2027-03-14"));
        assert_eq!(waves(&marketer.installation), [wave("Spring", true)]);
        drop(marketer);
        let marketer = Marketer::again(engine.open_on("2027-03-15"));
        assert_eq!(waves(&marketer.installation), [wave("Spring", false)]);
        assert_eq!(marketer.released().await.0, 7);
        drop(marketer);
        let installation = engine.open_on("2027-09-02");
        assert_eq!(waves(&installation), [wave("Spring", false), wave("Wave 2", true)]);
    }

    async fn a_survey_imported_within_its_days_opens_at_once(engine: &Engine) {
        let installation = engine.open_on("2027-03-05");
        publish::import_survey(&installation, &planned()).unwrap();
        assert_eq!(waves(&installation), [wave("Spring", true)]);
        let slug = planned().slug;
        publish::close_wave(&installation, &slug).unwrap();
        publish::import_survey(&installation, &planned()).unwrap();
        assert_eq!(waves(&installation), [wave("Spring", false)]);
    }

    async fn monthly_waves_follow_each_other(engine: &Engine) {
        let installation = engine.open_on("2026-11-25");
        let survey = survey("waves = \"monthly\"");
        publish::import_survey(&installation, &survey).unwrap();
        assert_eq!(waves(&installation), []);
        publish::open_wave(&installation, &survey.slug, None).unwrap();
        drop(installation);
        let installation = engine.open_on("2026-12-01");
        assert_eq!(
            waves(&installation),
            [wave("November 2026", false), wave("December 2026", true)]
        );
    }

    async fn a_wave_opened_by_hand_ends_on_the_day_that_was_named(engine: &Engine) {
        let installation = engine.open_on("2026-11-25");
        let survey = survey("");
        publish::import_survey(&installation, &survey).unwrap();
        let open = |day: &str| {
            let day = Some(day.parse().unwrap());
            publish::open_wave_until(&installation, &survey.slug, Some("Short"), day)
        };
        assert!(matches!(open("2026-11-24"), Err(PublishError::LastDayIsOver(_))));
        assert!(matches!(open("9999-12-31"), Err(PublishError::LastDayTooFar(_))));
        open("2026-11-26").unwrap();
        drop(installation);
        let installation = engine.open_on("2026-11-27");
        assert_eq!(waves(&installation), [wave("Short", false)]);
    }
}
