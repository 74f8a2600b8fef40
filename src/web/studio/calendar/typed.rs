//! The calendar's form as it was filled in, and the calendar that it means.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::limits::{BRAND_CHARACTERS_MAX, WAVE_DAYS_MAX, WAVES_PLANNED_MAX};
use crate::survey::calendar::{Calendar, PlannedWave};
use crate::web::member_page::date_in_words;
use crate::web::pairs::Pairs;
use crate::web::studio::LAST_DAY_TOO_FAR;

/// What begins and ends waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    ByHand,
    Monthly,
    Planned,
}

/// One planned wave, in the words of whoever plans it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub label: String,
    pub from: String,
    pub until: String,
    /// It was added just now: the cursor goes there.
    pub has_focus: bool,
    pub label_problem: Option<String>,
    pub from_problem: Option<String>,
    pub until_problem: Option<String>,
}

#[derive(Debug)]
pub struct Typed {
    pub how: How,
    /// At least one, so that there is something to be filled in.
    pub rows: Vec<Row>,
    /// With no field in particular.
    pub problem: Option<String>,
}

/// What is wrong stands beside the fields.
#[derive(Debug)]
pub struct Refused;

impl Typed {
    pub fn of(calendar: &Calendar) -> Self {
        let (how, rows) = match calendar {
            Calendar::ByHand => (How::ByHand, Vec::new()),
            Calendar::Monthly => (How::Monthly, Vec::new()),
            Calendar::Planned(waves) => (How::Planned, waves.iter().map(Row::of).collect()),
        };
        Self::with(how, rows)
    }

    /// Rows are numbered without a gap; others were not sent by our form.
    pub fn posted(pairs: &Pairs) -> Self {
        let row = |number: usize| {
            let field = |name: &str| pairs.find(&format!("{name}.{number}"));
            let (from, until) = (field("from")?, field("until")?);
            Some(Row {
                label: field("label").unwrap_or_default().trim().to_owned(),
                from: from.trim().to_owned(),
                until: until.trim().to_owned(),
                ..Row::default()
            })
        };
        let how = match pairs.value("how") {
            "monthly" => How::Monthly,
            "planned" => How::Planned,
            _ => How::ByHand,
        };
        let rows = (0..WAVES_PLANNED_MAX).map_while(row);
        Self::with(how, rows.collect())
    }

    fn with(how: How, mut rows: Vec<Row>) -> Self {
        if rows.is_empty() {
            rows.push(Row::default());
        }
        Self {
            how,
            rows,
            problem: None,
        }
    }

    /// Nothing is planned yet.
    pub fn is_empty(&self) -> bool {
        let mut rows = self.rows.iter();
        rows.all(|row| row.from.is_empty() && row.until.is_empty() && row.label.is_empty())
    }

    /// Whoever adds a wave plans.
    pub fn add(&mut self) {
        self.how = How::Planned;
        if self.rows.len() < WAVES_PLANNED_MAX {
            self.rows.push(Row {
                has_focus: true,
                ..Row::default()
            });
        }
    }

    pub fn remove(&mut self, number: &str) {
        if let Ok(number) = number.parse::<usize>()
            && number < self.rows.len()
        {
            self.rows.remove(number);
        }
        if self.rows.is_empty() {
            self.rows.push(Row::default());
        }
    }

    /// The calendar, its waves in the order of their days; empty rows are none.
    pub fn read(&mut self, today: Date, has_run: bool) -> Result<Calendar, Refused> {
        match self.how {
            How::ByHand => return Ok(Calendar::ByHand),
            How::Monthly => return Ok(Calendar::Monthly),
            How::Planned => {}
        }
        let mut waves: Vec<(usize, PlannedWave)> = Vec::new();
        let mut is_whole = true;
        for (number, row) in self.rows.iter_mut().enumerate() {
            if row.is_empty() {
                continue;
            }
            match row.read() {
                Some(wave) => waves.push((number, wave)),
                None => is_whole = false,
            }
        }
        if waves.is_empty() && is_whole {
            if let Some(row) = self.rows.first_mut() {
                row.from_problem = Some("Name the days of at least one wave.".to_owned());
            }
            return Err(Refused);
        }
        waves.sort_by_key(|(_, wave)| wave.from);
        for pair in waves.windows(2) {
            let [(_, before), (number, wave)] = pair else {
                continue;
            };
            if before.until >= wave.from
                && let Some(row) = self.rows.get_mut(*number)
            {
                let last = date_in_words(before.until);
                let problem = format!("Another wave runs until {last}; begin after it.");
                row.from_problem = Some(problem);
                is_whole = false;
            }
        }
        // Waves that have run stay in a survey's plan, before those to come.
        let is_all_over = waves.iter().all(|(_, wave)| wave.until < today);
        for (number, wave) in &waves {
            if wave.until < today
                && (is_all_over || !has_run)
                && let Some(row) = self.rows.get_mut(*number)
            {
                row.until_problem =
                    Some("This day is over. Name one that is still to come.".to_owned());
                is_whole = false;
            }
        }
        match is_whole {
            true => Ok(Calendar::Planned(
                waves.into_iter().map(|(_, wave)| wave).collect(),
            )),
            false => Err(Refused),
        }
    }

    /// For the summary: what is wrong, and the field to go to.
    pub fn problems(&self) -> Vec<(String, String)> {
        let of_all = self.problem.iter();
        let of_all = of_all.map(|problem| (problem.clone(), "calendar".to_owned()));
        let rows = self.rows.iter().enumerate();
        let of_rows = rows.flat_map(|(number, row)| {
            let fields = [
                ("label", &row.label_problem),
                ("from", &row.from_problem),
                ("until", &row.until_problem),
            ];
            fields.into_iter().filter_map(move |(name, problem)| {
                let problem = problem.as_ref()?;
                let words = format!("Wave {}: {problem}", number + 1);
                Some((words, format!("{name}.{number}")))
            })
        });
        of_all.chain(of_rows).collect()
    }
}

impl Row {
    fn of(wave: &PlannedWave) -> Self {
        Self {
            label: wave.label.clone().unwrap_or_default(),
            from: wave.from.to_string(),
            until: wave.until.to_string(),
            ..Self::default()
        }
    }

    fn is_empty(&self) -> bool {
        self.label.is_empty() && self.from.is_empty() && self.until.is_empty()
    }

    fn read(&mut self) -> Option<PlannedWave> {
        if self.label.chars().count() > BRAND_CHARACTERS_MAX {
            let problem = format!("Take at most {BRAND_CHARACTERS_MAX} characters.");
            self.label_problem = Some(problem);
        }
        let from = day(&self.from, &mut self.from_problem);
        let until = day(&self.until, &mut self.until_problem);
        if self.label_problem.is_some() {
            return None;
        }
        let (from, until) = (from?, until?);
        if until < from {
            self.until_problem = Some("This is before its first day.".to_owned());
            return None;
        }
        if until > from.saturating_add(WAVE_DAYS_MAX.days()) {
            self.until_problem = Some(LAST_DAY_TOO_FAR.to_owned());
            return None;
        }
        Some(PlannedWave {
            label: Some(self.label.clone()).filter(|label| !label.is_empty()),
            from,
            until,
        })
    }
}

fn day(typed: &str, problem: &mut Option<String>) -> Option<Date> {
    let day = typed.parse::<Date>().ok();
    if day.is_none() {
        *problem = Some("Write the day as 2027-03-14.".to_owned());
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = jiff::civil::date(2027, 1, 1);

    fn planned(rows: &[(&str, &str, &str)]) -> Typed {
        let row = |(label, from, until): &(&str, &str, &str)| Row {
            label: (*label).to_owned(),
            from: (*from).to_owned(),
            until: (*until).to_owned(),
            ..Row::default()
        };
        Typed::with(How::Planned, rows.iter().map(row).collect())
    }

    #[test]
    fn waves_may_be_written_in_any_order_and_empty_rows_are_none() {
        let mut typed = planned(&[
            ("Autumn", "2027-09-01", "2027-09-14"),
            ("", "", ""),
            ("", "2027-03-01", "2027-03-01"),
        ]);
        let Ok(Calendar::Planned(waves)) = typed.read(TODAY, false) else {
            panic!("{:?}", typed.problems());
        };
        let labels = waves.iter().map(|wave| wave.label.as_deref());
        assert_eq!(labels.collect::<Vec<_>>(), [None, Some("Autumn")]);
    }

    #[test]
    fn what_is_no_day_backwards_or_within_another_wave_is_said_at_its_field() {
        let mut typed = planned(&[
            ("", "soon", "2027-03-14"),
            ("", "2027-04-14", "2027-04-01"),
            ("", "2027-05-01", "2027-05-14"),
            ("", "2027-05-14", "2027-05-20"),
        ]);
        assert!(typed.read(TODAY, false).is_err());
        let fields = typed.problems().into_iter().map(|(_, field)| field);
        assert_eq!(fields.collect::<Vec<_>>(), ["from.0", "until.1", "from.3"]);
        let mut empty = planned(&[]);
        assert!(empty.read(TODAY, false).is_err());
    }

    #[test]
    fn a_plan_that_is_over_is_refused_and_waves_that_have_run_stay_before_those_to_come() {
        let over = ("", "2026-03-01", "2026-03-14");
        for has_run in [false, true] {
            let mut typed = planned(&[over]);
            assert!(typed.read(TODAY, has_run).is_err());
            let fields = typed.problems().into_iter().map(|(_, field)| field);
            assert_eq!(fields.collect::<Vec<_>>(), ["until.0"]);
        }
        let mut typed = planned(&[over, ("", "2027-03-01", "2027-03-14")]);
        assert!(typed.read(TODAY, true).is_ok());
        assert!(typed.read(TODAY, false).is_err());
        let mut typed = planned(&[("", "2027-03-01", "9999-12-31")]);
        assert!(typed.read(TODAY, false).is_err());
    }

    #[test]
    fn the_last_row_that_is_taken_out_leaves_an_empty_one() {
        let mut typed = planned(&[("", "2027-03-01", "2027-03-14")]);
        typed.remove("0");
        assert_eq!(typed.rows, [Row::default()]);
    }
}
