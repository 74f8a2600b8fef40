//! Beginning a draft: from nothing, a questionnaire of the library, a file, or
//! a survey that is to be changed.

use super::{DraftId, DraftRow, DraftVersionRow, ItemIds, drafts, write};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::random::RandomError;
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::surveys;
use crate::survey::draft::Draft;
use crate::survey::file::{self, FileProblem};
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::library::{self, LibraryError};

/// What a draft begins with.
#[derive(Debug, Clone)]
pub enum Start {
    Blank {
        brand: String,
        slug: Slug,
        languages: Vec<Language>,
    },
    Library {
        name: String,
        brand: String,
        slug: Slug,
        languages: Vec<Language>,
    },
    /// A survey file.
    File(String),
    /// A published survey: its draft, or a new one of its newest revision.
    Survey(Slug),
}

/// Why there is no draft.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("a survey has this address already; choose another")]
    Taken,
    #[error("there is no survey “{0}”")]
    Unknown(Slug),
    #[error("the file has problems")]
    File(Vec<FileProblem>),
    #[error(transparent)]
    Library(#[from] LibraryError),
    #[error(transparent)]
    Operation(#[from] OperationError),
}

impl From<StoreError> for StartError {
    fn from(error: StoreError) -> Self {
        Self::Operation(error.into())
    }
}

impl From<RandomError> for StartError {
    fn from(error: RandomError) -> Self {
        Self::Operation(error.into())
    }
}

/// A form that is sent twice begins one draft: its `key` decides the id.
pub fn start(
    installation: &Installation,
    by: i64,
    start: Start,
    key: u128,
) -> Result<DraftId, StartError> {
    let id = DraftId((key as u64 & i64::MAX as u64) as i64);
    let ids = ItemIds::draw()?;
    let (draft, of) = match start {
        Start::Blank {
            brand,
            slug,
            languages,
        } => (Draft::blank(brand, &slug, languages), None),
        Start::Library {
            name,
            brand,
            slug,
            languages,
        } => {
            let start = library::Start {
                brand,
                slug,
                languages,
            };
            (
                Draft::of(&library::questionnaire(&name, &start)?, || ids.next()),
                None,
            )
        }
        Start::File(text) => {
            let survey = file::read(&text).map_err(StartError::File)?;
            (Draft::of(&survey, || ids.next()), None)
        }
        Start::Survey(slug) => {
            let survey = newest_revision(installation, &slug)?;
            (Draft::of(&survey, || ids.next()), Some(slug))
        }
    };
    installation.store.in_transaction(|connection| {
        if drafts::find_draft(connection, id.0)?.is_some() {
            return Ok(id);
        }
        if let Some(slug) = &of
            && let Some(draft) = drafts::find_draft_of(connection, slug.as_str())?
        {
            return Ok(DraftId(draft.id));
        }
        let is_new = of.is_none();
        if is_new && surveys::find_survey(connection, &draft.slug)?.is_some() {
            return Err(StartError::Taken);
        }
        insert(installation, connection, by, id, &draft, of.as_ref())?;
        Ok(id)
    })
}

fn newest_revision(
    installation: &Installation,
    slug: &Slug,
) -> Result<std::sync::Arc<crate::survey::questionnaire::Survey>, StartError> {
    let mut connection = installation.store.connection()?;
    let row = surveys::find_survey(&mut connection, slug.as_str())?
        .ok_or_else(|| StartError::Unknown(slug.clone()))?;
    Ok(installation.newest_revision(&mut connection, row.id)?.1)
}

fn insert(
    installation: &Installation,
    connection: &mut AnyConnection,
    by: i64,
    id: DraftId,
    draft: &Draft,
    survey: Option<&Slug>,
) -> Result<(), OperationError> {
    let row = DraftRow {
        id: id.0,
        survey: survey.map(ToString::to_string),
        current_version: 1,
        newest_version: 1,
    };
    drafts::insert_draft(connection, &row)?;
    let first = DraftVersionRow {
        draft: id.0,
        version: 1,
        previous: None,
        document: write(draft)?,
        saved_by: by,
        saved_day: installation.today(),
    };
    Ok(drafts::insert_version(connection, &first)?)
}
