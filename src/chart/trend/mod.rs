//! One question over several waves: lines with intervals, in words, as a table
//! and as a picture. Its only input is protected tables, one a wave.

mod finding;
mod plot;
mod series;

pub use series::{Point, Series};

use super::captions::{Captions, without};
use super::data_table::DataTable;
use super::figures::thousands;
use super::frame::compose_around;
use super::groups;
use super::note::{GAPS, SIMULATED, of_all_charts, source};
use super::raster::{self, PngError};
use super::scale_ends::ScaleEnds;
use super::theme::Theme;
use super::{Frame, Presentation, canvas, paint, svg};
use crate::privacy::protected_table::{Measure, ProtectedTable};

/// A question over the waves that asked it in the same way, the newest last.
pub struct Trend<'a> {
    tables: Vec<&'a ProtectedTable>,
    series: Vec<Series>,
}

impl<'a> Trend<'a> {
    /// `None` where fewer than two waves are given.
    pub fn of(tables: impl IntoIterator<Item = &'a ProtectedTable>) -> Option<Self> {
        let tables: Vec<&ProtectedTable> = tables.into_iter().collect();
        let newest = tables.last().filter(|_| tables.len() > 1)?;
        let series = series::of(newest, &tables);
        Some(Self { tables, series })
    }

    fn newest(&self) -> Option<&'a ProtectedTable> {
        self.tables.last().copied()
    }

    pub fn series(&self) -> &[Series] {
        &self.series
    }

    /// The waves' names.
    pub fn waves(&self) -> Vec<&'a str> {
        let tables = self.tables.iter();
        tables.map(|table| table.heading().wave.trim()).collect()
    }

    /// How many the shares of each wave rest on.
    pub fn bases(&self) -> Vec<u64> {
        let tables = self.tables.iter();
        tables
            .map(|table| groups::base(table, table.first()))
            .collect()
    }

    pub fn finding(&self) -> String {
        finding::finding(self)
    }

    /// How far from chance its clearest line moved; nought where none did.
    pub fn movement(&self) -> f64 {
        finding::clearest(self).map_or(0.0, |(_, z)| z)
    }

    /// Net promoter scores, which may lie below zero.
    fn is_of_scores(&self) -> bool {
        let measure = self.newest().map(ProtectedTable::measure);
        matches!(measure, Some(Measure::NetPromoter { .. }))
    }

    pub fn unit(&self) -> String {
        let Some(table) = self.newest() else {
            return String::new();
        };
        let ends = || ScaleEnds::of(table).high_in_words;
        match table.measure() {
            Measure::Scale { .. } | Measure::Grid { .. } => {
                format!("% of respondents giving {}", ends())
            }
            Measure::NetPromoter { .. } => {
                "Net promoter score, −100 to +100; thin line: 0".to_owned()
            }
            Measure::Number { unit, .. } => match unit {
                Some(unit) => format!("Average ({})", unit.trim()),
                None => "Average".to_owned(),
            },
            Measure::Ranking => "% of respondents ranking it first".to_owned(),
            _ => "% of respondents".to_owned(),
        }
    }

    pub fn notes(&self, has_intervals: bool) -> Vec<String> {
        let mut notes = Vec::new();
        let Some(table) = self.newest() else {
            return notes;
        };
        if table.heading().is_simulated {
            notes.push(SIMULATED.to_owned());
        }
        let waves = self.waves().into_iter().zip(self.bases());
        let bases: Vec<String> = waves
            .map(|(wave, base)| match base {
                0 => format!("{wave} –"),
                base => format!("{wave} {}", thousands(base)),
            })
            .collect();
        notes.push(format!("Base, people: {}.", bases.join(", ")));
        let has_gaps = |series: &Series| series.points.iter().any(Option::is_none);
        if self.series.iter().any(has_gaps) {
            notes.push(GAPS.replace("A dash", "A gap or a dash"));
        }
        if let Some(rule) = finding::rule(self) {
            notes.push(rule);
        }
        if has_intervals {
            notes.push("Thin lines: 95% intervals.".to_owned());
        }
        notes
    }

    /// What a page says once for all of its charts.
    pub fn of_all_charts(&self) -> Vec<String> {
        self.newest().map_or_else(Vec::new, of_all_charts)
    }

    /// The text alternative on such a page.
    pub fn description_on_page(&self) -> String {
        without(self.description(), &self.of_all_charts())
    }

    pub fn description(&self) -> String {
        let mut parts = Vec::new();
        if let Some(table) = self.newest() {
            parts.push(format!("{} Over time.", table.heading().question.trim()));
        }
        let waves = self.waves();
        for series in &self.series {
            let of_wave = |(wave, point): (&&str, &Option<Point>)| match point {
                Some(point) => format!("{wave} {}", point.figure),
                None => format!("{wave} not shown"),
            };
            let points: Vec<String> = waves.iter().zip(&series.points).map(of_wave).collect();
            parts.push(format!("{}: {}.", series.label, points.join(", ")));
        }
        parts.extend(self.notes(false));
        parts.join(" ")
    }

    /// Answers down, waves across, bases last.
    pub fn data_table(&self) -> DataTable {
        let mut header = vec!["Answer".to_owned()];
        header.extend(self.waves().into_iter().map(str::to_owned));
        let row = |series: &Series| {
            let figure = |point: &Option<Point>| match point {
                Some(point) => format!("{} ({})", point.figure, point.interval),
                None => "–".to_owned(),
            };
            let mut row = vec![series.label.clone()];
            row.extend(series.points.iter().map(figure));
            row
        };
        let mut rows: Vec<Vec<String>> = self.series.iter().map(row).collect();
        let mut base = vec!["Base".to_owned()];
        base.extend(self.bases().into_iter().map(|base| match base {
            0 => "–".to_owned(),
            base => thousands(base),
        }));
        rows.push(base);
        let question = self
            .newest()
            .map_or("", |table| table.heading().question.trim());
        DataTable {
            caption: format!("{question} Over time"),
            header,
            rows,
        }
    }

    pub fn svg(&self, presentation: &Presentation) -> String {
        let picture = self.compose(presentation);
        canvas::draw(&picture, paint(presentation.frame))
    }

    pub fn png(&self, presentation: &Presentation, theme: Theme) -> Result<Vec<u8>, PngError> {
        let picture = self.compose(presentation);
        raster::png(&canvas::draw(&picture, svg::Paint::Resolved(theme)))
    }

    fn compose(&self, presentation: &Presentation) -> super::picture::Picture {
        let newest = self.newest();
        let heading = newest.map(ProtectedTable::heading);
        let waves = self.waves();
        let ends = waves.first().zip(waves.last());
        let span = ends.map_or_else(String::new, |(first, last)| format!("{first} to {last}"));
        let captions = Captions {
            code: heading.map_or("", |heading| &heading.question_code),
            headline: String::new(),
            finding: self.finding(),
            question: heading.map_or("", |heading| heading.question.trim()),
            after: span,
            unit: self.unit(),
            notes: self.notes(presentation.intervals),
            source: newest.map_or_else(String::new, source),
            description: self.description(),
        };
        let captions = match presentation.frame {
            Frame::Whole => captions,
            Frame::MarksOnly => captions.without(&self.of_all_charts()),
        };
        compose_around(&captions, presentation, |sheet| {
            plot::plot(self, sheet, presentation.intervals);
        })
    }

    /// Whether a line is one of those the finding speaks of.
    fn is_spoken_of(&self, place: usize) -> bool {
        finding::spoken_of(self) == Some(place)
    }
}

#[cfg(test)]
mod tests;
