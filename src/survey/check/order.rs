//! What is asked too early: questions about the person, before anything is asked
//! that the person came for.
//!
//! D. A. Dillman, J. D. Smyth, L. M. Christian, "Internet, Phone, Mail, and
//! Mixed-Mode Surveys", 4th edition (2014): begin with what everybody finds
//! worth answering, end with what some mind.

use super::phrases::Phrases;
use super::{About, Warning};
use crate::survey::question::Role;
use crate::survey::questionnaire::Survey;
use crate::survey::routing;

const ABOUT_THE_PERSON: Phrases = Phrases {
    english: &[
        "how old",
        "your age",
        "age",
        "age group",
        "gender",
        "your sex",
        "income",
        "education",
        "born",
        "marital status",
        "household",
        "occupation",
        "religion",
        "ethnicity",
        "where do you live",
        "do you live",
    ],
    german: &[
        "wie alt",
        "ihr alter",
        "alter",
        "altersgruppe",
        "geschlecht",
        "einkommen",
        "bildung",
        "schulabschluss",
        "bildungsabschluss",
        "geboren",
        "familienstand",
        "haushalt",
        "beruf",
        "religion",
        "wo wohnen",
    ],
    french: &[
        "quel âge",
        "votre âge",
        "âge",
        "genre",
        "sexe",
        "revenu",
        "revenus",
        "diplôme",
        "né",
        "situation familiale",
        "foyer",
        "profession",
        "religion",
        "où habitez-vous",
    ],
    spanish: &[
        "qué edad",
        "su edad",
        "edad",
        "género",
        "sexo",
        "ingresos",
        "estudios",
        "nació",
        "estado civil",
        "hogar",
        "profesión",
        "religión",
        "dónde vive",
    ],
};

/// Questions that decide which others follow have to come early.
pub(super) fn check(survey: &Survey, warnings: &mut Vec<Warning>) {
    let questions = &survey.questionnaire.questions;
    let looked_at = |position: usize| {
        let code = questions.get(position).map(|question| &question.code);
        let mut later = questions.iter().flat_map(routing::conditions_of);
        later.any(|condition| {
            condition
                .questions()
                .into_iter()
                .any(|seen| Some(seen) == code)
        })
    };
    let is_opinion = |role: Role, is_asked: bool| role == Role::Brand && is_asked;
    let mut before = questions
        .iter()
        .enumerate()
        .take_while(|(_, question)| !is_opinion(question.role, question.kind.is_asked()));
    let others = questions
        .iter()
        .any(|question| is_opinion(question.role, question.kind.is_asked()));
    let early = before.find_map(|(position, question)| {
        let about = About {
            survey,
            question,
            warnings: &mut Vec::new(),
        };
        let personal = about.find(&question.text, &ABOUT_THE_PERSON)?;
        let matters = about.can_be_rearranged() && !looked_at(position);
        matters.then_some((question, personal))
    });
    if let Some((question, word)) = early.filter(|_| others) {
        warnings.push(Warning {
            question: Some(question.code.clone()),
            reason: format!("it asks about the person (“{word}”) before anything else"),
            remedy: "put it at the end: people answer for the sake of the subject, and once they trust the rest".to_owned(),
        });
    }
}
