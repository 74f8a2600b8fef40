//! From raw counts of groups to published ones: the last rules, which look at
//! how many answered.

use std::collections::BTreeMap;

use super::{Book, BookBreakdown, Definition, GroupTotals, group_count};
use crate::privacy::auditor::wave::{Grouping, Rule, Verdict};
use crate::statistics::totals::QuestionTotals;
use crate::survey::criterion::{Candidate, ClassRole, Classes, Criterion, classes};
use crate::survey::question::{QuestionKind, Role};
use crate::survey::questionnaire::Questionnaire;

/// What was counted of a wave: for each candidate its breakdown.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    pub breakdowns: Vec<CountedBreakdown>,
}

#[derive(Debug, Clone)]
pub struct CountedBreakdown {
    pub candidate: Candidate,
    /// Among everybody.
    pub verdict: Verdict,
    /// One a group of the verdict, without those left out.
    pub sizes: Vec<u64>,
    /// One for each question of the questionnaire.
    pub questions: Vec<CountedQuestion>,
}

#[derive(Debug, Clone)]
pub struct CountedQuestion {
    /// Among those whom the question was shown to.
    pub verdict: Verdict,
    /// One a group of the verdict.
    pub groups: Vec<QuestionTotals>,
    /// Categories (of an item) that fewer people saw than the question, and
    /// whom the auditor does not let be sorted in the same way.
    pub unseen: Vec<(usize, usize)>,
}

/// Makes the book of a wave.
pub fn publish(questionnaire: &Questionnaire, rule: Rule, counted: &Counted) -> Book {
    let publishing = Publishing {
        questionnaire,
        k: u64::from(rule.group_size_min),
        counted,
    };
    let breakdowns = counted.breakdowns.iter();
    Book {
        breakdowns: breakdowns
            .filter_map(|breakdown| publishing.breakdown(breakdown))
            .collect(),
    }
}

struct Publishing<'a> {
    questionnaire: &'a Questionnaire,
    k: u64,
    counted: &'a Counted,
}

impl Publishing<'_> {
    fn breakdown(&self, counted: &CountedBreakdown) -> Option<BookBreakdown> {
        let is_fitting = counted.sizes.len() == group_count(&counted.verdict);
        // Promise P4: k again, whatever was said of the breakdown before.
        if counted.verdict == Verdict::Withheld
            || !is_fitting
            || !counted.sizes.iter().all(|&size| self.is_safe(size))
        {
            return None;
        }
        let mut questions = BTreeMap::new();
        for (position, question) in (0_u16..).zip(&counted.questions) {
            if let Some(totals) = self.question(counted, position, question) {
                questions.insert(position, totals);
            }
        }
        Some(BookBreakdown {
            definition: Definition {
                candidate: counted.candidate,
                verdict: counted.verdict.clone(),
                sizes: counted.sizes.clone(),
            },
            questions,
        })
    }

    /// Nobody, or at least k.
    fn is_safe(&self, base: u64) -> bool {
        base == 0 || base >= self.k
    }

    /// The published totals of one question; `None` where it is withheld, or
    /// nobody was shown it.
    // Promise P4: whom a question was shown to is a group too, in each group.
    fn question(
        &self,
        breakdown: &CountedBreakdown,
        position: u16,
        counted: &CountedQuestion,
    ) -> Option<GroupTotals> {
        let is_fitting = counted.groups.len() == group_count(&counted.verdict);
        let is_shown = counted.groups.iter().any(|group| group.shown > 0);
        let is_safe = counted
            .groups
            .iter()
            .all(|group| self.is_safe(group.shown) && self.is_safe(group.answered));
        if counted.verdict == Verdict::Withheld || !is_fitting || !is_shown || !is_safe {
            return None;
        }
        // What somebody wrote is told of no group; nor how many wrote.
        if self.is_text(position) {
            return None;
        }
        let mut groups = counted.groups.clone();
        let mut withheld: Vec<(usize, usize)> = counted.unseen.clone();
        withheld.extend(self.small_categories(&groups));
        if self.is_about_the_brand(position) && self.sorts_by_the_brand(breakdown.candidate) {
            withheld.extend(self.answers_by_answers(breakdown, position, counted)?);
        }
        for group in &mut groups {
            for &(item, category) in &withheld {
                withhold(group, item, category);
            }
        }
        Some(GroupTotals {
            verdict: counted.verdict.clone(),
            groups,
        })
    }

    /// Categories that between 1 and k − 1 people of some group saw.
    fn small_categories(&self, groups: &[QuestionTotals]) -> Vec<(usize, usize)> {
        let mut small = Vec::new();
        for group in groups {
            for (item, tally) in group.tallies.iter().enumerate() {
                for (category, &base) in tally.bases.iter().enumerate() {
                    if !self.is_safe(base) {
                        small.push((item, category));
                    }
                }
            }
        }
        small
    }

    fn is_text(&self, position: u16) -> bool {
        let question = self.questionnaire.questions.get(usize::from(position));
        question.is_some_and(|question| matches!(question.kind, QuestionKind::Text(_)))
    }

    fn role(&self, position: usize) -> Option<Role> {
        let question = self.questionnaire.questions.get(position);
        question.map(|question| question.role)
    }

    fn is_about_the_brand(&self, position: u16) -> bool {
        self.role(position.into()) == Some(Role::Brand)
    }

    fn sorts_by_the_brand(&self, candidate: Candidate) -> bool {
        let is_brand = |criterion: Criterion| {
            criterion
                .question()
                .is_some_and(|position| self.role(position) == Some(Role::Brand))
        };
        criteria(candidate).into_iter().any(is_brand)
    }

    /// In a table of answers by answers each answer is a group as well: both
    /// sides must be admitted as they are. `None` where the table is withheld;
    /// otherwise the options that are.
    fn answers_by_answers(
        &self,
        breakdown: &CountedBreakdown,
        position: u16,
        counted: &CountedQuestion,
    ) -> Option<Vec<(usize, usize)>> {
        let margins = super::margins(&counted.verdict);
        let sides = criteria(breakdown.candidate).into_iter().zip(margins);
        for (criterion, grouping) in sides {
            if !self.is_unmerged(criterion, grouping) {
                return None;
            }
        }
        let kind = &self
            .questionnaire
            .questions
            .get(usize::from(position))?
            .kind;
        let categories = counted.groups.first()?.tallies.first()?.counts.len();
        // A group of the other side, seen from this one.
        let is_safe = |category: usize| {
            let of = |group: &QuestionTotals| {
                let counts = group.tallies.first().map(|tally| &tally.counts);
                counts
                    .and_then(|counts| counts.get(category).copied())
                    .unwrap_or(0)
            };
            self.is_safe(counted.groups.iter().map(of).sum())
        };
        match kind {
            QuestionKind::MultipleChoice(_) => {
                let is_published = |option: usize| {
                    let criterion = Criterion::Chosen {
                        question: position,
                        option: option as u8,
                    };
                    is_safe(option) && self.is_admitted_unmerged(criterion)
                };
                let withheld = (0..categories).filter(|&option| !is_published(option));
                Some(withheld.map(|option| (0, option)).collect())
            }
            _ => {
                let criterion = Criterion::Answer { question: position };
                let is_published =
                    self.is_admitted_unmerged(criterion) && (0..categories).all(is_safe);
                is_published.then(Vec::new)
            }
        }
    }

    fn is_admitted_unmerged(&self, criterion: Criterion) -> bool {
        let candidate = Candidate::By(criterion);
        let mut breakdowns = self.counted.breakdowns.iter();
        let found = breakdowns.find(|breakdown| breakdown.candidate == candidate);
        match found.map(|breakdown| &breakdown.verdict) {
            Some(Verdict::By(grouping)) => self.is_unmerged(criterion, grouping),
            _ => false,
        }
    }

    /// Every substantive class is a group of its own. Those who did not say are
    /// always one group.
    fn is_unmerged(&self, criterion: Criterion, grouping: &Grouping) -> bool {
        let Some(Classes { roles, .. }) = classes(self.questionnaire, criterion) else {
            return false;
        };
        (0_u8..).zip(&roles).all(|(class, role)| match role {
            ClassRole::NotStated | ClassRole::NotAsked => true,
            ClassRole::Substantive | ClassRole::Other => grouping.0.contains(&vec![class]),
        })
    }
}

fn criteria(candidate: Candidate) -> Vec<Criterion> {
    match candidate {
        Candidate::By(criterion) => vec![criterion],
        Candidate::Pair(first, second) => vec![first, second],
    }
}

/// As if nobody had seen it. Of numbers, whose sum goes with all of them, the
/// bases are all the same.
fn withhold(group: &mut QuestionTotals, item: usize, category: usize) {
    if let Some(tally) = group.tallies.get_mut(item) {
        tally.sum = 0;
        let count = tally.counts.get_mut(category);
        for number in count.into_iter().chain(tally.bases.get_mut(category)) {
            *number = 0;
        }
    }
}
