//! Disclosure control: what an answer is sealed with, when it is released, and
//! what may be shown of it.
//!
//! Pure: no file, no database, no clock, no framework. Randomness is handed in.
//! Nothing here draws, exports or prints.

pub mod auditor;
pub mod board_token;
pub mod book;
pub mod comments;
pub mod crockford;
pub mod identifying;
pub mod increments;
pub mod invitation;
pub mod leaving;
pub mod ledger;
pub mod made_up;
pub mod pace;
pub mod pass;
pub mod pool_cipher;
pub mod prf;
pub mod protected_table;
pub mod published;
pub mod receipt;
pub mod schedule;
pub mod unsubscribe;
