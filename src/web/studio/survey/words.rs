//! The state of a survey and of its waves in words.

use crate::operations::listed::{SurveySummary, WaveSummary};
use crate::survey::charter::Access;
use crate::web::member_page::day_in_words;

/// "running, 60 responses released".
pub fn wave_state(wave: &WaveSummary) -> String {
    let does = match (wave.is_open, wave.is_paused) {
        (true, false) => "running",
        (true, true) => "paused",
        (false, _) => "closed",
    };
    format!("{does}, {}", counted(wave))
}

/// What may be told of a wave's responses.
pub fn counted(wave: &WaveSummary) -> String {
    match (wave.released, wave.is_open, wave.erased_at_close) {
        (None, ..) => "counted when it closes".to_owned(),
        (Some(0), true, _) => "nothing released yet".to_owned(),
        (Some(0), false, true) => "too few to be counted, erased".to_owned(),
        (Some(0), false, false) => "nobody answered".to_owned(),
        (Some(1), ..) => "1 response released".to_owned(),
        (Some(many), ..) => format!("{many} responses released"),
    }
}

/// "3 November 2026 to 14 November 2026".
pub fn days(wave: &WaveSummary) -> String {
    let from = day_in_words(&wave.opened_day);
    match (&wave.closed_day, &wave.last_day) {
        (Some(closed), _) if *closed == wave.opened_day => from,
        (Some(closed), _) => format!("{from} to {}", day_in_words(closed)),
        (None, Some(last)) => format!("since {from}, until {}", day_in_words(last)),
        (None, None) => format!("since {from}"),
    }
}

/// The headline of a survey's home, and what it means.
pub fn standing(survey: &SurveySummary) -> (String, String) {
    let Some(wave) = survey.waves.last() else {
        return (
            "Not open yet".to_owned(),
            "Whoever follows the link is asked to come back later. Open a wave, and people can \
             answer."
                .to_owned(),
        );
    };
    let label = &wave.label;
    if wave.is_paused {
        return (
            format!("{label} is paused"),
            "No answers are taken; whoever follows the link is told so, kindly. Answers can still \
             be taken back, and nothing is counted that would not have been."
                .to_owned(),
        );
    }
    if wave.is_open {
        let who = match survey.access {
            Access::Link => "Everybody who has the link",
            Access::Invitation => "Everybody who was invited",
        };
        return (
            format!("{label} is running"),
            match &wave.last_day {
                Some(day) => format!(
                    "{who} can answer until {}. After that day the wave closes by itself.",
                    day_in_words(day)
                ),
                None => format!("{who} can answer until you close the wave."),
            },
        );
    }
    (
        format!("{label} has closed"),
        "Whoever follows the link is thanked and told that it is over. Another wave asks again, \
         under the same link."
            .to_owned(),
    )
}
