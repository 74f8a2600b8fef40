//! whynot: anonymous surveys on why people avoid a brand.
//!
//! In reading order: what is asked and answered ([`survey`]), how it is counted
//! ([`statistics`]), what may be shown of it ([`privacy`]), how that is drawn
//! ([`chart`]) and written to files ([`export`]); who may see and make it
//! ([`membership`]); where secrets ([`keys`]) and everything else ([`store`]) are
//! kept; the verbs ([`operations`]) and the two ways to call them ([`web`], [`cli`]).

pub mod background;
pub mod chart;
pub mod cli;
pub mod clock;
pub mod config;
pub mod export;
pub mod keys;
pub mod limits;
pub mod membership;
pub mod operations;
pub mod privacy;
pub mod random;
pub mod statistics;
pub mod store;
pub mod survey;
pub mod web;
