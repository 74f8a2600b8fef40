//! What keeps a draft from being a survey, by the field that it is about.

use super::question_page::ProblemLink;
use crate::survey::draft::{self, Draft, DraftProblem, ItemId};

/// Every problem of a draft.
pub struct Problems(Vec<DraftProblem>);

impl Problems {
    pub fn of_draft(draft: &Draft) -> Self {
        Self(draft::survey(draft).err().unwrap_or_default())
    }

    pub fn total(&self) -> usize {
        self.0.len()
    }

    /// Of one question, its options, rows and bands included.
    pub fn count(&self, question: ItemId) -> usize {
        let of_it = |problem: &&DraftProblem| problem.place.question == Some(question);
        self.0.iter().filter(of_it).count()
    }

    /// What is wrong with one field; that of the survey itself without a question.
    pub fn of(
        &self,
        question: Option<ItemId>,
        part: Option<ItemId>,
        field: &str,
    ) -> Option<String> {
        let mut of_it = self.0.iter().filter(|problem| {
            let place = &problem.place;
            place.question == question && place.part == part && place.field == field
        });
        of_it.next().map(sentence)
    }

    /// Those of a question, each with the field to go to.
    pub fn links(&self, question: ItemId) -> Vec<ProblemLink> {
        let of_it = |problem: &&DraftProblem| problem.place.question == Some(question);
        self.0
            .iter()
            .filter(of_it)
            .map(|p| ProblemLink {
                words: sentence(p),
                field: None,
            })
            .collect()
    }

    pub fn links_of_texts(&self) -> Vec<ProblemLink> {
        let of_it = |problem: &&DraftProblem| problem.place.question.is_none();
        self.0
            .iter()
            .filter(of_it)
            .map(|p| ProblemLink {
                words: sentence(p),
                field: None,
            })
            .collect()
    }
}

fn sentence(problem: &DraftProblem) -> String {
    format!("{}; {}", problem.reason, problem.remedy)
}
