//! A table as JSON. The field names below are stable: programs outside read them.
//!
//! A question that is its own single item has `categories`; a grid or a ranking
//! has `items`, each with its text and its categories. Shares are between 0 and
//! 1, rounded to six decimals; intervals are Wilson's at 95 %.
//!
//! A table with groups has a `breakdown` and, in its order, the `groups`: each with
//! its name and the same fields as everybody, who stand at the top as before.
//!
//! Where fewer people than the survey's group size saw or answered, or nobody did,
//! the numbers are null and `"withheld_or_empty": true` stands beside them, at the
//! question's `base` as at a category: withheld and empty look alike.

use serde::Serialize;

use crate::privacy::protected_table::{Cell, Column, Group, Measure, ProtectedTable};
use crate::statistics::median::banded_median;
use crate::statistics::net_promoter::net_promoter_score;

#[derive(Serialize)]
struct TableJson<'a> {
    brand: &'a str,
    survey: &'a str,
    question: QuestionJson<'a>,
    wave: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    simulated: bool,
    #[serde(flatten)]
    everybody: ColumnJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    breakdown: Option<BreakdownJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupJson<'a>>,
}

/// Everybody's figures, or those of one group.
#[derive(Serialize)]
struct ColumnJson<'a> {
    base: BaseJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    categories: Option<Vec<CategoryJson<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<ItemJson<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<NumberJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    net_promoter: Option<NetPromoterJson>,
}

#[derive(Serialize)]
struct BreakdownJson<'a> {
    code: &'a str,
    text: &'a str,
    ordered: bool,
    /// One person may be in several of the groups.
    overlapping: bool,
    /// Why groups were joined.
    merged: Option<&'a str>,
    /// Somebody is in everybody's figures and in no group's.
    left_out: bool,
    /// The codes of answers whose givers are all left out; null in each group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    uncounted: Vec<&'a str>,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    name: &'a str,
    #[serde(flatten)]
    figures: ColumnJson<'a>,
}

#[derive(Serialize)]
struct QuestionJson<'a> {
    code: &'a str,
    text: &'a str,
    measure: &'static str,
}

#[derive(Serialize)]
struct BaseJson {
    responses: u64,
    shown: Option<u64>,
    answered: Option<u64>,
    #[serde(skip_serializing_if = "is_false")]
    withheld_or_empty: bool,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    text: &'a str,
    categories: Vec<CategoryJson<'a>>,
}

#[derive(Serialize)]
struct CategoryJson<'a> {
    code: &'a str,
    text: &'a str,
    residual: bool,
    count: Option<u64>,
    base: Option<u64>,
    share: Option<f64>,
    interval: Option<IntervalJson>,
    #[serde(skip_serializing_if = "is_false")]
    withheld_or_empty: bool,
}

/// Said only where it is so.
fn is_false(claim: &bool) -> bool {
    !claim
}

#[derive(Serialize)]
struct IntervalJson {
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct NumberJson<'a> {
    unit: Option<&'a str>,
    mean: Option<f64>,
    /// Interpolated within its band.
    median: Option<f64>,
}

#[derive(Serialize)]
struct NetPromoterJson {
    score: f64,
    interval: IntervalJson,
}

pub fn json(table: &ProtectedTable) -> String {
    // Only strings and finite numbers, which JSON can always hold.
    serde_json::to_string_pretty(&document(table)).unwrap_or_default()
}

/// The same document as a value, to stand in a larger one.
pub fn json_value(table: &ProtectedTable) -> serde_json::Value {
    serde_json::to_value(document(table)).unwrap_or_default()
}

/// One question over several waves: a list of the same documents, oldest first.
pub fn json_of_waves(tables: &[ProtectedTable]) -> String {
    let documents: Vec<TableJson<'_>> = tables.iter().map(document).collect();
    serde_json::to_string_pretty(&documents).unwrap_or_default()
}

fn document(table: &ProtectedTable) -> TableJson<'_> {
    let heading = table.heading();
    let groups = table.groups().iter();
    TableJson {
        brand: &heading.brand,
        survey: &heading.survey_title,
        question: QuestionJson {
            code: &heading.question_code,
            text: &heading.question,
            measure: measure(table.measure()),
        },
        wave: &heading.wave,
        source: heading.source.as_deref(),
        simulated: heading.is_simulated,
        everybody: figures(table, table.first()),
        breakdown: table.banner().map(|banner| BreakdownJson {
            code: &banner.code,
            text: &banner.title,
            ordered: banner.is_ordered,
            overlapping: banner.is_overlapping,
            merged: banner.merged.as_deref(),
            left_out: banner.left_out > 0,
            uncounted: uncounted(table),
        }),
        groups: groups
            .map(|column| GroupJson {
                name: match &column.group {
                    Group::Everybody => "",
                    Group::Named(name) => name,
                },
                figures: figures(table, column),
            })
            .collect(),
    }
}

fn figures<'a>(table: &'a ProtectedTable, column: &'a Column) -> ColumnJson<'a> {
    let base = column.base;
    let has_items = matches!(table.measure(), Measure::Grid { .. } | Measure::Ranking);
    let is_counted = !matches!(table.measure(), Measure::Comments);
    ColumnJson {
        base: BaseJson {
            responses: base.responses,
            shown: known(base.shown, base.shown),
            answered: known(base.answered, base.shown),
            withheld_or_empty: base.shown == 0,
        },
        categories: (is_counted && !has_items).then(|| categories(table, column, 0)),
        items: (is_counted && has_items).then(|| items(table, column)),
        number: number(table, column),
        net_promoter: net_promoter(table, column),
    }
}

fn measure(measure: &Measure) -> &'static str {
    match measure {
        Measure::SingleChoice { .. } => "single-choice",
        Measure::MultipleChoice => "multiple-choice",
        Measure::Scale { .. } => "scale",
        Measure::NetPromoter { .. } => "net-promoter",
        Measure::Grid { .. } => "grid",
        Measure::Ranking => "ranking",
        Measure::Number { .. } => "number",
        Measure::Comments => "comments",
    }
}

fn items<'a>(table: &'a ProtectedTable, column: &Column) -> Vec<ItemJson<'a>> {
    let places = table.items().iter().enumerate();
    places
        .map(|(place, text)| ItemJson {
            text,
            categories: categories(table, column, place),
        })
        .collect()
}

fn categories<'a>(
    table: &'a ProtectedTable,
    column: &Column,
    item: usize,
) -> Vec<CategoryJson<'a>> {
    let cells = table.categories().iter().zip(column.item(item));
    cells
        .map(|(category, cell)| {
            let interval = cell.interval();
            CategoryJson {
                code: &category.code,
                text: &category.text,
                residual: category.is_residual,
                count: known(cell.count(), cell.base()),
                base: known(cell.base(), cell.base()),
                share: known(rounded(cell.share()), cell.base()),
                interval: known(
                    IntervalJson {
                        low: rounded(interval.low),
                        high: rounded(interval.high),
                    },
                    cell.base(),
                ),
                withheld_or_empty: cell.base() == 0,
            }
        })
        .collect()
}

fn uncounted(table: &ProtectedTable) -> Vec<&str> {
    let categories = table.categories().iter().enumerate();
    categories
        .filter(|(position, _)| table.is_uncounted(*position))
        .map(|(_, category)| category.code.as_str())
        .collect()
}

/// Nothing is shown on an empty base.
fn known<T>(value: T, base: u64) -> Option<T> {
    (base > 0).then_some(value)
}

fn counts(column: &Column) -> Vec<u64> {
    column
        .item(0)
        .iter()
        .map(|cell: &Cell| cell.count())
        .collect()
}

fn number<'a>(table: &'a ProtectedTable, column: &Column) -> Option<NumberJson<'a>> {
    let Measure::Number {
        unit,
        decimals,
        bands,
    } = table.measure()
    else {
        return None;
    };
    let step = 10_f64.powi(i32::from(*decimals));
    let median = banded_median(&counts(column), bands);
    Some(NumberJson {
        unit: unit.as_deref(),
        mean: column.mean().map(rounded),
        median: median.map(|median| rounded(median / step)),
    })
}

fn net_promoter(table: &ProtectedTable, column: &Column) -> Option<NetPromoterJson> {
    let Measure::NetPromoter { .. } = table.measure() else {
        return None;
    };
    let counts: [u64; 11] = counts(column).try_into().ok()?;
    let score = net_promoter_score(&counts)?;
    Some(NetPromoterJson {
        score: rounded(score.score),
        interval: IntervalJson {
            low: rounded(score.low),
            high: rounded(score.high),
        },
    })
}

fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::grouped::reasons_by_age;
    use crate::chart::samples::{all, grid, multiple, net_promoter, reasons_2011};
    use serde_json::Value;

    fn read(table: &ProtectedTable) -> Value {
        serde_json::from_str(&json(table)).unwrap()
    }

    #[test]
    fn groups_have_the_fields_of_everybody() {
        let document = read(&reasons_by_age());
        assert_eq!(document["breakdown"]["code"], "age");
        assert_eq!(document["breakdown"]["left_out"], true);
        let groups = document["groups"].as_array().unwrap();
        assert_eq!(groups.len(), 5);
        assert_eq!(groups[0]["name"], "Under 25");
        assert_eq!(groups[0]["base"]["shown"], 312);
        assert_eq!(groups[0]["categories"][0]["count"], 199);
        assert_eq!(document["categories"][0]["base"], 2000);
        assert!(read(&reasons_2011())["groups"].is_null());
    }

    #[test]
    fn the_fields_are_those_that_are_documented() {
        let document = read(&reasons_2011());
        assert_eq!(document["question"]["code"], "reasons");
        assert_eq!(document["question"]["measure"], "multiple-choice");
        assert_eq!(document["wave"], "June 2011");
        assert_eq!(document["simulated"], true);
        assert_eq!(document["base"]["answered"], 2000);
        let first = &document["categories"][0];
        assert_eq!(
            first["text"],
            "Do not want to be bombarded with messages or ads"
        );
        assert_eq!(first["count"], 1080);
        assert_eq!(first["base"], 2000);
        assert_eq!(first["share"], 0.54);
        assert_eq!(first["interval"]["low"], 0.518_101);
        assert_eq!(first["interval"]["high"], 0.561_745);
        assert!(document.get("items").is_none());
    }

    #[test]
    fn a_grid_has_items_and_a_score_its_interval() {
        let rows: [(&str, &[u64]); 1] = [("Price", &[1, 2, 3])];
        let document = read(&grid("q", &["1", "2", "3"], &rows).table());
        assert_eq!(document["items"][0]["text"], "Price");
        assert_eq!(document["items"][0]["categories"][2]["count"], 3);
        let score = read(&net_promoter("q", [0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 4]).table());
        assert_eq!(score["net_promoter"]["score"], 42.857_143);
    }

    #[test]
    fn what_is_withheld_or_empty_is_null_and_says_so() {
        let document = read(&multiple("q", "Why?", 0, &[("A", 0)]).table());
        assert_eq!(document["base"]["withheld_or_empty"], true);
        assert!(document["base"]["shown"].is_null());
        let mut sample = multiple("q", "Why?", 50, &[("A", 20), ("B", 0)]);
        sample.tallies[0].bases[1] = 0;
        let document = read(&sample.table());
        let [shown, withheld] = [0, 1].map(|place| &document["categories"][place]);
        assert!(shown.get("withheld_or_empty").is_none());
        assert_eq!(withheld["withheld_or_empty"], true);
        assert!(withheld["count"].is_null() && withheld["share"].is_null());
        assert!(document["base"].get("withheld_or_empty").is_none());
    }

    #[test]
    fn every_kind_of_question_can_be_read_back() {
        for table in all() {
            assert!(read(&table)["question"]["text"].is_string());
        }
    }
}
