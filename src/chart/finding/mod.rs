//! One plain sentence that says what a table shows. It compares only where the
//! intervals allow it, and says "too close to call" where they do not.

use crate::chart::figures::{decimal, in_unit, is_sign, listed, people, percent, quoted, signed};
use crate::chart::reading::{
    Entry, Lead, Leaning, Part, Promotion, Standing, entries, first_choices, leanings, middle,
    promotion,
};
use crate::chart::wrapping::shortened;
use crate::privacy::protected_table::{Measure, ProtectedTable};

/// A headline carries no full stop.
pub fn finding(table: &ProtectedTable) -> String {
    let sentence = sentence(table);
    sentence.trim_end_matches('.').to_owned()
}

/// A headline, not a paragraph; the whole text stands at its bar.
const QUOTED_CHARACTERS_MAX: usize = 90;

fn sentence(table: &ProtectedTable) -> String {
    match (Standing::of(table), table.measure()) {
        (Standing::TooFew, _) => return "Too few answers to show.".to_owned(),
        (Standing::NobodyAnswered, Measure::Comments) => {
            return "Nobody wrote a comment.".to_owned();
        }
        (Standing::NobodyAnswered, _) => return "Nobody answered this question.".to_owned(),
        (Standing::Counted, _) => {}
    }
    match table.measure() {
        Measure::SingleChoice { .. } => match entries(table).as_slice() {
            [one, other] => either(one, other),
            entries => choice(entries),
        },
        Measure::MultipleChoice => choice(&entries(table)),
        Measure::Scale {
            lowest, highest, ..
        } => scale(&Leaning::of(table, 0), lowest, highest),
        Measure::Grid {
            lowest, highest, ..
        } => grid(&leanings(table), lowest, highest),
        Measure::NetPromoter { .. } => {
            promotion(table.first()).map_or_else(String::new, |promotion| net_promoter(&promotion))
        }
        Measure::Ranking => ranking(&first_choices(table)),
        Measure::Number { .. } => number(table),
        Measure::Comments => {
            format!("{} wrote a comment.", people(table.first().base.answered))
        }
    }
}

fn name(text: &str) -> String {
    quoted(&shortened(text.trim(), QUOTED_CHARACTERS_MAX))
}

fn figure(part: Part) -> String {
    percent(part.count, part.base)
}

/// "More than half (54%)", where the interval bears it out.
fn quantity(part: Part) -> String {
    let low = part.interval().low;
    let more_than = [(0.75, "three quarters"), (0.5, "half")];
    let borne_out = more_than.iter().find(|(share, _)| low > *share);
    match borne_out {
        Some((_, words)) => format!("More than {words} ({})", figure(part)),
        None => figure(part),
    }
}

fn choice(entries: &[Entry<'_>]) -> String {
    match Lead::of(entries) {
        Lead::None => "Nobody chose any of the answers.".to_owned(),
        Lead::Clear(top) if top.part.count == top.part.base => {
            format!("Everybody who answered chose {}.", name(top.text))
        }
        Lead::Clear(top) => {
            let chose = format!("{} chose {}", quantity(top.part), name(top.text));
            let is_reason = |entry: &&Entry<'_>| !entry.is_residual;
            let reasons: Vec<Entry<'_>> = entries.iter().filter(is_reason).copied().collect();
            match (top.is_residual, Lead::of(&reasons)) {
                (true, Lead::Clear(next)) if reasons.len() > 1 => {
                    let (text, share) = (name(next.text), figure(next.part));
                    format!("{chose}; among the rest, {text} leads with {share}.")
                }
                (false, _) if entries.len() > 1 => format!("{chose}, the top answer."),
                _ => format!("{chose}."),
            }
        }
        lead @ Lead::Close(_) => too_close(&lead, entries.len(), "No answer"),
    }
}

/// Of two answers the second is the rest of the first.
fn either(one: &Entry<'_>, other: &Entry<'_>) -> String {
    let (more, less) = if other.part.count > one.part.count {
        (other, one)
    } else {
        (one, other)
    };
    match Lead::of(&[*more, *less]) {
        Lead::Clear(_) if less.part.count > 0 => {
            let (text, share) = (name(less.text), figure(less.part));
            format!(
                "{} chose {}, {share} {text}.",
                quantity(more.part),
                name(more.text)
            )
        }
        _ => choice(&[*more, *less]),
    }
}

/// What stands at the top of a list without a clear first.
fn too_close(lead: &Lead<'_>, entries: usize, nothing: &str) -> String {
    match (lead, lead.named()) {
        (Lead::Close(close), []) => none_stands_out(nothing, close),
        (_, named) if named.len() == entries => {
            format!("{} are too close to call.", names(named))
        }
        (_, named) => format!("At the top, {} are too close to call.", names(named)),
    }
}

/// "“A” (44%) and “B” (43%)".
fn names(entries: &[Entry<'_>]) -> String {
    let named = |entry: &Entry<'_>| format!("{} ({})", name(entry.text), figure(entry.part));
    listed(&entries.iter().map(named).collect::<Vec<_>>())
}

fn none_stands_out(nothing: &str, close: &[Entry<'_>]) -> String {
    let ends = close.first().zip(close.last());
    let (high, low) = ends.map_or_else(Default::default, |(first, last)| {
        (figure(first.part), figure(last.part))
    });
    let range = if high == low {
        format!("all at {high}")
    } else {
        format!("from {high} down to {low}")
    };
    let top = close.len();
    format!("{nothing} stands out: the top {top} are too close to call, {range}.")
}

/// The two ends of a scale in a sentence. On a scale of many points the two last
/// ones are less than a side, and the words say so.
struct Ends {
    verb: &'static str,
    verb_singular: &'static str,
    high: String,
    low: String,
}

impl Ends {
    fn new(points: usize, lowest: &str, highest: &str) -> Self {
        if points <= 5 {
            Self {
                verb: "lean",
                verb_singular: "leans",
                high: format!("towards {}", name(highest)),
                low: format!("towards {}", name(lowest)),
            }
        } else {
            Self {
                verb: "gave",
                verb_singular: "gave",
                high: "one of the two highest ratings".to_owned(),
                low: "one of the two lowest".to_owned(),
            }
        }
    }
}

fn scale(leaning: &Leaning<'_>, lowest: &str, highest: &str) -> String {
    let (low, high) = (leaning.low, leaning.high);
    if low.count + high.count == 0 {
        return "Everybody who answered stays in the middle.".to_owned();
    }
    let ends = Ends::new(leaning.cells.len(), lowest, highest);
    let verb = ends.verb;
    if high.interval().overlaps(&low.interval()) {
        let (high, low) = (figure(high), figure(low));
        return format!(
            "{high} {verb} {}, {low} {}: too close to call.",
            ends.high, ends.low
        );
    }
    let (more, towards, less, other) = if high.count > low.count {
        (high, ends.high, low, ends.low)
    } else {
        (low, ends.low, high, ends.high)
    };
    if more.count == more.base {
        return format!("Everybody who answered {} {towards}.", ends.verb_singular);
    }
    format!(
        "{} {verb} {towards}, {} {other}.",
        quantity(more),
        figure(less)
    )
}

fn grid(rows: &[Leaning<'_>], lowest: &str, highest: &str) -> String {
    let points = rows.first().map_or(0, |row| row.cells.len());
    let ends = Ends::new(points, lowest, highest);
    let entries: Vec<Entry<'_>> = rows.iter().map(high_end).collect();
    let (one, several) = match points {
        ..=5 => (
            format!("leans furthest {}", ends.high),
            format!("lean furthest {}", ends.high),
        ),
        _ => (
            "has the most of the two highest ratings".to_owned(),
            "have the most of the two highest ratings".to_owned(),
        ),
    };
    let lead = Lead::of(&entries);
    match (&lead, lead.named()) {
        (Lead::None, _) => format!("Nobody {} {} on anything.", ends.verb_singular, ends.high),
        (Lead::Clear(top), _) => {
            format!("{} {one}, with {}.", name(top.text), figure(top.part))
        }
        (Lead::Close(close), []) => none_stands_out("Nothing", close),
        (Lead::Close(_), named) => {
            format!(
                "{} {several}, too close to call between them.",
                names(named)
            )
        }
    }
}

fn high_end<'a>(row: &Leaning<'a>) -> Entry<'a> {
    Entry {
        position: row.position,
        text: row.text,
        part: row.high,
        is_residual: false,
    }
}

fn net_promoter(promotion: &Promotion) -> String {
    let score = &promotion.score;
    let figure = signed(score.score);
    if score.standard_error == 0.0 {
        return format!("The net promoter score is {figure}: every answer falls into one group.");
    }
    let interval = format!("{} to {}", signed(score.low), signed(score.high));
    let who = if score.low > 0.0 {
        "Promoters outnumber detractors"
    } else if score.high < 0.0 {
        "Detractors outnumber promoters"
    } else {
        "Promoters and detractors are too close to call"
    };
    format!("{who}: the net promoter score is {figure} (95% interval {interval}).")
}

fn ranking(entries: &[Entry<'_>]) -> String {
    match Lead::of(entries) {
        Lead::None => "Nobody ranked anything first.".to_owned(),
        Lead::Clear(top) if top.part.count == top.part.base || entries.len() < 2 => {
            let who = if top.part.count == top.part.base {
                "Everybody who answered".to_owned()
            } else {
                quantity(top.part)
            };
            format!("{who} ranked {} first.", name(top.text))
        }
        Lead::Clear(top) => {
            let (text, share) = (name(top.text), quantity(top.part));
            format!("{share} ranked {text} first, ahead of everything else.")
        }
        lead @ Lead::Close(_) => too_close(&lead, entries.len(), "No first choice"),
    }
}

fn number(table: &ProtectedTable) -> String {
    let Some(middle) = middle(table) else {
        return String::new();
    };
    let figure = |value: f64| decimal(value, middle.decimals);
    match (middle.mean, middle.median) {
        (Some(mean), Some(median)) => format!(
            "The average is {}; half of the answers are below about {}.",
            in_unit(&figure(mean), middle.unit),
            match middle.unit {
                Some(sign) if is_sign(sign) => in_unit(&figure(median), middle.unit),
                _ => figure(median),
            },
        ),
        (Some(mean), None) => {
            format!("The average is {}.", in_unit(&figure(mean), middle.unit))
        }
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests;
