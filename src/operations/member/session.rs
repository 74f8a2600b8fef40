//! Sessions: finding out who asks, listing, naming and ending them.

use jiff::ToSpan;

use super::{Member, MemberError, beside, new_number};
use crate::limits::{SESSION_DAYS_MAX, SESSION_DAYS_UNUSED_MAX};
use crate::membership::name::Name;
use crate::membership::role::Role;
use crate::membership::session::{self, SessionToken};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::privacy::ledger::{self, Actor};
use crate::random;
use crate::store::connection::AnyConnection;
use crate::store::error::StoreError;
use crate::store::sessions::{self, SessionRow};
use crate::store::{members, second_steps};

/// Whoever a session's token belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub member: Member,
    /// Names of the departments that the member belongs to.
    pub departments: Vec<String>,
    pub session: i64,
    pub token: SessionToken,
}

impl SignedIn {
    /// As the ledger names whoever acts: role and departments, never a name.
    pub fn actor(&self) -> Actor {
        actor_of(self.member.role, &self.departments)
    }
}

/// As the ledger names somebody of this role and these departments.
pub(super) fn actor_of(role: Role, departments: &[String]) -> Actor {
    let role = match role {
        Role::Owner => ledger::Role::Owner,
        Role::Marketer => ledger::Role::Marketer,
        Role::Executive => ledger::Role::Executive,
    };
    Actor {
        role,
        department: in_words(departments),
    }
}

/// "Press, Product and Service".
fn in_words(departments: &[String]) -> Option<String> {
    let (last, others) = departments.split_last()?;
    Some(match others {
        [] => last.clone(),
        others => format!("{} and {last}", others.join(", ")),
    })
}

/// What a new session may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    Complete(SessionToken),
    /// The code of the member's app is still to come.
    AwaitsCode(SessionToken),
}

/// A line of the list of sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    pub id: i64,
    pub name: Option<String>,
    pub created_day: String,
    pub last_used_day: String,
}

/// A new session with a token nobody has seen before.
pub(super) fn begin(
    installation: &Installation,
    connection: &mut AnyConnection,
    member: i64,
    awaits_code: bool,
) -> Result<SessionToken, MemberError> {
    let today = installation.clock.today();
    let day_before = |days: i32| today.saturating_sub(days.days()).to_string();
    sessions::delete_stale_sessions(
        connection,
        member,
        &day_before(SESSION_DAYS_MAX),
        &day_before(SESSION_DAYS_UNUSED_MAX),
    )?;
    let token = SessionToken::from_number(new_number()?);
    let row = SessionRow {
        id: random::id()?,
        token_hash: token.hash().to_vec(),
        member,
        name: None,
        awaits_code,
        created_day: today.to_string(),
        last_used_day: today.to_string(),
    };
    sessions::insert_session(connection, &row)?;
    Ok(token)
}

/// A session for somebody whose password was right.
pub(super) fn begin_after_password(
    installation: &Installation,
    connection: &mut AnyConnection,
    member: i64,
) -> Result<Begun, MemberError> {
    let awaits_code = second_steps::has_second_step(connection, member)?;
    let token = begin(installation, connection, member, awaits_code)?;
    Ok(match awaits_code {
        true => Begun::AwaitsCode(token),
        false => Begun::Complete(token),
    })
}

/// The session under this token, if it still holds today.
pub(super) fn find_row(
    installation: &Installation,
    connection: &mut AnyConnection,
    token: SessionToken,
) -> Result<Option<SessionRow>, StoreError> {
    let row = sessions::find_session(connection, &token.hash())?;
    let today = installation.clock.today();
    Ok(row.filter(|row| session::holds(&row.created_day, &row.last_used_day, today)))
}

/// Who carries this token; `None` if it does not hold, or awaits a code.
pub async fn find(
    installation: &Installation,
    token: SessionToken,
) -> Result<Option<SignedIn>, OperationError> {
    installation
        .blocking(move |installation| {
            let mut connection = installation.store.connection()?;
            let row = find_row(installation, &mut connection, token)?;
            let Some(row) = row.filter(|row| !row.awaits_code) else {
                return Ok(None);
            };
            let Some(member) = members::find_member(&mut connection, row.member)? else {
                return Ok(None);
            };
            let departments = members::list_departments_of(&mut connection, row.member)?;
            drop(connection);
            let today = installation.today();
            if row.last_used_day != today {
                installation.store.in_transaction(|connection| {
                    sessions::update_used(connection, row.id, &today)
                })?;
            }
            Ok(Some(SignedIn {
                member: Member::read(member)?,
                departments,
                session: row.id,
                token,
            }))
        })
        .await
}

/// A member's sessions, the newest day first.
pub async fn list(
    installation: &Installation,
    member: i64,
) -> Result<Vec<SessionLine>, OperationError> {
    installation
        .blocking(move |installation| {
            let today = installation.clock.today();
            let rows = sessions::list_sessions(&mut *installation.store.connection()?, member)?;
            let held = rows.into_iter().filter(|row| {
                !row.awaits_code && session::holds(&row.created_day, &row.last_used_day, today)
            });
            let lines = held.map(|row| SessionLine {
                id: row.id,
                name: row.name,
                created_day: row.created_day,
                last_used_day: row.last_used_day,
            });
            Ok(lines.collect())
        })
        .await
}

/// Ends one of a member's own sessions.
pub async fn end(
    installation: &Installation,
    member: i64,
    session: i64,
) -> Result<(), MemberError> {
    beside(installation, move |installation| {
        let store = &installation.store;
        let ended = store
            .in_transaction(|connection| sessions::delete_session(connection, member, session))?;
        ended.then_some(()).ok_or(MemberError::Unknown)
    })
    .await
}

/// Ends all of a member's sessions but the one that asks.
pub async fn end_others(
    installation: &Installation,
    member: i64,
    kept: i64,
) -> Result<(), MemberError> {
    beside(installation, move |installation| {
        installation.store.in_transaction(|connection| {
            sessions::delete_other_sessions(connection, member, Some(kept))?;
            Ok(())
        })
    })
    .await
}

/// Calls one of a member's own sessions something: whynot does not ask a browser
/// what it is.
pub async fn rename(
    installation: &Installation,
    member: i64,
    session: i64,
    name: Option<Name>,
) -> Result<(), MemberError> {
    beside(installation, move |installation| {
        let name = name.as_ref().map(Name::as_str);
        let renamed = installation.store.in_transaction(|connection| {
            sessions::update_name(connection, member, session, name)
        })?;
        renamed.then_some(()).ok_or(MemberError::Unknown)
    })
    .await
}
