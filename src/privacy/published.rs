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
        seen: Seen,
    ) -> Result<Self, ShapeMismatch> {
        let mut shown = Totals::default();
        let mut pending = Totals::default();
        for release in releases {
            pending.add(&release.0)?;
            if seen == Seen::AfterEachRelease {
                settle(&mut pending, &mut shown, u64::from(group_size_min));
            }
        }
        settle(&mut pending, &mut shown, u64::from(group_size_min));
        Ok(Self(shown))
    }

    /// The totals of one question in a group of the book.
    pub(super) fn of_group(responses: u64, question: QuestionTotals) -> Self {
        Self(Totals {
            responses,
            questions: vec![question],
        })
    }

    /// The totals of groups without a common member, or of several waves.
    pub fn together<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Result<Self, ShapeMismatch> {
        let mut sum = Totals::default();
        for part in parts {
            sum.add(&part.0)?;
        }
        Ok(Self(sum))
    }

    /// As if nobody of the group had been shown anything.
    #[must_use]
    pub fn emptied(mut self) -> Self {
        for question in &mut self.0.questions {
            let tallies = question.tallies.iter();
            *question = QuestionTotals {
                tallies: tallies
                    .map(|tally| Tally::empty(tally.counts.len()))
                    .collect(),
                ..QuestionTotals::default()
            };
        }
        self
    }

    pub fn responses(&self) -> u64 {
        self.0.responses
    }

    /// To how many the question at this position was shown.
    pub fn shown(&self, position: usize) -> u64 {
        self.question(position).map_or(0, |totals| totals.shown)
    }

    /// The responses that the count of one category of an item is a share of.
    pub fn base(&self, position: usize, item: usize, category: usize) -> u64 {
        let tally = self.question(position).and_then(|q| q.tallies.get(item));
        let base = tally.and_then(|tally| tally.bases.get(category).copied());
        base.unwrap_or(0)
    }

    pub(super) fn raw(&self) -> &Totals {
        &self.0
    }

    pub(super) fn question(&self, position: usize) -> Option<&QuestionTotals> {
        self.0.questions.get(position)
    }
}

/// When readers see the sum of a wave's releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// While the wave runs too: the difference of two sums must be as safe as a sum.
    AfterEachRelease,
    /// Once, when the wave has closed.
    Once,
}

/// Moves from `pending` to `shown` what rests on nobody or on at least *k*
/// people; the rest waits for more, or is never shown.
///
/// Routing and unanswered questions make groups of their own: of a question
/// that one more person has answered since the last release, the difference
/// would be that person's answer.
// Promise P4: whom a question was shown to is a group too.
pub(super) fn settle(pending: &mut Totals, shown: &mut Totals, group_size_min: u64) {
    let is_safe = |base: u64| base == 0 || base >= group_size_min;
    shown.responses += std::mem::take(&mut pending.responses);
    shown
        .questions
        .resize_with(pending.questions.len(), QuestionTotals::default);
    for (pending, shown) in pending.questions.iter_mut().zip(&mut shown.questions) {
        let tallies = pending.tallies.iter();
        let empty = tallies.map(|tally| Tally::empty(tally.counts.len()));
        if shown.tallies.is_empty() {
            shown.tallies = empty.collect();
        }
        if is_safe(pending.shown) && is_safe(pending.answered) {
            shown.shown += std::mem::take(&mut pending.shown);
            shown.answered += std::mem::take(&mut pending.answered);
            for (pending, shown) in pending.tallies.iter_mut().zip(&mut shown.tallies) {
                settle_tally(pending, shown, is_safe);
            }
        }
    }
}

fn settle_tally(pending: &mut Tally, shown: &mut Tally, is_safe: impl Fn(u64) -> bool) {
    // The bases of numbers, whose sum goes with them, are all the same.
    if pending.bases.iter().all(|&base| is_safe(base)) {
        shown.sum += std::mem::take(&mut pending.sum);
    }
    let pending = pending.counts.iter_mut().zip(&mut pending.bases);
    let shown = shown.counts.iter_mut().zip(&mut shown.bases);
    for ((pending_count, pending_base), (count, base)) in pending.zip(shown) {
        if is_safe(*pending_base) {
            *count += std::mem::take(pending_count);
            *base += std::mem::take(pending_base);
        }
    }
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
        let sum = PublishedTotals::sum(&[release(20, 12, 8), release(30, 10, 20)], 10, Seen::Once)
            .unwrap();
        assert_eq!(sum, PublishedTotals(totals(50, 22, 28)));
    }

    fn sum(releases: &[PublishedTotals], seen: Seen) -> PublishedTotals {
        PublishedTotals::sum(releases, 10, seen).unwrap()
    }

    #[test]
    fn a_question_that_few_people_saw_looks_as_if_nobody_had() {
        for seen in [Seen::Once, Seen::AfterEachRelease] {
            let few = sum(&[release(20, 3, 0), release(20, 5, 1)], seen);
            assert_eq!(few, PublishedTotals(totals(40, 0, 0)));
            assert_eq!(few, sum(&[release(20, 0, 0), release(20, 0, 0)], seen));
            let enough = sum(&[release(20, 3, 1), release(20, 5, 1)], seen);
            assert_eq!(enough, PublishedTotals(totals(40, 8, 2)));
        }
    }

    #[test]
    fn no_difference_of_two_sums_rests_on_fewer_than_k_people() {
        let releases = [
            (9, 3),
            (1, 0),
            (4, 4),
            (0, 1),
            (20, 0),
            (0, 0),
            (2, 2),
            (3, 5),
        ];
        let releases = releases.map(|(yes, no)| release(40, yes, no));
        let base_after = |count: usize| {
            let seen = sum(&releases[..count], Seen::AfterEachRelease);
            seen.question(0).unwrap().answered
        };
        for count in 1..releases.len() {
            let difference = base_after(count + 1) - base_after(count);
            assert!(
                difference == 0 || difference >= 10,
                "{difference} after {count}"
            );
        }
    }

    #[test]
    fn what_is_seen_once_is_exact() {
        let releases = [release(40, 9, 3), release(40, 1, 0), release(40, 20, 7)];
        let live = sum(&releases, Seen::AfterEachRelease);
        assert_eq!(live, PublishedTotals(totals(120, 30, 10)));
        let last_is_small = [release(40, 9, 3), release(40, 1, 0)];
        assert_eq!(
            sum(&last_is_small, Seen::Once),
            PublishedTotals(totals(80, 10, 3))
        );
        assert_eq!(
            sum(&last_is_small, Seen::AfterEachRelease),
            PublishedTotals(totals(80, 9, 3))
        );
    }

    #[test]
    fn an_option_that_few_people_saw_is_withheld_and_the_others_are_not() {
        let mut totals = totals(20, 12, 3);
        totals.questions[0].tallies[0].bases = vec![20, 4];
        totals.questions[0].shown = 20;
        let release = PublishedTotals::of_batch(totals, 10).unwrap();
        let sum = sum(&[release], Seen::Once);
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
        let releases = [release(20, 10, 10), other.unwrap()];
        let sum = PublishedTotals::sum(&releases, 10, Seen::Once);
        assert_eq!(sum, Err(ShapeMismatch));
    }
}
