//! Passwords: choosing one that is good enough, changing it, asking for it again.

use super::doors::Guess;
use super::{Member, MemberError, beside, new_number};
use crate::membership::password::{Password, Surroundings};
use crate::membership::session::SessionToken;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::store::{members, sessions, surveys};

/// A new password for somebody, hashed.
pub(super) async fn choose(
    installation: &Installation,
    address: &str,
    name: &str,
    typed: &str,
) -> Result<String, MemberError> {
    let brands = installation.blocking(brands).await?;
    let address = address.parse();
    let address = address.map_err(|_not_one| OperationError::Damaged("a member's address"))?;
    let around = Surroundings {
        address: &address,
        name,
        brands: &brands,
    };
    let password = Password::choose(typed, around)?;
    installation.hash_password(password).await
}

/// The brands of all surveys, each once.
fn brands(installation: &Installation) -> Result<Vec<String>, OperationError> {
    let mut connection = installation.store.connection()?;
    let mut brands = Vec::new();
    for row in surveys::list_surveys(&mut connection)? {
        if let Some(revision) = surveys::find_latest_number(&mut connection, row.id)? {
            let survey = installation.revision(&mut connection, row.id, revision)?;
            brands.push(survey.brand.clone());
        }
    }
    brands.sort();
    brands.dedup();
    Ok(brands)
}

/// Asks a signed-in member for the password again; counted like a sign-in.
pub(super) async fn confirm_password(
    installation: &Installation,
    member: &Member,
    typed: &str,
) -> Result<(), MemberError> {
    let guess = Guess::Password(&member.address);
    installation.may_guess(guess)?;
    let id = member.id;
    let row = installation
        .blocking(move |installation| {
            Ok(members::find_member(
                &mut *installation.store.connection()?,
                id,
            )?)
        })
        .await?;
    let stored = row.and_then(|row| row.password_hash);
    let fits = installation.password_fits(Password::given(typed), stored);
    if !fits.await? {
        return Err(MemberError::WrongPassword);
    }
    installation.guessed_right(guess);
    Ok(())
}

/// Ends all other sessions, and gives this one a new token.
pub async fn change(
    installation: &Installation,
    member: &Member,
    session: i64,
    current: &str,
    new: &str,
) -> Result<SessionToken, MemberError> {
    confirm_password(installation, member, current).await?;
    let hash = choose(installation, &member.address, &member.name, new).await?;
    let token = SessionToken::from_number(new_number()?);
    let member = member.id;
    beside(installation, move |installation| {
        installation.store.in_transaction(|connection| {
            members::update_password(connection, member, &hash)?;
            // A link to choose another one was asked for before.
            members::delete_links_of(connection, member)?;
            sessions::delete_other_sessions(connection, member, Some(session))?;
            sessions::update_token(connection, session, &token.hash())?;
            Ok(token)
        })
    })
    .await
}
