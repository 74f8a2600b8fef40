//! Everything a browser sees: routes, pages, errors. All of actix and askama.
//!
//! No SQL, no cryptography, no rule about what may be shown: those are called.
//! The address of whoever asks is read nowhere.

pub mod frame;
pub mod pairs;
pub mod respondent;
pub mod security;
