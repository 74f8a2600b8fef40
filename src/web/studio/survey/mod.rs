//! A published survey: its state, its link, its waves.

pub mod close;
mod embed;
pub mod home;
pub mod link;
pub mod poster;
pub mod words;
