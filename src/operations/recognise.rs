//! From a code to the survey that it was made for, and to the pass it spends.

use std::sync::{Arc, PoisonError};

use super::error::OperationError;
use super::installation::Installation;
use super::publish::{self, Published};
use crate::keys::KeyStamp;
use crate::privacy::invitation::InvitationCode;
use crate::privacy::pass::Ticket;
use crate::privacy::pool_cipher::Place;
use crate::privacy::prf::InvitationKey;
use crate::store::surveys;
use crate::survey::identifier::Slug;

/// One survey that invites people.
#[derive(Clone)]
struct RingKey {
    survey: i64,
    slug: Slug,
    key: InvitationKey,
    stamp: KeyStamp,
}

/// Every invitation key: at most a second old.
#[derive(Clone, Default)]
pub(super) struct KeyRing(Vec<RingKey>);

/// The survey of a code that was made by an invitation key; `None` for every
/// other text. Says nothing about whether the code was used.
///
/// Tries every key whatever is found, so that failing takes as long as not.
pub async fn find_invited(
    installation: &Installation,
    code: Option<InvitationCode>,
) -> Result<Option<Arc<Published>>, OperationError> {
    let slug = installation.ring().find(code);
    match slug {
        Some(slug) => publish::find_published(installation, &slug).await,
        None => Ok(None),
    }
}

impl KeyRing {
    fn find(&self, code: Option<InvitationCode>) -> Option<Slug> {
        let tried = code.unwrap_or(InvitationCode::NONE);
        let mut found = None;
        for key in &self.0 {
            if tried.open(&key.key, key.survey).is_genuine {
                found = Some(&key.slug);
            }
        }
        found.filter(|_| code.is_some()).cloned()
    }

    /// A survey without a key has no genuine codes: any key will do.
    fn ticket(&self, place: Place, code: Option<InvitationCode>) -> Ticket {
        let known = self.0.iter().find(|key| key.survey == place.survey);
        let tried = code.unwrap_or(InvitationCode::NONE);
        let nobodys = InvitationKey::from_bytes([0; 32]);
        let ticket = Ticket::of(known.map_or(&nobodys, |known| &known.key), place, tried);
        Ticket {
            is_genuine: ticket.is_genuine && known.is_some() && code.is_some(),
            ..ticket
        }
    }
}

impl Installation {
    fn ring(&self) -> Arc<KeyRing> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&ring)
    }

    /// What a code is worth in a wave.
    pub(super) fn ticket(&self, place: Place, code: Option<InvitationCode>) -> Ticket {
        self.ring().ticket(place, code)
    }

    /// Whether the code was made for this survey. Says nothing about whether it
    /// was used.
    pub fn is_code_of(&self, published: &Published, code: Option<InvitationCode>) -> bool {
        let place = Place {
            survey: published.id,
            wave: 0,
        };
        self.ticket(place, code).is_genuine
    }
}

/// Reads what was made or destroyed since the last look, here or by another process.
pub(super) fn refresh(installation: &Installation) -> Result<(), OperationError> {
    let stamped = installation.keys.list_invitation_keys()?;
    let known = installation.ring();
    let is_known = |(survey, stamp): &(i64, KeyStamp)| {
        known
            .0
            .iter()
            .any(|key| key.survey == *survey && key.stamp == *stamp)
    };
    if stamped.len() == known.0.len() && stamped.iter().all(is_known) {
        return Ok(());
    }
    let rows = surveys::list_surveys(&mut *installation.store.connection()?)?;
    let mut ring = KeyRing::default();
    for (survey, stamp) in stamped {
        let row = rows.iter().find(|row| row.id == survey);
        let slug = row.and_then(|row| row.slug.parse().ok());
        let key = installation.keys.find_invitation_key(survey)?;
        if let (Some(slug), Some(key)) = (slug, key) {
            ring.0.push(RingKey {
                survey,
                slug,
                key,
                stamp,
            });
        }
    }
    let mut current = installation
        .ring
        .write()
        .unwrap_or_else(PoisonError::into_inner);
    *current = Arc::new(ring);
    Ok(())
}
