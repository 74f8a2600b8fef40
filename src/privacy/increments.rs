//! Which releases of a wave were published together: the sums by which each
//! published number grew.
//!
//! Follows the same settling as [`PublishedTotals::sum`].

use super::published::{PublishedTotals, Seen, settle};
use crate::statistics::totals::{QuestionTotals, ShapeMismatch, Totals};

/// Of each release, the sum it became part of, by number; `None` where it was
/// never shown.
pub type Sums = Vec<Option<u32>>;

/// How the published numbers of one question grew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionIncrements {
    /// The releases with which the question's numbers moved.
    moved: Vec<u32>,
    /// Numbers that stayed behind when the others moved.
    late: Vec<Late>,
}

/// The count of one category of one item, as `tallies[item]`, `counts[category]`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Late {
    item: usize,
    category: usize,
    /// Of `moved`, those it did not take part in.
    missed: Vec<u32>,
}

impl QuestionIncrements {
    /// Of the question as a whole.
    pub fn sums(&self, releases: usize) -> Sums {
        sums(self.moved.iter().copied(), releases)
    }

    /// The categories whose numbers did not always move with the question's.
    pub fn late(&self) -> impl Iterator<Item = (usize, usize)> {
        self.late.iter().map(|late| (late.item, late.category))
    }

    /// Of one category of one item.
    pub fn category_sums(&self, item: usize, category: usize, releases: usize) -> Sums {
        let mut late = self.late.iter();
        let late = late.find(|late| (late.item, late.category) == (item, category));
        let moved = self.moved.iter().copied();
        match late {
            Some(late) => sums(
                moved.filter(|moved| late.missed.binary_search(moved).is_err()),
                releases,
            ),
            None => sums(moved, releases),
        }
    }

    fn note(&mut self, release: u32, pending: &QuestionTotals) {
        if pending.shown > 0 || pending.answered > 0 {
            return;
        }
        self.moved.push(release);
        for (item, tally) in pending.tallies.iter().enumerate() {
            for (category, &base) in tally.bases.iter().enumerate() {
                if base == 0 {
                    continue;
                }
                let is_it = |late: &&mut Late| (late.item, late.category) == (item, category);
                match self.late.iter_mut().find(is_it) {
                    Some(late) => late.missed.push(release),
                    None => self.late.push(Late {
                        item,
                        category,
                        missed: vec![release],
                    }),
                }
            }
        }
    }
}

/// Each release belongs to the first move at or after it.
fn sums(moved: impl Iterator<Item = u32>, releases: usize) -> Sums {
    let mut sums = Vec::with_capacity(releases);
    for release in moved {
        sums.resize(release as usize + 1, Some(release));
    }
    sums.resize(releases, None);
    sums
}

/// The increments of everybody: each release, or all of them together.
pub fn of_everybody(releases: usize, seen: Seen) -> Sums {
    match seen {
        Seen::AfterEachRelease => (0..releases).map(|release| Some(release as u32)).collect(),
        Seen::Once => vec![Some(0); releases],
    }
}

/// The increments of each question.
pub fn of_questions(
    releases: &[PublishedTotals],
    group_size_min: u16,
    seen: Seen,
) -> Result<Vec<QuestionIncrements>, ShapeMismatch> {
    let questions = releases
        .first()
        .map_or(0, |first| first.raw().questions.len());
    let mut increments = vec![QuestionIncrements::default(); questions];
    let (mut pending, mut shown) = (Totals::default(), Totals::default());
    for (number, release) in (0..).zip(releases) {
        pending.add(release.raw())?;
        let is_last = number as usize + 1 == releases.len();
        if seen == Seen::AfterEachRelease || is_last {
            settle(&mut pending, &mut shown, u64::from(group_size_min));
            for (increments, pending) in increments.iter_mut().zip(&pending.questions) {
                increments.note(number, pending);
            }
        }
    }
    Ok(increments)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::totals::Tally;

    /// One question with two options, the second of which some saw.
    fn release((shown, first, saw): (u64, u64, u64)) -> PublishedTotals {
        let (first, saw) = (first.min(shown), saw.min(shown));
        let totals = Totals {
            responses: 20,
            questions: vec![QuestionTotals {
                shown,
                answered: shown,
                tallies: vec![Tally {
                    counts: vec![first, saw / 2],
                    bases: vec![shown, saw],
                    sum: 0,
                }],
            }],
        };
        PublishedTotals::of_batch(totals, 10).unwrap()
    }

    fn releases(shown: &[(u64, u64, u64)]) -> Vec<PublishedTotals> {
        shown.iter().copied().map(release).collect()
    }

    #[test]
    fn releases_that_few_saw_are_published_with_the_next() {
        let releases = releases(&[(20, 9, 20), (4, 1, 4), (3, 2, 3), (6, 2, 6), (2, 1, 2)]);
        let increments = of_questions(&releases, 10, Seen::AfterEachRelease).unwrap();
        let expected = vec![Some(0), Some(3), Some(3), Some(3), None];
        assert_eq!(increments[0].sums(5), expected);
        assert_eq!(increments[0].late().count(), 0);
        let once = of_questions(&releases, 10, Seen::Once).unwrap();
        assert_eq!(once[0].sums(5), vec![Some(4); 5]);
    }

    #[test]
    fn an_option_that_few_saw_comes_later_than_its_question() {
        let releases = releases(&[(20, 9, 4), (20, 9, 7), (20, 9, 3)]);
        let increments = of_questions(&releases, 10, Seen::AfterEachRelease).unwrap();
        let question = &increments[0];
        assert_eq!(question.sums(3), vec![Some(0), Some(1), Some(2)]);
        assert_eq!(question.late().collect::<Vec<_>>(), [(0, 1)]);
        assert_eq!(
            question.category_sums(0, 1, 3),
            vec![Some(1), Some(1), None]
        );
        assert_eq!(question.category_sums(0, 0, 3), question.sums(3));
    }

    proptest! {
        #[test]
        fn what_was_published_is_the_sum_over_the_increments(
            shown in prop::collection::vec((0_u64..25, 0_u64..25, 0_u64..25), 0..12),
            is_once: bool,
        ) {
            let seen = if is_once { Seen::Once } else { Seen::AfterEachRelease };
            let releases = releases(&shown);
            let published = PublishedTotals::sum(&releases, 10, seen).unwrap();
            let increments = of_questions(&releases, 10, seen).unwrap();
            let (Some(published), Some(increments)) =
                (published.question(0), increments.first()) else { return Ok(()) };
            let counted = |sums: Sums, of: &dyn Fn(&QuestionTotals) -> u64| -> u64 {
                let counted = releases.iter().zip(sums).filter(|(_, sum)| sum.is_some());
                counted.map(|(release, _)| of(release.question(0).unwrap())).sum()
            };
            let count = releases.len();
            prop_assert_eq!(counted(increments.sums(count), &|q| q.shown), published.shown);
            for category in 0..2 {
                let of = |q: &QuestionTotals| q.tallies[0].counts[category];
                let sums = increments.category_sums(0, category, count);
                prop_assert_eq!(counted(sums, &of), published.tallies[0].counts[category]);
            }
        }
    }
}
