//! Bringing in responses that were collected elsewhere: the same validation,
//! the same pool, the same sealing as everybody's.
//!
//! A row's submission key is derived from its id, or else from what it says, so
//! that a repeated import finds every response already there, whatever became
//! of the file's name and of its other lines.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::publish::{self, PublishError, Published, WaveState};
use super::respond::{self, RespondError};
use crate::limits::RESPONSES_PER_COMMIT_MAX;
use crate::privacy::receipt::SubmissionKey;
use crate::survey::charter::Access;
use crate::survey::identifier::Slug;
use crate::survey::import_row::RowReader;

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{path}: {source}", path = .path.display())]
    File { path: PathBuf, source: csv::Error },
    #[error("the columns of {path} do not fit the survey: {reason}", path = .path.display())]
    Columns { path: PathBuf, reason: String },
    #[error(
        "{path} has no column for: {questions}. Correct its header or the survey's [import], \
         or say --lacking-columns if these questions were not asked",
        path = .path.display()
    )]
    LacksColumns { path: PathBuf, questions: String },
    #[error("“{0}” takes answers by invitation only: nothing can be brought in past its codes")]
    ByInvitation(Slug),
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Operation(#[from] OperationError),
}

/// What to do when a question has no column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// A column's name is mistyped more often than missing, and what was
    /// imported cannot be taken back.
    Refuse,
    /// The question was shown to nobody.
    Accept,
}

/// What became of the rows of a file.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// Stored now, or by an earlier run.
    pub accepted: u64,
    pub rejected: Vec<RejectedRow>,
}

/// A row that was not taken, by its line in the file.
#[derive(Debug, PartialEq, Eq)]
pub struct RejectedRow {
    pub line: u64,
    pub reason: String,
}

/// Sends every row of a CSV file through the survey's door; `done` is called
/// with the number of rows dealt with since the last call.
pub async fn import_responses(
    installation: &Installation,
    slug: &Slug,
    path: &Path,
    lacking: Lacking,
    done: impl Fn(u64),
) -> Result<ImportReport, ImportError> {
    let published = publish::find_published(installation, slug)
        .await?
        .ok_or_else(|| PublishError::Unknown(slug.clone()))?;
    let WaveState::Open { wave } = published.wave else {
        return Err(PublishError::DoesNotRun(slug.clone()).into());
    };
    if published.survey.charter.access == Access::Invitation {
        return Err(ImportError::ByInvitation(slug.clone()));
    }
    let at = |source| ImportError::File {
        path: path.to_owned(),
        source,
    };
    let mut file = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(path)
        .map_err(at)?;
    let header = file.headers().map_err(at)?.clone();
    let columns: Vec<&str> = header.iter().collect();
    let reader =
        RowReader::new(&published.survey, &columns).map_err(|problems| ImportError::Columns {
            path: path.to_owned(),
            reason: problems.to_string(),
        })?;
    let questions: Vec<String> = reader
        .questions_without_column()
        .map(ToString::to_string)
        .collect();
    if lacking == Lacking::Refuse && !questions.is_empty() {
        return Err(ImportError::LacksColumns {
            path: path.to_owned(),
            questions: questions.join(", "),
        });
    }
    let mut import = Import {
        installation,
        published: &published,
        wave,
        lines_of_ids: HashMap::new(),
        occurrences: HashMap::new(),
        report: ImportReport::default(),
    };
    let mut group = Vec::new();
    for record in file.records() {
        let record = record.map_err(at)?;
        let line = record.position().map_or(0, csv::Position::line);
        let values: Vec<&str> = record.iter().collect();
        group.push(import.read_row(&reader, line, &values));
        if group.len() == RESPONSES_PER_COMMIT_MAX {
            done(group.len() as u64);
            import.send(std::mem::take(&mut group)).await?;
        }
    }
    done(group.len() as u64);
    import.send(group).await?;
    import.report.rejected.sort_unstable_by_key(|row| row.line);
    Ok(import.report)
}

struct Import<'a> {
    installation: &'a Installation,
    published: &'a Arc<Published>,
    wave: i32,
    /// By the key derived from an id: the line it stood in first.
    lines_of_ids: HashMap<SubmissionKey, u64>,
    /// How many rows without an id said the same, by the number derived from it.
    occurrences: HashMap<u128, u64>,
    report: ImportReport,
}

/// A valid row and its submission key, or why it is not one.
type Row = Result<(u64, SubmissionKey, crate::survey::answer::Response), RejectedRow>;

impl Import<'_> {
    fn read_row(&mut self, reader: &RowReader<'_>, line: u64, values: &[&str]) -> Row {
        let rejected = |reason| RejectedRow { line, reason };
        // Before anything else is said of the row: of two rows with one id,
        // neither is the right one because the other has a mistake.
        let submission = self
            .submission_key(reader, line, values)
            .map_err(|first| rejected(format!("this id stands in line {first} already")))?;
        let mut response = reader
            .read(values)
            .map_err(|problems| rejected(problems.to_string()))?;
        // Promise P4: who never saw the charter's outside party did not agree to it.
        response.wishes.not_outside = self.published.survey.charter.outside.is_some();
        Ok((line, submission, response))
    }

    /// The key of a row, or the line in which its id stood before.
    fn submission_key(
        &mut self,
        reader: &RowReader<'_>,
        line: u64,
        values: &[&str],
    ) -> Result<SubmissionKey, u64> {
        let Some(id) = reader.id(values) else {
            return Ok(self.key_by_content(values));
        };
        let key = self.derive("import by id", &[id.as_bytes()]);
        let key = SubmissionKey::from_bytes(key.to_be_bytes());
        match self.lines_of_ids.entry(key) {
            Entry::Occupied(first) => Err(*first.get()),
            Entry::Vacant(place) => {
                place.insert(line);
                Ok(key)
            }
        }
    }

    /// Two people may say the same: the first of equal rows, the second, and so on.
    fn key_by_content(&mut self, values: &[&str]) -> SubmissionKey {
        let cells: Vec<&[u8]> = values.iter().map(|value| value.as_bytes()).collect();
        let content = self.derive("import by content", &cells);
        let occurrence = self.occurrences.entry(content).or_default();
        *occurrence += 1;
        let parts = [content.to_be_bytes().as_slice(), &occurrence.to_be_bytes()].concat();
        let key = self.derive("import by occurrence", &[&parts]);
        SubmissionKey::from_bytes(key.to_be_bytes())
    }

    /// A number of this survey and wave only.
    fn derive(&self, purpose: &str, parts: &[&[u8]]) -> u128 {
        let survey = self.published.id.to_be_bytes();
        let wave = self.wave.to_be_bytes();
        let of_wave: [&[u8]; 2] = [&survey, &wave];
        let root = self.installation.keys.root();
        root.derive_u128(purpose, &[&of_wave, parts].concat())
    }

    /// Sends a group at once, so that it shares a commit.
    async fn send(&mut self, rows: Vec<Row>) -> Result<(), ImportError> {
        let mut replies = tokio::task::JoinSet::new();
        for row in rows {
            match row {
                Err(rejected) => self.report.rejected.push(rejected),
                Ok((line, submission, response)) => {
                    let (installation, published) =
                        (self.installation.clone(), Arc::clone(self.published));
                    let wave = self.wave;
                    replies.spawn(async move {
                        let sent =
                            respond::respond(&installation, &published, wave, submission, response);
                        (line, sent.await)
                    });
                }
            }
        }
        while let Some(reply) = replies.join_next().await {
            let (line, outcome) = reply.map_err(|_panicked| OperationError::Panicked)?;
            match outcome {
                Ok(_) => self.report.accepted += 1,
                Err(RespondError::Operation(error)) => return Err(error.into()),
                Err(refusal) => self.report.rejected.push(RejectedRow {
                    line,
                    reason: refusal.to_string(),
                }),
            }
        }
        Ok(())
    }
}
