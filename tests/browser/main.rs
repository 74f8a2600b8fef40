//! What people see and do, in a real Chromium: journeys, views, what is
//! requested, what is accessible.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod accessibility;
mod builder;
mod chromium;
mod embedding;
mod executive;
mod five_minutes;
mod given;
mod installations;
mod instruments;
mod invited;
mod late_answers;
mod marking;
mod member;
mod network;
mod pages;
mod poster;
mod respondent;
mod static_site;
mod view;
mod watching;
