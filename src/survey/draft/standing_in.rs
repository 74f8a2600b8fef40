//! Stands in.
use super::*;
use crate::survey::question::Question;
use crate::survey::questionnaire::Survey;
#[derive(Debug, Clone)]
pub struct Place {
    pub question: Option<ItemId>,
    pub part: Option<ItemId>,
    pub field: &'static str,
}
#[derive(Debug, Clone)]
pub struct DraftProblem {
    pub place: Place,
    pub reason: String,
    pub remedy: String,
}
pub struct DraftFile {
    pub text: String,
}
pub fn file_of(_: &Draft) -> DraftFile {
    DraftFile {
        text: String::new(),
    }
}
pub fn survey(_: &Draft) -> Result<Survey, Vec<DraftProblem>> {
    Err(Vec::new())
}
pub struct Contradiction {
    pub what: String,
    pub mine: String,
    pub theirs: String,
}
pub struct Merged {
    pub draft: Draft,
    pub conflicts: Vec<Contradiction>,
}
impl Merged {
    pub fn chosen(self, _: impl Fn(usize) -> bool) -> Draft {
        self.draft
    }
}
pub fn merge(_: &Draft, mine: &Draft, _: &Draft) -> Merged {
    Merged {
        draft: mine.clone(),
        conflicts: Vec::new(),
    }
}
impl Draft {
    pub fn of(_: &Survey, _ids: impl FnMut() -> ItemId) -> Self {
        unimplemented!()
    }
}
impl DraftQuestion {
    pub fn of(_: &Question, _: &[Language], _ids: &mut dyn FnMut() -> ItemId) -> Self {
        unimplemented!()
    }
}
