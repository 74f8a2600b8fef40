//! A published survey: its state, its link, its waves.

pub mod close;
pub mod home;
pub mod link;
pub mod poster;
pub mod words;
