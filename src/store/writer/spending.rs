//! The responses that came with a code: whose pass is spent now, whose was
//! spent before.
//!
//! A forged code goes the same way as a used one and asks the database for as
//! much, so that how long the answer takes does not tell them apart.

use std::collections::{HashMap, HashSet};

use super::admitting::Admitting;
use super::{Admission, Intent, Job, OpenPool, PoolVault, WriterError};
use crate::privacy::pass::{Pass, Ticket};
use crate::privacy::pool_cipher::PoolRow;
use crate::privacy::receipt::PoolRowKey;
use crate::store::{passes, pool};

/// One response with a code, as far as it has come.
struct Invited<'a> {
    ticket: Ticket,
    row_key: PoolRowKey,
    admission: &'a mut Admission,
}

fn invited<'a>(
    pool: &dyn OpenPool,
    group: &[Job],
    admissions: &'a mut [Admission],
    stands: impl Fn(&Admission) -> bool,
) -> Vec<Invited<'a>> {
    let jobs = group.iter().zip(admissions);
    jobs.filter_map(|(job, admission)| match job.intent {
        Intent::SubmitInvited(ticket) if stands(admission) => Some(Invited {
            ticket,
            row_key: pool.row_key(job.waiting.batch_key),
            admission,
        }),
        _ => None,
    })
    .collect()
}

impl<V: PoolVault> Admitting<'_, V> {
    /// Spends the passes of those responses that are new; a form that waits
    /// already spends nothing more.
    // Promise P9: the pass is spent in the response's own transaction.
    pub(super) fn spend(
        &mut self,
        pool: &dyn OpenPool,
        group: &[Job],
        admissions: &mut [Admission],
    ) -> Result<(), WriterError> {
        let is_new = |admission: &Admission| matches!(admission, Admission::Stored);
        let mut invited = invited(pool, group, admissions, is_new);
        if invited.is_empty() {
            return Ok(());
        }
        self.recognise(pool, &mut invited)?;
        invited.retain(|invited| is_new(invited.admission));
        let wanted: Vec<Pass> = invited.iter().map(|invited| invited.ticket.pass).collect();
        let spent = passes::find_spent(self.connection, self.place.survey, &wanted)?;
        let mut claimed = HashSet::new();
        for Invited {
            ticket, admission, ..
        } in &mut invited
        {
            let is_good = ticket.is_genuine && !spent.contains(&ticket.pass);
            if !(is_good && claimed.insert(ticket.pass)) {
                **admission = Admission::NotInvited;
            }
        }
        let claimed: Vec<Pass> = claimed.into_iter().collect();
        let won = passes::insert_waiting(self.connection, self.place.survey, &claimed)?;
        for invited in invited {
            if !won.contains(&invited.ticket.pass) {
                *invited.admission = Admission::NotInvited;
            }
        }
        Ok(())
    }

    /// A form that was sent twice at once spent its code itself: the second
    /// finds the first.
    pub(super) fn forgive_repeated(
        &mut self,
        pool: &dyn OpenPool,
        group: &[Job],
        admissions: &mut [Admission],
    ) -> Result<(), WriterError> {
        let is_refused = |admission: &Admission| matches!(admission, Admission::NotInvited);
        let mut refused = invited(pool, group, admissions, is_refused);
        if refused.is_empty() {
            return Ok(());
        }
        self.recognise(pool, &mut refused)
    }

    /// Tells those whose form waits already what it said.
    fn recognise(
        &mut self,
        pool: &dyn OpenPool,
        invited: &mut [Invited<'_>],
    ) -> Result<(), WriterError> {
        let keys: Vec<PoolRowKey> = invited.iter().map(|invited| invited.row_key).collect();
        let known = pool::find_all(self.connection, self.place, &keys)?;
        let known: HashMap<PoolRowKey, PoolRow> =
            known.into_iter().map(|row| (row.row_key, row)).collect();
        for invited in invited {
            if let Some(row) = known.get(&invited.row_key) {
                *invited.admission = Admission::WaitsAlready(pool.decrypt(row)?);
            }
        }
        Ok(())
    }
}
