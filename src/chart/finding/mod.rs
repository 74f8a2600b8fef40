//! One plain sentence that says what a table shows. It compares only where a
//! test of the difference allows it, and says "too close to call" where they do not.

use crate::chart::figures::{decimal, in_unit, is_sign, listed, people, percent, quoted, signed};
use crate::chart::reading::{
    Comparison, Entry, Lead, Leaning, Part, Promotion, Standing, entries, first_choices,
    is_distribution, leanings, middle, promotion,
};
use crate::chart::scale_ends::ScaleEnds;
use crate::chart::wrapping::shortened;
use crate::privacy::protected_table::{Measure, ProtectedTable};

/// A headline carries no full stop.
pub fn finding(table: &ProtectedTable) -> String {
    match table.banner() {
        Some(banner) => super::groups::finding(table, banner),
        None => of_everybody(table),
    }
}

/// What everybody says, whatever groups stand beside them.
pub fn of_everybody(table: &ProtectedTable) -> String {
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
            [one, other] => either(one, other, table),
            [one, other, rest @ ..] if is_distribution(table) && are_residual(one, other, rest) => {
                either(one, other, table)
            }
            entries if is_distribution(table) => distribution(table, entries),
            entries => choice(entries, Comparison::of(table)),
        },
        Measure::MultipleChoice if is_distribution(table) => distribution(table, &entries(table)),
        Measure::MultipleChoice => choice(&entries(table), Comparison::of(table)),
        Measure::Scale { .. } => scale(&Leaning::of(table, 0), &ScaleEnds::of(table)),
        Measure::Grid { .. } => grid(&leanings(table), &ScaleEnds::of(table)),
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

/// Two answers, and beside them only "other", "none" and "prefer not to say".
fn are_residual(one: &Entry<'_>, other: &Entry<'_>, rest: &[Entry<'_>]) -> bool {
    !one.is_residual && !other.is_residual && rest.iter().all(|entry| entry.is_residual)
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

fn choice(entries: &[Entry<'_>], comparison: Comparison) -> String {
    match Lead::of(entries, comparison) {
        Lead::None => "Nobody chose any of the answers.".to_owned(),
        Lead::Clear(top) if top.part.count == top.part.base => {
            format!("Everybody who answered chose {}.", name(top.text))
        }
        Lead::Clear(top) => {
            let chose = format!("{} chose {}", quantity(top.part), name(top.text));
            let is_reason = |entry: &&Entry<'_>| !entry.is_residual;
            let reasons: Vec<Entry<'_>> = entries.iter().filter(is_reason).copied().collect();
            match (top.is_residual, Lead::of(&reasons, comparison)) {
                (true, Lead::Clear(next)) if reasons.len() > 1 => {
                    let (text, share) = (name(next.text), figure(next.part));
                    format!("{chose}; among the rest, {text} leads with {share}.")
                }
                (false, _) if entries.len() > 1 => format!("{chose}, the top answer."),
                _ => format!("{chose}."),
            }
        }
        Lead::Several(leading) => format!("{} answers lead: {}.", many(&leading), names(&leading)),
        lead @ Lead::Close(_) => too_close(&lead, entries.len(), "No answer"),
    }
}

/// Two or three at the head of a sentence.
fn many(entries: &[Entry<'_>]) -> &'static str {
    match entries.len() {
        2 => "Two",
        _ => "Three",
    }
}

/// Who the people are, or how the steps of one thing are filled: no race, and yet
/// the largest is named only where a test tells it from the next.
fn distribution(table: &ProtectedTable, entries: &[Entry<'_>]) -> String {
    let (one, several, nothing) = match table.heading().is_background {
        true => ("the largest group", "the largest groups", "No group"),
        false => (
            "the most frequent answer",
            "the most frequent answers",
            "No answer",
        ),
    };
    match Lead::of(entries, Comparison::of(table)) {
        Lead::None => "Nobody chose any of the answers.".to_owned(),
        Lead::Clear(top) if top.part.count == top.part.base => {
            format!("Everybody who answered says {}.", name(top.text))
        }
        Lead::Clear(top) => format!("{} is {one} ({}).", name(top.text), figure(top.part)),
        Lead::Several(leading) => format!("{} are {several}.", names(&leading)),
        lead @ Lead::Close(_) => too_close(&lead, entries.len(), nothing),
    }
}

/// Of two answers both are said, the larger one first.
fn either(one: &Entry<'_>, other: &Entry<'_>, table: &ProtectedTable) -> String {
    let (more, less) = if other.part.count > one.part.count {
        (other, one)
    } else {
        (one, other)
    };
    let comparison = Comparison::of(table);
    let is_told = comparison.is_ahead(more.part, less.part) || is_distribution(table);
    if !is_told || less.part.count == 0 {
        return choice(&[*more, *less], comparison);
    }
    let verb = match table.heading().is_background {
        true => "say",
        false => "chose",
    };
    let (text, share) = (name(less.text), figure(less.part));
    format!(
        "{} {verb} {}, {share} {text}.",
        quantity(more.part),
        name(more.text)
    )
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

fn scale(leaning: &Leaning<'_>, ends: &ScaleEnds) -> String {
    let verb = if ends.is_numbered { "give" } else { "say" };
    let sides = [
        (leaning.low, &ends.low_in_words),
        (leaning.high, &ends.high_in_words),
    ];
    let [low, high] = sides;
    let ((more, most), (less, least)) = match high.0.count > low.0.count {
        true => (high, low),
        false => (low, high),
    };
    if more.count == 0 {
        return "Everybody who answered stays in the middle.".to_owned();
    }
    if more.count == more.base {
        let one_of = if ends.is_numbered {
            "gives one of"
        } else {
            "says"
        };
        return format!("Everybody who answered {one_of} {most}.");
    }
    // "ratings" is said once.
    let least = least
        .trim_end_matches(" ratings")
        .trim_end_matches(" rating");
    let most = match most.strip_suffix(" ratings") {
        Some(_) => most.clone(),
        None if ends.is_numbered && !most.ends_with(" rating") => format!("{most} ratings"),
        None => most.clone(),
    };
    let both = |quantity: String| format!("{quantity} {verb} {most}, {} {least}", figure(less));
    match Comparison::Exclusive.is_ahead(more, less) {
        true => format!("{}.", both(quantity(more))),
        false => format!("{}: too close to call.", both(figure(more))),
    }
}

/// The best and the worst row on the high points, each as far as it stands apart.
fn grid(rows: &[Leaning<'_>], ends: &ScaleEnds) -> String {
    let entries: Vec<Entry<'_>> = rows.iter().map(high_end).collect();
    let comparison = Comparison::UnknownOverlap;
    let high = format!("of {}", ends.high_in_words);
    let worst = lowest(&entries, comparison);
    match Lead::of(&entries, comparison) {
        Lead::None => format!("Nobody gives any row {}.", ends.high_in_words),
        Lead::Clear(top) => {
            let best = format!(
                "{} has the largest share {high} ({})",
                name(top.text),
                figure(top.part)
            );
            match worst {
                Some(worst) => format!(
                    "{best}, {} the smallest ({}).",
                    name(worst.text),
                    figure(worst.part)
                ),
                None => format!("{best}."),
            }
        }
        Lead::Several(leading) => {
            let best = format!("{} have the largest shares {high}", names(&leading));
            match worst {
                Some(worst) => format!(
                    "{best}, {} the smallest ({}).",
                    name(worst.text),
                    figure(worst.part)
                ),
                None => format!("{best}."),
            }
        }
        lead @ Lead::Close(_) => match (worst, lead.named()) {
            (Some(worst), _) => format!(
                "{} has the smallest share {high} ({}).",
                name(worst.text),
                figure(worst.part)
            ),
            (None, []) => match &lead {
                Lead::Close(close) => none_stands_out("No row", close),
                _ => String::new(),
            },
            (None, named) => format!(
                "{} have the largest shares {high}, too close to call between them.",
                names(named)
            ),
        },
    }
}

/// The row that every other one is clearly ahead of.
fn lowest<'a>(entries: &[Entry<'a>], comparison: Comparison) -> Option<Entry<'a>> {
    let shown = || entries.iter().filter(|entry| !entry.part.is_empty());
    let last = shown().min_by(|one, other| one.part.share().total_cmp(&other.part.share()))?;
    let mut others = shown().filter(|entry| entry.position != last.position);
    (shown().count() > 1 && others.all(|other| comparison.is_ahead(other.part, last.part)))
        .then_some(*last)
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
    match Lead::of(entries, Comparison::Exclusive) {
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
        Lead::Several(leading) => {
            format!(
                "{} first choices lead: {}.",
                many(&leading),
                names(&leading)
            )
        }
        lead @ Lead::Close(_) => too_close(&lead, entries.len(), "No first choice"),
    }
}

fn number(table: &ProtectedTable) -> String {
    let Some(middle) = middle(table) else {
        return String::new();
    };
    let figure = |value: f64| decimal(value, middle.decimals);
    let median = middle
        .median
        .map(|value| decimal(value, middle.median_decimals));
    match (middle.mean, median) {
        (Some(mean), Some(median)) => format!(
            "The average is {}; half of the answers are below about {}.",
            in_unit(&figure(mean), middle.unit),
            match middle.unit {
                Some(sign) if is_sign(sign) => in_unit(&median, middle.unit),
                _ => median,
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
