//! The words around a picture's marks, whatever the marks are of.

use super::OwnWords;
use super::description::description;
use super::finding::finding;
use super::groups;
use super::note::{SIMULATED, draws_intervals, notes, source, unit};
use crate::privacy::protected_table::ProtectedTable;

/// What stands above and below the marks, and what a screen reader says of them.
pub struct Captions<'a> {
    /// Names the picture among others.
    pub code: &'a str,
    /// Somebody's own sentence over the finding; empty without one.
    pub headline: String,
    pub finding: String,
    pub question: &'a str,
    /// When it was asked, and by what it is broken down.
    pub after: String,
    pub unit: String,
    pub notes: Vec<String>,
    pub source: String,
    pub description: String,
}

/// A text alternative without some of its notes.
pub fn without(description: String, notes: &[String]) -> String {
    notes.iter().fold(description, |words, note| {
        words.replacen(&format!(" {note}"), "", 1)
    })
}

impl<'a> Captions<'a> {
    pub fn of(table: &'a ProtectedTable, has_intervals: bool) -> Self {
        let heading = table.heading();
        // The date stays together on a line.
        let wave = heading.wave.trim().replace(' ', "\u{a0}");
        let by = table.banner().map(groups::by);
        let after: Vec<String> = Some(wave)
            .filter(|wave| !wave.is_empty())
            .into_iter()
            .chain(by)
            .collect();
        let is_by_group = table.banner().is_some();
        let has_intervals = has_intervals && (is_by_group || draws_intervals(table.measure()));
        Self {
            code: &heading.question_code,
            headline: String::new(),
            finding: finding(table),
            question: heading.question.trim(),
            after: after.join(", "),
            unit: unit(table),
            notes: notes(table, has_intervals),
            source: source(table),
            description: description(table),
        }
    }

    /// Leaves to the page what it says once for all of its charts.
    pub fn without(mut self, said: &[String]) -> Self {
        self.notes.retain(|note| !said.contains(note));
        self.description = without(self.description, said);
        self
    }

    /// Under a marketer's own words.
    pub fn under(mut self, own: &OwnWords) -> Self {
        self.headline = own.headline.trim().to_owned();
        let note = own.note.trim();
        if !note.is_empty() {
            // A slide with little room drops notes from the end: the base stays.
            let is_warned = self.notes.first().is_some_and(|first| first == SIMULATED);
            let after_base = self.notes.len().min(1 + usize::from(is_warned));
            self.notes.insert(after_base, note.to_owned());
        }
        self
    }

    /// What the picture is called: its own headline and what it shows.
    pub fn title(&self) -> String {
        match self.headline.as_str() {
            "" => self.finding.clone(),
            headline => format!("{headline}: {}", self.finding),
        }
    }

    /// The question as it was asked, and when.
    pub fn asked(&self) -> String {
        let joint = match self.question.chars().last() {
            Some('?' | '!' | '.' | '…') => " ",
            _ => ", ",
        };
        match self.after.is_empty() {
            true => self.question.to_owned(),
            false => format!("{}{joint}{}", self.question, self.after),
        }
    }

    /// Unique among the pictures of a page, where both widths may stand.
    pub fn name(&self, width: &str) -> String {
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let code: String = self.code.chars().filter(is_plain).collect();
        format!("chart-{code}-{width}")
    }
}
