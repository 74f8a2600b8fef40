//! How many in a hundred are expected to give an answer.

use crate::survey::identifier::QuestionCode;
use crate::survey::question::{ChoiceList, Question, QuestionKind};
use crate::survey::questionnaire::{Questionnaire, Survey};

/// "age.under-25=10%": one answer's share of those who answer its question.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    pub question: QuestionCode,
    /// An option's code, a band's, or a point of a scale.
    pub answer: String,
    pub per_cent: f64,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    #[error("“{0}” is not a share; write it as question.answer=20%, such as age.under-25=20%")]
    Unreadable(String),
    #[error("there is no question “{0}” in this survey")]
    NoQuestion(String),
    #[error("“{0}” is not answered by one of several answers, so it has no shares")]
    NoShares(QuestionCode),
    #[error("“{question}” has no answer “{answer}”; it has {known}")]
    NoAnswer {
        question: QuestionCode,
        answer: String,
        known: String,
    },
    #[error("the shares of “{0}” are more than 100 % together")]
    TooMuch(QuestionCode),
}

/// In per cent, where nothing else is said.
const DECLINED: f64 = 2.0;
const CHOSEN: f64 = 30.0;
const EXCLUSIVE: f64 = 5.0;

impl std::str::FromStr for Share {
    type Err = ShareError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (name, share) = text.split_once('=')?;
            let (question, answer) = name.split_once('.')?;
            let per_cent: f64 = share.trim().trim_end_matches('%').trim().parse().ok()?;
            Some(Self {
                question: question.trim().parse().ok()?,
                answer: answer.trim().to_owned(),
                per_cent: Some(per_cent).filter(|share| (0.0..=100.0).contains(share))?,
            })
        };
        read().ok_or_else(|| ShareError::Unreadable(text.to_owned()))
    }
}

/// For each question a share for each of its answers; empty for those without.
pub fn expected(survey: &Survey, told: &[Share]) -> Result<Vec<Vec<f64>>, ShareError> {
    for share in told {
        let question = survey.questionnaire.question(&share.question);
        let unknown = || ShareError::NoQuestion(share.question.to_string());
        place(question.ok_or_else(unknown)?, &share.answer)?;
    }
    let of_question = |question: &Question| of_question(question, told);
    let Questionnaire { questions, .. } = &survey.questionnaire;
    questions.iter().map(of_question).collect()
}

/// The codes of a question's answers, in their order.
fn answers(kind: &QuestionKind) -> Vec<String> {
    match kind {
        QuestionKind::SingleChoice(list) | QuestionKind::MultipleChoice(list) => list
            .options
            .iter()
            .map(|option| option.code.to_string())
            .collect(),
        QuestionKind::Scale(scale) => scale.values().map(|value| value.to_string()).collect(),
        QuestionKind::NetPromoter(_) => (0..=10).map(|value| value.to_string()).collect(),
        QuestionKind::Number(range) => range.bands.iter().map(|b| b.code.to_string()).collect(),
        QuestionKind::Grid { .. }
        | QuestionKind::Ranking { .. }
        | QuestionKind::Text(_)
        | QuestionKind::Information => Vec::new(),
    }
}

fn place(question: &Question, answer: &str) -> Result<usize, ShareError> {
    let answers = answers(&question.kind);
    if answers.is_empty() {
        return Err(ShareError::NoShares(question.code.clone()));
    }
    let found = answers.iter().position(|known| known == answer);
    found.ok_or_else(|| ShareError::NoAnswer {
        question: question.code.clone(),
        answer: answer.to_owned(),
        known: answers.join(", "),
    })
}

fn of_question(question: &Question, told: &[Share]) -> Result<Vec<f64>, ShareError> {
    let mut shares: Vec<Option<f64>> = vec![None; answers(&question.kind).len()];
    for share in told.iter().filter(|share| share.question == question.code) {
        if let Some(known) = shares.get_mut(place(question, &share.answer)?) {
            *known = Some(share.per_cent);
        }
    }
    if let QuestionKind::MultipleChoice(list) = &question.kind {
        let usual = list
            .options
            .iter()
            .map(|o| if o.is_exclusive { EXCLUSIVE } else { CHOSEN });
        return Ok(shares
            .iter()
            .zip(usual)
            .map(|(told, usual)| told.unwrap_or(usual))
            .collect());
    }
    if let QuestionKind::SingleChoice(list) = &question.kind {
        decline(list, &mut shares);
    }
    let sum: f64 = shares.iter().flatten().sum();
    let open = shares.iter().filter(|share| share.is_none()).count();
    if sum > 100.0 + 1e-9 {
        return Err(ShareError::TooMuch(question.code.clone()));
    }
    let even = (100.0 - sum) / open.max(1) as f64;
    Ok(shares
        .into_iter()
        .map(|told| told.unwrap_or(even))
        .collect())
}

/// "Prefer not to say" is said by a few, unless that would be too much.
fn decline(list: &ChoiceList, shares: &mut [Option<f64>]) {
    let left = 100.0 - shares.iter().flatten().sum::<f64>();
    let count = list
        .options
        .iter()
        .filter(|option| option.is_declined)
        .count();
    for (share, option) in shares.iter_mut().zip(&list.options) {
        if option.is_declined {
            share.get_or_insert(DECLINED.min(left / count as f64).max(0.0));
        }
    }
}
