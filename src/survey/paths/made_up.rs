//! One filled-in questionnaire that nobody filled in: an example to show.

use super::sample_answers::shown;
use crate::survey::answer::{Answer, Given, Response, Wishes};
use crate::survey::question::{ChoiceList, Question, QuestionKind};
use crate::survey::questionnaire::Questionnaire;
use crate::survey::routing;

/// A valid response: `choose` picks one of so many (a number below what it is
/// given), `words` go into every field for words.
pub fn made_up(
    questionnaire: &Questionnaire,
    words: &str,
    mut choose: impl FnMut(usize) -> usize,
) -> Response {
    let mut given = Vec::with_capacity(questionnaire.questions.len());
    for (position, question) in questionnaire.questions.iter().enumerate() {
        let is_met = routing::is_shown(questionnaire, position, &given);
        let answer = is_met
            .then(|| answer(questionnaire, question, &given, words, &mut choose))
            .flatten();
        given.push(answer.map_or(Given::NotShown, Given::Answered));
    }
    Response {
        given,
        wishes: Wishes::default(),
    }
}

/// Nothing for what is only read.
fn answer(
    questionnaire: &Questionnaire,
    question: &Question,
    given: &[Given],
    words: &str,
    choose: &mut impl FnMut(usize) -> usize,
) -> Option<Answer> {
    let shown = |list: &ChoiceList| shown(questionnaire, list, given);
    Some(match &question.kind {
        QuestionKind::SingleChoice(list) => Answer::One {
            option: pick(&telling(list, shown(list)), choose)?,
            other: None,
        },
        QuestionKind::MultipleChoice(list) => {
            let mut options = drawn(telling(list, shown(list)), 2, choose);
            options.sort_unstable();
            // Two that go together, or one that goes alone.
            let goes_alone = |option: &u8| {
                let choice = list.options.get(usize::from(*option));
                choice.is_none_or(|choice| choice.is_exclusive || choice.is_declined)
            };
            if options.iter().any(goes_alone) {
                options.truncate(1);
            }
            Answer::Several {
                options,
                other: None,
            }
        }
        QuestionKind::Ranking { choices, places } => {
            Answer::Ranked(drawn(shown(choices), usize::from(*places), choose))
        }
        QuestionKind::Scale(scale) => Answer::Point(choose(scale.points()) as u8),
        QuestionKind::NetPromoter(_) => Answer::Point(choose(11) as u8),
        QuestionKind::Grid { rows, scale } => {
            let points = rows.iter().map(|_| Some(choose(scale.points()) as u8));
            Answer::Rows(points.collect())
        }
        QuestionKind::Number(range) => {
            let span = range.maximum.saturating_sub(range.minimum);
            let steps = usize::try_from(span).unwrap_or(0).saturating_add(1);
            let above = i64::try_from(choose(steps)).unwrap_or(0);
            Answer::Number(range.minimum.saturating_add(above).min(range.maximum))
        }
        QuestionKind::Text(field) => Answer::Text(shortened(words, field.characters_max)),
        QuestionKind::Information => return None,
    })
}

/// Cut where the field ends, without a space at the end.
fn shortened(words: &str, characters_max: u16) -> String {
    let characters = words.chars().take(usize::from(characters_max));
    characters.collect::<String>().trim_end().to_owned()
}

/// Without “none of these” and “no answer”, where anything else is shown.
fn telling(list: &ChoiceList, shown: Vec<u8>) -> Vec<u8> {
    let tells = |option: &u8| {
        let choice = list.options.get(usize::from(*option));
        choice.is_some_and(|choice| !choice.is_exclusive && !choice.is_declined && !choice.is_other)
    };
    let telling: Vec<u8> = shown.iter().copied().filter(tells).collect();
    if telling.is_empty() { shown } else { telling }
}

fn pick(options: &[u8], choose: &mut impl FnMut(usize) -> usize) -> Option<u8> {
    options.get(choose(options.len())).copied()
}

/// Up to `count` of them, in the order in which they were drawn.
fn drawn(mut options: Vec<u8>, count: usize, choose: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut drawn = Vec::new();
    while drawn.len() < count && !options.is_empty() {
        let at = choose(options.len()).min(options.len() - 1);
        drawn.push(options.remove(at));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::survey::form::{self, TypedAnswers};
    use crate::survey::generated;
    use crate::survey::packed;

    proptest! {
        #[test]
        fn what_is_made_up_is_a_response_that_the_form_takes(
            survey in generated::survey(),
            picks in prop::collection::vec(any::<u16>(), 1..40),
        ) {
            let questionnaire = &survey.questionnaire;
            let mut picks = picks.into_iter().cycle();
            let response = made_up(questionnaire, "Not for me.", |count| {
                usize::from(picks.next().unwrap()) % count.max(1)
            });
            let pairs = form::to_pairs(questionnaire, &response);
            let typed = TypedAnswers::from_pairs(questionnaire, pairs);
            prop_assert_eq!(form::parse(questionnaire, &typed), Ok(response.clone()));
            let packed = packed::pack(&response);
            prop_assert!(packed.len() <= packed::packed_length_max(questionnaire));
        }
    }
}
