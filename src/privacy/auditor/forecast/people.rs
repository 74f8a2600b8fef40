//! Invented people who answer independently of each other and of what they
//! said before, except where routing decides what they are asked.

use rand::rngs::StdRng;
use rand::{Rng, RngExt};

use crate::survey::answer::{Answer, Given};
use crate::survey::criterion::Criterion;
use crate::survey::question::{ChoiceList, Question, QuestionKind};
use crate::survey::questionnaire::Questionnaire;
use crate::survey::routing::{is_option_shown, is_shown};

/// In per cent: who leaves a question empty that may be left empty.
const SKIPPED: u32 = 2;
/// Who writes something where a text is asked for.
const WRITTEN: u32 = 30;

/// The highest points of "0 to 6" and "7 and 8" on an NPS question.
const NET_PROMOTER_ENDS: [u8; 2] = [6, 8];

/// One person's answers, given the shares of each question's answers.
pub fn person(questionnaire: &Questionnaire, shares: &[Vec<f64>], rng: &mut StdRng) -> Vec<Given> {
    let mut given = Vec::with_capacity(questionnaire.questions.len());
    let questions = questionnaire.questions.iter().zip(shares).enumerate();
    for (position, (question, shares)) in questions {
        let is_asked = question.kind.is_asked() && is_shown(questionnaire, position, &given);
        let answer = if !is_asked {
            Given::NotShown
        } else if !question.is_required && rng.random_ratio(SKIPPED, 100) {
            Given::Skipped
        } else {
            let answer = answer(questionnaire, question, shares, &given, rng);
            answer.map_or(Given::Skipped, Given::Answered)
        };
        given.push(answer);
    }
    given
}

fn answer(
    questionnaire: &Questionnaire,
    question: &Question,
    shares: &[f64],
    given: &[Given],
    rng: &mut StdRng,
) -> Option<Answer> {
    let shown = |list: &ChoiceList| -> Vec<bool> {
        let is_shown = |option| is_option_shown(questionnaire, option, given);
        list.options.iter().map(is_shown).collect()
    };
    Some(match &question.kind {
        QuestionKind::SingleChoice(list) => Answer::One {
            option: pick(shares, &shown(list), rng)? as u8,
            other: None,
        },
        QuestionKind::MultipleChoice(list) => several(list, shares, &shown(list), rng)?,
        QuestionKind::Scale(_) | QuestionKind::NetPromoter(_) => {
            Answer::Point(pick(shares, &[], rng)? as u8)
        }
        QuestionKind::Number(range) => {
            let band = range.bands.get(pick(shares, &[], rng)?)?;
            Answer::Number(rng.random_range(band.from..=band.to.max(band.from)))
        }
        QuestionKind::Grid { rows, scale } => {
            let points = scale.points().min(usize::from(u8::MAX)) as u8;
            Answer::Rows(
                rows.iter()
                    .map(|_| Some(rng.random_range(0..points)))
                    .collect(),
            )
        }
        QuestionKind::Ranking { choices, places } => {
            let shown = shown(choices);
            let mut left: Vec<u8> = (0..)
                .zip(&shown)
                .filter_map(|(o, s)| s.then_some(o))
                .collect();
            let mut ranked = Vec::new();
            while ranked.len() < usize::from(*places) && !left.is_empty() {
                ranked.push(left.swap_remove(rng.random_range(0..left.len())));
            }
            Some(Answer::Ranked(ranked)).filter(|_| !shown.is_empty())?
        }
        QuestionKind::Text(_) => {
            let text = Answer::Text("…".to_owned());
            Some(text).filter(|_| rng.random_ratio(WRITTEN, 100))?
        }
        QuestionKind::Information => return None,
    })
}

fn several(list: &ChoiceList, shares: &[f64], shown: &[bool], rng: &mut StdRng) -> Option<Answer> {
    let (mut options, mut exclusive) = (Vec::new(), Vec::new());
    let choices = list.options.iter().zip(shares).zip(shown);
    for (option, ((choice, share), _)) in (0_u8..).zip(choices).filter(|(_, (_, shown))| **shown) {
        if rng.random_bool((share / 100.0).clamp(0.0, 1.0)) {
            if choice.is_exclusive {
                &mut exclusive
            } else {
                &mut options
            }
            .push(option);
        }
    }
    if let Some(&alone) = exclusive.first() {
        options = vec![alone];
    }
    if options.is_empty() {
        options.push(pick(shares, shown, rng)? as u8);
    }
    Some(Answer::Several {
        options,
        other: None,
    })
}

/// A place drawn with these weights, among those that `may` allows.
fn pick(weights: &[f64], may: &[bool], rng: &mut impl Rng) -> Option<usize> {
    let allowed = |place: usize| may.get(place) != Some(&false);
    let open = || {
        weights
            .iter()
            .enumerate()
            .filter(|(place, _)| allowed(*place))
    };
    let sum: f64 = open().map(|(_, weight)| weight).sum();
    let mut left = rng.random::<f64>() * sum;
    for (place, weight) in open() {
        if left < *weight {
            return Some(place);
        }
        left -= weight;
    }
    open().map(|(place, _)| place).next_back()
}

/// The class of what somebody gave, among `classes`.
pub fn class(
    questionnaire: &Questionnaire,
    criterion: Criterion,
    given: &[Given],
    classes: usize,
) -> u8 {
    let last = classes.saturating_sub(1) as u8;
    let of = |position: u16| given.get(usize::from(position)).unwrap_or(&Given::NotShown);
    match criterion {
        Criterion::SharedOutside => 0,
        Criterion::Answer { question } => match of(question) {
            Given::NotShown => last,
            Given::Skipped => last.saturating_sub(1),
            Given::Answered(answer) => {
                let kind = questionnaire.questions.get(usize::from(question));
                let found = kind.and_then(|question| class_of_answer(&question.kind, answer));
                found.unwrap_or(last)
            }
        },
        Criterion::Chosen { question, option } => match of(question) {
            Given::Answered(Answer::Several { options, .. }) if options.contains(&option) => 0,
            Given::NotShown => last,
            _ if is_offered(questionnaire, question, option, given) => 1,
            _ => last,
        },
    }
}

fn is_offered(questionnaire: &Questionnaire, question: u16, option: u8, given: &[Given]) -> bool {
    let question = questionnaire.questions.get(usize::from(question));
    let choices = question.and_then(|question| question.kind.choices());
    let choice = choices.and_then(|list| list.options.get(usize::from(option)));
    choice.is_some_and(|choice| is_option_shown(questionnaire, choice, given))
}

fn class_of_answer(kind: &QuestionKind, answer: &Answer) -> Option<u8> {
    match (kind, answer) {
        (_, Answer::One { option, .. }) => Some(*option),
        (QuestionKind::NetPromoter(_), Answer::Point(point)) => {
            let ends = NET_PROMOTER_ENDS.iter();
            Some(ends.filter(|end| point > end).count() as u8)
        }
        (_, Answer::Point(point)) => Some(*point),
        (QuestionKind::Number(range), Answer::Number(number)) => {
            let mut bands = range.bands.iter();
            let found = bands.position(|band| (band.from..=band.to).contains(number));
            found.map(|band| band as u8)
        }
        _ => None,
    }
}
