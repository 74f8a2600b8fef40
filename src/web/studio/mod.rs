//! The studio: surveys, boards, and who may see and make them.

pub mod boards;
pub mod builder;
pub mod calendar;
pub mod check;
pub mod departments;
pub mod draft_frame;
pub mod invitations;
pub mod invite;
mod invited;
mod list_part;
pub mod member;
pub mod members;
pub mod preview;
pub mod promise_editor;
pub mod publish;
pub mod sharing;
pub mod survey;
pub mod survey_frame;
pub mod surveys;
pub mod watching;
pub mod webhooks;

use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::operations::listed::{self, SurveySummary};
use crate::operations::member::MemberError;
use crate::web::errors::AppError;

/// At the field of a wave's last day.
const LAST_DAY_TOO_FAR: &str =
    "This is too far away: a wave runs for two years at most. Name an earlier day.";

/// A survey as lists show it.
pub struct SurveyLine {
    title: String,
    slug: String,
    /// What its newest wave does.
    state: String,
    is_running: bool,
    has_been_opened: bool,
    board: String,
}

impl SurveyLine {
    fn new(summary: &SurveySummary, board: String) -> Self {
        let newest = summary.waves.last();
        let state = newest.map_or_else(
            || "not opened yet".to_owned(),
            |wave| format!("{}: {}", wave.label, survey::words::wave_state(wave)),
        );
        Self {
            title: summary.title.clone(),
            slug: summary.slug.to_string(),
            state,
            is_running: newest.is_some_and(|wave| wave.is_open && !wave.is_paused),
            has_been_opened: newest.is_some(),
            board,
        }
    }
}

/// Some surveys by name, each with the address of its board, and how many there
/// are altogether.
async fn survey_lines(
    installation: &Installation,
    from: usize,
    most: usize,
) -> Result<(Vec<SurveyLine>, usize), AppError> {
    let lines = beside(installation, move |installation| {
        let part = listed::list_part(installation, from, most)?;
        let lines = part.surveys.iter().map(|summary| {
            let board = format!("/studio/surveys/{}/board", summary.slug);
            SurveyLine::new(summary, board)
        });
        Ok::<_, OperationError>((lines.collect(), part.total))
    });
    Ok(lines.await??)
}

/// Runs a verb beside the threads that answer visitors.
pub async fn beside<T: Send + 'static>(
    installation: &Installation,
    verb: impl FnOnce(&Installation) -> T + Send + 'static,
) -> Result<T, AppError> {
    let installation = installation.clone();
    let done = tokio::task::spawn_blocking(move || verb(&installation)).await;
    done.map_err(|_panicked| AppError::Panicked)
}

/// The ids that the ticked boxes of a form name.
fn ticked(pairs: &crate::web::pairs::Pairs, name: &str) -> Vec<i64> {
    let named = pairs.iter().filter(|(given, _)| given == name);
    named.filter_map(|(_, value)| value.parse().ok()).collect()
}

/// The sentence for a refusal that belongs to the whole form.
fn refusal(error: &MemberError) -> Option<&'static str> {
    match error {
        MemberError::OnlyOwner => Some(
            "This is the only owner. Make somebody else an owner first: without one, nobody could \
             invite anybody.",
        ),
        _ => None,
    }
}
