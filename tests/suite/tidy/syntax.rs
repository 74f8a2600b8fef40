//! Reads Rust source as tokens and lists the paths and attributes in it, so that
//! comments and string literals are never taken for code.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path as it is written, with `use` groups taken apart: `a::{b, c::d}` is
/// `a::b` and `a::c::d`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedPath {
    pub line: usize,
    pub segments: Vec<String>,
    /// Names of the inline modules around it.
    pub inside: Vec<String>,
    pub is_in_attribute: bool,
}

pub fn paths(text: &str) -> Vec<UsedPath> {
    let tokens: TokenStream = text.parse().expect("the compiler reads this file too");
    let mut walk = Walk::default();
    walk.tokens(tokens, &[]);
    walk.found
}

#[derive(Default)]
struct Walk {
    found: Vec<UsedPath>,
    inside: Vec<String>,
    attribute_depth: usize,
}

impl Walk {
    /// `prefix` is the path before the braces of a `use` group.
    fn tokens(&mut self, tokens: TokenStream, prefix: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = match &tokens[at] {
                TokenTree::Ident(word) if word == "mod" => self.module(&tokens, at),
                TokenTree::Ident(_) => {
                    let after = self.path(&tokens, at, prefix);
                    // In a group, what follows until the comma is a new name.
                    if prefix.is_empty() {
                        after
                    } else {
                        (after..tokens.len())
                            .find(|&next| is_punct(&tokens, next, ','))
                            .unwrap_or(tokens.len())
                    }
                }
                TokenTree::Group(group) => {
                    let is_attribute = group.delimiter() == Delimiter::Bracket
                        && (is_punct(&tokens, at.wrapping_sub(1), '#')
                            || is_punct(&tokens, at.wrapping_sub(1), '!')
                                && is_punct(&tokens, at.wrapping_sub(2), '#'));
                    self.attribute_depth += usize::from(is_attribute);
                    self.tokens(group.stream(), &[]);
                    self.attribute_depth -= usize::from(is_attribute);
                    at + 1
                }
                _ => at + 1,
            };
        }
    }

    /// `mod name { … }`; returns where to go on.
    fn module(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(body))) =
            (tokens.get(at + 1), tokens.get(at + 2))
        {
            self.inside.push(name.to_string());
            self.tokens(body.stream(), &[]);
            self.inside.pop();
            return at + 3;
        }
        at + 1
    }

    fn path(&mut self, tokens: &[TokenTree], start: usize, prefix: &[String]) -> usize {
        let mut segments = prefix.to_vec();
        segments.push(word(&tokens[start]).expect("called at a word"));
        let mut at = start + 1;
        let mut group = None;
        while is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':') {
            match tokens.get(at + 2) {
                Some(TokenTree::Ident(next)) => {
                    segments.push(next.to_string());
                    at += 3;
                }
                Some(TokenTree::Group(braces)) if braces.delimiter() == Delimiter::Brace => {
                    group = Some(braces.stream());
                    at += 3;
                }
                _ => break,
            }
        }
        if let Some(group) = group {
            self.tokens(group, &segments);
        }
        self.found.push(UsedPath {
            line: tokens[start].span().start().line,
            segments,
            inside: self.inside.clone(),
            is_in_attribute: self.attribute_depth > 0,
        });
        at
    }
}

fn word(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    }
}

fn is_punct(tokens: &[TokenTree], at: usize, character: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        paths(text)
            .into_iter()
            .map(|path| path.segments.join("::"))
            .filter(|path| path.contains("::"))
            .collect()
    }

    #[test]
    fn groups_are_taken_apart() {
        assert_eq!(
            written("use crate::{store::{a, b::c}, survey as d};"),
            [
                "crate::store::a",
                "crate::store::b::c",
                "crate::store",
                "crate::survey"
            ]
        );
    }

    #[test]
    fn comments_and_strings_are_not_code() {
        assert_eq!(
            written("// use crate::web;\nlet a = \"crate::web\"; /* crate::web */"),
            [] as [&str; 0]
        );
    }

    #[test]
    fn inline_modules_and_attributes_are_told() {
        let found = paths("mod tests { #[derive(askama::Template)] struct Page; }");
        let path = found
            .iter()
            .find(|path| path.segments == ["askama", "Template"])
            .unwrap();
        assert_eq!(path.inside, ["tests"]);
        assert!(path.is_in_attribute);
    }
}
