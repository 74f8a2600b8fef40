//! What can be wrong with an imported file or row, in words for whoever imports it.

use crate::survey::decimal;
use crate::survey::form::ProblemKind;

/// Everything that is wrong with a header or a row; at least one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportProblems(pub Vec<ImportProblem>);

impl std::error::Error for ImportProblems {}

impl std::fmt::Display for ImportProblems {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ". " };
            write!(formatter, "{separator}{problem}")?;
        }
        Ok(())
    }
}

/// One thing to put right in the data or in the survey file's `[import]`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column “{column}”: {reason}")]
pub struct ImportProblem {
    pub column: String,
    pub reason: ImportReason,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportReason {
    #[error("the file has no such column; correct its name in the survey file’s [import]")]
    NoSuchColumn,
    #[error("the header has it twice; rename one")]
    TwiceInHeader,
    #[error("the row ends before it; check quotation marks and separators in this line")]
    RowTooShort,
    #[error(
        "the value is neither an option’s code nor its text; translate it under “codes”, or list it under “missing”"
    )]
    UnknownValue,
    #[error("the value says neither ticked (1, true, yes, x) nor not (0, false, no)")]
    NeitherTickedNorNot,
    #[error("{}", worded(.kind, *.decimals))]
    Refused {
        kind: ProblemKind,
        /// Of the number question, to print its bounds.
        decimals: u8,
    },
}

fn worded(kind: &ProblemKind, decimals: u8) -> String {
    let print = |value| decimal::print(value, decimals);
    match kind {
        ProblemKind::Missing => "an answer is required".to_owned(),
        ProblemKind::UnknownOption => "the value is not on the scale".to_owned(),
        ProblemKind::ExclusiveWithOthers => {
            "an option that goes with no other is given with others; correct the row, or take exclusive = true out"
                .to_owned()
        }
        ProblemKind::NotANumber => "the value is not a number".to_owned(),
        ProblemKind::ThousandsSeparator => {
            "the number has a thousands separator; write plain digits".to_owned()
        }
        ProblemKind::TooManyDecimals { decimals } => {
            format!("the number has more than {decimals} decimals; round it, or raise “decimals”")
        }
        ProblemKind::TooSmall { minimum } => {
            format!("the number is below the minimum of {}", print(*minimum))
        }
        ProblemKind::TooLarge { maximum } => {
            format!("the number is above the maximum of {}", print(*maximum))
        }
        ProblemKind::TooLong { characters, characters_max } => {
            format!("the text has {characters} characters, at most {characters_max} are kept")
        }
        ProblemKind::NotAPlace { places } => format!("the rank is not a place from 1 to {places}"),
        ProblemKind::DuplicateRank { place } => format!("two options stand at place {place}"),
        ProblemKind::RankMissing { place } => format!("no option stands at place {place}"),
    }
}
