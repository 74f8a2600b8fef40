//! What was written, for readers: of closed waves, where enough people wrote
//! something, by question and by nothing else.

use std::collections::HashMap;
use std::sync::Arc;

use super::error::OperationError;
use super::installation::Installation;
use super::record;
use super::results::{Audience, Board, Results};
use crate::privacy::comments::PublishedComments;
use crate::privacy::ledger::Action;
use crate::privacy::pool_cipher::Place;
use crate::store::connection::AnyConnection;
use crate::store::{comments, surveys};
use crate::survey::charter::Comments;
use crate::survey::identifier::Slug;
use crate::survey::questionnaire::Survey;

/// Some of the texts, from the one at `from` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub from: u64,
    pub most: u64,
}

/// The texts to each question of a board's wave, by the question's code; none
/// where readers see none. The board was found, so its reader may ask.
pub async fn of_board(
    installation: &Installation,
    slug: &Slug,
    board: &Board,
    part: Part,
) -> Result<HashMap<String, PublishedComments>, OperationError> {
    let (slug, wave) = (slug.clone(), board.wave);
    // Promise P14: never by a breakdown, never while a wave runs, and not for
    // outside parties.
    let is_for_readers = board.audience == Audience::Inside
        && board.by.is_none()
        && !board.is_together()
        && matches!(board.results, Results::Tables(_));
    if !is_for_readers {
        return Ok(HashMap::new());
    }
    let asked = slug.clone();
    let published = installation
        .blocking(move |installation| {
            installation
                .store
                .in_snapshot(|connection| read(installation, connection, &asked, wave, part))
        })
        .await?;
    // What the board leaves out was not read either.
    let mut published = published;
    published.retain(|code, _| board.shows(code));
    if !published.is_empty() {
        let wave = format!("wave {wave}");
        let action = Action::CommentsSeen;
        record::looked(installation, &board.actor, action, &slug, wave);
    }
    Ok(published)
}

fn read(
    installation: &Installation,
    connection: &mut AnyConnection,
    slug: &Slug,
    wave: i32,
    part: Part,
) -> Result<HashMap<String, PublishedComments>, OperationError> {
    let mut published = HashMap::new();
    let Some((place, survey)) = closed_wave(installation, connection, slug, wave)? else {
        return Ok(published);
    };
    for (question, written) in comments::count_for_readers(connection, place)? {
        let position = usize::try_from(question).unwrap_or(usize::MAX);
        let Some(asked) = survey.questionnaire.questions.get(position) else {
            continue;
        };
        let texts = comments::list_for_readers(connection, place, question, part.from, part.most)?;
        let k = survey.charter.group_size_min;
        if let Some(comments) = PublishedComments::of_wave(written, k, texts) {
            published.insert(asked.code.as_str().to_owned(), comments);
        }
    }
    Ok(published)
}

fn closed_wave(
    installation: &Installation,
    connection: &mut AnyConnection,
    slug: &Slug,
    wave: i32,
) -> Result<Option<(Place, Arc<Survey>)>, OperationError> {
    let Some(row) = surveys::find_survey(connection, slug.as_str())? else {
        return Ok(None);
    };
    let wave = surveys::find_wave(connection, row.id, wave)?;
    let Some(wave) = wave.filter(|wave| !wave.is_open) else {
        return Ok(None);
    };
    let place = Place {
        survey: row.id,
        wave: wave.wave,
    };
    let survey = installation.revision(connection, row.id, wave.revision)?;
    // Promise P14: what was written under this charter is read by nobody.
    if survey.charter.comments == Comments::KeptBack {
        return Ok(None);
    }
    Ok(Some((place, survey)))
}
