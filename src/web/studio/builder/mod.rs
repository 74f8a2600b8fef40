//! Writing a survey: its questions, its texts, its file, and two editors at once.

pub mod add;
pub mod ended;
pub mod fields;
pub mod file;
pub mod history;
pub mod keeping;
mod kinds;
pub mod languages;
mod merge;
pub mod new;
pub mod outline;
mod outline_view;
mod parts_form;
mod parts_view;
pub mod problems;
pub mod question;
pub mod question_form;
mod question_page;
pub mod quotas;
pub mod remove;
mod rule_form;
mod rule_view;
pub mod texts;
mod translating;
