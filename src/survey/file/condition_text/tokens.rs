//! The words and signs of a condition.

use super::{Misread, because};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::survey) struct Token {
    pub text: String,
    pub is_quoted: bool,
}

impl Token {
    pub(in crate::survey) fn is(&self, word: &str) -> bool {
        !self.is_quoted && self.text == word
    }
}

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Misread> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (length, is_quoted) = match first {
            '\'' => match rest.chars().skip(1).position(|c| c == '\'') {
                Some(inside) => (inside + 2, true),
                None => return because("a quotation mark is never closed", "close it with '"),
            },
            '<' | '>' if rest.chars().nth(1) == Some('=') => (2, false),
            '(' | ')' | ',' | '<' | '>' | '=' | '≥' | '≤' => (1, false),
            c if is_word(c) => (rest.chars().take_while(|c| is_word(*c)).count(), false),
            other => {
                return because(
                    format!("“{other}” means nothing in a condition"),
                    "write for example: customer is yes and trust >= 4",
                );
            }
        };
        let taken: String = rest.chars().take(length).collect();
        rest = rest
            .strip_prefix(taken.as_str())
            .unwrap_or_default()
            .trim_start();
        tokens.push(Token {
            text: taken.trim_matches('\'').to_owned(),
            is_quoted,
        });
    }
    Ok(tokens)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '−')
}
