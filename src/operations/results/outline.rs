//! What a closed wave's book has to choose from, without its totals: enough to
//! offer breakdowns, and to say which of them several waves share.

use super::BreakdownChoice;
use super::choices::{Choice, codes_of};
use crate::privacy::book::Definition;
use crate::survey::charter::Breakdown;
use crate::survey::criterion::{Candidate, breakdowns};
use crate::survey::identifier::QuestionCode;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

pub(super) struct Outline {
    definitions: Vec<Definition>,
    list: Vec<Choice>,
}

impl Outline {
    pub(super) fn open(survey: &Survey, language: &Language, definitions: Vec<Definition>) -> Self {
        let mut list: Vec<Choice> = Vec::new();
        for breakdown in breakdowns(survey) {
            let Some(mut choice) = Choice::find(survey, language, &definitions, &breakdown) else {
                continue;
            };
            // A question may be called like two others that were paired.
            while list.iter().any(|known| known.code == choice.code) {
                choice.code.push_str("-pair");
            }
            list.push(choice);
        }
        Self { definitions, list }
    }

    pub(super) fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    pub(super) fn find(&self, code: &str) -> Option<&Choice> {
        self.list.iter().find(|choice| choice.code == code)
    }

    pub(super) fn offered(&self) -> Vec<BreakdownChoice> {
        let list = self.list.iter();
        list.map(|choice| choice.offered(choice.groups_in(&self.definitions)))
            .collect()
    }

    /// The breakdowns that it shares with others, in the groups that all of those
    /// have in common: `waves_with` gives those that have a breakdown, this one
    /// among them.
    pub(super) fn offered_together<'a>(
        &self,
        waves_with: impl Fn(&str) -> Vec<&'a Self>,
    ) -> Vec<BreakdownChoice> {
        let shared = self.list.iter().filter_map(|choice| {
            let waves = waves_with(&choice.code);
            let groups = choice.common_groups(&waves);
            let is_shared = waves.len() > 1 && choice.is_worth_reading(&groups);
            is_shared.then(|| choice.offered(choice.named(groups)))
        });
        shared.collect()
    }

    pub(super) fn find_definition(&self, candidate: Candidate) -> Option<&Definition> {
        let mut definitions = self.definitions.iter();
        definitions.find(|definition| definition.candidate == candidate)
    }
}

/// Whether the charter lists a breakdown, whatever the book will say of it.
pub(super) fn lists(survey: &Survey, code: &str) -> bool {
    let listed = breakdowns(survey);
    let mut codes = listed.iter().map(code_of);
    codes.any(|listed| listed == code)
}

/// "age", "age-by-use".
pub(super) fn code_of(breakdown: &Breakdown) -> String {
    let codes = codes_of(breakdown).into_iter();
    codes
        .map(QuestionCode::as_str)
        .collect::<Vec<_>>()
        .join("-by-")
}
