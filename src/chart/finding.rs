//! One plain sentence that says what a table shows. It compares only where the
//! intervals allow it, and says "too close to call" where they do not.

use super::figures::{decimal, listed, people, percent, quoted, signed};
use super::reading::{
    Entry, Lead, Leaning, Part, Promotion, entries, first_choices, leanings, middle, promotion,
};
use super::wrapping::shortened;
use crate::privacy::protected_table::{Measure, ProtectedTable};

/// A headline carries no full stop.
pub fn finding(table: &ProtectedTable) -> String {
    let sentence = sentence(table);
    sentence.trim_end_matches('.').to_owned()
}

/// A headline, not a paragraph; the whole text stands at its bar.
const QUOTED_CHARACTERS_MAX: usize = 90;

fn sentence(table: &ProtectedTable) -> String {
    let answered = table.first().base.answered;
    if answered == 0 {
        return match table.measure() {
            Measure::Comments => "Nobody wrote a comment.",
            _ => "Nobody answered this question.",
        }
        .to_owned();
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
        Measure::Comments => format!("{} wrote a comment.", people(answered)),
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
            format!("Everybody chose {}.", name(top.text))
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
        return "Everybody stays in the middle.".to_owned();
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
        return format!("Everybody {} {towards}.", ends.verb_singular);
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
                "Everybody".to_owned()
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
    let unit = middle
        .unit
        .map_or_else(String::new, |unit| format!(" {unit}"));
    let print = |value: f64| decimal(value, middle.decimals);
    match (middle.mean, middle.median) {
        (Some(mean), Some(median)) => format!(
            "The average is {}{unit}; half of the answers are below about {}.",
            print(mean),
            print(median),
        ),
        (Some(mean), None) => format!("The average is {}{unit}.", print(mean)),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{
        comments, grid, multiple, net_promoter, number, ranking, reasons_2011, scale, single,
    };

    const FIVE: [&str; 5] = ["1", "2", "3", "4", "5"];

    fn of_several(base: u64, options: &[(&str, u64)]) -> String {
        finding(&multiple("q", "Why?", base, options).table())
    }

    fn of_one(options: &[(&str, u64)]) -> String {
        finding(&single("q", "Why?", false, options).table())
    }

    fn of_scale(counts: &[u64]) -> String {
        finding(&scale("q", &FIVE, counts).table())
    }

    #[test]
    fn the_graph_of_2011_says_what_its_longest_bar_says() {
        assert_eq!(
            finding(&reasons_2011()),
            "More than half (54%) chose “Do not want to be bombarded with messages or ads”, \
             the top answer"
        );
    }

    #[test]
    fn a_leader_is_named_only_when_the_intervals_are_apart() {
        let clear = [("A", 400), ("B", 300), ("C", 100)];
        assert_eq!(of_several(1000, &clear), "40% chose “A”, the top answer");
        let two = [("A", 40), ("B", 34), ("C", 10)];
        assert_eq!(
            of_several(100, &two),
            "At the top, “A” (40%) and “B” (34%) are too close to call"
        );
        let all = [("A", 40), ("B", 34)];
        assert_eq!(
            of_several(100, &all),
            "“A” (40%) and “B” (34%) are too close to call"
        );
        let many = [("A", 40), ("B", 38), ("C", 37), ("D", 35), ("E", 2)];
        assert_eq!(
            of_several(100, &many),
            "No answer stands out: the top 4 are too close to call, from 40% down to 35%"
        );
    }

    #[test]
    fn more_than_half_is_said_only_when_the_interval_bears_it_out() {
        assert_eq!(
            of_one(&[("A", 52), ("B", 24), ("C", 24)]),
            "52% chose “A”, the top answer"
        );
        let large = [("A", 5200), ("B", 2400), ("C", 2400)];
        assert_eq!(
            of_one(&large),
            "More than half (52%) chose “A”, the top answer"
        );
    }

    #[test]
    fn of_two_answers_both_are_named() {
        let apart = [("No", 310), ("Yes", 690)];
        assert_eq!(of_one(&apart), "More than half (69%) chose “Yes”, 31% “No”");
        let close = [("No", 48), ("Yes", 52)];
        assert_eq!(
            of_one(&close),
            "“Yes” (52%) and “No” (48%) are too close to call"
        );
        assert_eq!(of_one(&[("No", 0), ("Yes", 30)]), "Everybody chose “Yes”");
    }

    #[test]
    fn none_of_these_can_be_what_most_chose() {
        let options = [("A", 150), ("B", 90), ("*None of these", 700)];
        assert_eq!(
            of_several(1000, &options),
            "More than half (70%) chose “None of these”; among the rest, “A” leads with 15%"
        );
    }

    #[test]
    fn a_long_answer_is_shortened_in_the_headline() {
        let long = "word ".repeat(60);
        let headline = of_several(100, &[(&long, 80), ("B", 3)]);
        assert!(headline.chars().count() < 160, "{headline}");
        assert!(headline.contains("word…”"));
    }

    #[test]
    fn a_scale_says_which_way_it_leans_or_that_it_does_not() {
        assert_eq!(
            of_scale(&[60, 120, 200, 380, 240]),
            "More than half (62%) lean towards “Very satisfied”, 18% towards “Very dissatisfied”"
        );
        assert_eq!(
            of_scale(&[10, 20, 40, 18, 12]),
            "30% lean towards “Very satisfied”, 30% towards “Very dissatisfied”: too close to call"
        );
        assert_eq!(of_scale(&[0, 0, 9, 0, 0]), "Everybody stays in the middle");
        assert_eq!(
            of_scale(&[4, 5, 0, 0, 0]),
            "Everybody leans towards “Very dissatisfied”"
        );
    }

    #[test]
    fn a_grid_names_the_row_that_leans_furthest() {
        let apart: [(&str, &[u64]); 2] = [
            ("Price", &[5, 5, 10, 40, 40]),
            ("Taste", &[40, 40, 10, 5, 5]),
        ];
        assert_eq!(
            finding(&grid("q", &FIVE, &apart).table()),
            "“Price” leans furthest towards “Strongly agree”, with 80%"
        );
        let close: [(&str, &[u64]); 2] = [
            ("Price", &[5, 5, 10, 40, 40]),
            ("Taste", &[5, 5, 12, 38, 40]),
        ];
        assert_eq!(
            finding(&grid("q", &FIVE, &close).table()),
            "“Price” (80%) and “Taste” (78%) lean furthest towards “Strongly agree”, too close \
             to call between them"
        );
    }

    #[test]
    fn a_net_promoter_score_comes_with_its_interval() {
        let counts = |low, middle, high| {
            let mut counts = [0; 11];
            (counts[3], counts[8], counts[9]) = (low, middle, high);
            finding(&net_promoter("q", counts).table())
        };
        assert_eq!(
            counts(100, 200, 400),
            "Promoters outnumber detractors: the net promoter score is +43 (95% interval +37 to +48)"
        );
        assert!(counts(40, 20, 10).starts_with("Detractors outnumber promoters: "));
        assert!(counts(10, 20, 11).contains("too close to call"));
        assert_eq!(
            counts(0, 0, 9),
            "The net promoter score is +100: every answer falls into one group"
        );
    }

    #[test]
    fn rankings_numbers_and_comments_have_a_sentence_each() {
        let ranked: [(&str, &[u64]); 2] = [("Price", &[300, 100]), ("Taste", &[100, 300])];
        assert_eq!(
            finding(&ranking("q", 400, &ranked).table()),
            "More than half (75%) ranked “Price” first, ahead of everything else"
        );
        let bands = [("0–9", 0..=9, 10), ("10–19", 10..=19, 10)];
        assert_eq!(
            finding(&number("q", 203, &bands).table()),
            "The average is 10.2 years; half of the answers are below about 9.5"
        );
        assert_eq!(
            finding(&comments("q", 600, 143).table()),
            "143 people wrote a comment"
        );
        assert_eq!(
            finding(&comments("q", 600, 1).table()),
            "1 person wrote a comment"
        );
        assert_eq!(
            finding(&comments("q", 600, 0).table()),
            "Nobody wrote a comment"
        );
    }

    #[test]
    fn nobody_is_said_when_nobody_answered() {
        assert_eq!(
            of_one(&[("Yes", 0), ("No", 0)]),
            "Nobody answered this question"
        );
    }
}
