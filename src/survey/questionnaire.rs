//! A survey as it is published: brand, charter and questionnaire.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::charter::Charter;
use super::embedding::EmbeddingSite;
use super::identifier::{QuestionCode, Slug};
use super::language::{Language, Localized};
use super::question::Question;
use super::quota::Quota;

/// One survey as its file describes it. A published revision never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    pub slug: Slug,
    /// The brand the survey is about.
    pub brand: String,
    pub charter: Charter,
    #[serde(default)]
    pub calendar: Calendar,
    pub questionnaire: Questionnaire,
    /// How many may say something; for most surveys none.
    #[serde(default)]
    pub quotas: Vec<Quota>,
    /// Sites that may show the survey in a frame of their pages; usually none.
    #[serde(default)]
    pub embedded_on: Vec<EmbeddingSite>,
    /// Where the data of an import comes from, column by column.
    pub import: Option<super::column_map::ColumnMap>,
    /// Printed under every chart: who asked, whom, and what is not known.
    pub source: Option<Localized>,
    /// The answers are invented; every page and chart says so.
    pub is_simulated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// At least one; texts fall back to the first.
    pub languages: Vec<Language>,
    pub title: Localized,
    pub introduction: Option<Localized>,
    pub thanks: Option<Localized>,
    /// What stands where questions stood once a wave has closed.
    #[serde(default)]
    pub closed: Option<Localized>,
    pub questions: Vec<Question>,
}

impl Questionnaire {
    pub fn position(&self, code: &QuestionCode) -> Option<usize> {
        self.questions.iter().position(|q| &q.code == code)
    }

    pub fn question(&self, code: &QuestionCode) -> Option<&Question> {
        self.questions.iter().find(|q| &q.code == code)
    }
}
