//! Tables to test with and to look at. Every kind of question, ordinary and extreme.

mod collection;
pub mod grouped;

pub use collection::{all, reasons_2011};

use std::ops::RangeInclusive;

use crate::privacy::protected_table::{Category, Heading, Layout, Measure, ProtectedTable};
use crate::privacy::published::PublishedTotals;
use crate::statistics::totals::{QuestionTotals, Tally, Totals};

pub fn heading(code: &str, question: &str) -> Heading {
    Heading {
        brand: "Facebook".to_owned(),
        survey_title: "Reasons not to like a company".to_owned(),
        question_code: code.to_owned(),
        question: question.to_owned(),
        together: None,
        wave: "June 2011".to_owned(),
        source: Some("ExactTarget, “The Meaning of Like”, 2011".to_owned()),
        is_background: false,
        is_simulated: true,
    }
}

/// Options written "*None of these" are residual.
pub fn categories(texts: &[&str]) -> Vec<Category> {
    let category = |(place, text): (usize, &&str)| Category {
        code: format!("c{place}"),
        text: text.trim_start_matches('*').to_owned(),
        is_residual: text.starts_with('*'),
    };
    texts.iter().enumerate().map(category).collect()
}

pub struct Sample {
    pub heading: Heading,
    pub measure: Measure,
    pub items: Vec<String>,
    pub categories: Vec<Category>,
    pub shown: u64,
    pub answered: u64,
    pub tallies: Vec<Tally>,
}

impl Sample {
    pub fn table(self) -> ProtectedTable {
        let totals = Totals {
            responses: self.shown.max(5),
            questions: vec![QuestionTotals {
                shown: self.shown,
                answered: self.answered,
                tallies: self.tallies,
            }],
        };
        let published = PublishedTotals::of_batch(totals, 5).unwrap();
        let layout = Layout {
            measure: self.measure,
            items: self.items,
            categories: self.categories,
        };
        ProtectedTable::of_everybody(self.heading, layout, &published, 0).unwrap()
    }
}

fn tally(counts: &[u64], base: u64) -> Tally {
    Tally {
        counts: counts.to_vec(),
        bases: vec![base; counts.len()],
        sum: 0,
    }
}

pub fn multiple(code: &str, question: &str, base: u64, options: &[(&str, u64)]) -> Sample {
    let texts: Vec<&str> = options.iter().map(|(text, _)| *text).collect();
    let counts: Vec<u64> = options.iter().map(|(_, count)| *count).collect();
    Sample {
        heading: heading(code, question),
        measure: Measure::MultipleChoice,
        items: vec![String::new()],
        categories: categories(&texts),
        shown: base,
        answered: base,
        tallies: vec![tally(&counts, base)],
    }
}

pub fn single(code: &str, question: &str, is_ordered: bool, options: &[(&str, u64)]) -> Sample {
    let base = options.iter().map(|(_, count)| count).sum();
    Sample {
        measure: Measure::SingleChoice { is_ordered },
        ..multiple(code, question, base, options)
    }
}

const ENDS: (&str, &str) = ("Very dissatisfied", "Very satisfied");

pub fn scale(code: &str, points: &[&str], counts: &[u64]) -> Sample {
    let (lowest, highest) = ENDS;
    let base = counts.iter().sum();
    Sample {
        heading: heading(code, "How satisfied are you with what the brand posts?"),
        measure: Measure::Scale {
            values: (1..=points.len() as i16).collect(),
            lowest: lowest.to_owned(),
            highest: highest.to_owned(),
        },
        items: vec![String::new()],
        categories: categories(points),
        shown: base + 24,
        answered: base,
        tallies: vec![tally(counts, base)],
    }
}

pub fn grid(code: &str, points: &[&str], rows: &[(&str, &[u64])]) -> Sample {
    let base = |counts: &[u64]| counts.iter().sum::<u64>();
    let most = rows
        .iter()
        .map(|(_, counts)| base(counts))
        .max()
        .unwrap_or(0);
    Sample {
        heading: heading(code, "How far do you agree with each of these statements?"),
        measure: Measure::Grid {
            values: (1..=points.len() as i16).collect(),
            lowest: "Strongly disagree".to_owned(),
            highest: "Strongly agree".to_owned(),
        },
        items: rows.iter().map(|(text, _)| (*text).to_owned()).collect(),
        categories: categories(points),
        shown: most,
        answered: most,
        tallies: rows
            .iter()
            .map(|(_, counts)| tally(counts, base(counts)))
            .collect(),
    }
}

pub fn net_promoter(code: &str, counts: [u64; 11]) -> Sample {
    let texts: Vec<String> = (0..=10).map(|rating| rating.to_string()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let base = counts.iter().sum();
    Sample {
        heading: heading(
            code,
            "How likely are you to recommend ACME to a friend or colleague?",
        ),
        measure: Measure::NetPromoter {
            lowest: "not at all likely".to_owned(),
            highest: "extremely likely".to_owned(),
        },
        items: vec![String::new()],
        categories: categories(&texts),
        shown: base,
        answered: base,
        tallies: vec![tally(&counts, base)],
    }
}

pub fn ranking(code: &str, base: u64, rows: &[(&str, &[u64])]) -> Sample {
    let places = rows.first().map_or(0, |(_, counts)| counts.len());
    let texts: Vec<String> = (1..=places).map(|place| place.to_string()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Sample {
        heading: heading(code, "What matters most when you decide to follow a brand?"),
        measure: Measure::Ranking,
        items: rows.iter().map(|(text, _)| (*text).to_owned()).collect(),
        categories: categories(&texts),
        shown: base,
        answered: base,
        tallies: rows.iter().map(|(_, counts)| tally(counts, base)).collect(),
    }
}

pub fn number(code: &str, sum: i64, bands: &[(&str, RangeInclusive<i64>, u64)]) -> Sample {
    let texts: Vec<&str> = bands.iter().map(|(text, ..)| *text).collect();
    let counts: Vec<u64> = bands.iter().map(|(.., count)| *count).collect();
    let base = counts.iter().sum();
    Sample {
        heading: heading(code, "How old are you?"),
        measure: Measure::Number {
            unit: Some("years".to_owned()),
            decimals: 0,
            bands: bands.iter().map(|(_, band, _)| band.clone()).collect(),
        },
        items: vec![String::new()],
        categories: categories(&texts),
        shown: base,
        answered: base,
        tallies: vec![Tally {
            sum,
            ..tally(&counts, base)
        }],
    }
}

pub fn comments(code: &str, shown: u64, answered: u64) -> Sample {
    Sample {
        heading: heading(code, "Is there anything you would like to add?"),
        measure: Measure::Comments,
        items: vec![String::new()],
        categories: Vec::new(),
        shown,
        answered,
        tallies: Vec::new(),
    }
}
