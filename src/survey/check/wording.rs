//! Wording that answers for the respondent, or asks two things at once.

use super::phrases::Phrases;
use super::{About, folded, found, versions};
use crate::survey::language::Localized;
use crate::survey::question::{Question, QuestionKind, Role};

const LEADING: &[&str] = &[
    // English
    "don’t you",
    "wouldn’t you",
    "isn’t it",
    "aren’t you",
    "do you agree that",
    "would you agree that",
    "surely",
    "obviously",
    "of course",
    "as you know",
    "as everybody knows",
    "how much do you love",
    "how much do you like",
    "how great",
    "how good",
    "how amazing",
    "award-winning",
    // German
    "nicht wahr",
    "nicht auch",
    "stimmen sie zu dass",
    "sicherlich",
    "bekanntlich",
    "selbstverständlich",
    "natürlich",
    "wie sie wissen",
    "wie gut finden",
    "wie sehr mögen",
    "preisgekrönt",
    "preisgekrönte",
    "preisgekrönten",
    // French
    "n’est-ce pas",
    "ne trouvez-vous pas",
    "ne pensez-vous pas",
    "êtes-vous d’accord pour dire",
    "évidemment",
    "bien sûr",
    "comme vous le savez",
    "à quel point aimez-vous",
    // Spanish
    "verdad que",
    "no cree",
    "no le parece",
    "está de acuerdo en que",
    "por supuesto",
    "obviamente",
    "como usted sabe",
    "cuánto le gusta",
];

const AND: Phrases = Phrases {
    english: &["and", "as well as"],
    german: &["und", "sowie"],
    french: &["et", "ainsi que"],
    spanish: &["y", "e", "así como"],
};

/// Two words for one thing.
const PAIRS: Phrases = Phrases {
    english: &[
        "friends and family",
        "family and friends",
        "terms and conditions",
        "food and drink",
    ],
    german: &[
        "freunde und familie",
        "familie und freunde",
        "voll und ganz",
        "ab und zu",
    ],
    french: &["amis et famille", "famille et amis"],
    spanish: &["amigos y familia", "familia y amigos"],
};

pub(super) fn check(about: &mut About<'_>) {
    let question = about.question;
    let mut texts = versions(&question.text).map(folded);
    if question.kind.is_asked()
        && let Some(phrase) = texts.find_map(|text| found(&text, LEADING))
    {
        about.warn(
            format!("“{phrase}” suggests an answer"),
            "ask so that either answer is as easy to give",
        );
    }
    let joined = rated(question).find_map(|text| {
        let mut wordings = about.wordings(text).into_iter();
        wordings.find_map(|(language, text)| {
            AND.found_in(&language, &PAIRS.taken_out_of(&language, &text))
        })
    });
    if let Some(word) = joined {
        about.warn(
            format!("“{word}” may join two questions in one rating"),
            "ask for each separately, or nobody knows which was rated",
        );
    }
}

/// What is rated as one: two things in it cannot be told apart afterwards.
fn rated(question: &Question) -> impl Iterator<Item = &Localized> {
    let (of_question, rows) = match &question.kind {
        QuestionKind::Scale(_) | QuestionKind::NetPromoter(_) => (Some(&question.text), None),
        QuestionKind::SingleChoice(list) if list.is_ordered && question.role == Role::Brand => {
            (Some(&question.text), None)
        }
        QuestionKind::Grid { rows, .. } => (None, Some(rows)),
        _ => (None, None),
    };
    let of_rows = rows.into_iter().flatten().map(|row| &row.text);
    of_question.into_iter().chain(of_rows)
}
