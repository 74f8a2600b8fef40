//! A thread that delivers messages, and tries again later where it cannot.

use std::collections::HashMap;
use std::time::Duration;

use super::secret;
use crate::background;
use crate::limits::{WEBHOOK_ATTEMPTS_MAX, WEBHOOK_SECONDS_MAX};
use crate::operations::error::OperationError;
use crate::operations::installation::{Installation, WeakInstallation};
use crate::store::webhooks::{self, DeliveryRow, WebhookRow};

/// How often it looks for messages; also the unit in which it waits.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Looks before the next attempt, after so many.
const PATIENCE: [u64; 6] = [5, 30, 300, 1_800, 7_200, 21_600];

/// Starts it; it ends soon after the last handle of the installation.
pub(in crate::operations) fn start(installation: WeakInstallation) -> std::io::Result<()> {
    background::spawn("courier", move || {
        let mut courier = Courier::new();
        loop {
            std::thread::sleep(LOOK_AGAIN);
            let Some(installation) = installation.upgrade() else {
                return;
            };
            if let Err(error) = courier.look(&installation) {
                tracing::warn!(%error, "messages to programs wait");
            }
        }
    })
}

struct Courier {
    agent: ureq::Agent,
    looks: u64,
    /// At which look each message is tried again. In memory only: a moment is
    /// nothing to be stored, and a start is a good time to try.
    due: HashMap<i64, u64>,
}

impl Courier {
    fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(WEBHOOK_SECONDS_MAX)))
            // A redirect could lead a signed message anywhere.
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("whynot")
            .build();
        Self {
            agent: config.into(),
            looks: 0,
            due: HashMap::new(),
        }
    }

    fn look(&mut self, installation: &Installation) -> Result<(), OperationError> {
        self.looks += 1;
        let mut connection = installation.store.connection()?;
        let deliveries = webhooks::list_deliveries(&mut connection)?;
        drop(connection);
        self.due
            .retain(|id, _| deliveries.iter().any(|delivery| delivery.id == *id));
        for delivery in deliveries {
            if self
                .due
                .get(&delivery.id)
                .is_none_or(|due| *due <= self.looks)
            {
                self.attempt(installation, &delivery)?;
            }
        }
        Ok(())
    }

    fn attempt(
        &mut self,
        installation: &Installation,
        delivery: &DeliveryRow,
    ) -> Result<(), OperationError> {
        let claimed = installation.store.in_transaction(|connection| {
            let is_ours = webhooks::claim_attempt(connection, delivery.id, delivery.attempts)?;
            let webhook = webhooks::find_webhook(connection, delivery.webhook)?;
            Ok::<_, OperationError>(webhook.filter(|_| is_ours))
        })?;
        let Some(webhook) = claimed else {
            return Ok(());
        };
        let outcome = self.send(installation, &webhook, delivery);
        let attempts = delivery.attempts + 1;
        let is_done = outcome.is_ok() || attempts >= WEBHOOK_ATTEMPTS_MAX;
        let words = match &outcome {
            Ok(()) => "arrived".to_owned(),
            Err(trouble) if is_done => format!("{trouble}; given up"),
            Err(trouble) => format!("{trouble}; tried again later"),
        };
        installation.store.in_transaction(|connection| {
            if is_done {
                webhooks::delete_delivery(connection, delivery.id)?;
            }
            Ok::<_, OperationError>(webhooks::update_outcome(connection, webhook.id, &words)?)
        })?;
        let after = usize::try_from(delivery.attempts).unwrap_or(0);
        let wait = PATIENCE
            .get(after)
            .or(PATIENCE.last())
            .copied()
            .unwrap_or(1);
        self.due.insert(delivery.id, self.looks + wait);
        Ok(())
    }

    /// The number of a message stays the same over all attempts, so that who
    /// gets it twice can tell.
    fn send(
        &self,
        installation: &Installation,
        webhook: &WebhookRow,
        delivery: &DeliveryRow,
    ) -> Result<(), String> {
        let id = format!("msg_{:016x}", delivery.id);
        let seconds = installation.clock.half_minute() * 30;
        let signature = secret(installation, webhook.id).sign(&id, seconds, &delivery.body);
        let request = self
            .agent
            .post(&webhook.address)
            .header("content-type", "application/json")
            .header("webhook-id", &id)
            .header("webhook-timestamp", seconds.to_string())
            .header("webhook-signature", signature);
        match request.send(delivery.body.as_str()) {
            Ok(response) if response.status().is_success() => Ok(()),
            Ok(response) => Err(format!(
                "answered with status {}",
                response.status().as_u16()
            )),
            Err(_unreachable) => Err("not reached".to_owned()),
        }
    }
}
