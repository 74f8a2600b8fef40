//! whynot: anonymous surveys on why people avoid a brand.
//!
//! In reading order: what is asked and answered ([`survey`]), how it is counted
//! ([`statistics`]), what may be shown of it ([`privacy`]), how that is drawn
//! ([`chart`]).

pub mod chart;
pub mod clock;
pub mod keys;
pub mod limits;
pub mod operations;
pub mod privacy;
pub mod random;
pub mod statistics;
pub mod store;
pub mod survey;
pub mod web;
