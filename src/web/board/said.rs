//! Words of ours around words of the survey: each part in its language, so that a
//! screen reader speaks both right.

use askama::Template;

use crate::survey::language::Language;

/// A sentence, a label, a name.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "board/said.html")]
pub struct Said {
    parts: Vec<Part>,
    /// Of the survey's own parts.
    language: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    text: String,
    is_own: bool,
}

impl Said {
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.text.is_empty())
    }
}

/// A survey's texts that may stand among our words.
#[derive(Debug, Clone)]
pub struct OwnTexts {
    language: String,
    /// Our words are in the same language: nothing has to be told apart.
    is_english: bool,
    /// The longest first.
    texts: Vec<String>,
}

/// What we put in quotation marks of our own accord.
const OURS: [&str; 1] = ["Everybody"];

impl OwnTexts {
    pub fn new<'a>(language: &Language, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let is_english = language.primary() == Language::english().as_str();
        let has_letters = |text: &&str| text.chars().any(char::is_alphabetic);
        let texts = texts.into_iter().map(str::trim).filter(has_letters);
        let mut texts: Vec<String> = match is_english {
            true => Vec::new(),
            false => texts.map(str::to_owned).collect(),
        };
        texts.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
        texts.dedup();
        Self {
            language: language.to_string(),
            is_english,
            texts,
        }
    }

    /// The words with what is quoted, and every text of the survey, set apart.
    pub fn said(&self, words: &str) -> Said {
        let mut parts = Parts::default();
        let mut rest = words;
        if self.is_english {
            parts.push(words, false);
            rest = "";
        }
        while let Some(letter) = rest.chars().next() {
            let own = self.own_at_start(rest, parts.last_character());
            let length = own.map_or(letter.len_utf8(), str::len);
            let Some((part, after)) = rest.split_at_checked(length) else {
                break;
            };
            parts.push(part, own.is_some());
            rest = after;
        }
        Said {
            parts: parts.list,
            language: self.language.clone(),
        }
    }

    fn own_at_start<'w>(&self, words: &'w str, before: Option<char>) -> Option<&'w str> {
        if before.is_some_and(char::is_alphanumeric) {
            return None;
        }
        let goes_on = |rest: &str| rest.chars().next().is_some_and(char::is_alphanumeric);
        let known = self.texts.iter().find_map(|text| {
            let rest = words.strip_prefix(text.as_str())?;
            (!goes_on(rest)).then(|| words.strip_suffix(rest))?
        });
        match before {
            Some('“') => known.or_else(|| quoted(words)),
            _ => known,
        }
    }
}

/// What stands within the quotation marks that were opened just before.
fn quoted(words: &str) -> Option<&str> {
    let (inner, _) = words.split_once('”')?;
    let is_whole = !inner.is_empty() && !inner.contains('“') && !OURS.contains(&inner);
    is_whole.then_some(inner)
}

#[derive(Default)]
struct Parts {
    list: Vec<Part>,
}

impl Parts {
    fn push(&mut self, text: &str, is_own: bool) {
        match self.list.last_mut() {
            Some(last) if last.is_own == is_own => last.text.push_str(text),
            _ => self.list.push(Part {
                text: text.to_owned(),
                is_own,
            }),
        }
    }

    fn last_character(&self) -> Option<char> {
        self.list.last()?.text.chars().last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german(texts: &[&str]) -> OwnTexts {
        let german = Language::try_from("de".to_owned()).unwrap();
        OwnTexts::new(&german, texts.iter().copied())
    }

    fn html(said: &Said) -> String {
        said.to_string()
    }

    #[test]
    fn a_quoted_answer_is_in_the_language_of_the_survey() {
        assert_eq!(
            html(&german(&[]).said("54% chose “Zu viel Werbung”, the top answer")),
            "54% chose “<span lang=\"de\">Zu viel Werbung</span>”, the top answer"
        );
        assert_eq!(
            html(&german(&[]).said("It stands under “Everybody”.")),
            "It stands under “Everybody”."
        );
    }

    #[test]
    fn texts_of_the_survey_are_found_whole_and_the_longest_first() {
        let own = german(&["Der Preis", "Der Preis im Laden", "3", "Ja"]);
        assert_eq!(
            html(&own.said("Der Preis im Laden: 3% (Base 3); Der Preis: 4%")),
            "<span lang=\"de\">Der Preis im Laden</span>: 3% (Base 3); \
             <span lang=\"de\">Der Preis</span>: 4%"
        );
        assert_eq!(html(&own.said("January")), "January");
    }

    #[test]
    fn what_is_written_stays_text() {
        let said = german(&["<b>Ja</b>"]).said("“<b>Ja</b>” & more");
        assert_eq!(
            html(&said),
            "“<span lang=\"de\">&#60;b&#62;Ja&#60;/b&#62;</span>” &#38; more"
        );
    }

    #[test]
    fn of_a_survey_in_english_nothing_is_told_apart() {
        let own = OwnTexts::new(&Language::english(), ["Yes"]);
        assert_eq!(html(&own.said("54% chose “Yes”")), "54% chose “Yes”");
    }
}
