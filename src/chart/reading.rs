//! What a table says before it is put in words or drawn: which answer leads,
//! which way a scale leans, who promotes. Only from published cells.

use std::ops::RangeInclusive;

use crate::privacy::protected_table::{Cell, Column, Measure, ProtectedTable};
use crate::statistics::difference;
use crate::statistics::intervals::{Interval, Z_95, wilson};
use crate::statistics::median::banded_median;
use crate::statistics::net_promoter::{NetPromoterScore, net_promoter_score};

/// Whether a table has anything to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Counted,
    /// The question was shown to enough people; none of them answered.
    NobodyAnswered,
    /// Fewer people than the group size, or nobody at all: the two look alike.
    TooFew,
}

impl Standing {
    pub fn of(table: &ProtectedTable) -> Self {
        let base = table.first().base;
        let is_counted = !matches!(table.measure(), Measure::Comments);
        match (base.shown, base.answered) {
            (0, _) => Self::TooFew,
            (_, 0) => Self::NobodyAnswered,
            _ if is_counted && cells(table).all(|cell| cell.base() == 0) => Self::TooFew,
            _ => Self::Counted,
        }
    }
}

fn cells(table: &ProtectedTable) -> impl Iterator<Item = &Cell> {
    let items = 0..table.items().len();
    items.flat_map(|item| table.first().item(item))
}

/// Whether a row or an answer is left out because too few people, or nobody,
/// saw or answered it.
pub fn has_gaps(table: &ProtectedTable) -> bool {
    Standing::of(table) == Standing::Counted && cells(table).any(|cell| cell.base() == 0)
}

/// The smallest and largest base among the cells that have one.
pub fn bases(table: &ProtectedTable) -> Option<(u64, u64)> {
    let bases = cells(table).map(|cell| cell.base());
    bases.filter(|&base| base > 0).fold(None, |range, base| {
        let (least, most) = range.unwrap_or((base, base));
        Some((least.min(base), most.max(base)))
    })
}

/// Several cells of one item added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub count: u64,
    pub base: u64,
}

impl Part {
    /// Answers that nobody gives together, summed.
    pub fn of<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Self {
        cells
            .into_iter()
            .fold(Self { count: 0, base: 0 }, |sum, cell| Self {
                count: sum.count + cell.count(),
                base: sum.base.max(cell.base()),
            })
    }

    pub fn share(self) -> f64 {
        if self.base == 0 {
            0.0
        } else {
            self.count as f64 / self.base as f64
        }
    }

    /// Nothing is shown about it.
    pub fn is_empty(self) -> bool {
        self.base == 0
    }

    pub fn interval(self) -> Interval {
        wilson(self.count, self.base, Z_95)
    }

    /// The interval of a share that is shown.
    pub fn known_interval(self) -> Option<Interval> {
        (!self.is_empty()).then(|| self.interval())
    }
}

impl From<Cell> for Part {
    fn from(cell: Cell) -> Self {
        Self {
            count: cell.count(),
            base: cell.base(),
        }
    }
}

/// One line of a ranked chart: an option, a band, an item of a ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'a> {
    /// Its place in the questionnaire.
    pub position: usize,
    pub text: &'a str,
    pub part: Part,
    pub is_residual: bool,
}

/// The categories of the table's single item in the order they are shown:
/// residual ones last; the rest by share, unless they are steps of one thing.
pub fn entries(table: &ProtectedTable) -> Vec<Entry<'_>> {
    let cells = table.first().item(0);
    let categories = table.categories().iter().zip(cells).enumerate();
    let mut entries: Vec<Entry<'_>> = categories
        .map(|(position, (category, &cell))| Entry {
            position,
            text: &category.text,
            part: cell.into(),
            is_residual: category.is_residual,
        })
        .collect();
    let keeps_order = match table.measure() {
        Measure::SingleChoice { is_ordered } => *is_ordered,
        Measure::MultipleChoice => false,
        _ => true,
    };
    if !keeps_order {
        sort_by_share(&mut entries);
    }
    entries.sort_by_key(|entry| entry.is_residual);
    entries
}

/// A ranking's options by how many put them first.
pub fn first_choices(table: &ProtectedTable) -> Vec<Entry<'_>> {
    let column = table.first();
    let mut entries: Vec<Entry<'_>> = table
        .items()
        .iter()
        .enumerate()
        .map(|(position, text)| Entry {
            position,
            text,
            part: Part::of(column.item(position).first()),
            is_residual: false,
        })
        .collect();
    sort_by_share(&mut entries);
    entries
}

/// Largest first, those without a base last; equal shares keep the
/// questionnaire's order.
fn sort_by_share(entries: &mut [Entry<'_>]) {
    entries.sort_by(|one, other| {
        let by_share = other.part.share().total_cmp(&one.part.share());
        let is_empty = |entry: &Entry<'_>| entry.part.is_empty();
        is_empty(one).cmp(&is_empty(other)).then(by_share)
    });
}

/// The mean of the places an item was given by those who ranked it, 1 the best.
pub fn mean_rank(column: &Column, item: usize) -> Option<f64> {
    let cells = column.item(item);
    let ranked: u64 = cells.iter().map(|cell| cell.count()).sum();
    let places = cells.iter().zip(1_u64..);
    let sum: u64 = places.map(|(cell, place)| cell.count() * place).sum();
    (ranked > 0).then(|| sum as f64 / ranked as f64)
}

/// Who could have given two answers at once, which decides how they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Nobody gave both: a single choice, a first place.
    Exclusive,
    /// The same people could give both: a multiple choice.
    SamePeople,
    /// Bases of their own: the rows of a grid.
    UnknownOverlap,
}

impl Comparison {
    pub fn of(table: &ProtectedTable) -> Self {
        match table.measure() {
            Measure::MultipleChoice => Self::SamePeople,
            Measure::Grid { .. } => Self::UnknownOverlap,
            _ => Self::Exclusive,
        }
    }

    /// Whether the first share is larger, as far as a test at 95 % tells.
    pub fn is_ahead(self, one: Part, other: Part) -> bool {
        let z = match self {
            Self::Exclusive if one.base == other.base => {
                difference::exclusive(one.count, other.count)
            }
            Self::SamePeople if one.base == other.base => {
                difference::same_people(one.count, other.count, one.base)
            }
            _ => difference::unknown_overlap((one.count, one.base), (other.count, other.base)),
        };
        z > 0.0 && difference::is_clear(z)
    }
}

/// Which entries stand at the top, as far as tests of the difference tell.
#[derive(Debug, Clone, PartialEq)]
pub enum Lead<'a> {
    /// Nobody chose anything.
    None,
    Clear(Entry<'a>),
    /// Two or three that stand clearly above all others, largest first.
    Several(Vec<Entry<'a>>),
    /// The largest and those that cannot be told from it, largest first, and no
    /// clear step below them.
    Close(Vec<Entry<'a>>),
}

/// More than this many at the top, and none of them stands out.
const NAMED_MAX: usize = 3;

impl<'a> Lead<'a> {
    pub fn of(entries: &[Entry<'a>], comparison: Comparison) -> Self {
        let is_shown = |entry: &&Entry<'a>| !entry.part.is_empty();
        let mut sorted: Vec<Entry<'a>> = entries.iter().filter(is_shown).copied().collect();
        sort_by_share(&mut sorted);
        let Some((top, others)) = sorted.split_first() else {
            return Self::None;
        };
        if top.part.count == 0 {
            return Self::None;
        }
        let is_below =
            |one: &Entry<'a>, other: &Entry<'a>| comparison.is_ahead(one.part, other.part);
        if others.iter().all(|other| is_below(top, other)) {
            return Self::Clear(*top);
        }
        for size in 2..=NAMED_MAX.min(others.len()) {
            let (leading, rest) = sorted.split_at(size);
            let stands_above = |one: &Entry<'a>| rest.iter().all(|other| is_below(one, other));
            if leading.iter().all(stands_above) {
                return Self::Several(leading.to_vec());
            }
        }
        let close = others.iter().filter(|other| !is_below(top, other)).copied();
        Self::Close(std::iter::once(*top).chain(close).collect())
    }

    /// The entries a sentence names: at most three, or none.
    pub fn named(&self) -> &[Entry<'a>] {
        match self {
            Self::None => &[],
            Self::Clear(entry) => std::slice::from_ref(entry),
            Self::Several(entries) => entries,
            Self::Close(entries) if entries.len() <= NAMED_MAX => entries,
            Self::Close(_) => &[],
        }
    }
}

/// Whether the answers describe rather than compete: who the people are, or
/// steps of one thing.
pub fn is_distribution(table: &ProtectedTable) -> bool {
    match table.measure() {
        Measure::SingleChoice { is_ordered } => *is_ordered || table.heading().is_background,
        Measure::MultipleChoice => table.heading().is_background,
        _ => false,
    }
}

/// The places of the answers that the finding speaks of.
pub fn spoken_of(table: &ProtectedTable, entries: &[Entry<'_>]) -> Vec<usize> {
    let lead = Lead::of(entries, Comparison::of(table));
    let named = lead.named().iter();
    named.map(|entry| entry.position).collect()
}

/// How many points at each end of a scale are summed: two, or the single end of
/// a scale so short that two would meet.
pub fn box_size(points: usize) -> usize {
    if points >= 4 { 2 } else { 1 }
}

/// One item's answers on a scale: each point, and the sums of its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaning<'a> {
    /// Its place in the questionnaire.
    pub position: usize,
    pub text: &'a str,
    pub cells: &'a [Cell],
    pub low: Part,
    pub high: Part,
}

impl<'a> Leaning<'a> {
    pub fn of(table: &'a ProtectedTable, item: usize) -> Self {
        Self::of_column(table, table.first(), item)
    }

    /// The same of one group.
    pub fn of_column(table: &'a ProtectedTable, column: &'a Column, item: usize) -> Self {
        let cells = column.item(item);
        let size = box_size(cells.len());
        let base = Part::of(cells).base;
        let sum = |part: Part| Part { base, ..part };
        Self {
            position: item,
            text: table.items().get(item).map_or("", String::as_str),
            cells,
            low: sum(Part::of(cells.iter().take(size))),
            high: sum(Part::of(cells.iter().rev().take(size))),
        }
    }

    /// The share of each point, lowest first.
    pub fn shares(&self) -> Vec<f64> {
        self.cells.iter().map(|cell| cell.share()).collect()
    }
}

/// A grid's rows, those that lean highest first; rows nobody answered last.
pub fn leanings(table: &ProtectedTable) -> Vec<Leaning<'_>> {
    let items = 0..table.items().len();
    let mut rows: Vec<Leaning<'_>> = items.map(|item| Leaning::of(table, item)).collect();
    rows.sort_by(|one, other| {
        let by_share = other.high.share().total_cmp(&one.high.share());
        let is_empty = |row: &Leaning<'_>| row.high.base == 0;
        is_empty(one).cmp(&is_empty(other)).then(by_share)
    });
    rows
}

/// Detractors (0 to 6), passives (7 and 8), promoters (9 and 10), and the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Promotion {
    pub detractors: Part,
    pub passives: Part,
    pub promoters: Part,
    pub score: NetPromoterScore,
}

pub fn promotion(column: &Column) -> Option<Promotion> {
    let cells = column.item(0);
    let mut counts = [0_u64; 11];
    for (count, cell) in counts.iter_mut().zip(cells) {
        *count = cell.count();
    }
    Some(Promotion {
        detractors: Part::of(cells.iter().take(7)),
        passives: Part::of(cells.iter().skip(7).take(2)),
        promoters: Part::of(cells.iter().skip(9)),
        score: net_promoter_score(&counts)?,
    })
}

/// The middle of a number question in its unit, with the decimals it deserves.
#[derive(Debug, Clone, PartialEq)]
pub struct Middle<'a> {
    pub mean: Option<f64>,
    /// Interpolated within its band.
    pub median: Option<f64>,
    /// The place of that band.
    pub median_band: Option<usize>,
    pub unit: Option<&'a str>,
    pub decimals: usize,
    /// Of the median.
    pub median_decimals: usize,
}

/// What a band can tell: a tenth of its width, as a power of ten, or coarser.
fn coarse(width: f64) -> i32 {
    // A width of exactly ten must not be taken for a little more.
    ((width / 10.0).log10() - 1e-9).ceil() as i32
}

pub fn middle(table: &ProtectedTable) -> Option<Middle<'_>> {
    let Measure::Number {
        unit,
        decimals,
        bands,
    } = table.measure()
    else {
        return None;
    };
    let column = table.first();
    let counts: Vec<u64> = column.item(0).iter().map(|cell| cell.count()).collect();
    let step = 10_f64.powi(i32::from(*decimals));
    let median = banded_median(&counts, bands);
    let holds = |band: &RangeInclusive<i64>| median.is_some_and(|m| m <= *band.end() as f64 + 0.5);
    let median_band = median.and(bands.iter().position(holds));
    let band = median_band.and_then(|place| bands.get(place));
    let width = band.map_or(1.0, |band| (band.end() - band.start() + 1) as f64 / step);
    let place = coarse(width);
    let rounding = 10_f64.powi(place);
    Some(Middle {
        mean: column.mean(),
        median: median.map(|median| (median / step / rounding).round() * rounding),
        median_band,
        median_decimals: usize::try_from(-place).unwrap_or(0),
        unit: unit.as_deref(),
        decimals: usize::from(*decimals).max(1),
    })
}
