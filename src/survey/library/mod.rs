//! Questionnaires to start from: one file each under `surveys/library/`, whose
//! head comment says what it is for, when to use it and what it leans on.
//!
//! The files name the brand as `{brand}`; here that becomes a name, and the
//! file a survey of its own. Nothing refers back to the library afterwards.

mod texts;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::check::effort;
use super::file;
use super::identifier::Slug;
use super::language::{Language, Localized};
use super::question::Question;
use super::questionnaire::Survey;
use crate::limits::BRAND_CHARACTERS_MAX;

/// Stands for the brand's name in every text of a template.
const BRAND: &str = "{brand}";

/// Stands for how long the questionnaire takes, in minutes.
const MINUTES: &str = "{minutes}";

/// One questionnaire of the library.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// How it is called, on the command line and in addresses.
    pub name: &'static str,
    text: &'static str,
}

const TEMPLATES: &[Template] = &[
    Template {
        name: "why-people-avoid",
        text: include_str!("../../../surveys/library/why-people-avoid.toml"),
    },
    Template {
        name: "why-people-left",
        text: include_str!("../../../surveys/library/why-people-left.toml"),
    },
    Template {
        name: "why-people-unsubscribed",
        text: include_str!("../../../surveys/library/why-people-unsubscribed.toml"),
    },
    Template {
        name: "trust-and-privacy",
        text: include_str!("../../../surveys/library/trust-and-privacy.toml"),
    },
    Template {
        name: "recommendation",
        text: include_str!("../../../surveys/library/recommendation.toml"),
    },
    Template {
        name: "message-and-ad-fatigue",
        text: include_str!("../../../surveys/library/message-and-ad-fatigue.toml"),
    },
];

/// Questions to put into any questionnaire rather than one to ask as it is.
const STANDARD_ANSWERS: Template = Template {
    name: "standard-answers",
    text: include_str!("../../../surveys/library/standard-answers.toml"),
};

/// What turns a template into a survey.
#[derive(Debug, Clone)]
pub struct Start {
    pub brand: String,
    pub slug: Slug,
    /// The first is the one the survey falls back to; none means all there are.
    pub languages: Vec<Language>,
}

/// Why no survey could be made; the sentence is shown to whoever asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    #[error("the library has no “{name}”; it has {there}")]
    Unknown { name: String, there: String },
    #[error("the brand’s name has {characters} characters; write from 1 to {BRAND_CHARACTERS_MAX}")]
    Brand { characters: usize },
    #[error("“{template}” is not written in “{language}”; it is there in {there}")]
    Language {
        template: &'static str,
        language: Language,
        there: String,
    },
    #[error("“{0}” of the library cannot be read; this build of whynot is damaged")]
    Unreadable(&'static str),
}

/// Every questionnaire of the library.
pub fn list() -> &'static [Template] {
    TEMPLATES
}

/// The template of this name as a survey about a brand.
pub fn questionnaire(name: &str, start: &Start) -> Result<Survey, LibraryError> {
    let template = TEMPLATES.iter().find(|template| template.name == name);
    let template = template.ok_or_else(|| LibraryError::Unknown {
        name: name.to_owned(),
        there: listed(TEMPLATES.iter().map(|template| template.name)),
    })?;
    template.start(start)
}

/// The same as a survey file, with the template's head comment.
pub fn file(name: &str, start: &Start) -> Result<String, LibraryError> {
    let survey = file::write(&questionnaire(name, start)?);
    let template = TEMPLATES.iter().find(|template| template.name == name);
    let head = template.map(Template::head).unwrap_or_default();
    Ok(format!("{head}\n{survey}"))
}

/// Background questions and scales whose lists of answers the templates share.
pub fn standard_questions(start: &Start) -> Result<Vec<Question>, LibraryError> {
    Ok(STANDARD_ANSWERS.start(start)?.questionnaire.questions)
}

impl Template {
    /// One sentence: what it finds out.
    pub fn purpose(&self) -> String {
        self.head_paragraph(0)
    }

    /// When to use it.
    pub fn use_when(&self) -> String {
        self.head_paragraph(1)
    }

    /// The literature its questions lean on.
    pub fn literature(&self) -> String {
        self.head_paragraph(2)
    }

    /// The languages it is written in.
    pub fn languages(&self) -> Result<Vec<Language>, LibraryError> {
        Ok(self.read()?.questionnaire.languages)
    }

    fn head(&self) -> String {
        let lines = self.text.lines();
        let head = lines.take_while(|line| line.starts_with('#'));
        head.map(|line| format!("{line}\n")).collect()
    }

    fn head_paragraph(&self, number: usize) -> String {
        let head = self.text.lines().map_while(|line| line.strip_prefix('#'));
        let lines: Vec<&str> = head.map(str::trim).collect();
        let paragraph = lines.split(|line| line.is_empty()).nth(number);
        paragraph.unwrap_or_default().join(" ")
    }

    fn read(&self) -> Result<Survey, LibraryError> {
        file::read(self.text).map_err(|_problems| LibraryError::Unreadable(self.name))
    }

    fn start(&self, start: &Start) -> Result<Survey, LibraryError> {
        let brand = start.brand.trim();
        let characters = brand.chars().count();
        if !(1..=BRAND_CHARACTERS_MAX).contains(&characters) {
            return Err(LibraryError::Brand { characters });
        }
        let mut survey = self.read()?;
        let languages = self.languages_of(&survey, &start.languages)?;
        texts::each(&mut survey, &mut |text| {
            *text = in_languages(text, &languages, |_, text| text.replace(BRAND, brand));
        });
        // With the brand in its place: its words are read, too.
        let minutes = |language: &Language| {
            let effort = effort::estimate(&survey.questionnaire, language);
            (language.clone(), effort.minutes().to_string())
        };
        let minutes: BTreeMap<Language, String> = languages.iter().map(minutes).collect();
        texts::each(&mut survey, &mut |text| {
            *text = in_languages(text, &languages, |language, text| {
                let minutes = minutes.get(language).map_or("", String::as_str);
                text.replace(MINUTES, minutes)
            });
        });
        survey.questionnaire.languages = languages;
        brand.clone_into(&mut survey.brand);
        survey.slug = start.slug.clone();
        Ok(survey)
    }

    fn languages_of(
        &self,
        survey: &Survey,
        asked: &[Language],
    ) -> Result<Vec<Language>, LibraryError> {
        let there = &survey.questionnaire.languages;
        let mut languages: Vec<Language> = Vec::new();
        for language in asked {
            if !there.contains(language) {
                return Err(LibraryError::Language {
                    template: self.name,
                    language: language.clone(),
                    there: listed(there.iter().map(Language::as_str)),
                });
            }
            if !languages.contains(language) {
                languages.push(language.clone());
            }
        }
        Ok(if languages.is_empty() {
            there.clone()
        } else {
            languages
        })
    }
}

/// The text in these languages only, the first being the one to fall back to.
fn in_languages(
    text: &Localized,
    languages: &[Language],
    fill: impl Fn(&Language, &str) -> String,
) -> Localized {
    let translations: BTreeMap<Language, String> = languages
        .iter()
        .map(|language| (language.clone(), fill(language, text.in_language(language))))
        .collect();
    let first = languages.first();
    let fallback = first.and_then(|first| translations.get(first)).cloned();
    Localized::new(fallback.unwrap_or_default(), translations)
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("“{name}”")).collect();
    names.join(", ")
}
