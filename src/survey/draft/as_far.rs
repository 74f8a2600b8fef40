//! A draft as far as it goes: what can be shown of it already, for previews and
//! advice. What is missing has something standing in, or is left out.

use super::{Draft, DraftCharter, DraftProblem, DraftQuestion, ItemId, Place, Texts, survey};
use crate::survey::calendar::Calendar;
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

/// Stands where a text is missing.
const NOTHING_WRITTEN: &str = "…";

/// Every round puts all right that the reader complains of; what one hides from
/// the next is rarely more than two deep.
const ROUNDS_MAX: usize = 12;

#[derive(Debug, Clone)]
pub struct AsFar {
    /// `None` while there is nothing to show.
    pub survey: Option<Survey>,
    /// What is wrong with the draft as it is.
    pub problems: Vec<DraftProblem>,
    /// Questions that cannot be shown yet.
    pub left_out: Vec<ItemId>,
}

/// The survey that the draft is, or the one that it is on the way to.
pub fn as_far_as_it_goes(draft: &Draft) -> AsFar {
    let mut problems = match survey(draft) {
        Ok(survey) => {
            return AsFar {
                survey: Some(survey),
                problems: Vec::new(),
                left_out: Vec::new(),
            };
        }
        Err(problems) => problems,
    };
    let mut far = AsFar {
        survey: None,
        problems: problems.clone(),
        left_out: Vec::new(),
    };
    let mut shown = draft.clone();
    for _round in 0..ROUNDS_MAX {
        for problem in &problems {
            mend(&mut shown, problem.place, &mut far.left_out);
        }
        if shown.questions.is_empty() {
            return far;
        }
        match survey(&shown) {
            Ok(survey) => {
                far.survey = Some(survey);
                return far;
            }
            Err(remaining) => problems = remaining,
        }
    }
    far
}

fn mend(draft: &mut Draft, place: Place, left_out: &mut Vec<ItemId>) {
    let id = match (place.question, place.part) {
        (Some(id), _) => id,
        (None, Some(quota)) => return draft.quotas.retain(|each| each.id != quota),
        (None, None) => return mend_survey(draft, place.field),
    };
    let first = first_language(draft);
    let mut questions = draft.questions.iter_mut();
    // Two things may be wrong with a question that is out already.
    let Some(question) = questions.find(|question| question.id == id) else {
        return;
    };
    if !mend_question(question, place, &first) {
        draft.questions.retain(|question| question.id != id);
        left_out.push(id);
    }
}

/// Whether something could stand in.
fn mend_question(question: &mut DraftQuestion, place: Place, first: &Language) -> bool {
    let Some(part) = place.part else {
        return match place.field {
            "show_when" => emptied(&mut question.show_when),
            "text" => filled(&mut question.text, first),
            "lowest" => filled(&mut question.lowest, first),
            "highest" => filled(&mut question.highest, first),
            "code" => named(&mut question.code, "question", question.id),
            "label" => unwritten(&mut question.label),
            _ => false,
        };
    };
    let mut options = question.options.iter_mut();
    if let Some(option) = options.find(|option| option.id == part) {
        return match place.field {
            "show_when" => emptied(&mut option.show_when),
            "text" => filled(&mut option.text, first),
            "code" => named(&mut option.code, "option", part),
            _ => false,
        };
    }
    let mut rows = question.rows.iter_mut();
    match rows.find(|row| row.id == part) {
        Some(row) if place.field == "text" => filled(&mut row.text, first),
        Some(row) if place.field == "code" => named(&mut row.code, "row", part),
        _ => false,
    }
}

/// Each stand-in is tried once: it fails where it stands already.
fn filled(texts: &mut Texts, first: &Language) -> bool {
    let is_missing = texts.get(first).trim().is_empty();
    if is_missing {
        texts.set(first, NOTHING_WRITTEN);
    }
    is_missing
}

fn emptied(condition: &mut String) -> bool {
    let is_written = !condition.trim().is_empty();
    condition.clear();
    is_written
}

fn unwritten(texts: &mut Texts) -> bool {
    let is_written = !texts.is_empty();
    *texts = Texts::default();
    is_written
}

fn named(code: &mut String, kind: &str, id: ItemId) -> bool {
    let name = format!("{kind}-{id}");
    let is_new = *code != name;
    *code = name;
    is_new
}

fn mend_survey(draft: &mut Draft, field: &str) {
    let first = first_language(draft);
    match field {
        "slug" => "preview".clone_into(&mut draft.slug),
        "brand" => NOTHING_WRITTEN.clone_into(&mut draft.brand),
        "languages" => draft.languages = vec![first],
        "title" => {
            draft.title = Texts::default();
            draft.title.set(&first, NOTHING_WRITTEN);
        }
        "introduction" => draft.introduction = Texts::default(),
        "thanks" => draft.thanks = Texts::default(),
        "closed" => draft.closed = Texts::default(),
        "embedded_on" => draft.embedded_on.clear(),
        "source" => draft.source = Texts::default(),
        "readers" => {
            draft.charter.readers = Texts::default();
            draft.charter.readers.set(&first, NOTHING_WRITTEN);
        }
        "import" => draft.import = None,
        "calendar" => draft.calendar = Calendar::ByHand,
        "question" => {}
        _ => mend_charter(&mut draft.charter, field),
    }
}

/// What a new draft promises, in this field only.
fn mend_charter(charter: &mut DraftCharter, field: &str) {
    let Ok(slug) = "preview".parse::<Slug>() else {
        return;
    };
    let usual = Draft::blank("", &slug, Vec::new()).charter;
    match field {
        "outside" => charter.outside = Texts::default(),
        "group_size_min" => charter.group_size_min = usual.group_size_min,
        "floor" => charter.floor = usual.floor,
        "breakdowns" => charter.breakdowns = None,
        "retention_days" => charter.retention_days = usual.retention_days,
        "public_results" => charter.public_results = usual.public_results,
        "comments" => charter.comments = usual.comments,
        _ => {}
    }
}

fn first_language(draft: &Draft) -> Language {
    let first = draft.languages.first();
    first.cloned().unwrap_or_else(Language::english)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::charter::Comments;
    use crate::survey::draft::{DraftOption, Kind};
    use crate::survey::question::QuestionKind;

    fn blank() -> Draft {
        Draft::blank("ACME", &"about".parse().unwrap(), vec![Language::english()])
    }

    fn question(id: u64, kind: Kind, text: &str) -> DraftQuestion {
        let mut question = DraftQuestion::empty(ItemId(id), kind);
        question.code = format!("q{id}");
        question.text.set(&Language::english(), text);
        question
    }

    fn option(id: u64) -> DraftOption {
        DraftOption {
            id: ItemId(id),
            code: format!("o{id}"),
            text: Texts::default(),
            is_exclusive: false,
            is_other: false,
            is_declined: false,
            is_pinned: false,
            show_when: "nothing is here".to_owned(),
        }
    }

    #[test]
    fn without_a_question_there_is_nothing_to_show() {
        let far = as_far_as_it_goes(&blank());
        assert!(far.survey.is_none() && !far.problems.is_empty());
    }

    #[test]
    fn one_bad_field_of_the_promise_changes_no_other() {
        let mut draft = blank();
        draft.questions = vec![question(1, Kind::Text, "And why?")];
        let charter = &mut draft.charter;
        charter.readers.set(&Language::english(), "The board.");
        charter.group_size_min = "20".to_owned();
        charter.floor = "10".to_owned();
        charter.comments = Comments::KeptBack;
        charter.retention_days = "for ever".to_owned();
        let promised = as_far_as_it_goes(&draft).survey.unwrap().charter;
        assert_eq!((promised.group_size_min, promised.floor), (20, 10));
        assert_eq!(promised.comments, Comments::KeptBack);
        assert_eq!(promised.retention_days, 90);
        draft.charter.floor = "30".to_owned();
        let promised = as_far_as_it_goes(&draft).survey.unwrap().charter;
        assert_eq!((promised.group_size_min, promised.floor), (20, 5));
    }

    #[test]
    fn what_is_missing_has_something_standing_in_and_what_cannot_be_shown_is_left_out() {
        let mut draft = blank();
        draft.charter.floor = "many".to_owned();
        let mut choice = question(1, Kind::SingleChoice, "");
        choice.options = vec![option(11), option(12)];
        let mut second = question(2, Kind::Text, "And why?");
        second.show_when = "q7 is yes".to_owned();
        second.code = "Not a code".to_owned();
        draft.questions = vec![
            choice,
            second,
            question(3, Kind::SingleChoice, "No options"),
        ];
        let far = as_far_as_it_goes(&draft);
        assert_eq!(far.left_out, [ItemId(3)]);
        assert!(far.problems.len() > 5, "{:#?}", far.problems);
        let survey = far.survey.unwrap();
        let [choice, second] = survey.questionnaire.questions.as_slice() else {
            panic!("{:#?}", survey.questionnaire.questions);
        };
        assert_eq!(choice.text.fallback(), "…");
        let QuestionKind::SingleChoice(list) = &choice.kind else {
            panic!("{:?}", choice.kind);
        };
        assert_eq!(list.options.len(), 2);
        assert_eq!(second.text.fallback(), "And why?");
        assert_eq!(second.shown_when, None);
        assert_eq!(survey.charter.floor, 5);
    }
}
