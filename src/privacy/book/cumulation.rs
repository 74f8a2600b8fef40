//! Several waves read as one: where they joined classes differently, in the
//! groups that all of them have.

use std::collections::BTreeMap;

use super::{BookBreakdown, BookGroup, Definition};
use crate::privacy::auditor::wave::Grouping;
use crate::privacy::published::PublishedTotals;
use crate::statistics::totals::{QuestionTotals, ShapeMismatch, Totals};

/// The finest grouping that is as coarse as each of these: classes that any of
/// them joins are joined.
pub fn common_coarsening<'a>(groupings: impl IntoIterator<Item = &'a Grouping>) -> Grouping {
    let mut common: Vec<Vec<u8>> = Vec::new();
    for group in groupings.into_iter().flat_map(|grouping| &grouping.0) {
        let touches = |known: &Vec<u8>| known.iter().any(|class| group.contains(class));
        let (touched, apart): (Vec<_>, Vec<_>) = common.into_iter().partition(touches);
        let mut joined: Vec<u8> = touched.into_iter().flatten().chain(group.clone()).collect();
        joined.sort_unstable();
        joined.dedup();
        common = apart;
        common.push(joined);
    }
    common.sort_unstable();
    Grouping(common)
}

/// The groups of everybody that the same breakdown of several waves has in common.
pub fn common_groups(waves: &[&Definition]) -> Vec<BookGroup> {
    let groups: Vec<BookGroup> = waves.iter().flat_map(|wave| wave.groups()).collect();
    let common = Common::of(groups.iter());
    let mut sizes: BTreeMap<Cell, u64> = BTreeMap::new();
    for group in &groups {
        *sizes.entry(common.cell(group)).or_default() += group.size;
    }
    let group = |((classes, second_classes), size)| BookGroup {
        classes,
        second_classes,
        size,
    };
    sizes.into_iter().map(group).collect()
}

/// A group's classes of the first criterion, and of the second.
type Cell = (Vec<u8>, Vec<u8>);

/// The margins of several waves' groups, as coarse as each.
struct Common {
    first: Grouping,
    second: Grouping,
}

impl Common {
    fn of<'a>(groups: impl Iterator<Item = &'a BookGroup>) -> Self {
        let (first, second): (Vec<_>, Vec<_>) = groups
            .map(|group| (group.classes.clone(), group.second_classes.clone()))
            .unzip();
        Self {
            first: common_coarsening(&[Grouping(first)]),
            second: common_coarsening(&[Grouping(second)]),
        }
    }

    fn cell(&self, group: &BookGroup) -> Cell {
        let joined = |grouping: &Grouping, classes: &[u8]| -> Vec<u8> {
            let mut groups = grouping.0.iter();
            let found = groups.find(|group| classes.iter().all(|class| group.contains(class)));
            found.cloned().unwrap_or_default()
        };
        (
            joined(&self.first, &group.classes),
            joined(&self.second, &group.second_classes),
        )
    }
}

/// One question in the same breakdown of several waves, added up over its
/// common coarsening. Sums of what is published publish nothing.
pub fn cumulate(
    waves: &[&BookBreakdown],
    position: u16,
    empty: &QuestionTotals,
) -> Result<Vec<(BookGroup, PublishedTotals)>, ShapeMismatch> {
    let groups: Vec<(BookGroup, PublishedTotals)> = waves
        .iter()
        .flat_map(|wave| wave.question(position, empty))
        .collect();
    let common = Common::of(groups.iter().map(|(group, _)| group));
    let mut sums: BTreeMap<Cell, (u64, Totals)> = BTreeMap::new();
    for (group, totals) in &groups {
        let (size, sum) = sums.entry(common.cell(group)).or_default();
        *size += group.size;
        sum.add(totals.raw())?;
    }
    let published = sums
        .into_iter()
        .map(|((classes, second_classes), (size, sum))| {
            let question = sum.questions.into_iter().next().unwrap_or_default();
            let group = BookGroup {
                classes,
                second_classes,
                size,
            };
            (group, PublishedTotals::of_group(size, question))
        });
    Ok(published.collect())
}
