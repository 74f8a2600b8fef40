//! How many requests were answered, by class and by outcome.
//!
//! Never by survey, by page or by method: a counter of sent forms would tell
//! an answer from a visit.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::http::StatusCode;

use crate::limits::VISITS_PER_STEP;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Respondent,
    Board,
    Other,
}

const CLASSES: [Class; 3] = [Class::Respondent, Class::Board, Class::Other];
const OUTCOMES: [&str; 4] = ["2xx", "3xx", "4xx", "5xx"];

/// One counter for each class and outcome.
#[derive(Debug, Default)]
pub struct Traffic {
    counters: [[AtomicU64; OUTCOMES.len()]; CLASSES.len()],
}

impl Class {
    pub fn of_path(path: &str) -> Self {
        if path.starts_with("/s/") || path == "/i" || path.starts_with("/i/") {
            Self::Respondent
        } else if path.starts_with("/boards/") {
            Self::Board
        } else {
            Self::Other
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Respondent => "respondent",
            Self::Board => "board",
            Self::Other => "other",
        }
    }
}

impl Traffic {
    pub fn count(&self, class: Class, status: StatusCode) {
        let outcome = usize::from(status.as_u16() / 100).saturating_sub(2);
        let counters = self.counters.get(class as usize);
        if let Some(counter) = counters.and_then(|row| row.get(outcome)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// In the text format of Prometheus.
    pub fn print(&self) -> String {
        let mut text = String::from(
            "# HELP whynot_requests_total Requests answered since the start.\n\
             # TYPE whynot_requests_total counter\n",
        );
        for (class, row) in CLASSES.iter().zip(&self.counters) {
            for (outcome, counter) in OUTCOMES.iter().zip(row) {
                let count = published(*class, counter.load(Ordering::Relaxed));
                let class = class.name();
                // Writing to a string cannot fail.
                let _ = writeln!(
                    text,
                    "whynot_requests_total{{class=\"{class}\",outcome=\"{outcome}\"}} {count}"
                );
            }
        }
        text
    }
}

/// On a quiet site a counter that moves with every visit would tell when
/// somebody answers: those of respondents move by whole steps.
fn published(class: Class, count: u64) -> u64 {
    match class {
        Class::Respondent => count - count % VISITS_PER_STEP,
        Class::Board | Class::Other => count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_class_and_outcome_and_by_nothing_else() {
        let traffic = Traffic::default();
        for _ in 0..VISITS_PER_STEP {
            traffic.count(Class::of_path("/s/acme"), StatusCode::OK);
        }
        traffic.count(Class::of_path("/boards/acme/x"), StatusCode::NOT_FOUND);
        let text = traffic.print();
        assert!(text.contains("{class=\"respondent\",outcome=\"2xx\"} 100\n"));
        assert!(text.contains("{class=\"board\",outcome=\"4xx\"} 1\n"));
        assert!(!text.contains("acme"));
    }

    #[test]
    fn a_single_visit_of_a_respondent_moves_nothing() {
        let traffic = Traffic::default();
        let before = traffic.print();
        for path in ["/s/acme", "/i", "/i/ABCD-EFGH-JKMN-PQRS"] {
            traffic.count(Class::of_path(path), StatusCode::OK);
        }
        assert_eq!(traffic.print(), before);
    }
}
