//! What must be known beside the numbers: the base, the intervals, how answers
//! were added up, and whether they are invented.

use super::figures::{is_sign, people, thousands, whole_percent};
use super::reading::{Leaning, Part, Standing, bases, box_size, has_gaps, promotion};
use super::scale_ends::ScaleEnds;
use crate::privacy::protected_table::{Cell, Measure, ProtectedTable};

/// Always printed where it applies.
pub const SIMULATED: &str = "Simulated answers: invented for demonstration, given by nobody.";

/// Withheld and empty look alike, so this is true of both.
pub const TOO_FEW: &str = "Fewer people than the survey’s group size saw or answered this \
     question, or nobody did; nothing is shown about so few.";

/// The same of the groups of a table; everybody may well be shown.
pub const TOO_FEW_IN_GROUPS: &str = "In these groups too few people saw or answered this question, \
     or nobody did. Whatever can be shown of everybody stands under “Everybody”.";

/// The same, of one row or answer.
pub const GAPS: &str = "A dash: fewer people than the survey’s group size saw or answered it, or \
     nobody did.";

/// One sentence or two each, the most important first. `has_intervals`: the
/// picture draws them.
pub fn notes(table: &ProtectedTable, has_intervals: bool) -> Vec<String> {
    if let Some(banner) = table.banner() {
        return super::groups::notes(table, banner, has_intervals);
    }
    let mut notes = Vec::new();
    if table.heading().is_simulated {
        notes.push(SIMULATED.to_owned());
    }
    match Standing::of(table) {
        Standing::TooFew => {
            notes.push(TOO_FEW.to_owned());
            return notes;
        }
        Standing::NobodyAnswered => {
            let shown = people(table.first().base.shown);
            notes.push(format!("Base: {shown} who saw the question."));
            return notes;
        }
        Standing::Counted => notes.push(base(table)),
    }
    notes.extend(together(table));
    if has_gaps(table) {
        notes.push(GAPS.to_owned());
    }
    notes.extend(reading_aid(table));
    if has_intervals && draws_intervals(table.measure()) {
        notes.push("Thin lines: 95% intervals (Wilson).".to_owned());
    }
    if is_off_hundred(table) {
        notes.push("Rounded shares need not add up to 100%.".to_owned());
    }
    notes
}

/// How several waves were added up.
pub fn together(table: &ProtectedTable) -> Option<String> {
    let waves = table.heading().together.as_ref()?;
    Some(format!(
        "{waves} together: a larger wave weighs more, and whoever answered in several is \
         counted in each."
    ))
}

/// What is true of every chart of a page, which says it once. A picture that is
/// taken away carries it.
pub fn of_all_charts(table: &ProtectedTable) -> Vec<String> {
    let simulated = table.heading().is_simulated.then(|| SIMULATED.to_owned());
    let left_out = super::groups::left_out(table);
    let common = simulated.into_iter().chain(together(table));
    common.chain(left_out).collect()
}

/// Where the numbers come from.
pub fn source(table: &ProtectedTable) -> String {
    let heading = table.heading();
    match &heading.source {
        Some(source) => format!("Source: {}", source.trim()),
        None => format!("Source: {}, {}", heading.survey_title.trim(), heading.wave),
    }
}

/// Over what the shares are taken: "% of respondents".
pub fn unit(table: &ProtectedTable) -> String {
    if table.banner().is_some() {
        return super::groups::unit(table);
    }
    if Standing::of(table) != Standing::Counted {
        return String::new();
    }
    match table.measure() {
        Measure::Ranking => "% of respondents ranking it first, and mean rank".to_owned(),
        Measure::Number {
            unit: Some(unit), ..
        } => match is_sign(unit) {
            true => "% of respondents in each band".to_owned(),
            false => format!("% of respondents in each band ({})", unit.trim()),
        },
        Measure::NetPromoter {
            lowest, highest, ..
        } => format!(
            "% of respondents, from 0 ({}) to 10 ({})",
            lowest.trim(),
            highest.trim(),
        ),
        Measure::Comments => String::new(),
        _ => "% of respondents".to_owned(),
    }
}

/// Whether a picture of this measure has thin interval lines at all.
pub fn draws_intervals(measure: &Measure) -> bool {
    matches!(
        measure,
        Measure::SingleChoice { .. }
            | Measure::MultipleChoice
            | Measure::Ranking
            | Measure::Number { .. }
    )
}

fn base(table: &ProtectedTable) -> String {
    let base = table.first().base;
    let left_out = base.shown.saturating_sub(base.answered);
    let counted = match table.measure() {
        Measure::MultipleChoice => {
            let saw = match bases(table) {
                Some((least, most)) if least < most => {
                    let (least, most) = (thousands(least), people(most));
                    format!("between {least} and {most} who saw the answer")
                }
                _ => format!("{} who saw the question", people(base.shown)),
            };
            let none = match left_out {
                0 => String::new(),
                some => format!(" {} chose nothing.", people(some)),
            };
            format!("Base: {saw}; several answers possible.{none}")
        }
        Measure::Comments => format!("Base: {} who saw the question.", people(base.shown)),
        Measure::Grid { .. } => match bases(table) {
            Some((least, most)) if least < most => {
                let (least, most) = (thousands(least), people(most));
                format!("Base: between {least} and {most} who answered the row.")
            }
            _ => answered(base.answered, left_out),
        },
        _ => answered(base.answered, left_out),
    };
    if base.shown < base.responses {
        // Who is missing was passed by, or waits for enough others to be added.
        let (shown, all) = (thousands(base.shown), people(base.responses));
        format!(
            "{counted} {shown} of {all} are counted here; the others were not asked, or are too few to add."
        )
    } else {
        counted
    }
}

fn answered(answered: u64, left_out: u64) -> String {
    let base = format!("Base: {} who answered", people(answered));
    match left_out {
        0 => format!("{base}."),
        some => format!("{base}; {} left the question out.", thousands(some)),
    }
}

/// How the figures are to be read.
pub fn reading_aid(table: &ProtectedTable) -> Option<String> {
    match table.measure() {
        Measure::Scale { values, .. } | Measure::Grid { values, .. } => {
            let points = values.len();
            let ends = ScaleEnds::of(table);
            let sums = match ends.is_numbered {
                true => format!("{} and {}", lower_first(&ends.low), lower_first(&ends.high)),
                false => format!("{}; {}", ends.low_in_words, ends.high_in_words),
            };
            let figures = match table.measure() {
                Measure::Scale { .. } => "Large figures",
                _ => "Figures at the ends",
            };
            let middle = match points % 2 {
                0 => "",
                _ => " The middle point stands half on either side.",
            };
            Some(format!("{figures}: {sums}.{middle}"))
        }
        Measure::NetPromoter { .. } => Some(
            "Score: share of promoters (9, 10) less share of detractors (0 to 6), between \
             −100 and +100; 95% interval from its standard error."
                .to_owned(),
        ),
        Measure::Ranking => Some(
            "Mean rank: of the places given by those who ranked it, 1 the best; who left it \
             unranked does not count."
                .to_owned(),
        ),
        Measure::Number { .. } => Some(
            "Average of the answers. The marked band holds the median, interpolated within it."
                .to_owned(),
        ),
        _ => None,
    }
}

/// Shares of one whole whose printed figures do not add up to it.
fn is_off_hundred(table: &ProtectedTable) -> bool {
    let is_whole = matches!(
        table.measure(),
        Measure::SingleChoice { .. }
            | Measure::Scale { .. }
            | Measure::NetPromoter { .. }
            | Measure::Number { .. }
    );
    let printed = |cell: &Cell| whole_percent(cell.count(), cell.base()).parse::<u32>().ok();
    let shares: Option<Vec<u32>> = table.first().item(0).iter().map(printed).collect();
    let adds_up = |figures: Option<Vec<u32>>| {
        figures.is_some_and(|figures| figures.iter().sum::<u32>() == 100)
    };
    is_whole && !adds_up(shares) || sums(table).into_iter().any(|sums| !adds_up(sums))
}

/// The printed sums of groups of points that stand side by side in the picture.
fn sums(table: &ProtectedTable) -> Vec<Option<Vec<u32>>> {
    let printed = |parts: &[Part]| -> Option<Vec<u32>> {
        let figure = |part: &Part| whole_percent(part.count, part.base).parse().ok();
        parts.iter().map(figure).collect()
    };
    match table.measure() {
        Measure::NetPromoter { .. } => promotion(table.first())
            .map(|sum| printed(&[sum.detractors, sum.passives, sum.promoters]))
            .into_iter()
            .collect(),
        Measure::Scale { values, .. } | Measure::Grid { values, .. } => {
            // What lies between the ends is one point at most, or not printed as a sum.
            let is_shown = values.len() <= 2 * box_size(values.len()) + 1;
            let items = 0..if is_shown { table.items().len() } else { 0 };
            let rows = items.map(|item| Leaning::of(table, item));
            rows.filter(|row| !row.high.is_empty())
                .map(|row| {
                    let between = row.high.base.saturating_sub(row.low.count + row.high.count);
                    let between = Part {
                        count: between,
                        base: row.high.base,
                    };
                    match (table.measure(), values.len() % 2) {
                        (Measure::Grid { .. }, 1) => Some(vec![100]),
                        _ => printed(&[row.low, between, row.high]),
                    }
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{Sample, comments, multiple, scale, single};

    fn notes_of(sample: Sample) -> Vec<String> {
        notes(&sample.table(), true)
    }

    #[test]
    fn invented_answers_say_so_first() {
        let sample = single("q", "Why?", false, &[("Yes", 9), ("No", 1)]);
        assert_eq!(notes_of(sample)[0], SIMULATED);
        let mut sample = single("q", "Why?", false, &[("Yes", 9), ("No", 1)]);
        sample.heading.is_simulated = false;
        assert_eq!(
            notes_of(sample),
            [
                "Base: 10 people who answered.",
                "Thin lines: 95% intervals (Wilson)."
            ]
        );
    }

    #[test]
    fn a_base_says_whom_it_excludes() {
        let mut sample = multiple("q", "Why?", 1200, &[("A", 700), ("B", 300)]);
        sample.answered = 1100;
        assert_eq!(
            notes_of(sample)[1],
            "Base: 1,200 people who saw the question; several answers possible. 100 people \
             chose nothing."
        );
        let sample = scale("q", &["1", "2", "3", "4", "5"], &[10, 20, 30, 20, 20]);
        assert_eq!(
            notes_of(sample)[1],
            "Base: 100 people who answered; 24 left the question out."
        );
    }

    #[test]
    fn options_that_not_everybody_saw_have_a_range_of_bases() {
        let mut sample = multiple("q", "Why?", 1200, &[("A", 700), ("B", 300)]);
        sample.tallies[0].bases[1] = 640;
        assert!(
            notes_of(sample)[1]
                .starts_with("Base: between 640 and 1,200 people who saw the answer")
        );
    }

    #[test]
    fn shares_that_do_not_add_up_to_a_hundred_are_explained() {
        let thirds = single(
            "q",
            "Why?",
            false,
            &[("A", 1), ("B", 1), ("C", 1), ("D", 3)],
        );
        assert!(
            notes_of(thirds)
                .iter()
                .any(|note| note.contains("need not add up"))
        );
        let halves = single("q", "Why?", false, &[("A", 5), ("B", 5)]);
        assert!(
            !notes_of(halves)
                .iter()
                .any(|note| note.contains("need not add up"))
        );
    }

    #[test]
    fn intervals_are_explained_only_where_they_are_drawn() {
        let table = single("q", "Why?", false, &[("A", 5), ("B", 5)]).table();
        assert!(
            !notes(&table, false)
                .iter()
                .any(|note| note.contains("Thin lines"))
        );
        let table = comments("q", 20, 12).table();
        assert!(
            !notes(&table, true)
                .iter()
                .any(|note| note.contains("Thin lines"))
        );
    }

    #[test]
    fn withheld_and_empty_are_explained_alike_and_never_counted() {
        let mut nobody = single("q", "Why?", false, &[("Yes", 0), ("No", 0)]);
        nobody.heading.is_simulated = false;
        assert_eq!(notes_of(nobody), [TOO_FEW]);
        let mut sample = multiple("q", "Why?", 50, &[("A", 20), ("B", 0)]);
        sample.tallies[0].bases[1] = 0;
        let notes = notes_of(sample);
        assert!(notes[1].starts_with("Base: 50 people"), "{notes:?}");
        assert!(notes.contains(&GAPS.to_owned()));
    }

    #[test]
    fn a_source_is_named_even_if_nobody_wrote_one() {
        let mut sample = comments("q", 20, 12);
        sample.heading.source = None;
        assert_eq!(
            source(&sample.table()),
            "Source: Reasons not to like a company, June 2011"
        );
    }
}
