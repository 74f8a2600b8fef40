//! Several waves read as one: where they joined classes differently, in the
//! groups that all of them have.

use std::collections::BTreeMap;

use super::{BookBreakdown, BookGroup};
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
    let margin = |classes: &dyn Fn(&BookGroup) -> &Vec<u8>| {
        let groupings = groups.iter().map(|(group, _)| classes(group).clone());
        common_coarsening(&[Grouping(groupings.collect())])
    };
    let first = margin(&|group| &group.classes);
    let second = margin(&|group| &group.second_classes);
    let joined = |grouping: &Grouping, classes: &[u8]| -> Vec<u8> {
        let mut groups = grouping.0.iter();
        let found = groups.find(|group| classes.iter().all(|class| group.contains(class)));
        found.cloned().unwrap_or_default()
    };
    let mut sums: BTreeMap<(Vec<u8>, Vec<u8>), (u64, Totals)> = BTreeMap::new();
    for (group, totals) in &groups {
        let cell = (
            joined(&first, &group.classes),
            joined(&second, &group.second_classes),
        );
        let (size, sum) = sums.entry(cell).or_default();
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
