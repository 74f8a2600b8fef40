//! What a verb about members may refuse, each as a sentence for whoever asked.

use crate::membership::password::PasswordError;
use crate::membership::password_hash::PasswordHashError;
use crate::membership::sealed_secret::SealedSecretError;
use crate::membership::throttle::Wait;
use crate::operations::error::OperationError;
use crate::random::RandomError;
use crate::store::error::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum MemberError {
    /// Or somebody else's: they look alike.
    #[error("there is no such member, session or department")]
    Unknown,
    #[error("this link does not work any more")]
    LinkGone,
    #[error("there is a member with this address already")]
    KnownAddress,
    #[error("there is a department of this name already")]
    KnownDepartment,
    #[error("there are as many departments as there may be")]
    TooManyDepartments,
    #[error("choose a day from today on, and at most a year away")]
    TokenDay,
    #[error("there are as many tokens as one member may have; take back some of them first")]
    TooManyTokens,
    #[error("this is the only owner; make somebody else an owner first")]
    OnlyOwner,
    /// Of a member who exists, or of nobody: they look alike.
    #[error("address and password do not belong together")]
    WrongPassword,
    #[error("the code is wrong, or was used before")]
    WrongCode,
    #[error("too many attempts went wrong")]
    Wait(Wait),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Operation(#[from] OperationError),
}

impl From<StoreError> for MemberError {
    fn from(error: StoreError) -> Self {
        Self::Operation(error.into())
    }
}

impl From<RandomError> for MemberError {
    fn from(error: RandomError) -> Self {
        Self::Operation(error.into())
    }
}

impl From<PasswordHashError> for MemberError {
    fn from(_: PasswordHashError) -> Self {
        Self::Operation(OperationError::Damaged("a password"))
    }
}

impl From<SealedSecretError> for MemberError {
    fn from(_: SealedSecretError) -> Self {
        Self::Operation(OperationError::Damaged(
            "the secret of an authenticator app",
        ))
    }
}
