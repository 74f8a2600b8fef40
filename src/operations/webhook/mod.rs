//! Telling programs outside of releases: who is told, what, and the courier.
//!
//! What is told is what everybody can see at that moment: it says nothing that
//! a look at the board would not.

mod announce;
mod courier;

pub(super) use announce::announce;
pub(super) use courier::start;

use super::error::OperationError;
use super::installation::Installation;
use crate::limits::WEBHOOKS_MAX;
use crate::membership::webhook::{WebhookAddress, WebhookSecret};
use crate::random::{self, RandomError};
use crate::store::error::StoreError;
use crate::store::webhooks::{self, DeliveryRow, WebhookRow};

/// What a verb about webhooks may refuse.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    #[error("there is no such webhook")]
    Unknown,
    #[error("this address is told already")]
    Known,
    #[error("there are as many webhooks as there may be; take one out first")]
    TooMany,
    #[error(transparent)]
    Operation(#[from] OperationError),
}

impl From<StoreError> for WebhookError {
    fn from(error: StoreError) -> Self {
        Self::Operation(error.into())
    }
}

impl From<RandomError> for WebhookError {
    fn from(error: RandomError) -> Self {
        Self::Operation(error.into())
    }
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub id: i64,
    pub address: String,
    pub secret: WebhookSecret,
    pub last_outcome: Option<String>,
}

pub fn list(installation: &Installation) -> Result<Vec<Webhook>, OperationError> {
    let rows = webhooks::list_webhooks(&mut *installation.store.connection()?)?;
    let line = |row: WebhookRow| Webhook {
        secret: secret(installation, row.id),
        id: row.id,
        address: row.address,
        last_outcome: row.last_outcome,
    };
    Ok(rows.into_iter().map(line).collect())
}

pub fn add(
    installation: &Installation,
    by: i64,
    address: &WebhookAddress,
) -> Result<(), WebhookError> {
    installation.store.in_transaction(|connection| {
        let known = webhooks::list_webhooks(connection)?;
        if known.iter().any(|row| row.address == address.as_str()) {
            return Err(WebhookError::Known);
        }
        if known.len() >= WEBHOOKS_MAX {
            return Err(WebhookError::TooMany);
        }
        let row = WebhookRow {
            id: random::id()?,
            address: address.as_str().to_owned(),
            added_by: by,
            added_day: installation.today(),
            last_outcome: None,
        };
        Ok(webhooks::insert_webhook(connection, &row)?)
    })
}

pub fn remove(installation: &Installation, webhook: i64) -> Result<(), WebhookError> {
    let removed = installation
        .store
        .in_transaction(|connection| webhooks::delete_webhook(connection, webhook))?;
    removed.then_some(()).ok_or(WebhookError::Unknown)
}

/// Sends a message that says nothing, to see whether it arrives.
pub fn try_out(installation: &Installation, webhook: i64) -> Result<(), WebhookError> {
    installation.store.in_transaction(|connection| {
        webhooks::find_webhook(connection, webhook)?.ok_or(WebhookError::Unknown)?;
        let row = DeliveryRow {
            id: random::id()?,
            webhook,
            body: serde_json::json!({ "type": "test", "data": {} }).to_string(),
            attempts: 0,
        };
        Ok(webhooks::insert_delivery(connection, &row)?)
    })
}

/// Of one webhook; another key directory has others.
fn secret(installation: &Installation, webhook: i64) -> WebhookSecret {
    let root = installation.keys.root();
    WebhookSecret::from_bytes(root.derive("webhook", &[&webhook.to_be_bytes()]))
}
