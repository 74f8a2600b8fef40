//! Which column answers what: the survey file's map held against one header.

use std::borrow::Cow;

use super::cells::Row;
use super::problem::{ImportProblem, ImportProblems, ImportReason};
use crate::survey::answer::Response;
use crate::survey::column_map::{Blank, ColumnSource, Columns};
use crate::survey::form::{FieldProblem, TypedAnswers, parse_imported};
use crate::survey::identifier::{OptionCode, QuestionCode};
use crate::survey::question::{Question, QuestionKind};
use crate::survey::questionnaire::{Questionnaire, Survey};

/// Made once a file, then asked for each of its rows.
#[derive(Debug)]
pub struct RowReader<'a> {
    questionnaire: &'a Questionnaire,
    header: Vec<String>,
    id: Option<usize>,
    /// One for each question; `None` has no column.
    sources: Vec<Option<Source<'a>>>,
}

/// A question's columns by their place in the header.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub map: Cow<'a, ColumnSource>,
    pub cells: Cells,
    pub other_text: Option<usize>,
}

#[derive(Debug)]
pub(super) enum Cells {
    One { column: usize, separator: char },
    Each(Vec<(OptionCode, usize)>),
}

impl<'a> RowReader<'a> {
    /// Every column that the survey's `[import]` names must be there, once.
    pub fn new<S: AsRef<str>>(survey: &'a Survey, header: &[S]) -> Result<Self, ImportProblems> {
        let questionnaire = &survey.questionnaire;
        let map = survey.import.as_ref();
        let clean = |name: &S| {
            let name = name.as_ref().trim_start_matches('\u{feff}');
            name.trim().to_owned()
        };
        let header: Vec<String> = header.iter().map(clean).collect();
        let mut finder = Finder {
            header: &header,
            problems: Vec::new(),
        };
        let id = map.and_then(|map| finder.find(map.id.as_deref()?));
        let mut sources = Vec::with_capacity(questionnaire.questions.len());
        for question in &questionnaire.questions {
            let declared = map.and_then(|map| map.questions.get(&question.code));
            sources.push(match declared {
                Some(declared) => finder.source(Cow::Borrowed(declared)),
                None => finder
                    .default_source(question)
                    .and_then(|source| finder.source(Cow::Owned(source))),
            });
        }
        if !finder.problems.is_empty() {
            return Err(ImportProblems(finder.problems));
        }
        Ok(Self {
            questionnaire,
            header,
            id,
            sources,
        })
    }

    /// The questions that no column answers: not shown to anybody.
    pub fn questions_without_column(&self) -> impl Iterator<Item = &QuestionCode> {
        let questions = self.questionnaire.questions.iter().zip(&self.sources);
        questions
            .filter(|(question, source)| source.is_none() && question.kind.is_asked())
            .map(|(question, _)| &question.code)
    }

    /// The response that a row is, or what is wrong with it column by column.
    pub fn read<S: AsRef<str>>(&self, record: &[S]) -> Result<Response, ImportProblems> {
        let row = self.row(record)?;
        let typed = TypedAnswers::from_pairs(self.questionnaire, row.pairs());
        parse_imported(self.questionnaire, &typed, &self.blanks()).map_err(|problems| {
            let named = problems.iter().map(|problem| self.problem(problem, &row));
            ImportProblems(named.collect())
        })
    }

    /// What names the row in its own file, if the map names such a column and
    /// it is not blank here. Known of rows, too, that are no responses.
    pub fn id<'r, S: AsRef<str>>(&self, record: &'r [S]) -> Option<&'r str> {
        let id = record.get(self.id?)?.as_ref().trim();
        (!id.is_empty()).then_some(id)
    }

    fn row<S: AsRef<str>>(&self, record: &[S]) -> Result<Row, ImportProblems> {
        let mut row = Row::default();
        for (question, source) in self.questionnaire.questions.iter().zip(&self.sources) {
            if let Some(source) = source {
                row.read(question, source, record);
            }
        }
        if row.problems.is_empty() {
            return Ok(row);
        }
        let named = row
            .problems
            .into_iter()
            .map(|(column, reason)| ImportProblem {
                column: self.column_name(column),
                reason,
            });
        Err(ImportProblems(named.collect()))
    }

    fn blanks(&self) -> Vec<Blank> {
        let sources = self.sources.iter();
        sources
            .map(|source| {
                source
                    .as_ref()
                    .map_or(Blank::NotShown, |source| source.map.blank)
            })
            .collect()
    }

    /// A problem of the form, at the column its field was filled from.
    fn problem(&self, problem: &FieldProblem, row: &Row) -> ImportProblem {
        let question = self.questionnaire.question(&problem.question);
        let decimals = match question.map(|question| &question.kind) {
            Some(QuestionKind::Number(range)) => range.decimals,
            _ => 0,
        };
        let column = row.column_of(&problem.field).map_or_else(
            || problem.question.to_string(),
            |column| self.column_name(column),
        );
        ImportProblem {
            column,
            reason: ImportReason::Refused {
                kind: problem.reason,
                decimals,
            },
        }
    }

    fn column_name(&self, column: usize) -> String {
        self.header.get(column).cloned().unwrap_or_default()
    }
}

struct Finder<'h> {
    header: &'h [String],
    problems: Vec<ImportProblem>,
}

impl Finder<'_> {
    fn position(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    fn find(&mut self, name: &str) -> Option<usize> {
        let name = name.trim();
        let found = self.position(name);
        let mut same = self.header.iter().filter(|column| *column == name);
        let reason = match (found, same.nth(1)) {
            (Some(_), None) => return found,
            (Some(_), Some(_)) => ImportReason::TwiceInHeader,
            (None, _) => ImportReason::NoSuchColumn,
        };
        self.problems.push(ImportProblem {
            column: name.to_owned(),
            reason,
        });
        None
    }

    fn source<'a>(&mut self, map: Cow<'a, ColumnSource>) -> Option<Source<'a>> {
        let cells = match &map.columns {
            Columns::One { column, separator } => self.find(column).map(|column| Cells::One {
                column,
                separator: *separator,
            }),
            Columns::Each(columns) => {
                let found = columns
                    .iter()
                    .filter_map(|(code, name)| Some((code.clone(), self.find(name)?)));
                Some(Cells::Each(found.collect()))
            }
        };
        let other_text = map.other_text.as_deref().and_then(|name| self.find(name));
        Some(Source {
            map,
            cells: cells?,
            other_text,
        })
    }

    /// Where a question without an entry is looked for.
    fn default_source(&self, question: &Question) -> Option<ColumnSource> {
        let code = &question.code;
        let parts: Vec<&OptionCode> = match &question.kind {
            QuestionKind::Information => return None,
            QuestionKind::Grid { rows, .. } => rows.iter().map(|row| &row.code).collect(),
            QuestionKind::MultipleChoice(list) | QuestionKind::Ranking { choices: list, .. } => {
                list.options.iter().map(|choice| &choice.code).collect()
            }
            _ => Vec::new(),
        };
        let of_part = |part: &str| {
            let names = [format!("{code}.{part}"), format!("{code}_{part}")];
            names.into_iter().find(|name| self.position(name).is_some())
        };
        let is_one = !matches!(question.kind, QuestionKind::Grid { .. });
        let mut source = if is_one && self.position(code.as_str()).is_some() {
            ColumnSource::column(code.as_str())
        } else {
            let found = parts
                .iter()
                .filter_map(|part| Some(((*part).clone(), of_part(part.as_str())?)));
            let columns: std::collections::BTreeMap<OptionCode, String> = found.collect();
            if columns.is_empty() {
                return None;
            }
            ColumnSource::of(Columns::Each(columns))
        };
        let list = question.kind.choices();
        let has_other = list.is_some_and(|list| list.options.iter().any(|choice| choice.is_other));
        if has_other {
            source.other_text = ["text", "other_text"].into_iter().find_map(of_part);
        }
        Some(source)
    }
}
