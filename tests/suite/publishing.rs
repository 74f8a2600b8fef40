//! From a draft to a revision, on both engines.

use diesel::prelude::*;
use whynot::operations::drafts::{self, DraftId, Start};
use whynot::operations::installation::Installation;
use whynot::operations::listed::{self, SurveySummary};
use whynot::operations::publish::{Imported, PublishError};
use whynot::operations::publish_draft::{
    self, Opening, Outlook, PublishDraftError, PublishedDraft,
};
use whynot::store::Store;
use whynot::store::connection::DatabaseUrl;
use whynot::survey::draft::{self, Draft};
use whynot::survey::identifier::Slug;
use whynot::survey::language::Language;

use crate::engine::{Engine, on_both_engines};

const ANNA: i64 = 7;

fn slug() -> Slug {
    "why-they-left".parse().unwrap()
}

fn begun(installation: &Installation, key: u128) -> DraftId {
    let start = Start::Library {
        name: "why-people-left".to_owned(),
        brand: "ACME".to_owned(),
        slug: slug(),
        languages: vec![Language::english()],
    };
    drafts::start(installation, ANNA, start, key).unwrap()
}

fn version(installation: &Installation, id: DraftId) -> i32 {
    drafts::open(installation, id).unwrap().unwrap().version
}

fn publishes(
    installation: &Installation,
    id: DraftId,
    opening: Opening,
) -> Result<PublishedDraft, PublishDraftError> {
    let version = version(installation, id);
    publish_draft::publish_draft(installation, id, version, opening)
}

fn edits(installation: &Installation, id: DraftId, edit: impl Fn(&mut Draft)) {
    let version = version(installation, id);
    drafts::save(installation, ANNA, id, version, edit).unwrap();
}

fn outlook(installation: &Installation, id: DraftId) -> Outlook {
    let opened = drafts::open(installation, id).unwrap().unwrap();
    let survey = draft::survey(&opened.draft).unwrap();
    publish_draft::outlook(installation, opened.survey.as_ref(), &survey).unwrap()
}

fn survey(installation: &Installation) -> SurveySummary {
    listed::find_summary(installation, &slug())
        .unwrap()
        .unwrap()
}

/// From now on this table refuses to be written to in this way.
fn refuses(engine: &Engine, table: &str, to: &str) {
    let store = Store::open(engine.url.clone()).unwrap();
    let statements: &[String] = &match engine.url {
        DatabaseUrl::Sqlite(_) => vec![format!(
            "CREATE TRIGGER refused BEFORE {to} ON {table} \
             BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )],
        DatabaseUrl::Postgres(_) => vec![
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'refused'; END $$"
                .to_owned(),
            format!(
                "CREATE TRIGGER refused BEFORE {to} ON {table} \
                 FOR EACH ROW EXECUTE FUNCTION refuse()"
            ),
        ],
    };
    for statement in statements {
        let connection = &mut *store.connection().unwrap();
        diesel::sql_query(statement).execute(connection).unwrap();
    }
}

on_both_engines! {
    async fn publishing_that_fails_at_its_last_step_has_done_nothing(engine: &Engine) {
        let installation = engine.open();
        let id = begun(&installation, 5);
        refuses(engine, "drafts", "DELETE");
        let refused = publishes(&installation, id, Opening::AtOnce(None));
        assert!(matches!(refused, Err(PublishDraftError::Publish(_))));
        assert!(drafts::open(&installation, id).unwrap().is_some());
        assert!(listed::list_surveys(&installation).unwrap().is_empty());
    }

    async fn a_wave_that_does_not_open_leaves_no_survey_behind(engine: &Engine) {
        let installation = engine.open();
        let id = begun(&installation, 5);
        refuses(engine, "waves", "INSERT");
        let refused = publishes(&installation, id, Opening::AtOnce(None));
        assert!(matches!(refused, Err(PublishDraftError::Publish(_))));
        assert!(listed::list_surveys(&installation).unwrap().is_empty());
        publishes(&installation, id, Opening::No).unwrap();
        assert_eq!(survey(&installation).revision, 1);
    }

    async fn a_draft_is_published_once_however_often_the_form_is_sent(engine: &Engine) {
        let installation = engine.open();
        let id = begun(&installation, 5);
        assert_eq!(outlook(&installation, id).revision, None);
        let shown = version(&installation, id);
        let opening = Opening::AtOnce(None);
        let done = publish_draft::publish_draft(&installation, id, shown, opening).unwrap();
        assert_eq!(done.imported, Imported::New);
        let again = publish_draft::publish_draft(&installation, id, shown, opening);
        assert!(matches!(again, Err(PublishDraftError::Gone)));
        let survey = survey(&installation);
        assert_eq!(survey.revision, 1);
        assert!(survey.running().is_some());
        assert_eq!(survey.waves.len(), 1);
    }

    async fn changes_become_a_revision_and_the_running_wave_keeps_its_own(engine: &Engine) {
        let installation = engine.open();
        publishes(&installation, begun(&installation, 5), Opening::AtOnce(None)).unwrap();
        let id = drafts::start(&installation, ANNA, Start::Survey(slug()), 6).unwrap();
        assert!(outlook(&installation, id).is_unchanged());
        edits(&installation, id, |draft| draft.title.set(&Language::english(), "Another"));
        let outlook = outlook(&installation, id);
        assert_eq!(outlook.differences.len(), 1);
        assert!(!outlook.is_refused());
        assert_eq!(outlook.running.as_ref().map(|(_, revision)| *revision), Some(1));
        publishes(&installation, id, Opening::AtOnce(None)).unwrap();
        let survey = survey(&installation);
        assert_eq!(survey.revision, 2);
        assert_eq!(survey.running().unwrap().revision, 1);
        assert_eq!(survey.waves.len(), 1);
    }

    async fn nothing_is_published_that_was_changed_since_it_was_looked_at(engine: &Engine) {
        let installation = engine.open();
        let id = begun(&installation, 5);
        let shown = version(&installation, id);
        edits(&installation, id, |draft| draft.title.set(&Language::english(), "Another"));
        let refused = publish_draft::publish_draft(&installation, id, shown, Opening::No);
        assert!(matches!(refused, Err(PublishDraftError::MovedOn)));
    }

    async fn two_drafts_do_not_share_an_address(engine: &Engine) {
        let installation = engine.open();
        let (one, other) = (begun(&installation, 5), begun(&installation, 6));
        edits(&installation, other, |draft| draft.title.set(&Language::english(), "Another"));
        publishes(&installation, one, Opening::No).unwrap();
        let refused = publishes(&installation, other, Opening::No);
        assert!(matches!(refused, Err(PublishDraftError::Taken)));
        assert_eq!(survey(&installation).revision, 1);
    }

    async fn a_wave_that_would_be_over_keeps_everything_as_it_was(engine: &Engine) {
        let installation = engine.open();
        let id = begun(&installation, 5);
        let past = Opening::AtOnce(Some("2001-01-01".parse().unwrap()));
        let refused = publishes(&installation, id, past);
        assert!(matches!(
            refused,
            Err(PublishDraftError::Publish(PublishError::LastDayIsOver(_)))
        ));
        assert!(listed::list_surveys(&installation).unwrap().is_empty());
    }
}
