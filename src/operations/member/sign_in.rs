//! Signing in: address and password, and then, for those who have one, the code
//! of an app or a recovery code.

use super::doors::Guess;
use super::session::{self, Begun};
use super::{MemberError, beside, second_step};
use crate::membership::address::Address;
use crate::membership::password::Password;
use crate::membership::session::SessionToken;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::store::connection::AnyConnection;
use crate::store::members::{self, MemberRow};
use crate::store::sessions::{self, SessionRow};

/// As much work for an address that nobody has as for one that somebody has.
pub async fn sign_in(
    installation: &Installation,
    typed_address: &str,
    typed_password: &str,
) -> Result<Begun, MemberError> {
    // What is no address is one that nobody has.
    let address = match typed_address.parse::<Address>() {
        Ok(address) => address.to_string(),
        Err(_not_one) => typed_address.trim().to_lowercase(),
    };
    let guess = Guess::Password(&address);
    installation.may_guess(guess)?;
    let row = find(installation, address.clone()).await?;
    let stored = row.as_ref().and_then(|row| row.password_hash.clone());
    let password = Password::given(typed_password);
    let fits = installation.password_fits(password, stored.clone()).await?;
    let Some(row) = row.filter(|_| fits) else {
        return Err(MemberError::WrongPassword);
    };
    installation.guessed_right(guess);
    beside(installation, move |installation| {
        installation.store.in_transaction(|connection| {
            // It may have been changed while this one was compared.
            let now = members::find_member(connection, row.id)?;
            match now {
                Some(now) if now.password_hash == stored => {
                    session::begin_after_password(installation, connection, row.id)
                }
                _ => Err(MemberError::WrongPassword),
            }
        })
    })
    .await
}

async fn find(
    installation: &Installation,
    address: String,
) -> Result<Option<MemberRow>, OperationError> {
    installation
        .blocking(move |installation| {
            let mut connection = installation.store.connection()?;
            Ok(members::find_member_by_address(&mut connection, &address)?)
        })
        .await
}

/// A session that awaits its code, and whose it is. It does so for a day at most.
fn find_awaiting(
    installation: &Installation,
    connection: &mut AnyConnection,
    token: SessionToken,
) -> Result<Option<SessionRow>, OperationError> {
    let row = session::find_row(installation, connection, token)?;
    let today = installation.today();
    Ok(row.filter(|row| row.awaits_code && row.created_day == today))
}

/// Whether somebody with this token is to enter a code.
pub async fn awaits_code(
    installation: &Installation,
    token: SessionToken,
) -> Result<bool, OperationError> {
    installation
        .blocking(move |installation| {
            let mut connection = installation.store.connection()?;
            Ok(find_awaiting(installation, &mut connection, token)?.is_some())
        })
        .await
}

/// The code of an app, or a recovery code, which is used up. The session that
/// awaited it ends, and another begins.
pub async fn enter_code(
    installation: &Installation,
    token: SessionToken,
    typed: String,
) -> Result<SessionToken, MemberError> {
    beside(installation, move |installation| {
        let mut connection = installation.store.connection()?;
        let awaiting = find_awaiting(installation, &mut connection, token)?;
        let awaiting = awaiting.ok_or(MemberError::Unknown)?;
        drop(connection);
        let guess = Guess::Code(awaiting.member);
        installation.may_guess(guess)?;
        let complete = installation.store.in_transaction(|connection| {
            if !second_step::takes(installation, connection, awaiting.member, &typed)? {
                return Err(MemberError::WrongCode);
            }
            // Somebody may have ended it in the meantime.
            if !sessions::delete_session(connection, awaiting.member, awaiting.id)? {
                return Err(MemberError::Unknown);
            }
            session::begin(installation, connection, awaiting.member, false)
        })?;
        installation.guessed_right(guess);
        Ok(complete)
    })
    .await
}
