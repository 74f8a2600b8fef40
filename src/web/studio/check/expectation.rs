//! What a marketer expects before anybody has answered: how many will, and how
//! they spread over the answers about the person. Read from the page's address.

use crate::limits::FORECAST_ON_PAGE_RESPONSES_MAX;
use crate::privacy::auditor::forecast::shares::{self, Share};
use crate::survey::question::{Question, QuestionKind, Role};
use crate::survey::questionnaire::Survey;
use crate::web::pairs::Pairs;

/// The form as it was filled in.
pub struct Expectation {
    /// As it was typed.
    pub answers: String,
    pub problem: Option<String>,
    /// Questions about the person, with a field for each answer.
    pub questions: Vec<SharesOf>,
}

/// How the answers to one question spread.
pub struct SharesOf {
    pub code: String,
    pub question: String,
    pub answers: Vec<ShareField>,
    pub problem: Option<String>,
}

pub struct ShareField {
    pub name: String,
    pub text: String,
    pub value: String,
}

impl Expectation {
    pub fn read(query: &Pairs, survey: &Survey) -> Self {
        let questions = survey.questionnaire.questions.iter();
        let about_person = questions.filter(|question| question.role == Role::Background);
        let shares = about_person.filter_map(|question| SharesOf::read(query, question));
        Self {
            answers: query.value("answers").trim().to_owned(),
            problem: None,
            questions: shares.collect(),
        }
    }

    /// How many answers, and what is told of them; `None` if nothing is asked or
    /// something is wrong, which is noted beside its field.
    pub fn take(&mut self, survey: &Survey) -> Option<(usize, Vec<Share>)> {
        let answers = self.take_answers();
        let mut told = Vec::new();
        for of in &mut self.questions {
            told.extend(of.take());
        }
        let answers = answers?;
        if self.has_problems() {
            return None;
        }
        if let Err(error) = shares::expected(survey, &told) {
            self.problem = Some(format!("{error}."));
            return None;
        }
        Some((answers, told))
    }

    pub fn has_problems(&self) -> bool {
        self.problem.is_some() || self.questions.iter().any(|of| of.problem.is_some())
    }

    /// Whether any share is told, so that the fields are shown.
    pub fn tells_shares(&self) -> bool {
        let mut fields = self.questions.iter().flat_map(|of| &of.answers);
        fields.any(|field| !field.value.is_empty())
    }

    fn take_answers(&mut self) -> Option<usize> {
        if self.answers.is_empty() {
            return None;
        }
        let plain = self.answers.replace([' ', ',', '.', '\u{a0}', '’'], "");
        let read = plain.parse::<usize>().ok();
        let answers = read.filter(|many| (1..=FORECAST_ON_PAGE_RESPONSES_MAX).contains(many));
        if answers.is_none() {
            self.problem = Some(format!(
                "Write a number from 1 to {FORECAST_ON_PAGE_RESPONSES_MAX}; with more, what is \
                 shown is the same."
            ));
        }
        answers
    }
}

impl SharesOf {
    fn read(query: &Pairs, question: &Question) -> Option<Self> {
        let field = |(code, text): (String, String)| {
            let name = format!("share.{}.{code}", question.code);
            ShareField {
                value: query.value(&name).trim().to_owned(),
                name,
                text,
            }
        };
        let answers: Vec<ShareField> = answers(&question.kind).into_iter().map(field).collect();
        (!answers.is_empty()).then(|| Self {
            code: question.code.to_string(),
            question: question.text.fallback().to_owned(),
            answers,
            problem: None,
        })
    }

    fn take(&mut self) -> Vec<Share> {
        let mut told: Vec<Share> = Vec::new();
        let written = self.answers.iter().filter(|field| !field.value.is_empty());
        for field in written {
            let name = field.name.trim_start_matches("share.");
            let share = format!("{name}={}", field.value.replace(',', "."));
            match share.parse() {
                Ok(share) => told.push(share),
                Err(_unreadable) => {
                    self.problem = Some(format!(
                        "“{}” is no share of a hundred: write a number from 0 to 100.",
                        field.value
                    ));
                }
            }
        }
        let whole: f64 = told.iter().map(|share| share.per_cent).sum();
        if whole > 100.0 && self.problem.is_none() {
            self.problem = Some("Together these are more than 100.".to_owned());
        }
        told
    }
}

/// Codes and texts of the answers that have a share.
fn answers(kind: &QuestionKind) -> Vec<(String, String)> {
    match kind {
        QuestionKind::SingleChoice(list) => list
            .options
            .iter()
            .map(|option| (option.code.to_string(), option.text.fallback().to_owned()))
            .collect(),
        QuestionKind::Number(range) => range
            .bands
            .iter()
            .map(|band| (band.code.to_string(), band.text.fallback().to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}
