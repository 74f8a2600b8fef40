//! Sentences that are read twice and words that only colleagues understand.

use super::About;
use super::phrases::Phrases;
use crate::survey::language::Localized;
use crate::survey::question::QuestionKind;

/// Long questions are misread more often; the number is a rule of thumb.
const SENTENCE_WORDS_COMFORTABLE: usize = 30;

const JARGON: Phrases = Phrases {
    english: &[
        "touchpoint",
        "touchpoints",
        "customer journey",
        "user experience",
        "customer experience",
        "omnichannel",
        "value proposition",
        "brand equity",
        "brand image",
        "purchase intent",
        "consideration set",
        "top-of-mind",
        "top of mind",
        "seamless",
        "engagement",
        "conversion",
        "stakeholder",
        "stakeholders",
        "utilise",
        "utilize",
        "prioritise",
        "prioritize",
    ],
    german: &[
        "touchpoint",
        "touchpoints",
        "customer journey",
        "user experience",
        "kundenerlebnis",
        "markenerlebnis",
        "omnichannel",
        "mehrwert",
        "kaufabsicht",
        "markenimage",
        "usability",
        "stakeholder",
        "kundenansprache",
        "kontaktpunkt",
        "kontaktpunkte",
        "nutzenversprechen",
    ],
    french: &[
        "parcours client",
        "expérience client",
        "expérience utilisateur",
        "point de contact",
        "omnicanal",
        "proposition de valeur",
        "intention d’achat",
        "capital de marque",
    ],
    spanish: &[
        "experiencia de usuario",
        "experiencia de cliente",
        "punto de contacto",
        "omnicanal",
        "propuesta de valor",
        "intención de compra",
        "valor de marca",
    ],
};

/// Abbreviations that everybody says.
const KNOWN: &[&str] = &[
    "SMS", "FAQ", "USA", "GPS", "DVD", "PDF", "ATM", "PIN", "VIP", "BBC", "ARD", "ZDF", "DHL",
    "CBD", "IBAN", "HTML", "WLAN",
];

pub(super) fn check(about: &mut About<'_>) {
    let question = about.question;
    let texts = [Some(&question.text), question.help.as_ref()];
    let rows = match &question.kind {
        QuestionKind::Grid { rows, .. } => rows.iter().map(|row| &row.text).collect(),
        _ => Vec::new(),
    };
    let texts: Vec<&Localized> = texts.into_iter().flatten().chain(rows).collect();
    if question.kind.is_asked()
        && let Some(words) = longest_sentence(&question.text)
    {
        about.warn(
            format!("one sentence has {words} words and is read twice"),
            format!("split it, or move what explains it to help; aim at {SENTENCE_WORDS_COMFORTABLE} words at most"),
        );
    }
    if let Some(word) = texts.iter().find_map(|text| about.find(text, &JARGON)) {
        about.warn(
            format!("“{word}” is a word of the trade"),
            "say what people would say: “the shop and the app” rather than “touchpoints”",
        );
    }
    let unexplained = texts.iter().find_map(|text| abbreviation(about, text));
    if let Some(word) = unexplained {
        about.warn(
            format!("not everybody knows what “{word}” stands for"),
            "write it out",
        );
    }
}

/// The number of words, if it is too large in any language.
fn longest_sentence(text: &Localized) -> Option<usize> {
    let sentences = super::versions(text).flat_map(|text| text.split(['.', '?', '!', ':', ';']));
    let longest = sentences
        .map(|sentence| sentence.split_whitespace().count())
        .max()?;
    (longest > SENTENCE_WORDS_COMFORTABLE).then_some(longest)
}

/// Capitals alone are an abbreviation, unless the brand writes itself so or the
/// whole text stands in capitals.
fn abbreviation(about: &About<'_>, text: &Localized) -> Option<String> {
    super::versions(text).find_map(|text| {
        if !text.chars().any(char::is_lowercase) {
            return None;
        }
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        let is_abbreviation = |word: &&str| {
            (3..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
        };
        words
            .find(|word| {
                is_abbreviation(word)
                    && !KNOWN.contains(word)
                    && !about.survey.brand.contains(*word)
            })
            .map(str::to_owned)
    })
}
