//! A text as words between blanks, each with its place.

use std::ops::Range;

/// What stands between two blanks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub start: usize,
    pub text: &'a str,
}

pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = Word::alone(text);
    while let Some((start, _)) = rest.text.char_indices().find(|(_, c)| !c.is_whitespace()) {
        rest = rest.from(start);
        let end = rest
            .text
            .find(char::is_whitespace)
            .unwrap_or(rest.text.len());
        words.push(rest.until(end));
        rest = rest.from(end);
    }
    words
}

impl<'a> Word<'a> {
    /// Whose place does not matter.
    pub(super) fn alone(text: &'a str) -> Self {
        Self { start: 0, text }
    }

    fn from(self, at: usize) -> Self {
        Self {
            start: self.start + at,
            text: self.text.get(at..).unwrap_or_default(),
        }
    }

    fn until(self, at: usize) -> Self {
        Self {
            text: self.text.get(..at).unwrap_or_default(),
            ..self
        }
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Without the signs of the sentence around it.
    pub(super) fn bare(self) -> Self {
        const SIGNS: &[char] = &[
            ',', ';', ':', '!', '?', '.', '…', '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'',
            '“', '”', '„', '‘', '’', '‚', '«', '»', '‹', '›', '*', '¡', '¿', '–', '—',
        ];
        let end = self.text.trim_end_matches(SIGNS).len();
        let cut = self.until(end);
        let begin = cut.text.len() - cut.text.trim_start_matches(SIGNS).len();
        cut.from(begin)
    }

    /// For comparison with lists: bare and in lower case, with plain apostrophes.
    pub(super) fn plain(self) -> String {
        self.bare().text.to_lowercase().replace('’', "'")
    }

    /// Whether it begins like a name: with a capital, and letters after it.
    pub(super) fn is_capitalised(self) -> bool {
        let bare = self.bare().text;
        bare.chars().next().is_some_and(char::is_uppercase)
            && bare
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    }

    /// Whether a sentence or a part of one ends with it.
    pub(super) fn ends_clause(self) -> bool {
        self.text.ends_with(['.', '!', '?', ';', ':', ')'])
    }

    pub(super) fn digits(self) -> usize {
        self.text.chars().filter(char::is_ascii_digit).count()
    }
}

/// 1950, 2026: more often a year than anything else.
pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// What is counted rather than called: “12345 km”, “300000 users”.
const UNITS: &str = "€ $ £ % eur euro euros usd dollar dollars dólares gbp chf franken francs \
     pounds pfund cent cents percent prozent km m cm mm kg g l ml gb mb tb mah px watt w years \
     year jahre jahren ans años hours minutes stunden minuten heures horas minutos uhr times mal \
     fois veces people users followers customers personen kunden clients clientes million \
     millions millionen mio millones points punkte steps schritte miles meter metres metros";

pub(super) fn is_unit(plain: &str) -> bool {
    UNITS.split_whitespace().any(|unit| unit == plain) || plain.starts_with(['€', '$', '£', '%'])
}
