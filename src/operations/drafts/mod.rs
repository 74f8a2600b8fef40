//! Drafts of surveys: stands in until the branch that keeps them.

use std::sync::Mutex;

use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::survey::draft::{Draft, DraftCharter, Texts};
use crate::survey::identifier::Slug;
use crate::survey::language::Language;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftId(pub i64);

impl std::fmt::Display for DraftId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::str::FromStr for DraftId {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

#[derive(Debug, Clone)]
pub struct Opened {
    pub id: DraftId,
    pub version: i32,
    pub draft: Draft,
    pub survey: Option<Slug>,
    pub undo: Option<String>,
    pub redo: Option<String>,
}

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
    File(String),
    Survey(Slug),
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("there is a survey at this address")]
    Taken,
}

pub enum Saving {
    Saved { version: i32 },
    Conflict(Conflict),
}

pub struct Conflict {
    pub base: Draft,
    pub mine: Draft,
    pub theirs: Draft,
}

static ALL: Mutex<Vec<Vec<Draft>>> = Mutex::new(Vec::new());

fn blank(brand: String, slug: &Slug, languages: Vec<Language>) -> Draft {
    Draft {
        slug: slug.to_string(),
        brand,
        languages,
        title: Texts::default(),
        introduction: Texts::default(),
        thanks: Texts::default(),
        source: Texts::default(),
        charter: DraftCharter {
            readers: Texts::default(),
            outside: Texts::default(),
            access: crate::survey::charter::Access::Link,
            group_size_min: "10".to_owned(),
            floor: "5".to_owned(),
            results: crate::survey::charter::ResultsWhen::WhenClosed,
            breakdowns: None,
            retention_days: "90".to_owned(),
        },
        calendar: crate::survey::calendar::Calendar::default(),
        questions: Vec::new(),
        import: None,
        is_simulated: false,
    }
}

pub fn start(_: &Installation, _by: i64, start: Start, _key: u128) -> Result<DraftId, StartError> {
    let draft = match start {
        Start::Blank {
            brand,
            slug,
            languages,
        }
        | Start::Library {
            brand,
            slug,
            languages,
            ..
        } => blank(brand, &slug, languages),
        _ => return Err(StartError::Taken),
    };
    let mut all = ALL.lock().unwrap_or_else(|e| e.into_inner());
    all.push(vec![draft]);
    Ok(DraftId(all.len() as i64))
}

pub fn open(_: &Installation, id: DraftId) -> Result<Option<Opened>, OperationError> {
    let all = ALL.lock().unwrap_or_else(|e| e.into_inner());
    Ok(all.get((id.0 - 1) as usize).map(|versions| Opened {
        id,
        version: versions.len() as i32,
        draft: versions.last().cloned().unwrap_or_else(|| unreachable!()),
        survey: None,
        undo: (versions.len() > 1).then(|| "the last change".to_owned()),
        redo: None,
    }))
}

pub fn save(
    _: &Installation,
    _by: i64,
    id: DraftId,
    _base: i32,
    edit: impl FnOnce(&mut Draft),
) -> Result<Saving, OperationError> {
    let mut all = ALL.lock().unwrap_or_else(|e| e.into_inner());
    let versions = all.get_mut((id.0 - 1) as usize);
    if let Some(versions) = versions
        && let Some(mut draft) = versions.last().cloned()
    {
        edit(&mut draft);
        versions.push(draft);
    }
    Ok(Saving::Saved { version: 1 })
}

pub fn undo(_: &Installation, _by: i64, id: DraftId) -> Result<(), OperationError> {
    let mut all = ALL.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(versions) = all.get_mut((id.0 - 1) as usize)
        && versions.len() > 1
    {
        versions.pop();
    }
    Ok(())
}

pub fn redo(_: &Installation, _by: i64, _id: DraftId) -> Result<(), OperationError> {
    Ok(())
}

pub struct DraftSummary {
    pub id: DraftId,
    pub draft: Draft,
    pub survey: Option<Slug>,
}
pub fn list(_: &Installation) -> Result<Vec<DraftSummary>, OperationError> {
    let all = ALL.lock().unwrap_or_else(|e| e.into_inner());
    Ok(all
        .iter()
        .enumerate()
        .filter_map(|(n, v)| {
            Some(DraftSummary {
                id: DraftId(n as i64 + 1),
                draft: v.last()?.clone(),
                survey: None,
            })
        })
        .collect())
}
