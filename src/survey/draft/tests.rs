//! Drafts and surveys as two views of one thing; what is wrong, by its field; and
//! two versions put together.

use std::cell::Cell;

use proptest::prelude::*;

use super::*;
use crate::survey::file;
use crate::survey::generated::survey as any_survey;
use crate::survey::library;

fn ids() -> impl FnMut() -> ItemId {
    let next = Cell::new(0);
    move || {
        next.set(next.get() + 1);
        ItemId(next.get())
    }
}

fn example() -> Draft {
    let start = library::Start {
        brand: "ACME".to_owned(),
        slug: "why-not-acme".parse().unwrap(),
        languages: Vec::new(),
    };
    Draft::of(
        &library::questionnaire("why-people-avoid", &start).unwrap(),
        ids(),
    )
}

fn english() -> Language {
    Language::english()
}

#[test]
fn every_questionnaire_of_the_library_comes_back_from_a_draft_as_it_was() {
    for template in library::list() {
        let start = library::Start {
            brand: "ACME".to_owned(),
            slug: "why-not-acme".parse().unwrap(),
            languages: Vec::new(),
        };
        let survey = library::questionnaire(template.name, &start).unwrap();
        let back = super::survey(&Draft::of(&survey, ids())).unwrap();
        assert_eq!(back, survey);
    }
}

proptest! {
    #[test]
    fn a_survey_that_became_a_draft_is_the_same_survey(survey in any_survey()) {
        // As its file says it: a text in the first language only is one for all.
        let survey = file::read(&file::write(&survey)).unwrap();
        let draft = Draft::of(&survey, ids());
        let back = super::survey(&draft);
        prop_assert_eq!(back.as_ref(), Ok(&survey));
        let stored = serde_json::to_string(&draft).unwrap();
        prop_assert_eq!(serde_json::from_str::<Draft>(&stored).unwrap(), draft);
    }
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let mut draft = example();
    draft.brand = String::new();
    draft.charter.floor = "many".to_owned();
    let question = &mut draft.questions[1];
    let id = question.id;
    question.text = Texts::default();
    question.options[0].code = "Not A Code".to_owned();
    let option = question.options[0].id;
    let problems = super::survey(&draft).unwrap_err();
    let said = |question, part, field| {
        let place = Place {
            question,
            part,
            field,
        };
        let found = problems.iter().find(|problem| problem.place == place);
        found
            .unwrap_or_else(|| panic!("nothing at {field}: {problems:#?}"))
            .clone()
    };
    said(None, None, "brand");
    assert_eq!(said(None, None, "floor").reason, "this is no number");
    assert_eq!(said(Some(id), None, "text").reason, "this is empty");
    assert_eq!(said(Some(id), None, "text").remedy, "write the text");
    said(Some(id), Some(option), "code");
    assert!(
        problems
            .iter()
            .all(|problem| !problem.remedy.contains(" = "))
    );
}

#[test]
fn a_blank_draft_says_what_it_lacks() {
    let draft = Draft::blank("ACME", &"why-not".parse().unwrap(), vec![english()]);
    let fields: Vec<_> = super::survey(&draft).unwrap_err();
    let fields: Vec<_> = fields.iter().map(|problem| problem.place.field).collect();
    assert!(fields.contains(&"title"), "{fields:?}");
    assert!(fields.contains(&"readers"), "{fields:?}");
    assert!(fields.contains(&"question"), "{fields:?}");
}

#[test]
fn what_two_people_write_in_different_places_is_kept() {
    let base = example();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.questions[0].text.set(&english(), "Mine?");
    mine.questions.swap(1, 2);
    mine.introduction = Texts::default();
    theirs.questions[2].text.set(&english(), "Theirs?");
    theirs.title.set(&english(), "Another title");
    let new = DraftQuestion::empty(ItemId(999), Kind::Text);
    theirs.questions.push(new.clone());
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts, []);
    let draft = merged.draft;
    assert_eq!(draft.title.get(&english()), "Another title");
    assert!(draft.introduction.is_empty());
    assert_eq!(draft.questions[0].text.get(&english()), "Mine?");
    assert_eq!(draft.questions[1].id, base.questions[2].id);
    assert_eq!(draft.questions[1].text.get(&english()), "Theirs?");
    assert_eq!(draft.questions.last(), Some(&new));
    assert_eq!(merge(&base, &theirs, &mine).draft, draft);
}

#[test]
fn what_two_people_write_in_one_place_is_shown_and_either_can_be_chosen() {
    let base = example();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.questions[0].text.set(&english(), "Mine?");
    theirs.questions[0].text.set(&english(), "Theirs?");
    mine.questions.remove(1);
    theirs.questions[1].is_required ^= true;
    let merged = merge(&base, &mine, &theirs);
    let [text, removed] = merged.conflicts.as_slice() else {
        panic!("{:?}", merged.conflicts);
    };
    assert!(text.what.ends_with("Question (English)"), "{}", text.what);
    assert_eq!(
        (text.mine.as_str(), text.theirs.as_str()),
        ("Mine?", "Theirs?")
    );
    assert_eq!(removed.mine, "taken out");
    assert_eq!(merged.draft, theirs);
    assert_eq!(merged.clone().chosen(|_| true), mine);
    let chosen = merged.chosen(|number| number == 0);
    assert_eq!(chosen.questions[0].text.get(&english()), "Mine?");
    assert_eq!(chosen.questions.len(), theirs.questions.len());
}

#[test]
fn what_was_changed_is_called_as_its_form_calls_it_and_in_the_survey_s_first_language() {
    let german = Language::try_from("de".to_owned()).unwrap();
    let mut base = example();
    base.languages = vec![english(), german.clone()];
    base.questions[0].text.set(&german, "Wie alt sind Sie?");
    base.questions[0].text.set(&english(), "How old are you?");
    let quota = DraftQuota {
        id: ItemId(77),
        question: base.questions[0].code.clone(),
        options: Vec::new(),
        most: String::new(),
        text: Texts::default(),
    };
    let said = |edit: &dyn Fn(&mut Draft)| {
        let mut after = base.clone();
        edit(&mut after);
        change(&base, &after)
    };
    for (expected, said) in [
        (
            "“How old are you?”: Help (German)",
            said(&|draft| draft.questions[0].help.set(&german, "In Jahren")),
        ),
        (
            "“How old are you?”: Must be answered",
            said(&|draft| draft.questions[0].is_required ^= true),
        ),
        (
            "“How old are you?”: Code of the question",
            said(&|draft| draft.questions[0].code.push('x')),
        ),
        (
            "“How old are you?” taken out",
            said(&|draft| drop(draft.questions.remove(0))),
        ),
        (
            "When do readers see results?",
            said(&|draft| {
                draft.charter.results = match draft.charter.results {
                    ResultsWhen::WhenClosed => ResultsWhen::WhileRunning,
                    ResultsWhen::WhileRunning => ResultsWhen::WhenClosed,
                };
            }),
        ),
        (
            "Title (German)",
            said(&|draft| draft.title.set(&german, "Titel")),
        ),
        (
            "quota for “How old are you?” added",
            said(&|draft| draft.quotas.push(quota.clone())),
        ),
    ] {
        assert_eq!(said, expected);
    }
}

#[test]
fn a_short_name_that_is_none_is_said_at_its_field() {
    let mut draft = example();
    let question = draft.questions[0].id;
    draft.questions[0].label.set(&english(), "Long ".repeat(20));
    let problems = super::survey(&draft).unwrap_err();
    let place = Place {
        question: Some(question),
        part: None,
        field: "label",
    };
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].place, place);
    assert!(
        problems[0]
            .reason
            .contains("“Short name, for boards and tables”")
    );
    assert!(as_far_as_it_goes(&draft).left_out.is_empty());
}

/// One small change of a draft.
fn changed(mut draft: Draft, change: u8, at: usize) -> Draft {
    let count = draft.questions.len();
    let at = at % count;
    match change % 5 {
        0 => draft.questions[at]
            .text
            .set(&english(), format!("Changed {change}?")),
        1 => draft.questions.swap(at, (at + 1) % count),
        2 => {
            draft.questions.remove(at);
        }
        3 => {
            let id = ItemId(1_000 + u64::from(change));
            draft
                .questions
                .insert(at, DraftQuestion::empty(id, Kind::Text));
        }
        _ => draft.title.set(&english(), format!("Title {change}")),
    }
    draft
}

proptest! {
    #[test]
    fn a_side_that_changed_nothing_changes_nothing(changes in prop::collection::vec((0_u8..250, 0_usize..9), 0..4)) {
        let base = example();
        let mine = changes.iter().fold(base.clone(), |draft, &(change, at)| changed(draft, change, at));
        for merged in [merge(&base, &mine, &base), merge(&base, &base, &mine), merge(&base, &mine, &mine)] {
            prop_assert_eq!(&merged.conflicts, &[]);
            prop_assert_eq!(&merged.draft, &mine);
        }
    }

    #[test]
    fn nobody_s_changes_are_lost_unseen(mine in (0_u8..250, 0_usize..9), theirs in (0_u8..250, 0_usize..9)) {
        let base = example();
        let mine = changed(base.clone(), mine.0, mine.1);
        let theirs = changed(base.clone(), theirs.0, theirs.1);
        let merged = merge(&base, &mine, &theirs);
        prop_assert_eq!(merged.conflicts.len(), merge(&base, &theirs, &mine).conflicts.len());
        for question in mine.questions.iter().filter(|question| !base.questions.contains(question)) {
            let is_there = merged.draft.questions.contains(question);
            prop_assert!(is_there || !merged.conflicts.is_empty());
        }
    }
}
