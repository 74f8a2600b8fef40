//! How long a survey takes, how much it demands, and when people leave.

use super::Warning;
use super::effort::estimate;
use crate::survey::questionnaire::Survey;

/// Announced at ten minutes, fewer begin and fewer finish, and the later the
/// question the shorter and more uniform the answer.
/// Source: M. Galesic, M. Bosnjak, "Effects of Questionnaire Length on
/// Participation and Indicators of Response Quality in a Web Survey", Public
/// Opinion Quarterly 73 (2009), 349–360.
const SECONDS_COMFORTABLE: usize = 600;

/// The same, for questions that are quick to answer.
const QUESTIONS_COMFORTABLE: usize = 30;

/// Of a shorter questionnaire every question may matter.
const QUESTIONS_FEW: usize = 4;

pub(super) fn check(survey: &Survey, warnings: &mut Vec<Warning>) {
    let questionnaire = &survey.questionnaire;
    let mut warn = |reason: String, remedy: &str| {
        warnings.push(Warning {
            question: None,
            reason,
            remedy: remedy.to_owned(),
        });
    };
    let asked = questionnaire.questions.iter();
    let asked = asked.filter(|question| question.kind.is_asked());
    let required = asked
        .clone()
        .filter(|question| question.is_required)
        .count();
    let asked = asked.count();
    let languages = questionnaire.languages.iter();
    let efforts = languages.map(|language| estimate(questionnaire, language));
    let effort = efforts.max_by_key(|effort| effort.seconds);
    let long = effort.filter(|effort| effort.seconds > SECONDS_COMFORTABLE);
    if let Some(effort) = long {
        warn(
            format!(
                "it takes about {} minutes, and people leave",
                effort.minutes()
            ),
            "leave out what nobody will act on; aim at less than ten",
        );
    } else if asked > QUESTIONS_COMFORTABLE {
        warn(
            format!("it asks {asked} questions, and people leave"),
            "leave out what nobody will act on, or put some only to those they concern (show_when)",
        );
    }
    // People who are made to answer leave, or answer anything: J. P. Décieux,
    // A. Mergener, K. M. Neufang, P. Sischka, "Implementation of the forced
    // answering option within online surveys", Psihologija 48 (2015), 311–326.
    if asked >= QUESTIONS_FEW && required * 2 > asked {
        warn(
            format!("{required} of {asked} questions must be answered"),
            "keep required = true for what decides which questions follow: who is made to answer leaves, or answers anything",
        );
    }
}
