//! Segments: several groups of a breakdown read as one. Their totals are sums
//! of published ones, so that they cost nothing.

use super::choices::{Choice, Choices, ShownGroup};
use super::outline::Outline;
use crate::privacy::book::BookGroup;
use crate::privacy::published::PublishedTotals;

/// Groups that are to be read as one, by their positions among those offered; none
/// stands in two sets. One alone is a set only to be compared with the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segments {
    sets: Vec<Vec<usize>>,
    /// The groups that are offered, whose positions these are.
    offered: Vec<BookGroup>,
}

/// Reads "0+1", "0+1,3+4" or "0,rest", the rest being every other group; `None`
/// for what is no segment of this breakdown.
pub(super) fn read(text: &str, choice: &Choice, choices: &Choices) -> Option<Segments> {
    read_among(text, choice, choice.offered_groups(&choices.outline))
}

/// The same of the groups that several waves have in common.
pub(super) fn read_together(text: &str, choice: &Choice, waves: &[&Outline]) -> Option<Segments> {
    read_among(text, choice, choice.offered_groups_together(waves))
}

fn read_among(text: &str, choice: &Choice, offered: Vec<BookGroup>) -> Option<Segments> {
    // People who stand in several groups would be counted several times.
    if choice.is_overlapping {
        return None;
    }
    Some(Segments {
        sets: sets(text, offered.len())?,
        offered,
    })
}

/// All groups that stand in no set before.
const REST: &str = "rest";

/// One group that is left is shown as it is.
fn rest(taken: &mut [bool]) -> Option<Vec<usize>> {
    let left = taken.iter_mut().enumerate();
    let left: Vec<usize> = left
        .filter_map(|(position, taken)| (!std::mem::replace(taken, true)).then_some(position))
        .collect();
    (left.len() > 1).then_some(left)
}

fn sets(text: &str, groups: usize) -> Option<Vec<Vec<usize>>> {
    let mut taken = vec![false; groups];
    let mut sets = Vec::new();
    let set_min = match text.split(',').any(|set| set == REST) {
        true => 1,
        false => 2,
    };
    for set in text.split(',') {
        if set == REST && !sets.is_empty() {
            sets.extend(rest(&mut taken));
            continue;
        }
        let mut positions = Vec::new();
        for position in set.split('+') {
            let position: usize = position.parse().ok()?;
            let taken = taken.get_mut(position)?;
            if std::mem::replace(taken, true) {
                return None;
            }
            positions.push(position);
        }
        if positions.len() < set_min {
            return None;
        }
        positions.sort_unstable();
        sets.push(positions);
    }
    Some(sets)
}

impl Segments {
    /// The groups of one question with the segments in the place of their parts.
    /// Where the question is published in coarser groups that a segment would
    /// cut, the segment looks as if nobody had been asked.
    pub(super) fn joined(&self, choice: &Choice, groups: Vec<ShownGroup>) -> Vec<ShownGroup> {
        let mut rest: Vec<Option<ShownGroup>> = groups.into_iter().map(Some).collect();
        let mut joined = Vec::new();
        for set in &self.sets {
            let wanted: Vec<&BookGroup> = set
                .iter()
                .filter_map(|&position| self.offered.get(position))
                .collect();
            let is_touched =
                |group: &ShownGroup| wanted.iter().any(|wanted| contains(&group.group, wanted));
            let first = rest
                .iter()
                .position(|group| group.as_ref().is_some_and(is_touched));
            let parts: Vec<ShownGroup> = rest
                .iter_mut()
                .filter_map(|group| group.take_if(|group| is_touched(group)))
                .collect();
            let size: u64 = parts.iter().map(|part| part.group.size).sum();
            let is_whole = size == wanted.iter().map(|wanted| wanted.size).sum::<u64>();
            if let (Some(first), Some(group)) = (first, together(choice, &parts, is_whole)) {
                joined.push((first, group));
            }
        }
        let apart = rest.into_iter().enumerate();
        joined.extend(apart.filter_map(|(position, group)| Some((position, group?))));
        joined.sort_by_key(|(position, _)| *position);
        joined.into_iter().map(|(_, group)| group).collect()
    }
}

fn contains(group: &BookGroup, part: &BookGroup) -> bool {
    part.classes
        .iter()
        .all(|class| group.classes.contains(class))
        && part
            .second_classes
            .iter()
            .all(|class| group.second_classes.contains(class))
}

fn together(choice: &Choice, parts: &[ShownGroup], is_whole: bool) -> Option<ShownGroup> {
    let names: Vec<&ShownGroup> = parts.iter().collect();
    let totals = PublishedTotals::together(parts.iter().map(|part| &part.totals)).ok()?;
    let first = parts.first()?;
    Some(ShownGroup {
        name: choice.joined_name(&names),
        totals: if is_whole { totals } else { totals.emptied() },
        group: BookGroup {
            size: parts.iter().map(|part| part.group.size).sum(),
            ..first.group.clone()
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_is_two_or_more_groups_that_are_there_or_one_against_the_rest() {
        assert_eq!(sets("0+1", 3), Some(vec![vec![0, 1]]));
        assert_eq!(sets("3+0,1+2", 4), Some(vec![vec![0, 3], vec![1, 2]]));
        assert_eq!(sets("0+1,rest", 4), Some(vec![vec![0, 1], vec![2, 3]]));
        assert_eq!(sets("0+1,rest", 3), Some(vec![vec![0, 1]]));
        assert_eq!(sets("1,rest", 4), Some(vec![vec![1], vec![0, 2, 3]]));
        for refused in [
            "rest", "", "0", "0+", "0+3", "0+0", "0+1,1+2", "-1+0", "0 1", "a+b", "0+0,rest",
            "3,rest", "rest,0",
        ] {
            assert_eq!(sets(refused, 3), None, "{refused}");
        }
    }
}
