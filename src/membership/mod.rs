//! PURE: who may sign in and how they prove it. Roles, addresses, passwords,
//! codes of authenticator apps, recovery codes, links and sessions.
//!
//! Knows nothing of surveys or answers, and nothing here ever meets a
//! respondent: they have no account.

pub mod address;
pub mod api_token;
pub mod link;
pub mod name;
pub mod password;
pub mod password_hash;
pub mod recovery;
pub mod role;
pub mod sealed_secret;
pub mod session;
pub mod throttle;
pub mod totp;
pub mod webhook;
