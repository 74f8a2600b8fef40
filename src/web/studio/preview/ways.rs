//! The ways through a questionnaire in words: what leads there, which pages it
//! shows, and what somebody who takes it has typed.

use crate::survey::answer::{Answer, Given, Response, Wishes};
use crate::survey::decimal;
use crate::survey::form::{self, TypedAnswers};
use crate::survey::language::Language;
use crate::survey::paths::{Path, deciding, paths};
use crate::survey::question::{ChoiceList, Question, QuestionKind};
use crate::survey::questionnaire::Questionnaire;
use crate::survey::routing::{self, Page};

const QUESTION_CHARACTERS_MAX: usize = 70;
const OPTIONS_NAMED_MAX: usize = 2;

/// Every way through a questionnaire.
pub struct Ways {
    paths: Vec<Path>,
    /// Positions of the questions whose answers decide.
    deciding: Vec<usize>,
    pages: Vec<Page>,
}

/// An answer that leads somewhere.
pub struct Turn {
    pub question: String,
    pub answer: String,
}

impl Ways {
    /// `None` where there are too many to tell apart.
    pub fn of(questionnaire: &Questionnaire) -> Option<Self> {
        Some(Self {
            paths: paths(questionnaire)?,
            deciding: deciding(questionnaire),
            pages: routing::pages(questionnaire),
        })
    }

    pub fn count(&self) -> usize {
        self.paths.len()
    }

    /// Positions of the pages that a way shows.
    pub fn pages(&self, questionnaire: &Questionnaire, way: usize) -> Vec<usize> {
        let Some(path) = self.paths.get(way) else {
            return Vec::new();
        };
        let pages = self.pages.iter().enumerate();
        pages
            .filter(|(_, page)| routing::is_page_shown(questionnaire, page, &path.given))
            .map(|(position, _)| position)
            .collect()
    }

    /// How many questions are asked on it.
    pub fn asked(&self, questionnaire: &Questionnaire, way: usize) -> usize {
        let shows = self.paths.get(way).map(|path| path.shows.as_slice());
        let questions = questionnaire.questions.iter().zip(shows.unwrap_or(&[]));
        questions
            .filter(|(question, is_shown)| **is_shown && question.kind.is_asked())
            .count()
    }

    /// What leads there, for example.
    pub fn turns(
        &self,
        questionnaire: &Questionnaire,
        way: usize,
        language: &Language,
    ) -> Vec<Turn> {
        let Some(path) = self.paths.get(way) else {
            return Vec::new();
        };
        let decided = self.deciding.iter().filter_map(|position| {
            let question = questionnaire.questions.get(*position)?;
            let answer = match path.given.get(*position)? {
                Given::Answered(answer) => in_words(question, answer, language),
                Given::NotShown => return None,
                _ => "left empty".to_owned(),
            };
            Some(Turn {
                question: shortened(question.text.in_language(language)),
                answer,
            })
        });
        decided.collect()
    }

    /// The answers that lead there, and no others: the rest is for whoever looks.
    pub fn typed(&self, questionnaire: &Questionnaire, way: usize) -> TypedAnswers {
        let Some(path) = self.paths.get(way) else {
            return TypedAnswers::default();
        };
        let given = path.given.iter().enumerate();
        let given = given.map(
            |(position, given)| match self.deciding.contains(&position) {
                true => given.clone(),
                false => Given::NotShown,
            },
        );
        let response = Response {
            given: given.collect(),
            wishes: Wishes::default(),
        };
        let pairs = form::to_pairs(questionnaire, &response);
        TypedAnswers::from_pairs(questionnaire, pairs)
    }
}

fn in_words(question: &Question, answer: &Answer, language: &Language) -> String {
    match (&question.kind, answer) {
        (QuestionKind::SingleChoice(list), Answer::One { option, .. }) => {
            options(list, &[*option], language)
        }
        (
            QuestionKind::MultipleChoice(list),
            Answer::Several {
                options: chosen, ..
            },
        ) => options(list, chosen, language),
        (QuestionKind::Ranking { choices, .. }, Answer::Ranked(ranked)) => {
            options(choices, ranked, language)
        }
        (QuestionKind::Scale(scale), Answer::Point(point)) => {
            (i64::from(scale.from) + i64::from(*point)).to_string()
        }
        (QuestionKind::Number(range), Answer::Number(multiples)) => {
            decimal::print(*multiples, range.decimals)
        }
        (_, Answer::Point(point)) => point.to_string(),
        _ => "something".to_owned(),
    }
}

fn options(list: &ChoiceList, chosen: &[u8], language: &Language) -> String {
    let text = |option: &u8| {
        let option = list.options.get(usize::from(*option))?;
        Some(option.text.in_language(language))
    };
    let named: Vec<&str> = chosen.iter().filter_map(text).collect();
    match named.len() {
        many if many > OPTIONS_NAMED_MAX => format!("{many} of its answers"),
        _ => named.join(", "),
    }
}

fn shortened(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(QUESTION_CHARACTERS_MAX).collect();
    match letters.next() {
        None => start,
        Some(_) => format!("{}…", start.trim_end()),
    }
}
