//! What groups are called: one answer by its text, several that were joined so
//! that it reads naturally.

use super::layout;
use crate::survey::criterion::{ClassRole, Classes, Criterion, classes};
use crate::survey::language::Language;
use crate::survey::question::QuestionKind;
use crate::survey::questionnaire::Questionnaire;

/// Longer names of joined answers stand under no bar.
const JOINED_CHARACTERS_MAX: usize = 48;

const NET_PROMOTER: [&str; 3] = ["Detractors (0–6)", "Passives (7–8)", "Promoters (9–10)"];

/// The names of one criterion's classes.
pub(super) struct ClassNames {
    /// Of the substantive classes.
    texts: Vec<String>,
    classes: Classes,
    is_option: bool,
}

impl ClassNames {
    pub(super) fn new(
        questionnaire: &Questionnaire,
        criterion: Criterion,
        language: &Language,
    ) -> Option<Self> {
        let classes = classes(questionnaire, criterion)?;
        let kind = &questionnaire.questions.get(criterion.question()?)?.kind;
        let categories = layout::categories(kind, language).into_iter();
        let texts: Vec<String> = match (kind, criterion) {
            (QuestionKind::NetPromoter(_), _) => NET_PROMOTER.map(str::to_owned).to_vec(),
            (_, Criterion::Chosen { option, .. }) => {
                let chosen = categories.skip(usize::from(option)).take(1);
                chosen.map(|category| category.text).collect()
            }
            _ => categories.map(|category| category.text).collect(),
        };
        Some(Self {
            texts,
            classes,
            is_option: matches!(criterion, Criterion::Chosen { .. }),
        })
    }

    pub(super) fn is_ordered(&self) -> bool {
        self.classes.is_ordered
    }

    /// Whether readers see the group: those who did not say, were not asked or
    /// did not choose the option are in the book and not on the page.
    pub(super) fn is_shown(&self, group: &[u8]) -> bool {
        if self.is_option {
            return group == [0];
        }
        !group.is_empty()
            && group.iter().all(|&class| {
                let role = self.classes.roles.get(usize::from(class));
                matches!(role, Some(ClassRole::Substantive | ClassRole::Other))
            })
    }

    /// The name of a group of classes.
    pub(super) fn name(&self, group: &[u8]) -> String {
        let texts: Vec<&str> = group
            .iter()
            .filter_map(|&class| self.texts.get(usize::from(class)).map(String::as_str))
            .collect();
        let neighbours = group.iter().zip(group.iter().skip(1));
        let is_run = neighbours
            .into_iter()
            .all(|(class, next)| class + 1 == *next);
        if self.classes.is_ordered && is_run {
            return run(&texts);
        }
        let has_other = group
            .iter()
            .any(|&class| self.classes.roles.get(usize::from(class)) == Some(&ClassRole::Other));
        let name = joined(&texts);
        let is_long = texts.len() > 1 && name.chars().count() > JOINED_CHARACTERS_MAX;
        if texts.len() > 1 && has_other || is_long {
            "Other answers".to_owned()
        } else {
            name
        }
    }
}

/// "A", "A or B", "A, B or C".
pub(super) fn list(texts: &[&str]) -> String {
    match texts.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// The same, set apart by strokes where a text has an "or" or a comma of its own.
fn joined(texts: &[&str]) -> String {
    match texts.iter().any(|text| has_parts(text)) {
        true => texts.join(" / "),
        false => list(texts),
    }
}

fn has_parts(text: &str) -> bool {
    text.contains([',', ';']) || [" or ", " to "].iter().any(|word| text.contains(word))
}

/// Steps of one thing: "25–44" and "45 and over" where the texts say so in
/// numbers, otherwise "A or B", "A to C"; "A … C" where that would run together
/// with the texts' own words.
fn run(texts: &[&str]) -> String {
    match texts {
        [] => String::new(),
        [text] => (*text).to_owned(),
        [first, .., last] => numeric_run(texts).unwrap_or_else(|| {
            match (texts.len(), has_parts(first) || has_parts(last)) {
                (2, _) => joined(texts),
                (_, true) => format!("{first} … {last}"),
                (_, false) => format!("{first} to {last}"),
            }
        }),
    }
}

/// A step as its text says it in numbers.
#[derive(Debug, PartialEq, Eq)]
enum Step<'a> {
    /// "Under 25": the words before the number, and those after it.
    Below(&'a str, u32, &'a str),
    /// "25–34".
    Between(&'a str, u32, &'a str, u32, &'a str),
    /// "55 and over".
    From(u32, &'a str),
}

fn numeric_run(texts: &[&str]) -> Option<String> {
    let steps: Vec<Step> = texts.iter().map(|text| step(text)).collect::<Option<_>>()?;
    let follows = |(step, next): (&Step, &Step)| match (step, next) {
        (Step::Below(_, below, _), Step::Between(_, from, ..) | Step::From(from, _)) => {
            below == from
        }
        (Step::Between(_, _, _, to, _), Step::Between(_, from, ..) | Step::From(from, _)) => {
            to + 1 == *from
        }
        _ => false,
    };
    if !steps.iter().zip(steps.iter().skip(1)).all(follows) {
        return None;
    }
    match (steps.first()?, steps.last()?) {
        (Step::Below(before, _, after), Step::Between(_, _, _, to, _)) => {
            Some(format!("{before}{}{after}", to + 1))
        }
        (Step::Between(before, from, dash, ..), Step::Between(_, _, _, to, after)) => {
            Some(format!("{before}{from}{dash}{to}{after}"))
        }
        (Step::Between(_, from, ..), Step::From(_, after)) => Some(format!("{from}{after}")),
        _ => None,
    }
}

fn step(text: &str) -> Option<Step<'_>> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at_checked(start)?;
    let (first, rest) = number(rest)?;
    if let Some(second) = rest.find(|c: char| c.is_ascii_digit()) {
        let (dash, rest) = rest.split_at_checked(second)?;
        let (last, after) = number(rest)?;
        let is_dash = matches!(dash.trim(), "–" | "-" | "to" | "bis" | "à" | "a");
        let is_plain = !after.contains(|c: char| c.is_ascii_digit());
        return (is_dash && is_plain).then_some(Step::Between(before, first, dash, last, after));
    }
    match (before.trim().is_empty(), rest.trim().is_empty()) {
        (true, false) => Some(Step::From(first, rest)),
        (false, _) => Some(Step::Below(before, first, rest)),
        (true, true) => None,
    }
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_that_were_joined_read_like_ages() {
        assert_eq!(run(&["Under 25", "25–34"]), "Under 35");
        assert_eq!(run(&["25–34", "35–44", "45–54"]), "25–54");
        assert_eq!(run(&["45–54", "55 and over"]), "45 and over");
        assert_eq!(
            run(&["unter 25 Jahre", "25 bis 34 Jahre"]),
            "unter 35 Jahre"
        );
        assert_eq!(run(&["45-54", "55+"]), "45+");
    }

    #[test]
    fn steps_in_words_are_joined_in_words() {
        assert_eq!(run(&["Daily", "Weekly"]), "Daily or Weekly");
        assert_eq!(
            run(&["Daily", "Weekly", "Rarely", "Never"]),
            "Daily to Never"
        );
        assert_eq!(run(&["1", "2"]), "1 or 2");
        assert_eq!(run(&["1", "2", "3"]), "1 to 3");
        // A gap is not made to look like a range.
        assert_eq!(run(&["25–34", "45–54"]), "25–34 or 45–54");
        // All ages would be none.
        assert_eq!(run(&["Under 25", "25 and over"]), "Under 25 or 25 and over");
    }

    #[test]
    fn texts_with_parts_of_their_own_are_set_apart_when_they_are_joined() {
        let steps = ["A few times a week", "Less often", "Not any more, or never"];
        assert_eq!(run(&steps), "A few times a week … Not any more, or never");
        assert_eq!(run(&steps[1..]), "Less often / Not any more, or never");
        assert_eq!(joined(&["Yes, often", "No"]), "Yes, often / No");
        assert_eq!(joined(&["Yes", "No"]), "Yes or No");
    }

    #[test]
    fn answers_without_an_order_are_listed() {
        assert_eq!(list(&["A"]), "A");
        assert_eq!(list(&["A", "B", "C"]), "A, B or C");
    }
}
