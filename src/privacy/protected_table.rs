//! The only kind of result that a page, a picture, a file or a program outside can see.
//!
//! A table is made from published totals and from words; it has no other source.
//! One question, one or more groups of respondents, the cells of each.

use std::ops::RangeInclusive;

use super::published::PublishedTotals;
use crate::statistics::intervals::{Interval, Z_95, wilson};

/// One question's results, in words and numbers that were safe to print before
/// anybody asked for them.
#[derive(Debug, Clone, PartialEq)]
pub struct ProtectedTable {
    heading: Heading,
    layout: Layout,
    banner: Option<Banner>,
    /// Everybody, or the one group that its readers may see.
    first: Column,
    /// The groups of the banner.
    others: Vec<Column>,
    /// Positions of answers that everybody's column counts and no group does:
    /// whoever gave them is left out of the groups.
    uncounted: Vec<usize>,
}

/// What the groups of a table are groups of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// Names the breakdown in addresses and files: "age", "age-by-use".
    pub code: String,
    /// The question or questions respondents were sorted by.
    pub title: String,
    /// The short name of that question, or of both, as it stands in a sentence.
    pub label: Option<String>,
    /// One may belong to several: those who chose each of several options.
    pub is_overlapping: bool,
    /// Steps of one thing: the groups keep their order.
    pub is_ordered: bool,
    /// Why groups were joined, in one line.
    pub merged: Option<String>,
    /// How many are counted in everybody's totals and in no group.
    pub left_out: u64,
}

/// What stands around the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub brand: String,
    pub survey_title: String,
    /// Names the chart in addresses and files.
    pub question_code: String,
    /// The question as it was asked.
    pub question: String,
    /// When it was asked, in words: "June 2011", "second wave".
    pub wave: String,
    /// Several waves added up: "Waves 1–3".
    pub together: Option<String>,
    pub source: Option<String>,
    /// About the person rather than about the brand: who answered, not a race.
    pub is_background: bool,
    /// Invented data; always printed.
    pub is_simulated: bool,
}

/// How the cells are to be read: items (one, or a grid's rows, or a ranking's
/// options) by categories (options, points, places or bands).
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub measure: Measure,
    /// Empty text where the question is its own single item.
    pub items: Vec<String>,
    pub categories: Vec<Category>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// `is_ordered`: the options are steps of one thing and keep their order.
    SingleChoice {
        is_ordered: bool,
    },
    MultipleChoice,
    /// One value for each category, ascending.
    Scale {
        values: Vec<i16>,
        lowest: String,
        highest: String,
    },
    /// Categories 0 to 10.
    NetPromoter {
        lowest: String,
        highest: String,
    },
    /// A scale for each item.
    Grid {
        values: Vec<i16>,
        lowest: String,
        highest: String,
    },
    /// Items are options, categories are places, first place first.
    Ranking,
    /// Categories are bands; the mean is in the unit.
    Number {
        unit: Option<String>,
        decimals: u8,
        /// One for each category, ascending, in multiples of 10^-decimals.
        bands: Vec<RangeInclusive<i64>>,
    },
    /// Free text: how many wrote, never what.
    Comments,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub code: String,
    pub text: String,
    /// "None of these", "other", "prefer not to say": not ranked among the reasons.
    pub is_residual: bool,
}

/// The results of one group of respondents.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub group: Group,
    pub base: Base,
    /// `[item][category]`.
    cells: Vec<Vec<Cell>>,
    /// Mean of the values of a number question, in its unit.
    mean: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    Everybody,
    /// In words: "Under 25", "45 and over".
    Named(String),
}

/// Who the question was asked of, who answered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// All responses of the group.
    pub responses: u64,
    /// Those to whom the question was shown.
    pub shown: u64,
    /// Those who answered it.
    pub answered: u64,
}

/// One number and the number of responses it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    count: u64,
    base: u64,
}

impl Cell {
    pub fn count(self) -> u64 {
        self.count
    }

    pub fn base(self) -> u64 {
        self.base
    }

    /// 0 to 1; 0 on an empty base.
    pub fn share(self) -> f64 {
        if self.base == 0 {
            0.0
        } else {
            self.count as f64 / self.base as f64
        }
    }

    /// Wilson's 95 % interval of the share.
    pub fn interval(self) -> Interval {
        wilson(self.count, self.base, Z_95)
    }
}

/// The totals do not fit the layout they are to be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the published totals do not fit the question's layout")]
pub struct LayoutMismatch;

impl ProtectedTable {
    /// The table of everybody's published answers to the question at `position`.
    pub fn of_everybody(
        heading: Heading,
        layout: Layout,
        published: &PublishedTotals,
        position: usize,
    ) -> Result<Self, LayoutMismatch> {
        Self::of(Group::Everybody, heading, layout, published, position)
    }

    /// The same of one group alone, for those who may see no other.
    pub fn of_group(
        name: String,
        heading: Heading,
        layout: Layout,
        published: &PublishedTotals,
        position: usize,
    ) -> Result<Self, LayoutMismatch> {
        Self::of(Group::Named(name), heading, layout, published, position)
    }

    fn of(
        group: Group,
        heading: Heading,
        layout: Layout,
        published: &PublishedTotals,
        position: usize,
    ) -> Result<Self, LayoutMismatch> {
        let column = Column::new(group, &layout, published, position)?;
        Ok(Self {
            heading,
            layout,
            banner: None,
            first: column,
            others: Vec::new(),
            uncounted: Vec::new(),
        })
    }

    /// The same question with the groups of a breakdown beside everybody; each
    /// group's totals come with its name and the question's position in them.
    /// `inside`: this question's totals of all whom the breakdown sorts, those in
    /// groups that readers do not see among them.
    pub fn with_groups(
        mut self,
        banner: Banner,
        groups: &[(String, &PublishedTotals, usize)],
        inside: &PublishedTotals,
    ) -> Result<Self, LayoutMismatch> {
        let columns = groups.iter().map(|(name, published, position)| {
            Column::new(
                Group::Named(name.clone()),
                &self.layout,
                published,
                *position,
            )
        });
        self.others = columns.collect::<Result<_, _>>()?;
        self.banner = Some(banner);
        if let Measure::SingleChoice { .. } = self.layout.measure {
            self.uncounted = uncounted(&self.first, inside);
            for column in &mut self.others {
                column.leave_uncounted(&self.uncounted);
            }
        }
        Ok(self)
    }

    /// The answer at this position of a single choice is in everybody's column
    /// and, with all who gave it, in no group: "prefer not to say" often. Nought
    /// percent of a group would be a claim about people who are not in it.
    pub fn is_uncounted(&self, category: usize) -> bool {
        self.uncounted.contains(&category)
    }

    /// What the groups are groups of; `None` for everybody alone.
    pub fn banner(&self) -> Option<&Banner> {
        self.banner.as_ref()
    }

    /// The groups of the banner, without everybody.
    pub fn groups(&self) -> &[Column] {
        &self.others
    }

    pub fn heading(&self) -> &Heading {
        &self.heading
    }

    pub fn measure(&self) -> &Measure {
        &self.layout.measure
    }

    pub fn items(&self) -> &[String] {
        &self.layout.items
    }

    pub fn categories(&self) -> &[Category] {
        &self.layout.categories
    }

    /// At least one.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Everybody's column, or that of the one group.
    pub fn first(&self) -> &Column {
        &self.first
    }
}

/// The answers that somebody gave and nobody inside did.
fn uncounted(everybody: &Column, inside: &PublishedTotals) -> Vec<usize> {
    let tally = inside.question(0).and_then(|totals| totals.tallies.first());
    let Some(tally) = tally.filter(|tally| tally.bases.iter().any(|&base| base > 0)) else {
        return Vec::new();
    };
    let counts = everybody.item(0).iter().zip(&tally.counts).enumerate();
    counts
        .filter(|(_, (cell, inside))| cell.count > 0 && **inside == 0)
        .map(|(position, _)| position)
        .collect()
}

impl Column {
    fn leave_uncounted(&mut self, positions: &[usize]) {
        for cells in &mut self.cells {
            for &position in positions {
                if let Some(cell) = cells.get_mut(position) {
                    *cell = Cell { count: 0, base: 0 };
                }
            }
        }
    }

    fn new(
        group: Group,
        layout: &Layout,
        published: &PublishedTotals,
        position: usize,
    ) -> Result<Self, LayoutMismatch> {
        let totals = published.question(position).ok_or(LayoutMismatch)?;
        let is_counted = !matches!(layout.measure, Measure::Comments);
        if is_counted && totals.tallies.len() != layout.items.len() {
            return Err(LayoutMismatch);
        }
        let mut cells = Vec::with_capacity(totals.tallies.len());
        for tally in &totals.tallies {
            if tally.counts.len() != layout.categories.len() {
                return Err(LayoutMismatch);
            }
            let counted = tally.counts.iter().zip(&tally.bases);
            cells.push(
                counted
                    .map(|(&count, &base)| Cell { count, base })
                    .collect(),
            );
        }
        let mean = match (&layout.measure, totals.tallies.first()) {
            (Measure::Number { decimals, .. }, Some(tally)) if totals.answered > 0 => {
                let unit = 10_f64.powi(i32::from(*decimals));
                Some(tally.sum as f64 / unit / totals.answered as f64)
            }
            _ => None,
        };
        Ok(Self {
            group,
            base: Base {
                responses: published.responses(),
                shown: totals.shown,
                answered: totals.answered,
            },
            cells,
            mean,
        })
    }

    /// The cells of one item, in the order of the categories; empty for comments.
    pub fn item(&self, position: usize) -> &[Cell] {
        self.cells.get(position).map_or(&[], Vec::as_slice)
    }

    pub fn mean(&self) -> Option<f64> {
        self.mean
    }
}
