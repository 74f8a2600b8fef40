//! Taking an answer: from a parsed response to a durable, encrypted row and the
//! receipt that leads back to it.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::error::OperationError;
use super::installation::Installation;
use super::publish::{Published, WaveState};
use super::receipt::{self, ReadBack, Standing};
use crate::privacy::invitation::InvitationCode;
use crate::privacy::pool_cipher::{Place, Waiting};
use crate::privacy::receipt::{ReceiptCode, SubmissionKey};
use crate::store::writer::{Admission, Intent};
use crate::survey::answer::Response;
use crate::survey::charter::Access;
use crate::survey::packed;
use crate::survey::questionnaire::Survey;

/// A response is durable, and this is the way back to it.
#[derive(Debug, Clone)]
pub struct Receipted {
    pub code: ReceiptCode,
    /// The revision it answers.
    pub survey: Arc<Survey>,
    /// What is stored: of a form that was sent twice, what it said first.
    pub stored: Response,
    pub arrival: Arrival,
    pub standing: Standing,
    /// It still waits in a wave that runs, so that its answers can be changed.
    pub is_changeable: bool,
}

/// What became of the answers that were sent just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// They are what is stored.
    Stored,
    /// The same form with the same answers had been stored before.
    StoredBefore,
    /// The same form had been stored with other answers, which stay.
    NotTaken,
}

impl Arrival {
    fn again(sent: &Response, stored: &Response) -> Self {
        if sent == stored {
            Self::StoredBefore
        } else {
            Self::NotTaken
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum RespondError {
    /// No wave runs.
    #[error("the survey is closed")]
    Closed,
    /// A wave runs, and takes no answers until it goes on.
    #[error("the survey is paused")]
    Paused,
    /// The form was made for another wave than the one that runs.
    #[error("the survey has moved on since this form was opened")]
    MovedOn,
    #[error("this response was withdrawn")]
    Withdrawn,
    /// The survey is by invitation, and the code is none of its own, or was used.
    #[error("this code cannot be used (any more)")]
    NotInvited,
    /// It was sealed before it could be changed.
    #[error("the answers have been counted and can no longer be changed")]
    CountedAlready,
    /// Nothing waits under this receipt.
    #[error("there is no response with this code")]
    Unknown,
    #[error(transparent)]
    Operation(#[from] OperationError),
}

/// Stores the response of a form that was opened in wave `form_wave`. The same
/// submission key again changes nothing and gives the same receipt.
pub async fn respond(
    installation: &Installation,
    published: &Arc<Published>,
    form_wave: i32,
    submission: SubmissionKey,
    response: Response,
) -> Result<Receipted, RespondError> {
    respond_invited(
        installation,
        published,
        form_wave,
        submission,
        response,
        None,
    )
    .await
}

/// As [`respond`], with the code of an invitation. It is spent if the survey asks
/// for one and the response is new; the same form again finds the first.
// Promise P9: one invitation gives one answer a wave.
pub async fn respond_invited(
    installation: &Installation,
    published: &Arc<Published>,
    form_wave: i32,
    submission: SubmissionKey,
    response: Response,
    invitation: Option<InvitationCode>,
) -> Result<Receipted, RespondError> {
    let root = installation.keys.root();
    let code = ReceiptCode::derive(root, published.id, &submission);
    let place = match published.wave {
        WaveState::Open { wave } if wave == form_wave => Place {
            survey: published.id,
            wave,
        },
        state => return sent_before(installation, published, code, state, &response).await,
    };
    let waiting = waiting(installation, published, code, &response);
    let intent = match published.survey.charter.access {
        Access::Link => Intent::Submit,
        Access::Invitation => Intent::SubmitInvited(installation.ticket(place, invitation)),
    };
    let admission = installation.writer.admit(place, waiting, intent).await;
    match admission.map_err(OperationError::from)? {
        Admission::Stored => Ok(waits(published, code, response, Arrival::Stored)),
        Admission::WaitsAlready(known) => {
            let questions = published.survey.questionnaire.questions.len();
            let stored = packed::unpack(&known.answers, questions)
                .map_err(|_malformed| OperationError::Damaged("a waiting response"))?;
            let arrival = Arrival::again(&response, &stored);
            Ok(waits(published, code, stored, arrival))
        }
        Admission::SealedAlready => {
            sent_before(installation, published, code, published.wave, &response).await
        }
        Admission::Withdrawn => Err(RespondError::Withdrawn),
        Admission::NotInvited => Err(RespondError::NotInvited),
        Admission::Paused => {
            let paused = WaveState::Paused { wave: form_wave };
            sent_before(installation, published, code, paused, &response).await
        }
        Admission::Closed | Admission::NothingToChange => {
            sent_before(
                installation,
                published,
                code,
                WaveState::Closed { wave: form_wave },
                &response,
            )
            .await
        }
    }
}

/// A response that waits in the wave that runs.
fn waits(
    published: &Published,
    code: ReceiptCode,
    stored: Response,
    arrival: Arrival,
) -> Receipted {
    Receipted {
        code,
        survey: Arc::clone(&published.survey),
        stored,
        arrival,
        standing: Standing::Waiting,
        is_changeable: true,
    }
}

/// The form cannot be taken now; it may have been taken before.
async fn sent_before(
    installation: &Installation,
    published: &Arc<Published>,
    code: ReceiptCode,
    state: WaveState,
    sent: &Response,
) -> Result<Receipted, RespondError> {
    match receipt::read_back(installation, published, code).await? {
        Some(ReadBack {
            survey,
            response,
            standing,
        }) => Ok(Receipted {
            code,
            survey,
            arrival: Arrival::again(sent, &response),
            stored: response,
            standing,
            is_changeable: standing == Standing::Waiting && state.is_open(),
        }),
        None => Err(not_taken(state)),
    }
}

/// Why an answer is not taken in such a state.
fn not_taken(state: WaveState) -> RespondError {
    match state {
        WaveState::Open { .. } => RespondError::MovedOn,
        WaveState::Paused { .. } => RespondError::Paused,
        WaveState::NotYetOpen | WaveState::Closed { .. } => RespondError::Closed,
    }
}

/// New answers in the place of ones that still wait.
pub async fn change(
    installation: &Installation,
    published: &Arc<Published>,
    code: ReceiptCode,
    response: Response,
) -> Result<Receipted, RespondError> {
    let WaveState::Open { wave } = published.wave else {
        return Err(not_taken(published.wave));
    };
    let place = Place {
        survey: published.id,
        wave,
    };
    let waiting = waiting(installation, published, code, &response);
    let admission = installation
        .writer
        .admit(place, waiting, Intent::Change)
        .await;
    match admission.map_err(OperationError::from)? {
        Admission::Stored | Admission::WaitsAlready(_) => {
            Ok(waits(published, code, response, Arrival::Stored))
        }
        Admission::SealedAlready => Err(RespondError::CountedAlready),
        Admission::Withdrawn => Err(RespondError::Withdrawn),
        // A change asks for no code.
        Admission::NothingToChange | Admission::NotInvited => Err(RespondError::Unknown),
        Admission::Paused => Err(RespondError::Paused),
        Admission::Closed => Err(RespondError::Closed),
    }
}

fn waiting(
    installation: &Installation,
    published: &Published,
    code: ReceiptCode,
    response: &Response,
) -> Waiting {
    Waiting {
        batch_key: code.batch_key(installation.keys.root()),
        answers: Zeroizing::new(packed::pack(response)),
        answers_length_max: packed::packed_length_max(&published.survey.questionnaire),
    }
}
