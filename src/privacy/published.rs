//! Totals that were published. A raw count becomes one here, or not at all.

use serde::{Deserialize, Serialize};

use crate::statistics::totals::{QuestionTotals, ShapeMismatch, Tally, Totals};

/// Totals that everybody whom the charter names may see: of one release, or the
/// sum of several. Written once, kept, and added up; never counted again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublishedTotals(Totals);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{responses} responses are fewer than the {group_size_min} the charter promises")]
pub struct BelowGroupSize {
    pub responses: u64,
    pub group_size_min: u16,
}

impl PublishedTotals {
    /// Publishes the totals of one batch.
    // Promise P4: nothing is published that rests on fewer than k responses.
    pub fn of_batch(totals: Totals, group_size_min: u16) -> Result<Self, BelowGroupSize> {
        if totals.responses < u64::from(group_size_min) {
            return Err(BelowGroupSize {
                responses: totals.responses,
                group_size_min,
            });
        }
        Ok(Self(totals))
    }

    /// The totals of everybody: the sum of the releases, without what rests on
    /// fewer than *k* people.
    pub fn sum<'a>(
        releases: impl IntoIterator<Item = &'a Self>,
        group_size_min: u16,
    ) -> Result<Self, ShapeMismatch> {
        let mut everybody = Totals::default();
        for release in releases {
            everybody.add(&release.0)?;
        }
        for question in &mut everybody.questions {
            withhold_small_bases(question, u64::from(group_size_min));
        }
        Ok(Self(everybody))
    }

    pub fn responses(&self) -> u64 {
        self.0.responses
    }

    pub(super) fn question(&self, position: usize) -> Option<&QuestionTotals> {
        self.0.questions.get(position)
    }
}

/// A question that routing has shown to a few people only, or that only a few
/// have answered, looks as if it had been shown to nobody, and so does a row of
/// a grid: withheld and empty look alike.
// Promise P4: whom a question was shown to is a group too.
fn withhold_small_bases(question: &mut QuestionTotals, group_size_min: u64) {
    let is_small = |base: u64| (1..group_size_min).contains(&base);
    if is_small(question.shown) || is_small(question.answered) {
        question.shown = 0;
        question.answered = 0;
        question.tallies.iter_mut().for_each(empty);
    }
    for tally in &mut question.tallies {
        if tally.bases.iter().copied().max().is_some_and(is_small) {
            empty(tally);
        }
        let cells = tally.counts.iter_mut().zip(&mut tally.bases);
        for (count, base) in cells.filter(|(_, base)| is_small(**base)) {
            (*count, *base) = (0, 0);
        }
    }
}

fn empty(tally: &mut Tally) {
    *tally = Tally::empty(tally.counts.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One question with two options, answered by all who saw it.
    fn totals(responses: u64, yes: u64, no: u64) -> Totals {
        let answered = yes + no;
        Totals {
            responses,
            questions: vec![QuestionTotals {
                shown: answered,
                answered,
                tallies: vec![Tally {
                    counts: vec![yes, no],
                    bases: vec![answered; 2],
                    sum: 0,
                }],
            }],
        }
    }

    fn release(responses: u64, yes: u64, no: u64) -> PublishedTotals {
        PublishedTotals::of_batch(totals(responses, yes, no), 10).unwrap()
    }

    #[test]
    fn fewer_than_k_responses_are_never_published() {
        let refused = PublishedTotals::of_batch(totals(9, 4, 5), 10);
        assert_eq!(
            refused,
            Err(BelowGroupSize {
                responses: 9,
                group_size_min: 10
            })
        );
        assert!(PublishedTotals::of_batch(totals(10, 5, 5), 10).is_ok());
    }

    #[test]
    fn releases_add_up() {
        let sum = PublishedTotals::sum(&[release(20, 12, 8), release(30, 10, 20)], 10).unwrap();
        assert_eq!(sum, PublishedTotals(totals(50, 22, 28)));
    }

    #[test]
    fn a_question_that_few_people_saw_looks_as_if_nobody_had() {
        let few = PublishedTotals::sum(&[release(20, 3, 0), release(20, 5, 1)], 10).unwrap();
        assert_eq!(few, PublishedTotals(totals(40, 0, 0)));
        let nobody = PublishedTotals::sum(&[release(20, 0, 0), release(20, 0, 0)], 10).unwrap();
        assert_eq!(few, nobody);
        let enough = PublishedTotals::sum(&[release(20, 3, 1), release(20, 5, 1)], 10).unwrap();
        assert_eq!(enough, PublishedTotals(totals(40, 8, 2)));
    }

    #[test]
    fn an_option_that_few_people_saw_is_withheld_and_the_others_are_not() {
        let mut totals = totals(20, 12, 3);
        totals.questions[0].tallies[0].bases = vec![20, 4];
        totals.questions[0].shown = 20;
        let release = PublishedTotals::of_batch(totals, 10).unwrap();
        let sum = PublishedTotals::sum([&release], 10).unwrap();
        let tally = &sum.question(0).unwrap().tallies[0];
        assert_eq!(
            (&tally.counts[..], &tally.bases[..]),
            (&[12, 0][..], &[20, 0][..])
        );
    }

    #[test]
    fn totals_of_another_questionnaire_are_not_added() {
        let other = PublishedTotals::of_batch(
            Totals {
                responses: 20,
                questions: Vec::new(),
            },
            10,
        );
        let sum = PublishedTotals::sum(&[release(20, 10, 10), other.unwrap()], 10);
        assert_eq!(sum, Err(ShapeMismatch));
    }
}
