//! Codes of a draft: made from the texts so that nobody has to think of them,
//! and changed everywhere at once.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::rule::quoted;
use super::{Draft, ItemId};
use crate::survey::file::words;
use crate::survey::identifier::QuestionCode;

/// Long enough to be told apart in a table's head, short enough to be typed.
const CHARACTERS_MAX: usize = 24;

/// A code for this text that is none of `taken`: its first words, `why-not-acme`.
pub fn proposed(text: &str, fallback: &str, taken: &[&str]) -> String {
    let mut code = String::new();
    for word in plain_words(text) {
        if !code.is_empty() && code.len() + word.len() >= CHARACTERS_MAX {
            break;
        }
        if !code.is_empty() {
            code.push('-');
        }
        code.extend(word.chars().take(CHARACTERS_MAX));
    }
    if code.is_empty() {
        fallback.clone_into(&mut code);
    }
    not_taken(code, taken)
}

/// Whether this code is what `proposed` makes of the text, numbered or not.
pub fn follows(code: &str, text: &str, fallback: &str) -> bool {
    let proposed = proposed(text, fallback, &[]);
    let rest = code.strip_prefix(proposed.as_str());
    rest.is_some_and(|rest| {
        let number = rest.strip_prefix('-').unwrap_or(rest);
        number.chars().all(|c| c.is_ascii_digit())
    })
}

/// The code itself, or with the first number behind it that makes it new.
pub fn not_taken(code: String, taken: &[&str]) -> String {
    let numbered = (2..).map(|number| format!("{code}-{number}"));
    let mut candidates = std::iter::once(code.clone()).chain(numbered);
    let free = candidates.find(|candidate| !taken.contains(&candidate.as_str()));
    free.unwrap_or(code)
}

/// Lower case, without accents, ASCII only.
fn plain_words(text: &str) -> Vec<String> {
    let lower = text
        .to_lowercase()
        .replace('ß', "ss")
        .replace(['’', '\''], "");
    let plain: String = lower.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Gives a question another code, in every condition and in the promise too.
pub fn rename_question(draft: &mut Draft, question: ItemId, new: &str) {
    let mut asked = draft.questions.iter_mut();
    let Some(found) = asked.find(|each| each.id == question) else {
        return;
    };
    let old = std::mem::replace(&mut found.code, new.to_owned());
    let is_shared = draft.questions.iter().any(|each| each.code == old);
    if old.is_empty() || old == new || is_shared {
        return;
    }
    each_condition(draft, |condition| {
        *condition = renamed(condition, |of, word| match of {
            None if word == old => Some(new.to_owned()),
            _ => None,
        });
    });
    for breakdown in draft.charter.breakdowns.iter_mut().flatten() {
        let parts = breakdown.split(" by ");
        let parts = parts.map(|part| if part == old { new } else { part });
        *breakdown = parts.collect::<Vec<_>>().join(" by ");
    }
    if let (Some(import), Ok(old), Ok(new)) = (
        &mut draft.import,
        old.parse::<QuestionCode>(),
        new.parse::<QuestionCode>(),
    ) && let Some(source) = import.questions.remove(&old)
    {
        import.questions.insert(new, source);
    }
}

/// Gives an option another code, in every condition too.
pub fn rename_option(draft: &mut Draft, question: ItemId, option: ItemId, new: &str) {
    let mut asked = draft.questions.iter_mut();
    let Some(found) = asked.find(|each| each.id == question) else {
        return;
    };
    let code = found.code.clone();
    let mut options = found.options.iter_mut();
    let Some(choice) = options.find(|each| each.id == option) else {
        return;
    };
    let old = std::mem::replace(&mut choice.code, new.to_owned());
    let is_shared = found.options.iter().any(|each| each.code == old);
    if old.is_empty() || old == new || is_shared {
        return;
    }
    each_condition(draft, |condition| {
        *condition = renamed(condition, |of, word| match of {
            Some(of) if of == code && word == old => Some(new.to_owned()),
            _ => None,
        });
    });
}

fn each_condition(draft: &mut Draft, mut rewrite: impl FnMut(&mut String)) {
    for question in &mut draft.questions {
        rewrite(&mut question.show_when);
        for option in &mut question.options {
            rewrite(&mut option.show_when);
        }
    }
}

/// The condition with some of its codes replaced; as it was if none is, or if
/// it cannot be read. `replace` is told of an option's code which question it
/// belongs to.
fn renamed(condition: &str, replace: impl Fn(Option<&str>, &str) -> Option<String>) -> String {
    let Some(tokens) = words(condition) else {
        return condition.to_owned();
    };
    let mut question: Option<String> = None;
    let (mut pieces, mut has_changed) = (Vec::new(), false);
    for (position, token) in tokens.iter().enumerate() {
        let next = tokens.get(position + 1);
        let is_question = next.is_some_and(|next| {
            let verbs = [
                "is", "includes", "answered", ">", "<", ">=", "<=", "=", "≥", "≤",
            ];
            verbs.iter().any(|verb| next.is(verb))
        });
        let replaced = match is_question {
            true => {
                question = Some(token.text.clone());
                replace(None, &token.text)
            }
            false => question
                .as_deref()
                .and_then(|of| replace(Some(of), &token.text)),
        };
        has_changed |= replaced.is_some();
        let is_word = token.text.starts_with(|c: char| c.is_alphanumeric());
        pieces.push(match replaced {
            Some(code) => quoted(&code),
            None if token.is_quoted && is_word => format!("'{}'", token.text),
            None => token.text.clone(),
        });
    }
    match has_changed {
        true => joined(&pieces),
        false => condition.to_owned(),
    }
}

fn joined(pieces: &[String]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let is_close = [",", ")"].contains(&piece.as_str());
        if !text.is_empty() && !text.ends_with('(') && !is_close {
            text.push(' ');
        }
        text.push_str(piece);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_first_words_of_the_text() {
        for (text, expected) in [
            ("Why not?", "why-not"),
            ("Würden Sie ACME weiterempfehlen?", "wurden-sie-acme"),
            ("Too many ads", "too-many-ads"),
            ("18–25", "18-25"),
            ("？", "option"),
            ("I don’t know", "i-dont-know"),
        ] {
            assert_eq!(proposed(text, "option", &[]), expected, "{text}");
        }
        assert_eq!(proposed("Yes", "option", &["yes", "yes-2"]), "yes-3");
    }

    #[test]
    fn a_new_code_is_put_where_the_old_one_stood_and_nowhere_else() {
        let question = |of: Option<&str>, word: &str| {
            (of.is_none() && word == "use").then(|| "habit".to_owned())
        };
        assert_eq!(
            renamed("not (use is any of (use, 'any')) or b > 1", question),
            "not (habit is any of (use, 'any')) or b > 1"
        );
        let option = |of: Option<&str>, word: &str| {
            (of == Some("use") && word == "yes").then(|| "of".to_owned())
        };
        assert_eq!(
            renamed("use is yes and b is yes", option),
            "use is 'of' and b is yes"
        );
        assert_eq!(renamed("b  is   yes", option), "b  is   yes");
        assert_eq!(renamed("use is !", option), "use is !");
    }
}
