//! Raw counts of responses: exact, additive, and never shown to anybody.
//! What may be shown is made from them in `privacy`.

use serde::{Deserialize, Serialize};

/// Counts over a set of responses, one entry for each question of the revision.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    pub responses: u64,
    pub questions: Vec<QuestionTotals>,
}

/// Counts of one question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QuestionTotals {
    /// Respondents to whom routing showed the question.
    pub shown: u64,
    /// Of those, the ones who gave an answer.
    pub answered: u64,
    /// One for choices, scales, NPS and numbers; one for each row of a grid and
    /// for each option of a ranking; none for texts.
    pub tallies: Vec<Tally>,
}

/// Counts over the categories of one item: options, scale points, places or bands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    pub counts: Vec<u64>,
    /// The responses each count is a share of. Multiple choice: those who saw
    /// the option, whether or not they ticked any; everything else: those who answered.
    pub bases: Vec<u64>,
    /// Numbers only: the sum of the values, clamped to the declared bounds, in
    /// multiples of 10^-decimals; 0 elsewhere.
    pub sum: i64,
}

impl Tally {
    pub fn empty(categories: usize) -> Self {
        Self {
            counts: vec![0; categories],
            bases: vec![0; categories],
            sum: 0,
        }
    }
}

/// Totals of two different questionnaires cannot be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("totals of different questionnaires cannot be added")]
pub struct ShapeMismatch;

impl Totals {
    /// Adds the counts of another, disjoint set of responses to the same questionnaire.
    pub fn add(&mut self, other: &Self) -> Result<(), ShapeMismatch> {
        if self.questions.is_empty() && self.responses == 0 {
            *self = other.clone();
            return Ok(());
        }
        if self.questions.len() != other.questions.len() {
            return Err(ShapeMismatch);
        }
        for (mine, theirs) in self.questions.iter_mut().zip(&other.questions) {
            mine.add(theirs)?;
        }
        self.responses += other.responses;
        Ok(())
    }
}

impl QuestionTotals {
    fn add(&mut self, other: &Self) -> Result<(), ShapeMismatch> {
        if self.tallies.len() != other.tallies.len() {
            return Err(ShapeMismatch);
        }
        for (mine, theirs) in self.tallies.iter_mut().zip(&other.tallies) {
            mine.add(theirs)?;
        }
        self.shown += other.shown;
        self.answered += other.answered;
        Ok(())
    }
}

impl Tally {
    fn add(&mut self, other: &Self) -> Result<(), ShapeMismatch> {
        if self.counts.len() != other.counts.len() || self.bases.len() != other.bases.len() {
            return Err(ShapeMismatch);
        }
        let add = |mine: &mut Vec<u64>, theirs: &[u64]| {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine += theirs;
            }
        };
        add(&mut self.counts, &other.counts);
        add(&mut self.bases, &other.bases);
        self.sum += other.sum;
        Ok(())
    }
}
