//! How hard the questions are to read, by a published formula for the language.

use crate::survey::language::Language;
use crate::survey::question::QuestionKind;
use crate::survey::questionnaire::Questionnaire;

/// Formulas are made for passages; of fewer words they say nothing.
const WORDS_MIN: usize = 100;

/// Above these, a good part of the public reads with effort: about nine years
/// of school, and "difficult" on Björnsson's scale.
const SCHOOL_YEARS_COMFORTABLE: f64 = 9.5;
const LIX_COMFORTABLE: f64 = 50.0;

/// A formula and what it says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ReadingLevel {
    /// English. Source: R. J. Senter, E. A. Smith, "Automated Readability Index"
    /// (AMRL-TR-66-220, 1967).
    AutomatedReadability { school_years: f64 },
    /// German: the fourth formula of R. Bamberger, E. Vanecek, "Lesen –
    /// Verstehen – Lernen – Schreiben" (1984).
    WienerSachtext { school_years: f64 },
    /// Other languages in Latin, Greek or Cyrillic letters. Source: C. H.
    /// Björnsson, "Läsbarhet" (1968); J. Anderson, "Lix and Rix: Variations on a
    /// Little-Known Readability Index", Journal of Reading 26 (1983), 490–496.
    Lix { value: f64 },
}

impl ReadingLevel {
    pub fn is_hard(self) -> bool {
        match self {
            Self::AutomatedReadability { school_years } | Self::WienerSachtext { school_years } => {
                school_years > SCHOOL_YEARS_COMFORTABLE
            }
            Self::Lix { value } => value > LIX_COMFORTABLE,
        }
    }
}

impl std::fmt::Display for ReadingLevel {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AutomatedReadability { school_years } => {
                let years = in_school_years(*school_years);
                write!(formatter, "{years} (Automated Readability Index)")
            }
            Self::WienerSachtext { school_years } => {
                let years = in_school_years(*school_years);
                write!(formatter, "{years} (Wiener Sachtextformel)")
            }
            Self::Lix { value } => {
                let words = match value {
                    ..30.0 => "very easy",
                    ..40.0 => "easy",
                    ..50.0 => "medium",
                    ..60.0 => "difficult",
                    _ => "very difficult",
                };
                write!(formatter, "{words} (Lix {value:.0})")
            }
        }
    }
}

/// The formulas tell the first years of school apart on paper only.
fn in_school_years(years: f64) -> String {
    match years {
        ..4.5 => "easy, the first years of school".to_owned(),
        years => format!("year {years:.0} of school"),
    }
}

/// Of what is read as sentences: introduction, questions, help and rows, not the
/// lists of options. `None` if that is too little, or not written with spaces.
pub fn reading_level(questionnaire: &Questionnaire, language: &Language) -> Option<ReadingLevel> {
    let mut texts = Vec::new();
    texts.extend(questionnaire.introduction.as_ref());
    for question in &questionnaire.questions {
        texts.push(&question.text);
        texts.extend(question.help.as_ref());
        if let QuestionKind::Grid { rows, .. } = &question.kind {
            texts.extend(rows.iter().map(|row| &row.text));
        }
    }
    let mut counts = Counts::default();
    for text in texts {
        counts.add(text.in_language(language));
    }
    if counts.words < WORDS_MIN || matches!(language.primary(), "zh" | "ja" | "th") {
        return None;
    }
    Some(match language.primary() {
        "en" => counts.automated_readability(),
        "de" => counts.wiener_sachtext(),
        _ => counts.lix(),
    })
}

#[derive(Debug, Default)]
struct Counts {
    sentences: usize,
    words: usize,
    characters: usize,
    /// Of more than six letters.
    long: usize,
    /// Of three syllables or more, as German spells them.
    many_syllables: usize,
}

impl Counts {
    fn add(&mut self, text: &str) {
        for sentence in text.split(['.', '?', '!', ':', '…']) {
            let words = sentence.split(|c: char| !(c.is_alphanumeric() || matches!(c, '’' | '-')));
            let mut any = false;
            for word in words.filter(|word| word.chars().any(char::is_alphanumeric)) {
                any = true;
                let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
                self.words += 1;
                self.characters += letters;
                self.long += usize::from(letters > 6);
                self.many_syllables += usize::from(syllables(word) >= 3);
            }
            self.sentences += usize::from(any);
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "words of a questionnaire are few"
    )]
    fn per(part: usize, whole: usize) -> f64 {
        part as f64 / whole.max(1) as f64
    }

    fn automated_readability(&self) -> ReadingLevel {
        let characters = Self::per(self.characters, self.words);
        let words = Self::per(self.words, self.sentences);
        ReadingLevel::AutomatedReadability {
            school_years: 4.71 * characters + 0.5 * words - 21.43,
        }
    }

    fn wiener_sachtext(&self) -> ReadingLevel {
        let words = Self::per(self.words, self.sentences);
        let many_syllables = 100.0 * Self::per(self.many_syllables, self.words);
        ReadingLevel::WienerSachtext {
            school_years: 0.2656 * words + 0.2744 * many_syllables - 1.693,
        }
    }

    fn lix(&self) -> ReadingLevel {
        let words = Self::per(self.words, self.sentences);
        ReadingLevel::Lix {
            value: words + 100.0 * Self::per(self.long, self.words),
        }
    }
}

/// Runs of vowels, which in German are the syllables but for a few foreign words.
fn syllables(word: &str) -> usize {
    let is_vowel = |c: char| "aeiouyäöü".contains(c);
    let lower = word.to_lowercase();
    let vowels: Vec<bool> = lower.chars().map(is_vowel).collect();
    let starts = vowels.iter().zip([&false].into_iter().chain(&vowels));
    starts.filter(|(now, before)| **now && !**before).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Counts {
        let mut counts = Counts::default();
        counts.add(text);
        counts
    }

    fn rounded(level: ReadingLevel) -> String {
        match level {
            ReadingLevel::AutomatedReadability { school_years }
            | ReadingLevel::WienerSachtext { school_years } => format!("{school_years:.2}"),
            ReadingLevel::Lix { value } => format!("{value:.2}"),
        }
    }

    #[test]
    fn the_formulas_are_those_of_their_authors() {
        // 4.71 · 26/7 + 0.5 · 7 − 21.43.
        let english = counts("How often do you buy bread there?");
        assert_eq!(
            (english.words, english.sentences, english.characters),
            (7, 1, 26)
        );
        assert_eq!(rounded(english.automated_readability()), "-0.44");
        // 6 words in one sentence, two of them of three syllables: 0.2656 · 6 + 0.2744 · 33.3 − 1.693.
        let german = counts("Wie beurteilen Sie die heutigen Preise?");
        assert_eq!((german.words, german.many_syllables), (6, 2));
        assert_eq!(rounded(german.wiener_sachtext()), "9.05");
        // Two sentences of three words, one of more than six letters: 3 + 100/6.
        assert_eq!(
            rounded(counts("Où êtes-vous allé ? Je ne regrettais.").lix()),
            "36.33"
        );
    }

    #[test]
    fn german_syllables_are_runs_of_vowels() {
        for (word, expected) in [
            ("Brot", 1),
            ("Preise", 2),
            ("Bäckerei", 3),
            ("zufrieden", 3),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn a_level_is_said_in_words() {
        let said = |level: ReadingLevel| level.to_string();
        assert_eq!(said(ReadingLevel::Lix { value: 44.6 }), "medium (Lix 45)");
        assert_eq!(
            said(ReadingLevel::WienerSachtext { school_years: 6.2 }),
            "year 6 of school (Wiener Sachtextformel)"
        );
        assert_eq!(
            said(ReadingLevel::AutomatedReadability { school_years: -0.4 }),
            "easy, the first years of school (Automated Readability Index)"
        );
    }
}
