//! The text alternative: every number of the picture, in the picture's order.

use super::figures::{decimal, in_unit, interval_in_words, percent, signed};
use super::note::notes;
use super::reading::{
    Entry, Leaning, Part, Standing, entries, first_choices, leanings, mean_rank, middle, promotion,
};
use super::scale_ends::ScaleEnds;
use crate::privacy::protected_table::{Category, Measure, ProtectedTable};

pub fn description(table: &ProtectedTable) -> String {
    if let Some(banner) = table.banner() {
        return super::groups::description(table, banner);
    }
    let heading = table.heading();
    let mut parts = vec![format!("{} {}.", heading.question.trim(), heading.wave)];
    if Standing::of(table) == Standing::Counted {
        parts.push(numbers(table));
    }
    parts.extend(notes(table, false));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn numbers(table: &ProtectedTable) -> String {
    match table.measure() {
        Measure::SingleChoice { .. } | Measure::MultipleChoice => choice(table),
        Measure::Scale { .. } => sentence(&points(table, &Leaning::of(table, 0))),
        Measure::Grid { .. } => {
            let rows = leanings(table);
            let row = |row: &Leaning<'_>| format!("{}: {}.", row.text.trim(), points(table, row));
            rows.iter().map(row).collect::<Vec<_>>().join(" ")
        }
        Measure::NetPromoter { .. } => net_promoter(table),
        Measure::Ranking => ranking(table),
        Measure::Number { .. } => format!("{}{}", choice(table), averages(table)),
        Measure::Comments => String::new(),
    }
}

/// Too few people saw or answered it, or nobody did.
const NOT_SHOWN: &str = "not shown";

fn sentence(words: &str) -> String {
    format!("{words}.")
}

fn figure(part: Part) -> String {
    percent(part.count, part.base)
}

fn choice(table: &ProtectedTable) -> String {
    let line = |entry: &Entry<'_>| {
        let text = entry.text.trim();
        match entry.part.known_interval().map(interval_in_words) {
            Some(interval) => format!("{text}: {} (95% interval {interval})", figure(entry.part)),
            None => format!("{text}: {NOT_SHOWN}"),
        }
    };
    let lines: Vec<String> = entries(table).iter().map(line).collect();
    sentence(&lines.join("; "))
}

fn points(table: &ProtectedTable, leaning: &Leaning<'_>) -> String {
    if leaning.high.is_empty() {
        return NOT_SHOWN.to_owned();
    }
    let cells = table.categories().iter().zip(leaning.cells);
    let point = |(category, &cell): (&Category, &_)| {
        format!("{} {}", category.text.trim(), figure(Part::from(cell)))
    };
    let points: Vec<String> = cells.map(point).collect();
    let (low, high) = (figure(leaning.low), figure(leaning.high));
    let ends = ScaleEnds::of(table);
    format!(
        "{}; {} {low}, {} {high}",
        points.join(", "),
        ends.low,
        ends.high
    )
}

fn net_promoter(table: &ProtectedTable) -> String {
    let Some(promotion) = promotion(table.first()) else {
        return String::new();
    };
    let score = &promotion.score;
    let answers = points(table, &Leaning::of(table, 0));
    let answers = answers.split(';').next().unwrap_or_default();
    format!(
        "Net promoter score {}, 95% interval {} to {}. Promoters {}, passives {}, detractors {}. {answers}.",
        signed(score.score),
        signed(score.low),
        signed(score.high),
        figure(promotion.promoters),
        figure(promotion.passives),
        figure(promotion.detractors),
    )
}

fn ranking(table: &ProtectedTable) -> String {
    let line = |entry: &Entry<'_>| {
        let Some(interval) = entry.part.known_interval().map(interval_in_words) else {
            return format!("{}: {NOT_SHOWN}", entry.text.trim());
        };
        let rank = mean_rank(table.first(), entry.position).map_or_else(
            || "never ranked".to_owned(),
            |rank| format!("mean rank {}", decimal(rank, 1)),
        );
        format!(
            "{}: ranked first by {} (95% interval {interval}), {rank}",
            entry.text.trim(),
            figure(entry.part),
        )
    };
    let lines: Vec<String> = first_choices(table).iter().map(line).collect();
    sentence(&lines.join("; "))
}

fn averages(table: &ProtectedTable) -> String {
    let Some(middle) = middle(table) else {
        return String::new();
    };
    let print = |value: Option<f64>, decimals| {
        value.map(|value| in_unit(&decimal(value, decimals), middle.unit))
    };
    let mean = print(middle.mean, middle.decimals);
    match (mean, print(middle.median, middle.median_decimals)) {
        (Some(mean), Some(median)) => format!(" Average {mean}, median about {median}."),
        (Some(mean), None) => format!(" Average {mean}."),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{all, reasons_2011};

    #[test]
    fn every_share_of_the_graph_of_2011_is_said() {
        let words = description(&reasons_2011());
        for share in ["54%", "45%", "31%", "29%", "23%", "22%"] {
            assert!(
                words.contains(&format!(": {share} (95% interval")),
                "{share} in {words}"
            );
        }
        assert!(words.contains("Do not want to be bombarded with messages or ads: 54%"));
        assert!(words.contains("2,000 people"));
    }

    #[test]
    fn no_kind_of_question_goes_without_its_words() {
        for table in all() {
            let words = description(&table);
            if Standing::of(&table) == Standing::TooFew {
                assert!(words.contains("or nobody did"), "{words}");
                continue;
            }
            assert!(words.contains("Base: "), "{words}");
            if table.first().base.answered > 0 && table.banner().is_none() {
                for category in table.categories() {
                    let is_place = matches!(table.measure(), Measure::Ranking);
                    assert!(is_place || words.contains(category.text.trim()), "{words}");
                }
            }
        }
    }
}
