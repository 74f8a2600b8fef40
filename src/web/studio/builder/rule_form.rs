//! When a question is shown, as its form says it, done to a draft.

use super::question_form::{QuestionForm, cleaned};
use crate::survey::draft::Draft;
use crate::survey::draft::rule::{Comparison, Joins, Rule, Test};

/// What was written in the language wins over the form's comparisons, if it was
/// changed at all: both stand on one page.
pub fn apply(form: &QuestionForm, draft: &mut Draft) {
    let Some(question) = form.question(draft) else {
        return;
    };
    let before = question.show_when.clone();
    let typed = form.pairs.find("show_when").map(cleaned);
    if let Some(typed) = typed.filter(|typed| *typed != before) {
        question.show_when = typed;
        return;
    }
    if !form.shows("rule") {
        return;
    }
    let mut rule = read(form);
    if let Some(number) = form.pairs.value("go").strip_prefix("remove-rule:")
        && let Ok(number) = number.parse::<usize>()
        && number < rule.comparisons.len()
    {
        rule.comparisons.remove(number);
    }
    // Written anew only when it says something else: as it was typed is best.
    if Rule::read(&before).as_ref() != Some(&rule) {
        let written = rule.write(draft);
        if let Some(question) = form.question(draft) {
            question.show_when = written;
        }
    }
}

fn read(form: &QuestionForm) -> Rule {
    let joins = match form.pairs.value("joins") {
        "any" => Joins::Any,
        _ => Joins::All,
    };
    let numbers = (0..).map_while(|number| {
        let answer = form.pairs.find(&format!("rule.{number}.answer"))?;
        Some((number, answer))
    });
    let comparisons = numbers.filter_map(|(number, answer)| {
        let (question, value) = answer.split_once(':')?;
        let typed = form.pairs.find(&format!("rule.{number}.value"));
        let typed = typed.map(cleaned).filter(|typed| !typed.is_empty());
        let test = Test::of_code(form.pairs.value(&format!("rule.{number}.test")));
        let mut comparison = Comparison {
            question: question.to_owned(),
            test: test.unwrap_or(Test::Is),
            value: typed.unwrap_or_else(|| value.to_owned()),
        };
        if !comparison.test.needs_value() {
            comparison.value.clear();
        } else if comparison.value.is_empty() {
            // "(any answer)" was chosen.
            comparison.test = match comparison.test {
                Test::IsNot => Test::NotAnswered,
                _ => Test::Answered,
            };
        }
        Some(comparison)
    });
    let comparisons: Vec<Comparison> = comparisons.collect();
    // One comparison has nothing to be joined with.
    Rule {
        joins: if comparisons.len() < 2 {
            Joins::All
        } else {
            joins
        },
        comparisons,
    }
}
