//! How the columns of an imported CSV answer the questions of a survey.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::identifier::{OptionCode, QuestionCode};

/// From the survey file's `[import]` table. A question without an entry is
/// looked for under its own code; one that has no column is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ColumnMap {
    /// The column that names a row, so that a repeated import finds it again.
    pub id: Option<String>,
    pub questions: BTreeMap<QuestionCode, ColumnSource>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnSource {
    /// One column; `codes` translates its values where they are neither an
    /// option's code nor its text.
    Column {
        column: String,
        codes: BTreeMap<String, OptionCode>,
        /// Values that stand for no answer, such as 99 or “NA”; blank always does.
        missing: Vec<String>,
        /// Separates the codes of a multiple choice or the ranks of a ranking.
        separator: char,
    },
    /// One column an option (0/1, multiple choice) or a grid row (scale value).
    Columns {
        columns: BTreeMap<OptionCode, String>,
        codes: BTreeMap<String, OptionCode>,
        missing: Vec<String>,
    },
}
