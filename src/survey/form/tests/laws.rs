//! Laws that hold whatever is sent.

use proptest::prelude::*;

use super::*;
use crate::survey::question::QuestionKind;

fn any_pair() -> impl Strategy<Value = (String, String)> {
    let names: Vec<String> = questionnaire()
        .questions
        .iter()
        .flat_map(|question| {
            let mut names = vec![
                field::of_question(&question.code),
                field::of_other(&question.code),
            ];
            if let QuestionKind::Grid { rows, .. } = &question.kind {
                names.extend(
                    rows.iter()
                        .map(|row| field::of_part(&question.code, &row.code)),
                );
            }
            if let Some(list) = question.kind.choices() {
                let options = list.options.iter();
                names.extend(options.map(|choice| field::of_part(&question.code, &choice.code)));
            }
            names
        })
        .chain(["q.".to_owned(), "q..other".to_owned(), String::new()])
        .collect();
    let codes = [
        "yes", "no", "else", "ads", "price", "other", "none", "service", "",
    ];
    let value = prop_oneof![
        3 => proptest::sample::select(codes.to_vec()).prop_map(str::to_owned),
        3 => (-3_i32..12).prop_map(|value| value.to_string()),
        1 => "[0-9 .,'−-]{0,8}",
        2 => "[a é\u{301}\u{200b}\r\n\tZ]{0,12}",
        1 => "\\PC{0,30}",
    ];
    (proptest::sample::select(names), value)
}

proptest! {
    #[test]
    fn whatever_is_sent_an_accepted_response_keeps_its_promises(
        pairs in proptest::collection::vec(any_pair(), 0..40),
        is_customer in any::<bool>(),
    ) {
        let questionnaire = questionnaire();
        let customer = if is_customer { "yes" } else { "no" };
        let first = ("q.customer".to_owned(), customer.to_owned());
        let pairs = std::iter::once(first).chain(pairs);
        let typed = TypedAnswers::from_pairs(&questionnaire, pairs);
        if let Ok(response) = parse(&questionnaire, &typed) {
            keeps_its_promises(&questionnaire, &response);
            let again = TypedAnswers::from_pairs(&questionnaire, to_pairs(&questionnaire, &response));
            prop_assert_eq!(parse(&questionnaire, &again), Ok(response));
        }
    }
}

/// Whole surveys are large; a quarter of the usual number of cases.
fn fewer_cases() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    config.cases = (config.cases / 4).max(1);
    config
}

proptest! {
    #![proptest_config(fewer_cases())]

    #[test]
    fn the_same_holds_for_every_survey(
        (survey, pairs) in crate::survey::generated::survey_and_pairs(),
    ) {
        // Required questions would refuse nearly everything that is generated.
        let mut questionnaire = survey.questionnaire;
        for question in &mut questionnaire.questions {
            question.is_required = false;
        }
        let mut typed = TypedAnswers::from_pairs(&questionnaire, pairs.clone());
        // Fields with problems are taken out, as a respondent would correct them.
        if let Err(problems) = parse(&questionnaire, &typed) {
            let is_wrong = |name: &str| {
                let question = field::question_of(&questionnaire, name);
                problems.iter().any(|problem| Some(&problem.question) == question.map(|q| &q.code))
            };
            let kept = pairs.into_iter().filter(|(name, _)| !is_wrong(name));
            typed = TypedAnswers::from_pairs(&questionnaire, kept);
        }
        if let Ok(response) = parse(&questionnaire, &typed) {
            keeps_its_promises(&questionnaire, &response);
            let pairs = to_pairs(&questionnaire, &response);
            let again = TypedAnswers::from_pairs(&questionnaire, pairs);
            prop_assert_eq!(parse(&questionnaire, &again), Ok(response));
        }
    }
}

/// The invariants written beside [`Answer`].
fn keeps_its_promises(questionnaire: &Questionnaire, response: &Response) {
    assert_eq!(response.given.len(), questionnaire.questions.len());
    for (position, question) in questionnaire.questions.iter().enumerate() {
        let given = &response.given[position];
        let is_shown =
            question.kind.is_asked() && routing::is_shown(questionnaire, position, &response.given);
        assert_eq!(given.is_shown(), is_shown, "{}", question.code);
        if let Some(answer) = given.answer() {
            answer_fits(&question.kind, answer);
        }
    }
}

fn answer_fits(kind: &QuestionKind, answer: &Answer) {
    let is_kept = |text: &String| !text.is_empty() && text.trim() == text;
    match (kind, answer) {
        (QuestionKind::SingleChoice(list), Answer::One { option, other }) => {
            let choice = &list.options[usize::from(*option)];
            assert!(other.is_none() || choice.is_other);
            assert!(other.iter().all(is_kept));
        }
        (QuestionKind::MultipleChoice(list), Answer::Several { options, other }) => {
            assert!(!options.is_empty() && options.is_sorted_by(|a, b| a < b));
            let chosen: Vec<_> = options
                .iter()
                .map(|o| &list.options[usize::from(*o)])
                .collect();
            assert!(chosen.len() == 1 || !chosen.iter().any(|choice| choice.is_exclusive));
            assert!(other.is_none() || chosen.iter().any(|choice| choice.is_other));
            assert!(other.iter().all(is_kept));
        }
        (QuestionKind::Scale(scale), Answer::Point(index)) => {
            assert!(usize::from(*index) < scale.points());
        }
        (QuestionKind::NetPromoter(_), Answer::Point(index)) => assert!(*index <= 10),
        (QuestionKind::Grid { rows, scale }, Answer::Rows(points)) => {
            assert_eq!(points.len(), rows.len());
            assert!(points.iter().any(Option::is_some));
            assert!(
                points
                    .iter()
                    .flatten()
                    .all(|point| usize::from(*point) < scale.points())
            );
        }
        (QuestionKind::Ranking { choices, places }, Answer::Ranked(order)) => {
            assert!(!order.is_empty() && order.len() <= usize::from(*places));
            assert!(
                order
                    .iter()
                    .all(|option| usize::from(*option) < choices.options.len())
            );
            let mut sorted = order.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), order.len());
        }
        (QuestionKind::Number(range), Answer::Number(value)) => {
            assert!((range.minimum..=range.maximum).contains(value));
        }
        (QuestionKind::Text(of), Answer::Text(text)) => {
            assert!(is_kept(text) && text.chars().count() <= usize::from(of.characters_max));
        }
        (kind, answer) => panic!("{answer:?} is no answer to {kind:?}"),
    }
}
