//! The second step of signing in: an authenticator app and recovery codes.

use super::doors::Guess;
use super::password::confirm_password;
use super::{Member, MemberError, beside};
use crate::membership::recovery::{CODES, RecoveryCode};
use crate::membership::sealed_secret;
use crate::membership::totp::TotpSecret;
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::random;
use crate::store::connection::AnyConnection;
use crate::store::second_steps::{self, TotpRow};

/// What a member has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondStep {
    Off,
    /// The app is to show a right code once.
    Started(TotpSecret),
    On {
        codes_left: i64,
    },
}

fn cipher_key(installation: &Installation) -> [u8; 32] {
    installation.keys.root().derive("authenticator apps", &[])
}

fn code_hash(installation: &Installation, member: i64, code: RecoveryCode) -> [u8; 32] {
    let key = installation.keys.root().derive("recovery codes", &[]);
    code.hash(&key, member)
}

fn open(installation: &Installation, row: &TotpRow) -> Result<TotpSecret, MemberError> {
    let key = cipher_key(installation);
    Ok(sealed_secret::open(key, row.member, &row.sealed)?)
}

/// Whether the typed code is a fresh one of the member's app, or one of its
/// recovery codes, which is used up.
pub(super) fn takes(
    installation: &Installation,
    connection: &mut AnyConnection,
    member: i64,
    typed: &str,
) -> Result<bool, MemberError> {
    let totp = second_steps::find_totp(connection, member)?;
    if let Some(totp) = totp.filter(|totp| totp.is_confirmed) {
        let secret = open(installation, &totp)?;
        let now = installation.clock.half_minute();
        if let Some(half_minute) = secret.half_minute_of(typed, now) {
            return Ok(installation.spend_code(member, half_minute));
        }
    }
    match typed.parse::<RecoveryCode>() {
        Ok(code) => {
            let hash = code_hash(installation, member, code);
            Ok(second_steps::delete_recovery_code(
                connection, member, &hash,
            )?)
        }
        Err(_not_one) => Ok(false),
    }
}

pub async fn state(installation: &Installation, member: i64) -> Result<SecondStep, MemberError> {
    beside(installation, move |installation| {
        let mut connection = installation.store.connection()?;
        match second_steps::find_totp(&mut connection, member)? {
            None => Ok(SecondStep::Off),
            Some(row) if !row.is_confirmed => Ok(SecondStep::Started(open(installation, &row)?)),
            Some(_) => Ok(SecondStep::On {
                codes_left: second_steps::count_recovery_codes(&mut connection, member)?,
            }),
        }
    })
    .await
}

/// Makes a secret to show to an app; changes nothing where one is there.
pub async fn start(installation: &Installation, member: i64) -> Result<(), MemberError> {
    beside(installation, move |installation| {
        let secret = TotpSecret::from_bytes(random::bytes()?);
        let key = cipher_key(installation);
        let sealed = sealed_secret::seal(key, random::bytes()?, member, &secret)?;
        installation.store.in_transaction(|connection| {
            if second_steps::find_totp(connection, member)?.is_none() {
                let row = TotpRow {
                    member,
                    sealed,
                    is_confirmed: false,
                };
                second_steps::replace_totp(connection, &row)?;
            }
            Ok(())
        })
    })
    .await
}

/// Takes back a secret that no app has confirmed.
pub async fn cancel(installation: &Installation, member: i64) -> Result<(), MemberError> {
    beside(installation, move |installation| {
        installation.store.in_transaction(|connection| {
            if !second_steps::has_second_step(connection, member)? {
                second_steps::delete_second_step(connection, member)?;
            }
            Ok(())
        })
    })
    .await
}

/// The app shows the right code: from now on signing in asks for one. Gives the
/// recovery codes, this once; the same ones for the same `form`.
pub async fn confirm(
    installation: &Installation,
    member: i64,
    typed: String,
    form: u128,
) -> Result<Vec<RecoveryCode>, MemberError> {
    beside(installation, move |installation| {
        let guess = Guess::Code(member);
        installation.may_guess(guess)?;
        let codes = installation.store.in_transaction(|connection| {
            let row = second_steps::find_totp(connection, member)?;
            let row = row.ok_or(MemberError::Unknown)?;
            let codes = recovery_codes(installation, member, form);
            if row.is_confirmed && are_kept(installation, connection, member, &codes)? {
                return Ok(codes);
            }
            let secret = open(installation, &row)?;
            let now = installation.clock.half_minute();
            let half_minute = secret.half_minute_of(&typed, now);
            let half_minute = half_minute.filter(|_| !row.is_confirmed);
            let half_minute = half_minute.ok_or(MemberError::WrongCode)?;
            if !installation.spend_code(member, half_minute) {
                return Err(MemberError::WrongCode);
            }
            let confirmed = TotpRow {
                is_confirmed: true,
                ..row
            };
            second_steps::replace_totp(connection, &confirmed)?;
            keep(installation, connection, member, &codes)?;
            Ok(codes)
        })?;
        installation.guessed_right(guess);
        Ok(codes)
    })
    .await
}

/// New recovery codes in place of the old ones.
pub async fn renew_codes(
    installation: &Installation,
    member: &Member,
    password: &str,
    form: u128,
) -> Result<Vec<RecoveryCode>, MemberError> {
    confirm_password(installation, member, password).await?;
    let member = member.id;
    beside(installation, move |installation| {
        installation.store.in_transaction(|connection| {
            if !second_steps::has_second_step(connection, member)? {
                return Err(MemberError::Unknown);
            }
            let codes = recovery_codes(installation, member, form);
            keep(installation, connection, member, &codes)?;
            Ok(codes)
        })
    })
    .await
}

/// From now on the password is enough.
pub async fn remove(
    installation: &Installation,
    member: &Member,
    password: &str,
) -> Result<(), MemberError> {
    confirm_password(installation, member, password).await?;
    let member = member.id;
    beside(installation, move |installation| {
        Ok(remove_for(installation, member)?)
    })
    .await
}

/// For somebody who lost app and codes.
pub fn remove_for(installation: &Installation, member: i64) -> Result<(), OperationError> {
    installation
        .store
        .in_transaction(|connection| Ok(second_steps::delete_second_step(connection, member)?))
}

/// Derived from the form's own key: pressing its button twice makes them once.
fn recovery_codes(installation: &Installation, member: i64, form: u128) -> Vec<RecoveryCode> {
    let (member, form) = (member.to_be_bytes(), form.to_be_bytes());
    let number = |position: u8| {
        let parts: [&[u8]; 3] = [&member, &form, &[position]];
        installation
            .keys
            .root()
            .derive_u128("recovery code", &parts)
    };
    (0..CODES)
        .map(number)
        .map(RecoveryCode::from_number)
        .collect()
}

fn keep(
    installation: &Installation,
    connection: &mut AnyConnection,
    member: i64,
    codes: &[RecoveryCode],
) -> Result<(), MemberError> {
    let hashes = codes
        .iter()
        .map(|code| code_hash(installation, member, *code));
    let hashes: Vec<[u8; 32]> = hashes.collect();
    Ok(second_steps::replace_recovery_codes(
        connection, member, &hashes,
    )?)
}

/// Whether these are the very codes that are kept.
fn are_kept(
    installation: &Installation,
    connection: &mut AnyConnection,
    member: i64,
    codes: &[RecoveryCode],
) -> Result<bool, MemberError> {
    let kept = second_steps::list_recovery_codes(connection, member)?;
    let hashes = codes
        .iter()
        .map(|code| code_hash(installation, member, *code));
    Ok(hashes
        .into_iter()
        .all(|hash| kept.iter().any(|known| *known == hash)))
}
