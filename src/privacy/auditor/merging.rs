//! How classes that are too small are joined: neighbours where there is an
//! order, into "other" where there is none.

use super::wave::Grouping;
use crate::survey::criterion::{ClassRole, Classes};

/// Classes that are counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Ascending.
    pub classes: Vec<u8>,
    pub people: u64,
    /// "Other", or what has become it.
    takes_in: bool,
}

/// The groups of one criterion, as far as they are joined by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margin {
    pub substantive: Vec<Part>,
    /// Those who did not state it, those who were not asked; never joined.
    pub missing: Vec<Part>,
    is_ordered: bool,
    /// There is but one thing to say, as with agreeing to share: nothing is
    /// compared, and nothing can be joined.
    is_alone: bool,
}

fn is_alone(classes: &Classes) -> bool {
    let roles = classes.roles.iter();
    let said = roles.filter(|role| matches!(role, ClassRole::Substantive | ClassRole::Other));
    said.count() == 1
}

/// Tells groups of one size apart by their people: the first place in the draw
/// of anybody in these classes. No name and no order of classes decides.
pub trait Ties {
    fn first_drawn(&self, classes: &[u8]) -> u64;
}

impl Margin {
    /// Each class by itself; nobody's ways of being missing are no group.
    pub fn new(classes: &Classes, people: &[u64]) -> Self {
        let part = |role: ClassRole| {
            let of_role = (0_u8..).zip(&classes.roles);
            let of_role = of_role.filter(|(_, found)| **found == role);
            Part::new(of_role.map(|(class, _)| class).collect(), people, false)
        };
        let substantive = (0_u8..).zip(&classes.roles);
        let substantive = substantive.filter_map(|(class, role)| match role {
            ClassRole::Substantive => Some(Part::new(vec![class], people, false)),
            ClassRole::Other => Some(Part::new(vec![class], people, true)),
            ClassRole::NotStated | ClassRole::NotAsked => None,
        });
        let missing = [part(ClassRole::NotStated), part(ClassRole::NotAsked)];
        Self {
            substantive: substantive.collect(),
            missing: missing.into_iter().filter(|part| part.people > 0).collect(),
            is_ordered: classes.is_ordered,
            is_alone: is_alone(classes),
        }
    }

    /// Groups as they were joined before, among these people.
    pub fn regrouped(classes: &Classes, grouping: &Grouping, people: &[u64]) -> Self {
        let role = |part: &Part| {
            let first = part.classes.first().map(|&class| usize::from(class));
            first.and_then(|first| classes.roles.get(first)).copied()
        };
        let parts = grouping.0.iter().map(|joined| {
            let part = Part::new(joined.clone(), people, joined.len() > 1);
            (role(&part), part)
        });
        let (missing, substantive): (Vec<_>, Vec<_>) = parts.partition(|(role, _)| {
            matches!(
                role,
                Some(ClassRole::NotStated | ClassRole::NotAsked) | None
            )
        });
        let substantive = substantive.into_iter().map(|(role, mut part)| {
            part.takes_in |= role == Some(ClassRole::Other);
            part
        });
        let missing = missing.into_iter().map(|(_, part)| part);
        Self {
            substantive: substantive.collect(),
            missing: missing.filter(|part| part.people > 0).collect(),
            is_ordered: classes.is_ordered,
            is_alone: is_alone(classes),
        }
    }

    /// Joins until every group has at least `group_size_min` people. Says
    /// whether there is anything left to compare.
    pub fn fit(&mut self, group_size_min: u64, ties: &impl Ties) -> bool {
        if self.is_alone {
            let mut groups = self.substantive.iter();
            return groups.all(|part| part.people >= group_size_min);
        }
        while self.substantive.len() > 1 {
            let Some(smallest) = self.smallest(ties) else {
                return false;
            };
            let people = self.substantive.get(smallest).map(|part| part.people);
            if people.is_some_and(|people| people >= group_size_min) {
                return true;
            }
            self.join(smallest, ties);
        }
        false
    }

    /// Joins the smallest group. Says whether there is anything left to compare.
    pub fn coarsen(&mut self, ties: &impl Ties) -> bool {
        match self.smallest(ties) {
            Some(smallest) => self.coarsen_at(smallest, ties),
            None => false,
        }
    }

    /// Joins the group at this position of the substantive ones.
    pub fn coarsen_at(&mut self, position: usize, ties: &impl Ties) -> bool {
        let is_possible = self.substantive.len() > 2;
        if is_possible {
            self.join(position, ties);
        }
        is_possible
    }

    /// Every group, those of the missing last.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.substantive.iter().chain(&self.missing)
    }

    pub fn grouping(&self) -> Grouping {
        Grouping(self.parts().map(|part| part.classes.clone()).collect())
    }

    /// For each of `classes` the number of its group.
    pub fn group_of_class(&self, classes: usize) -> Vec<Option<u16>> {
        let mut groups = vec![None; classes];
        for (number, part) in (0_u16..).zip(self.parts()) {
            for &class in &part.classes {
                if let Some(group) = groups.get_mut(usize::from(class)) {
                    *group = Some(number);
                }
            }
        }
        groups
    }

    fn join(&mut self, position: usize, ties: &impl Ties) {
        let Some(partner) = self.partner(position, ties) else {
            return;
        };
        let leaving = self.substantive.get(position).cloned();
        if let (Some(leaving), Some(staying)) = (leaving, self.substantive.get_mut(partner)) {
            staying.classes.extend(leaving.classes);
            staying.classes.sort_unstable();
            staying.people += leaving.people;
            staying.takes_in = true;
            self.substantive.remove(position);
        }
    }

    fn partner(&self, position: usize, ties: &impl Ties) -> Option<usize> {
        if self.is_ordered {
            let before = position.checked_sub(1);
            let after = Some(position + 1).filter(|&after| after < self.substantive.len());
            return match (before, after) {
                (Some(before), Some(after)) => self.smaller_of([before, after], ties),
                (before, after) => before.or(after),
            };
        }
        let others = |takes_in: bool| {
            let parts = self.substantive.iter().enumerate();
            let parts =
                parts.filter(move |(at, part)| *at != position && part.takes_in == takes_in);
            self.smaller_of(parts.map(|(at, _)| at), ties)
        };
        others(true).or_else(|| others(false))
    }

    fn smallest(&self, ties: &impl Ties) -> Option<usize> {
        self.smaller_of(0..self.substantive.len(), ties)
    }

    fn smaller_of(
        &self,
        positions: impl IntoIterator<Item = usize>,
        ties: &impl Ties,
    ) -> Option<usize> {
        let mut found: Option<(usize, &Part)> = None;
        for position in positions {
            let part = self.substantive.get(position)?;
            let is_smaller = found.is_none_or(|(_, least)| {
                part.people < least.people
                    || part.people == least.people
                        && part.people > 0
                        && ties.first_drawn(&part.classes) < ties.first_drawn(&least.classes)
            });
            if is_smaller {
                found = Some((position, part));
            }
        }
        found.map(|(position, _)| position)
    }
}

impl Part {
    fn new(classes: Vec<u8>, people: &[u64], takes_in: bool) -> Self {
        let of_class = |class: &u8| people.get(usize::from(*class)).copied();
        Self {
            people: classes.iter().filter_map(of_class).sum(),
            classes,
            takes_in,
        }
    }
}
