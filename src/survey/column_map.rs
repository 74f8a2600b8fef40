//! How the columns of an imported CSV answer the questions of a survey.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::identifier::{OptionCode, QuestionCode};

/// From the survey file's `[import]` table. A question without an entry is
/// looked for under its own code, then in columns named after the code and each
/// option or row; one that has no column is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ColumnMap {
    /// The column that names a row, so that a repeated import finds it again.
    pub id: Option<String>,
    pub questions: BTreeMap<QuestionCode, ColumnSource>,
}

/// Where the answers to one question stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSource {
    pub columns: Columns,
    /// Values of the data that are neither an option's code nor its text, by
    /// the option's code or the scale's value they stand for.
    pub codes: BTreeMap<String, OptionCode>,
    /// Values that say the question was put and not answered, such as 99 or "refused".
    pub missing: Vec<String>,
    pub blank: Blank,
    /// The column with what was written beside "other".
    pub other_text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Columns {
    /// `separator` stands between the codes of a multiple choice, and between
    /// the options of a ranking in the order of their rank.
    One { column: String, separator: char },
    /// One column an option (multiple choice: ticked or not; ranking: its
    /// place) or a grid row (scale value).
    Each(BTreeMap<OptionCode, String>),
}

/// What it means that nothing stands in a question's columns. The data know,
/// whynot cannot: it decides whether the respondent counts in the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blank {
    /// The question was put, and left empty.
    #[default]
    Skipped,
    /// It was not put to this respondent.
    NotShown,
}

/// What stands between codes unless the survey file says otherwise.
pub const SEPARATOR_DEFAULT: char = ';';

impl ColumnSource {
    /// One column, with nothing to translate.
    pub fn column(column: impl Into<String>) -> Self {
        Self::of(Columns::One {
            column: column.into(),
            separator: SEPARATOR_DEFAULT,
        })
    }

    /// These columns, with nothing to translate.
    pub fn of(columns: Columns) -> Self {
        Self {
            columns,
            codes: BTreeMap::new(),
            missing: Vec::new(),
            blank: Blank::Skipped,
            other_text: None,
        }
    }
}
