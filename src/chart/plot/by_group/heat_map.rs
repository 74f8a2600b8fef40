//! A table of tinted cells: answers by groups, whichever way round is shorter,
//! in blocks under each other where they do not fit side by side.

use super::{Bars, Head};
use crate::chart::figures::whole_percent;
use crate::chart::groups::{Line, base, level, level_name};
use crate::chart::picture::{Anchor, Lettering};
use crate::chart::reading::Part;
use crate::chart::sheet::{SMALL, SMALL_INK, SMALL_VALUE, Sheet};
use crate::chart::theme::Token;
use crate::chart::typeface::Face;
use crate::chart::wrapping::{shortened, wrap_evenly};
use crate::privacy::protected_table::{Banner, Measure, ProtectedTable};

/// What stands at the edge of a row or over a column.
#[derive(Clone)]
struct Edge {
    text: String,
    /// Whom it rests on; empty for an answer.
    base: String,
    /// A gap before it: the first group after everybody, the first residual answer.
    is_apart: bool,
}

#[derive(Clone)]
struct Tinted {
    figure: String,
    /// 0 to 1 of the darkest; `None` where nothing is shown or nothing is tinted.
    heat: Option<f64>,
    is_accent: bool,
}

#[derive(Clone)]
struct Grid {
    rows: Vec<Edge>,
    columns: Vec<Edge>,
    /// `[row][column]`.
    cells: Vec<Vec<Tinted>>,
}

const LEADING: f64 = 15.0;
const SEAM: f64 = 2.0;
const APART: f64 = 8.0;
const TEXT_CHARACTERS_MAX: usize = 90;
const GAP: f64 = 10.0;
const BLOCK_GAP: f64 = 24.0;
/// Shares closer together than this share their tints.
const SPAN_MIN: f64 = 0.2;
/// A head is no wider than this, whatever its words.
const CELL_MAX: f64 = 110.0;

pub fn plot(table: &ProtectedTable, bars: &Bars<'_>, sheet: &mut Sheet) {
    let down = grid(table, bars);
    let across = down.turned();
    let (down_layout, across_layout) = (Layout::of(&down, sheet), Layout::of(&across, sheet));
    match down_layout.height(&down) <= across_layout.height(&across) {
        true => draw(&down, &down_layout, sheet),
        false => draw(&across, &across_layout, sheet),
    }
}

/// Whether a group is those who gave this very answer: all of them did, which
/// says nothing and would outshine everything else.
fn is_itself(table: &ProtectedTable, line: &Line<'_>, head: &Head) -> bool {
    let is_own = |banner: &Banner| banner.code == table.heading().question_code;
    table.banner().is_some_and(is_own) && line.label.trim() == head.name.trim()
}

/// Answers down, everybody and the groups across.
fn grid(table: &ProtectedTable, bars: &Bars<'_>) -> Grid {
    let shown = bars.lines.iter().flat_map(|line| {
        let groups = line.groups.iter().zip(&bars.heads);
        let others = groups.filter(|(_, head)| !is_itself(table, line, head));
        let parts = others.map(|(part, _)| part).chain([&line.everybody]);
        parts
            .filter(|part| !part.is_empty())
            .map(|part| part.share())
    });
    let (least, most) = shown.fold((1.0_f64, 0.0_f64), |(least, most), share| {
        (least.min(share), most.max(share))
    });
    let span = (most - least).max(SPAN_MIN);
    let mut was_residual = false;
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    for (place, line) in bars.lines.iter().enumerate() {
        rows.push(Edge {
            text: line.label.to_string(),
            base: String::new(),
            is_apart: line.is_residual && !was_residual,
        });
        was_residual = line.is_residual;
        let tinted = |(group, part): (usize, &Part)| {
            let head = group.checked_sub(1).and_then(|group| bars.heads.get(group));
            let is_own = head.is_some_and(|head| is_itself(table, line, head));
            Tinted {
                figure: match is_own {
                    true => String::new(),
                    false => whole_percent(part.count, part.base),
                },
                heat: (!part.is_empty() && !is_own).then(|| (part.share() - least) / span),
                is_accent: group > 0 && bars.is_accent(place, group - 1),
            }
        };
        let parts = std::iter::once(&line.everybody).chain(&line.groups);
        cells.push(parts.enumerate().map(tinted).collect());
    }
    if let (Some(what), true) = (level_name(table), has_levels(table)) {
        rows.push(Edge {
            text: what.to_owned(),
            base: String::new(),
            is_apart: true,
        });
        let figure =
            |column| level(table, column).map_or_else(|| "–".to_owned(), |l| l.figure(table));
        let plain = table.columns().map(|column| Tinted {
            figure: figure(column),
            heat: None,
            is_accent: false,
        });
        cells.push(plain.collect());
    }
    let everybody = Head {
        name: "Everybody".to_owned(),
        base: base(table, table.first()),
    };
    let heads = std::iter::once(&everybody).chain(&bars.heads).enumerate();
    let columns = heads.map(|(place, head)| Edge {
        text: head.name.clone(),
        base: head.figure(),
        is_apart: place == 1,
    });
    Grid {
        rows,
        columns: columns.collect(),
        cells,
    }
}

/// Numbers say their averages above.
fn has_levels(table: &ProtectedTable) -> bool {
    !matches!(table.measure(), Measure::Number { .. })
}

impl Grid {
    fn turned(&self) -> Self {
        let column = |place: usize| -> Vec<Tinted> {
            let cells = self.cells.iter().filter_map(|row| row.get(place));
            cells.cloned().collect()
        };
        Self {
            rows: self.columns.clone(),
            columns: self.rows.clone(),
            cells: (0..self.columns.len()).map(column).collect(),
        }
    }
}

struct Layout {
    /// Wrapped texts at the rows' edge, and their common width.
    rows: Vec<Vec<String>>,
    edge: f64,
    columns: Vec<Vec<String>>,
    cell: f64,
    /// So many columns stand side by side.
    across: usize,
}

impl Layout {
    fn of(grid: &Grid, sheet: &Sheet) -> Self {
        let (edge_max, cell_min): (f64, f64) = match sheet.is_narrow {
            true => (112.0, 48.0),
            false => (200.0, 60.0),
        };
        let fold = |text: &str, width: f64| {
            let text = shortened(text, TEXT_CHARACTERS_MAX);
            wrap_evenly(&text, Face::Sans, SMALL.size, width)
        };
        let rows: Vec<Vec<String>> = grid
            .rows
            .iter()
            .map(|row| {
                let name = match row.base.as_str() {
                    "" => row.text.clone(),
                    base => format!("{} ({base})", row.text),
                };
                fold(&name, edge_max)
            })
            .collect();
        let widest = rows.iter().flatten().map(|line| SMALL_INK.width(line));
        let edge = 1.03 * widest.fold(0.0, f64::max) + GAP;
        let room = sheet.width - edge - 2.0 * APART;
        let words = grid
            .columns
            .iter()
            .flat_map(|column| column.text.split([' ', '/', '-']));
        let word = words
            .map(|word| 1.1 * SMALL_INK.width(word))
            .fold(0.0, f64::max);
        let cell_min = cell_min.max((word + 8.0).min(CELL_MAX));
        let count = grid.columns.len().max(1);
        let fit = ((room / cell_min).floor() as usize).clamp(1, count);
        // Blocks of about the same number of columns.
        let across = count.div_ceil(count.div_ceil(fit));
        let cell = (room / across as f64).min(CELL_MAX);
        let columns = grid
            .columns
            .iter()
            .map(|column| fold(&column.text, cell - 4.0));
        Self {
            columns: columns.collect(),
            rows,
            edge,
            cell,
            across,
        }
    }

    fn row_height(lines: &[String]) -> f64 {
        (lines.len() as f64 * LEADING + 9.0).max(26.0)
    }

    fn height(&self, grid: &Grid) -> f64 {
        let rows: f64 = self
            .rows
            .iter()
            .map(|lines| Self::row_height(lines) + SEAM)
            .sum();
        let heads = self.columns.chunks(self.across.max(1)).map(|block| {
            let lines = block.iter().map(Vec::len).max().unwrap_or(0);
            (lines + 1) as f64 * LEADING + BLOCK_GAP
        });
        let heads: Vec<f64> = heads.collect();
        let _ = grid;
        heads.iter().sum::<f64>() + heads.len() as f64 * rows
    }
}

fn draw(grid: &Grid, layout: &Layout, sheet: &mut Sheet) {
    let mut from = 0;
    while from < grid.columns.len() {
        let to = (from + layout.across.max(1)).min(grid.columns.len());
        if from > 0 {
            sheet.space(BLOCK_GAP);
        }
        draw_block(grid, layout, from..to, sheet);
        from = to;
    }
}

/// Left edges of a block's columns.
fn lefts(grid: &Grid, layout: &Layout, block: &std::ops::Range<usize>, left: f64) -> Vec<f64> {
    let mut x = left + layout.edge;
    let columns = grid.columns.iter().skip(block.start).take(block.len());
    columns
        .enumerate()
        .map(|(place, column)| {
            if place > 0 && column.is_apart {
                x += APART;
            }
            let at = x;
            x += layout.cell;
            at
        })
        .collect()
}

fn draw_block(grid: &Grid, layout: &Layout, block: std::ops::Range<usize>, sheet: &mut Sheet) {
    let lefts = lefts(grid, layout, &block, sheet.left);
    draw_heads(grid, layout, &block, &lefts, sheet);
    let rows = grid.rows.iter().zip(&layout.rows).zip(&grid.cells);
    for (place, ((row, lines), cells)) in rows.enumerate() {
        if place > 0 && row.is_apart {
            sheet.space(APART);
        }
        let height = Layout::row_height(lines);
        let middle = sheet.y + height / 2.0;
        let first = middle - lines.len() as f64 * LEADING / 2.0 + LEADING / 2.0;
        for (line, text) in lines.iter().enumerate() {
            let baseline = first + line as f64 * LEADING + SMALL_INK.below_middle();
            sheet.text(text, (sheet.left, baseline), Anchor::Left, SMALL_INK);
        }
        let cells = cells.iter().skip(block.start).take(block.len());
        for (cell, &left) in cells.zip(&lefts) {
            draw_cell(cell, (left, sheet.y), (layout.cell - SEAM, height), sheet);
        }
        sheet.space(height + SEAM);
    }
    sheet.space(-SEAM);
}

fn draw_heads(
    grid: &Grid,
    layout: &Layout,
    block: &std::ops::Range<usize>,
    lefts: &[f64],
    sheet: &mut Sheet,
) {
    let heads = || {
        grid.columns
            .iter()
            .zip(&layout.columns)
            .skip(block.start)
            .take(block.len())
    };
    let lines_of =
        |(edge, lines): (&Edge, &Vec<String>)| lines.len() + usize::from(!edge.base.is_empty());
    let most = heads().map(lines_of).max().unwrap_or(0);
    for ((edge, lines), &left) in heads().zip(lefts) {
        let base = Some(edge.base.clone()).filter(|base| !base.is_empty());
        let blank = most - lines.len() - usize::from(base.is_some());
        let centre = left + (layout.cell - SEAM) / 2.0;
        let words = lines.iter().map(|line| (line.clone(), SMALL_INK));
        let words = words.chain(base.map(|base| (base, SMALL)));
        for (row, (text, lettering)) in words.enumerate() {
            let middle = sheet.y + (blank + row) as f64 * LEADING + LEADING / 2.0;
            let at = (centre, middle + lettering.below_middle());
            sheet.text(&text, at, Anchor::Centre, lettering);
        }
    }
    sheet.space(most as f64 * LEADING + 6.0);
}

fn draw_cell(
    cell: &Tinted,
    (left, top): (f64, f64),
    (width, height): (f64, f64),
    sheet: &mut Sheet,
) {
    let ground = cell.heat.map(tint);
    let fill = match (ground, cell.figure.as_str()) {
        (Some(ground), _) => ground,
        (None, _) => Token::Surface,
    };
    sheet.bar(left, top, width, height, fill);
    let lettering = Lettering::new(
        if cell.is_accent {
            SMALL_VALUE.face
        } else {
            SMALL_INK.face
        },
        SMALL.size,
        fill.letters(),
    );
    let at = (
        left + width / 2.0,
        top + height / 2.0 + lettering.below_middle(),
    );
    sheet.text(&cell.figure, at, Anchor::Centre, lettering);
    if cell.is_accent {
        let bottom = top + height - 2.5;
        let inset = (width / 2.0 - 12.0).max(2.0);
        let (from, to) = ((left + inset, bottom), (left + width - inset, bottom));
        sheet.line(from, to, 2.0, fill.letters());
    }
}

/// One of six grounds.
fn tint(heat: f64) -> Token {
    let step = (heat * Token::HEAT.len() as f64).floor() as usize;
    let last = Token::HEAT.len() - 1;
    Token::HEAT
        .get(step.min(last))
        .copied()
        .unwrap_or(Token::Surface)
}
