//! Single choice, multiple choice and ranking.
//!
//! An option that routing hides from this respondent is as if it had not been
//! sent: somebody may have gone back and answered differently. Text typed
//! beside "other" chooses "other" where no tick contradicts it; a tick without
//! text is an answer, since nobody is made to write.

use super::answers::{Asked, Parsed, Source, code_at};
use super::field;
use super::problem::{FieldProblem, ProblemKind};
use super::text;
use crate::limits::OTHER_CHARACTERS_MAX;
use crate::survey::answer::Answer;
use crate::survey::question::{Choice, ChoiceList, Question};

pub(super) fn single(asked: Asked<'_>, list: &ChoiceList) -> Parsed {
    let chosen = match asked.only_value() {
        Some(code) => position_of(asked, list, code)?,
        None => None,
    };
    let typed_other = typed_other(asked);
    let option = chosen.or_else(|| {
        let other = shown_other(asked, list);
        other.filter(|_| !typed_other.is_empty())
    });
    let Some(option) = option else {
        return Ok(None);
    };
    let is_other = choice_at(list, option).is_some_and(|choice| choice.is_other);
    let other = if is_other {
        kept_other(asked, typed_other)?
    } else {
        None
    };
    Ok(Some(Answer::One { option, other }))
}

pub(super) fn multiple(asked: Asked<'_>, list: &ChoiceList) -> Parsed {
    let mut options = Vec::new();
    let name = field::of_question(&asked.question.code);
    for code in asked.typed.all(&name).map(str::trim) {
        if !code.is_empty() {
            options.extend(position_of(asked, list, code)?);
        }
    }
    options.sort_unstable();
    options.dedup();
    let typed_other = typed_other(asked);
    let shown_other = shown_other(asked, list);
    if let Some(other) = shown_other
        && !typed_other.is_empty()
        && !options.contains(&other)
        && may_join(asked, &options)
    {
        options.push(other);
        options.sort_unstable();
    }
    let is_exclusive =
        |option: &u8| choice_at(list, *option).is_some_and(|choice| choice.is_exclusive);
    if options.len() > 1 && options.iter().any(is_exclusive) {
        return Err(vec![asked.problem(name, ProblemKind::ExclusiveWithOthers)]);
    }
    if options.is_empty() {
        return Ok(None);
    }
    let is_other = shown_other.is_some_and(|other| options.contains(&other));
    let other = if is_other {
        kept_other(asked, typed_other)?
    } else {
        None
    };
    Ok(Some(Answer::Several { options, other }))
}

/// Whether text typed beside "other" chooses it: a person who ticks and types
/// means both, also where both cannot be; collected data mean what they say.
fn may_join(asked: Asked<'_>, options: &[u8]) -> bool {
    options.is_empty() || asked.source == Source::Respondent
}

pub(super) fn ranking(asked: Asked<'_>, list: &ChoiceList, places: u8) -> Parsed {
    let mut ranked: Vec<(u8, u8)> = Vec::new();
    let mut problems = Vec::new();
    let mut shown = 0_usize;
    for (position, choice) in (0_u8..).zip(&list.options) {
        if !asked.shows(choice) {
            continue;
        }
        shown += 1;
        let name = field::of_part(&asked.question.code, &choice.code);
        let typed = asked.typed.first(&name).map_or("", str::trim);
        if typed.is_empty() {
            continue;
        }
        match typed.parse() {
            Ok(place) if (1..=places).contains(&place) => {
                if ranked.iter().any(|(taken, _)| *taken == place) {
                    problems.push(asked.problem(name, ProblemKind::DuplicateRank { place }));
                }
                ranked.push((place, position));
            }
            _ => problems.push(asked.problem(name, ProblemKind::NotAPlace { places })),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    ranked.sort_unstable();
    let expected = expected_places(asked, ranked.len(), shown.min(usize::from(places)));
    if let Some(place) = first_gap(&ranked, expected) {
        let first = field::first_of(asked.question);
        return Err(vec![
            asked.problem(first, ProblemKind::RankMissing { place }),
        ]);
    }
    let order: Vec<u8> = ranked.into_iter().map(|(_, option)| option).collect();
    Ok((!order.is_empty()).then_some(Answer::Ranked(order)))
}

/// A required ranking is given whole; any other may stop early, without gaps.
fn expected_places(asked: Asked<'_>, given: usize, possible: usize) -> usize {
    if asked.is_required() && given > 0 {
        possible
    } else {
        given
    }
}

fn first_gap(ranked: &[(u8, u8)], expected: usize) -> Option<u8> {
    let mut places = (1_u8..).take(expected);
    places.find(|place| !ranked.iter().any(|(taken, _)| taken == place))
}

pub(super) fn to_pairs(question: &Question, answer: &Answer) -> Vec<(String, String)> {
    let name = field::of_question(&question.code);
    let ticked = |option: &u8| {
        let code = code_at(question, *option)?;
        Some((name.clone(), code.to_string()))
    };
    let typed = |other: &Option<String>| {
        let text = other.clone()?;
        Some((field::of_other(&question.code), text))
    };
    match answer {
        Answer::One { option, other } => ticked(option).into_iter().chain(typed(other)).collect(),
        Answer::Several { options, other } => options
            .iter()
            .filter_map(ticked)
            .chain(typed(other))
            .collect(),
        Answer::Ranked(order) => (1_usize..)
            .zip(order)
            .filter_map(|(place, option)| {
                let code = code_at(question, *option)?;
                Some((field::of_part(&question.code, code), place.to_string()))
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn choice_at(list: &ChoiceList, position: u8) -> Option<&Choice> {
    list.options.get(usize::from(position))
}

/// `Ok(None)`: the option exists but is hidden from this respondent.
fn position_of(
    asked: Asked<'_>,
    list: &ChoiceList,
    code: &str,
) -> Result<Option<u8>, Vec<FieldProblem>> {
    let found = (0_u8..)
        .zip(&list.options)
        .find(|(_, choice)| choice.code.as_str() == code);
    let Some((position, choice)) = found else {
        let name = field::of_question(&asked.question.code);
        return Err(vec![asked.problem(name, ProblemKind::UnknownOption)]);
    };
    let is_shown = asked.shows(choice);
    Ok(is_shown.then_some(position))
}

fn shown_other(asked: Asked<'_>, list: &ChoiceList) -> Option<u8> {
    let mut options = (0_u8..).zip(&list.options);
    options
        .find(|(_, choice)| choice.is_other && asked.shows(choice))
        .map(|(position, _)| position)
}

fn typed_other(asked: Asked<'_>) -> String {
    let typed = asked.typed.first(&field::of_other(&asked.question.code));
    typed.map(text::line).unwrap_or_default()
}

fn kept_other(asked: Asked<'_>, text: String) -> Result<Option<String>, Vec<FieldProblem>> {
    let characters = text.chars().count();
    if characters > usize::from(OTHER_CHARACTERS_MAX) {
        let name = field::of_other(&asked.question.code);
        let too_long = ProblemKind::TooLong {
            characters,
            characters_max: OTHER_CHARACTERS_MAX,
        };
        return Err(vec![asked.problem(name, too_long)]);
    }
    Ok((!text.is_empty()).then_some(text))
}
