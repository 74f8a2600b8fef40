//! The style sheets: one is written into every plain page, the others are loaded
//! by boards and by members. All take their colours from the charts' theme.

use std::fmt::Write;
use std::sync::LazyLock;

use crate::chart::stylesheet_tokens;
use crate::chart::theme::{Theme, Token};

/// What plain pages need of the theme; they draw no chart.
const PLAIN_TOKENS: [Token; 9] = [
    Token::Paper,
    Token::Surface,
    Token::Ink,
    Token::InkSoft,
    Token::Rule,
    Token::Accent,
    Token::OnAccent,
    Token::Alert,
    Token::Bar,
];

static PLAIN: LazyLock<String> =
    LazyLock::new(|| tokens() + &squeezed(include_str!("../../static/plain.css")));

/// For respondents, visitors and errors: no request of its own.
pub fn plain() -> &'static str {
    &PLAIN
}

/// For boards: every colour of the charts, and the page around them.
pub fn board() -> String {
    stylesheet_tokens() + &squeezed(include_str!("../../static/board.css"))
}

/// For members: the same colours and type as boards.
pub fn member() -> String {
    let sheets = [
        include_str!("../../static/member.css"),
        include_str!("../../static/builder.css"),
        include_str!("../../static/publishing.css"),
        include_str!("../../static/preview.css"),
        include_str!("../../static/promise.css"),
        include_str!("../../static/inviting.css"),
    ];
    tokens() + &sheets.map(squeezed).join(" ")
}

fn tokens() -> String {
    let light = declarations(Theme::Light);
    let dark = declarations(Theme::Dark);
    let print = declarations(Theme::Print);
    format!(
        ":root{{color-scheme:light dark;{light}}}\
         @media (prefers-color-scheme:dark){{:root{{{dark}}}}}\
         @media print{{:root{{color-scheme:light;{print}}}}}"
    )
}

fn declarations(theme: Theme) -> String {
    let mut block = String::new();
    for token in PLAIN_TOKENS {
        // Writing to a string cannot fail.
        let _ = write!(block, "--{}:{};", token.name(), token.value(theme));
    }
    block
}

/// Without comments, and with one space for many. Our sheets hold neither
/// inside a string.
fn squeezed(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_leaves_the_rules() {
        assert_eq!(
            squeezed("/* a */\na {\n  color: red;\n}\n/* b */ b { }\n"),
            "a { color: red; } b { }"
        );
    }

    #[test]
    fn every_colour_of_a_board_is_a_token() {
        let css = include_str!("../../static/board.css");
        for value in css.split("var(--").skip(1) {
            let name = value.split([')', ',']).next().unwrap();
            assert!(
                Token::ALL.iter().any(|token| token.name() == name),
                "--{name}"
            );
        }
        assert!(!css.contains('#'), "a colour of its own");
    }

    #[test]
    fn every_colour_of_a_plain_page_is_a_token() {
        let css = include_str!("../../static/plain.css");
        for value in css.split("var(--").skip(1) {
            let name = value.split([')', ',']).next().unwrap();
            let is_known = PLAIN_TOKENS.iter().any(|token| token.name() == name);
            assert!(is_known || ["tint", "n", "pad"].contains(&name), "--{name}");
        }
        assert!(!css.contains('#'), "a colour of its own");
    }

    #[test]
    fn every_colour_of_a_members_page_is_a_token() {
        let css = concat!(
            include_str!("../../static/member.css"),
            include_str!("../../static/builder.css"),
            include_str!("../../static/preview.css"),
            include_str!("../../static/promise.css")
        );
        for value in css.split("var(--").skip(1) {
            let name = value.split([')', ',']).next().unwrap();
            let is_known = PLAIN_TOKENS.iter().any(|token| token.name() == name);
            assert!(is_known, "--{name}");
        }
        assert!(!css.contains('#'), "a colour of its own");
    }
}
