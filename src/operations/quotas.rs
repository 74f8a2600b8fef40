//! Quotas: how many have chosen what is limited, as of the last release, and
//! who is thanked and asked no further.

use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::published::Published;
use super::results;
use crate::store::surveys::{self, WaveRow};
use crate::survey::answer::Given;
use crate::survey::questionnaire::Survey;
use crate::survey::quota::Quota;

/// One quota of a wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    pub quota: Quota,
    /// Released responses that chose what it limits, as the table of everybody
    /// shows them.
    pub released: u64,
}

impl Counted {
    pub fn is_full(&self) -> bool {
        self.released >= u64::from(self.quota.most)
    }
}

/// Every quota of a wave, in the order of its survey.
// Promise P3: whoever answers can try whether a quota is full, so this reads
// the table that everybody's results are shown in, and nothing that waits.
pub(super) fn count(
    installation: &Installation,
    survey: &Survey,
    wave: &WaveRow,
) -> Result<Vec<Counted>, OperationError> {
    if survey.quotas.is_empty() {
        return Ok(Vec::new());
    }
    let tables = results::of_everybody(installation, survey, wave)?;
    let released = |quota: &Quota| {
        let mut tables = tables.iter().flat_map(|tables| tables.iter());
        let table = tables.find(|table| table.heading().question_code == quota.question.as_str());
        let Some(table) = table else { return 0 };
        let cells = table.first().item(0).iter().zip(table.categories());
        let limited = cells.filter(|(_, category)| {
            let mut options = quota.options.iter();
            options.any(|option| option.as_str() == category.code)
        });
        limited.map(|(cell, _)| cell.count()).sum()
    };
    let counted = survey.quotas.iter().map(|quota| Counted {
        released: released(quota),
        quota: quota.clone(),
    });
    Ok(counted.collect())
}

/// The quota that turns a respondent away who has given these answers so far.
pub async fn turned_away(
    installation: &Installation,
    published: &Arc<Published>,
    given: Vec<Given>,
) -> Result<Option<Quota>, OperationError> {
    let Some(wave) = published.wave.running() else {
        return Ok(None);
    };
    let questionnaire = &published.survey.questionnaire;
    let concerns = |quota: &Quota| quota.concerns(questionnaire, &given);
    // Most answers touch no quota, and cost no look into the database.
    if !published.survey.quotas.iter().any(concerns) {
        return Ok(None);
    }
    let published = Arc::clone(published);
    let counted = installation.blocking(move |installation| {
        let mut connection = installation.store.connection()?;
        let row = surveys::find_wave(&mut connection, published.id, wave)?
            .ok_or(OperationError::Damaged("a wave is gone"))?;
        drop(connection);
        count(installation, &published.survey, &row)
    });
    let full = counted.await?.into_iter().filter(Counted::is_full);
    Ok(full
        .map(|counted| counted.quota)
        .find(|quota| quota.concerns(questionnaire, &given)))
}
