//! The table behind a picture, for people to read: strings in rows.

use super::figures::{decimal, interval_in_figures, percent, thousands};
use super::reading::{Entry, Leaning, Part, entries, first_choices, leanings, mean_rank};
use super::scale_ends::ScaleEnds;
use crate::privacy::protected_table::{Cell, Measure, ProtectedTable};

/// A header and as many cells in each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataTable {
    /// The question and when it was asked.
    pub caption: String,
    /// The first column names the row; the others are figures.
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

pub fn data_table(table: &ProtectedTable) -> DataTable {
    if let Some(cross) = super::groups::cross_table(table) {
        return super::groups::in_strings(&cross);
    }
    let heading = table.heading();
    let (header, rows) = match table.measure() {
        Measure::Grid { .. } => grid(table),
        Measure::Ranking => ranking(table),
        Measure::Comments => comments(table),
        Measure::Number { .. } => categories(table, "Band"),
        Measure::Scale { .. } | Measure::NetPromoter { .. } => categories(table, "Rating"),
        Measure::SingleChoice { .. } | Measure::MultipleChoice => categories(table, "Answer"),
    };
    DataTable {
        caption: format!("{} {}", heading.question.trim(), heading.wave),
        header,
        rows,
    }
}

type Parts = (Vec<String>, Vec<Vec<String>>);

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

fn figures(part: Part) -> [String; 4] {
    [
        percent(part.count, part.base),
        part.known_interval().map_or_else(dash, interval_in_figures),
        shown(part.count, part.base),
        shown(part.base, part.base),
    ]
}

fn dash() -> String {
    "–".to_owned()
}

/// A number whose base is empty is not nought: it may be withheld.
fn shown(number: u64, base: u64) -> String {
    if base == 0 { dash() } else { thousands(number) }
}

fn categories(table: &ProtectedTable, name: &str) -> Parts {
    let header = words([name, "Share", "95% interval", "People", "Base"]);
    let row = |entry: &Entry<'_>| {
        let [share, interval, count, base] = figures(entry.part);
        vec![entry.text.trim().to_owned(), share, interval, count, base]
    };
    (header, entries(table).iter().map(row).collect())
}

fn grid(table: &ProtectedTable) -> Parts {
    let mut header = vec!["Row".to_owned()];
    header.extend(
        table
            .categories()
            .iter()
            .map(|point| point.text.trim().to_owned()),
    );
    let ends = ScaleEnds::of(table);
    header.extend([ends.low, ends.high, "Base".to_owned()]);
    let row = |row: &Leaning<'_>| {
        let share = |part: Part| percent(part.count, part.base);
        let mut line = vec![row.text.trim().to_owned()];
        line.extend(row.cells.iter().map(|&cell| share(cell.into())));
        line.extend([
            share(row.low),
            share(row.high),
            shown(row.high.base, row.high.base),
        ]);
        line
    };
    (header, leanings(table).iter().map(row).collect())
}

fn ranking(table: &ProtectedTable) -> Parts {
    let header = words([
        "Answer",
        "Ranked first",
        "95% interval",
        "Mean rank",
        "Ranked at all",
        "Base",
    ]);
    let column = table.first();
    let row = |entry: &Entry<'_>| {
        let [share, interval, _, base] = figures(entry.part);
        let ranked: u64 = column
            .item(entry.position)
            .iter()
            .map(|cell: &Cell| cell.count())
            .sum();
        let rank = mean_rank(column, entry.position);
        let rank = rank.map_or_else(dash, |rank| decimal(rank, 1));
        vec![
            entry.text.trim().to_owned(),
            share,
            interval,
            rank,
            shown(ranked, entry.part.base),
            base,
        ]
    };
    (header, first_choices(table).iter().map(row).collect())
}

fn comments(table: &ProtectedTable) -> Parts {
    let base = table.first().base;
    let row = vec![
        "Wrote a comment".to_owned(),
        shown(base.answered, base.shown),
        shown(base.shown, base.shown),
    ];
    (words(["Answer", "People", "Base"]), vec![row])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::{all, ranking, reasons_2011};

    #[test]
    fn the_graph_of_2011_is_a_table_of_six_rows() {
        let table = data_table(&reasons_2011());
        assert_eq!(
            table.header,
            ["Answer", "Share", "95% interval", "People", "Base"]
        );
        let first = [
            "Do not want to be bombarded with messages or ads",
            "54%",
            "52–56%",
            "1,080",
            "2,000",
        ];
        assert_eq!(table.rows[0], first);
        assert_eq!(table.rows.len(), 6);
    }

    #[test]
    fn a_mean_rank_rests_on_those_who_ranked_the_answer() {
        let rows: [(&str, &[u64]); 2] = [("Price", &[30, 10]), ("Taste", &[0, 0])];
        let table = data_table(&ranking("q", 50, &rows).table());
        assert_eq!(table.rows[0], ["Price", "60%", "46–72%", "1.3", "40", "50"]);
        assert_eq!(table.rows[1], ["Taste", "0%", "0–7%", "–", "0", "50"]);
    }

    #[test]
    fn every_row_has_as_many_cells_as_the_header() {
        for table in all() {
            let table = data_table(&table);
            assert!(
                table.rows.iter().all(|row| row.len() == table.header.len()),
                "{table:?}"
            );
        }
    }
}
