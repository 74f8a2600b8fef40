//! How the two ends of a scale are called where their points are summed. Only words.

use super::figures::quoted;
use super::reading::box_size;
use crate::privacy::protected_table::{Category, ProtectedTable};

/// The sums of the lowest and of the highest points, named by what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleEnds {
    /// Over a figure: "Low (1–2)", or the labels of the points.
    pub low: String,
    pub high: String,
    /// In a sentence: "the two lowest ratings", or the labels in quotation marks.
    pub low_in_words: String,
    pub high_in_words: String,
    /// The points are numbers, so that what the ends mean is still to be said.
    pub is_numbered: bool,
}

impl ScaleEnds {
    pub fn of(table: &ProtectedTable) -> Self {
        let points = table.categories();
        let size = box_size(points.len());
        let low = texts(points.iter().take(size));
        let high = texts(points.iter().skip(points.len().saturating_sub(size)));
        if points.iter().all(|point| is_number(&point.text)) {
            let (lowest, highest) = match size {
                1 => ("the lowest rating", "the highest"),
                _ => ("the two lowest ratings", "the two highest"),
            };
            Self {
                low: format!("Low ({})", low.join("–")),
                high: format!("High ({})", high.join("–")),
                low_in_words: lowest.to_owned(),
                high_in_words: highest.to_owned() + if size == 1 { " rating" } else { " ratings" },
                is_numbered: true,
            }
        } else {
            Self {
                low: low.join(" + "),
                high: high.join(" + "),
                low_in_words: quoted_each(&low),
                high_in_words: quoted_each(&high),
                is_numbered: false,
            }
        }
    }
}

fn texts<'a>(points: impl Iterator<Item = &'a Category>) -> Vec<&'a str> {
    points.map(|point| point.text.trim()).collect()
}

fn quoted_each(texts: &[&str]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    quoted.join(" or ")
}

fn is_number(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(['-', '−']);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::samples::scale;

    #[test]
    fn a_sum_is_called_by_its_points() {
        let points = ["1", "2", "3", "4", "5"];
        let ends = ScaleEnds::of(&scale("q", &points, &[1, 2, 3, 4, 5]).table());
        assert_eq!(ends.low, "Low (1–2)");
        assert_eq!(ends.high, "High (4–5)");
        let points = ["Poor", "Fair", "Good", "Great"];
        let ends = ScaleEnds::of(&scale("q", &points, &[1, 2, 3, 4]).table());
        assert_eq!(ends.low, "Poor + Fair");
        assert_eq!(ends.high_in_words, "“Good” or “Great”");
        let ends = ScaleEnds::of(&scale("q", &["1", "2", "3"], &[1, 2, 3]).table());
        assert_eq!(
            (ends.low, ends.high),
            ("Low (1)".to_owned(), "High (3)".to_owned())
        );
    }
}
