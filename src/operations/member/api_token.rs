//! Tokens of the API: making, listing and taking them back, and whose one is.

use jiff::ToSpan;

use super::session::actor_of;
use super::{Member, MemberError, beside};
use crate::limits::{API_TOKEN_DAYS_MAX, API_TOKENS_MAX};
use crate::membership::api_token::{self, ApiToken, Scope};
use crate::membership::name::Name;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::privacy::ledger::Actor;
use crate::random;
use crate::store::api_tokens::{self, ApiTokenRow};
use crate::store::members;

/// A token that is to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    pub name: Name,
    pub scopes: Vec<Scope>,
    /// The last day on which it opens anything.
    pub last_day: jiff::civil::Date,
}

/// A line of the list of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLine {
    pub id: i64,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub created_day: String,
    pub last_used_day: Option<String>,
    pub last_day: String,
    pub is_over: bool,
}

/// The member for whom a program asks.
#[derive(Debug, Clone)]
pub struct Caller {
    pub member: Member,
    departments: Vec<String>,
    scopes: Vec<Scope>,
}

impl Caller {
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }

    /// As the ledger names the member.
    pub fn actor(&self) -> Actor {
        actor_of(self.member.role, &self.departments)
    }
}

/// Until a year from today, like every secret that lies on a server.
pub fn last_day_max(installation: &Installation) -> jiff::civil::Date {
    let today = installation.clock.today();
    today.saturating_add(API_TOKEN_DAYS_MAX.days())
}

pub fn new_token() -> Result<ApiToken, OperationError> {
    Ok(ApiToken::from_number(u128::from_be_bytes(random::bytes()?)))
}

/// Keeps a token's hash; it can be shown this once.
pub async fn keep(
    installation: &Installation,
    member: i64,
    token: ApiToken,
    new: NewToken,
) -> Result<(), MemberError> {
    beside(installation, move |installation| {
        let today = installation.clock.today();
        if new.last_day < today || new.last_day > last_day_max(installation) {
            return Err(MemberError::TokenDay);
        }
        installation.store.in_transaction(|connection| {
            members::lock_members(connection)?;
            let known = api_tokens::list_api_tokens(connection, member)?;
            if known.len() >= API_TOKENS_MAX {
                return Err(MemberError::TooManyTokens);
            }
            let row = ApiTokenRow {
                id: random::id()?,
                token_hash: token.hash().to_vec(),
                member,
                name: new.name.to_string(),
                scopes: api_token::written(&new.scopes),
                created_day: today.to_string(),
                last_used_day: None,
                last_day: new.last_day.to_string(),
            };
            Ok(api_tokens::insert_api_token(connection, &row)?)
        })
    })
    .await
}

/// By name; those that are over too, until they are taken back.
pub async fn list(installation: &Installation, member: i64) -> Result<Vec<TokenLine>, MemberError> {
    beside(installation, move |installation| {
        let today = installation.today();
        let rows = api_tokens::list_api_tokens(&mut *installation.store.connection()?, member)?;
        let line = |row: ApiTokenRow| TokenLine {
            id: row.id,
            name: row.name,
            scopes: api_token::read(&row.scopes),
            created_day: row.created_day,
            last_used_day: row.last_used_day,
            is_over: row.last_day < today,
            last_day: row.last_day,
        };
        Ok(rows.into_iter().map(line).collect())
    })
    .await
}

/// Somebody else's is unknown.
pub async fn take_back(
    installation: &Installation,
    member: i64,
    token: i64,
) -> Result<(), MemberError> {
    beside(installation, move |installation| {
        let deleted = installation
            .store
            .in_transaction(|connection| api_tokens::delete_api_token(connection, member, token))?;
        deleted.then_some(()).ok_or(MemberError::Unknown)
    })
    .await
}

/// Whose token this is; `None` if it was taken back or is over, or if its
/// member may not make surveys any more.
pub async fn find(
    installation: &Installation,
    token: ApiToken,
) -> Result<Option<Caller>, OperationError> {
    installation
        .blocking(move |installation| {
            let today = installation.today();
            let mut connection = installation.store.connection()?;
            let row = api_tokens::find_api_token(&mut connection, &token.hash())?;
            let Some(row) = row.filter(|row| row.last_day >= today) else {
                return Ok(None);
            };
            let Some(member) = members::find_member(&mut connection, row.member)? else {
                return Ok(None);
            };
            let member = Member::read(member)?;
            let departments = members::list_departments_of(&mut connection, row.member)?;
            drop(connection);
            if row.last_used_day.as_ref() != Some(&today) {
                installation.store.in_transaction(|connection| {
                    api_tokens::update_used(connection, row.id, &today)
                })?;
            }
            Ok(member.role.makes_surveys().then(|| Caller {
                member,
                departments,
                scopes: api_token::read(&row.scopes),
            }))
        })
        .await
}
