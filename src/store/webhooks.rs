//! Programs that are told of releases, and what is still to be told.

use diesel::prelude::*;
use whynot_schema::{webhook_deliveries, webhooks};

use super::connection::AnyConnection;
use super::error::StoreError;

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct WebhookRow {
    pub id: i64,
    pub address: String,
    pub added_by: i64,
    pub added_day: String,
    /// How the last attempt went, in words; never what was answered.
    pub last_outcome: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DeliveryRow {
    pub id: i64,
    pub webhook: i64,
    pub body: String,
    pub attempts: i32,
}

pub fn insert_webhook(connection: &mut AnyConnection, row: &WebhookRow) -> Result<(), StoreError> {
    diesel::insert_into(webhooks::table)
        .values((
            webhooks::id.eq(row.id),
            webhooks::address.eq(&row.address),
            webhooks::added_by.eq(row.added_by),
            webhooks::added_day.eq(&row.added_day),
            webhooks::last_outcome.eq(&row.last_outcome),
        ))
        .execute(connection)?;
    Ok(())
}

/// By address.
pub fn list_webhooks(connection: &mut AnyConnection) -> Result<Vec<WebhookRow>, StoreError> {
    let rows = webhooks::table.order((webhooks::address, webhooks::id));
    Ok(rows.load(connection)?)
}

pub fn find_webhook(
    connection: &mut AnyConnection,
    webhook: i64,
) -> Result<Option<WebhookRow>, StoreError> {
    Ok(webhooks::table.find(webhook).first(connection).optional()?)
}

pub fn update_outcome(
    connection: &mut AnyConnection,
    webhook: i64,
    outcome: &str,
) -> Result<(), StoreError> {
    diesel::update(webhooks::table.find(webhook))
        .set(webhooks::last_outcome.eq(Some(outcome)))
        .execute(connection)?;
    Ok(())
}

/// With what it was still to be told.
pub fn delete_webhook(connection: &mut AnyConnection, webhook: i64) -> Result<bool, StoreError> {
    let waiting = webhook_deliveries::table.filter(webhook_deliveries::webhook.eq(webhook));
    diesel::delete(waiting).execute(connection)?;
    let deleted = diesel::delete(webhooks::table.find(webhook)).execute(connection)?;
    Ok(deleted == 1)
}

pub fn insert_delivery(
    connection: &mut AnyConnection,
    row: &DeliveryRow,
) -> Result<(), StoreError> {
    diesel::insert_into(webhook_deliveries::table)
        .values((
            webhook_deliveries::id.eq(row.id),
            webhook_deliveries::webhook.eq(row.webhook),
            webhook_deliveries::body.eq(&row.body),
            webhook_deliveries::attempts.eq(row.attempts),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn list_deliveries(connection: &mut AnyConnection) -> Result<Vec<DeliveryRow>, StoreError> {
    let rows = webhook_deliveries::table.order(webhook_deliveries::id);
    Ok(rows.load(connection)?)
}

/// Whether this attempt is ours: another process may have begun it.
pub fn claim_attempt(
    connection: &mut AnyConnection,
    delivery: i64,
    attempts: i32,
) -> Result<bool, StoreError> {
    let unclaimed = webhook_deliveries::table
        .find(delivery)
        .filter(webhook_deliveries::attempts.eq(attempts));
    let claimed = diesel::update(unclaimed)
        .set(webhook_deliveries::attempts.eq(attempts + 1))
        .execute(connection)?;
    Ok(claimed == 1)
}

pub fn delete_delivery(connection: &mut AnyConnection, delivery: i64) -> Result<(), StoreError> {
    diesel::delete(webhook_deliveries::table.find(delivery)).execute(connection)?;
    Ok(())
}
