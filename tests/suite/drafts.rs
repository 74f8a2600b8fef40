//! Drafts on both engines: two editors at once, undoing, and repeats.

use whynot::operations::drafts::{self, DraftId, Opened, Saving, Start, StartError};
use whynot::operations::installation::Installation;
use whynot::operations::publish;
use whynot::survey::draft::{self, Draft};
use whynot::survey::language::Language;

use crate::engine::{Engine, on_both_engines};

const ANNA: i64 = 7;
const BEN: i64 = 8;

fn begun(installation: &Installation) -> DraftId {
    let start = Start::Library {
        name: "why-people-left".to_owned(),
        brand: "ACME".to_owned(),
        slug: "why-they-left".parse().unwrap(),
        languages: vec![Language::english()],
    };
    drafts::start(installation, ANNA, start, 5).unwrap()
}

fn opened(installation: &Installation, id: DraftId) -> Opened {
    drafts::open(installation, id)
        .unwrap()
        .expect("the draft is there")
}

fn title(draft: &mut Draft, title: &str) {
    draft.title.set(&Language::english(), title);
}

fn saved(saving: Saving) -> i32 {
    match saving {
        Saving::Saved { version } => version,
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn a_draft_is_saved_undone_and_redone(engine: &Engine) {
        let installation = engine.open();
        let id = begun(&installation);
        assert_eq!(begun(&installation), id, "a form sent twice begins one draft");
        assert_eq!(drafts::list(&installation).unwrap().len(), 1);
        let first = opened(&installation, id);
        assert_eq!((first.version, first.undo(), first.redo()), (1, None, None));
        assert!(draft::survey(&first.draft).is_ok());

        let save = |edit: &dyn Fn(&mut Draft), base| {
            drafts::save(&installation, ANNA, id, base, |draft| edit(draft)).unwrap()
        };
        assert_eq!(saved(save(&|draft| title(draft, "Gone?"), 1)), 2);
        assert_eq!(saved(save(&|draft| title(draft, "Gone?"), 1)), 2, "sent twice");
        assert_eq!(opened(&installation, id).undo().as_deref(), Some("Title (English)"));
        drafts::undo(&installation, id).unwrap();
        drafts::undo(&installation, id).unwrap();
        let back = opened(&installation, id);
        assert_eq!(back.draft, first.draft);
        assert_eq!((back.undo(), back.redo().as_deref()), (None, Some("Title (English)")));
        drafts::redo(&installation, id).unwrap();
        assert_eq!(opened(&installation, id).draft.title.get(&Language::english()), "Gone?");

        assert!(drafts::remove(&installation, id).unwrap());
        assert!(drafts::open(&installation, id).unwrap().is_none());
        assert!(matches!(save(&|draft| title(draft, "Too late"), 2), Saving::Gone));
    }

    async fn two_editors_keep_what_both_write_or_are_shown_it(engine: &Engine) {
        let installation = engine.open();
        let id = begun(&installation);
        let base = opened(&installation, id).version;
        let save = |by, edit: &dyn Fn(&mut Draft)| {
            drafts::save(&installation, by, id, base, |draft| edit(draft)).unwrap()
        };
        let introduces = |draft: &mut Draft| draft.introduction.set(&Language::english(), "Hello.");
        saved(save(ANNA, &|draft| title(draft, "Anna’s")));
        saved(save(BEN, &introduces));
        let both = opened(&installation, id).draft;
        assert_eq!(both.title.get(&Language::english()), "Anna’s");
        assert_eq!(both.introduction.get(&Language::english()), "Hello.");

        let Saving::Conflict(conflict) = save(BEN, &|draft| title(draft, "Ben’s")) else {
            panic!("Anna’s title is overwritten");
        };
        let merged = draft::merge(&conflict.base, &conflict.mine, &conflict.theirs);
        assert_eq!(merged.conflicts.len(), 1);
        assert_eq!(opened(&installation, id).draft, both, "nothing was saved");
    }

    async fn editors_who_press_at_once_lose_nothing(engine: &Engine) {
        let installation = engine.open();
        let id = begun(&installation);
        let base = opened(&installation, id).version;
        let count = opened(&installation, id).draft.questions.len();
        std::thread::scope(|scope| {
            for number in 0..count {
                let installation = installation.clone();
                scope.spawn(move || {
                    let edit = |draft: &mut Draft| {
                        let text = format!("Question {number}?");
                        draft.questions[number].text.set(&Language::english(), text);
                    };
                    saved(drafts::save(&installation, ANNA, id, base, edit).unwrap());
                });
            }
        });
        let draft = opened(&installation, id).draft;
        for (number, question) in draft.questions.iter().enumerate() {
            let text = question.text.get(&Language::english());
            assert_eq!(text, format!("Question {number}?"));
        }
    }

    async fn a_published_survey_has_one_draft(engine: &Engine) {
        let installation = engine.open();
        let id = begun(&installation);
        let survey = draft::survey(&opened(&installation, id).draft).unwrap();
        publish::import_survey(&installation, &survey).unwrap();
        let of = || Start::Survey("why-they-left".parse().unwrap());
        let changes = drafts::start(&installation, ANNA, of(), 1).unwrap();
        assert_eq!(drafts::start(&installation, BEN, of(), 2).unwrap(), changes);
        let shown = opened(&installation, changes);
        assert_eq!(shown.survey.as_ref().map(|slug| slug.as_str()), Some("why-they-left"));
        assert_eq!(draft::survey(&shown.draft).unwrap(), survey);
        let again = Start::Blank {
            brand: "ACME".to_owned(),
            slug: "why-they-left".parse().unwrap(),
            languages: Vec::new(),
        };
        let refused = drafts::start(&installation, ANNA, again, 3);
        assert!(matches!(refused, Err(StartError::Taken)));
    }
}
