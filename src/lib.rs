//! whynot: anonymous surveys on why people avoid a brand.

pub mod chart;
pub mod export;
pub mod limits;
pub mod privacy;
pub mod statistics;
pub mod survey;
