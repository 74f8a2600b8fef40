//! The colours, once: every token with its value on paper, at night and in print.
//! Pages and pictures use the same ones. No shape, no size.

use std::fmt::Write;

/// Which values the tokens take where nobody resolves `var()`: in a PNG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
    Print,
}

/// What a colour is for. Never "blue".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// The ground.
    Paper,
    /// A ground one step off the paper: form fields, a ticket, a table's head.
    Surface,
    Ink,
    /// Secondary text: units, notes, sources.
    InkSoft,
    /// Hairlines that only decorate.
    Rule,
    /// Action, and the bar the finding speaks of.
    Accent,
    /// Text on the accent.
    OnAccent,
    /// What went wrong.
    Alert,
    /// Bars the finding does not speak of.
    Bar,
    /// The low end of a scale, strongest first.
    Low1,
    Low2,
    Low3,
    /// Neither low nor high.
    Neutral,
    /// The high end of a scale, strongest first.
    High1,
    High2,
    High3,
    /// Grounds of a heat map's figures, smallest first; the first four carry ink,
    /// the others the paper's own colour.
    Heat1,
    Heat2,
    Heat3,
    Heat4,
    Heat5,
    Heat6,
}

/// A token's name in style sheets and its three values.
struct Swatch {
    name: &'static str,
    light: &'static str,
    dark: &'static str,
    print: &'static str,
}

const fn swatch(
    name: &'static str,
    light: &'static str,
    dark: &'static str,
    print: &'static str,
) -> Swatch {
    Swatch {
        name,
        light,
        dark,
        print,
    }
}

impl Token {
    pub const ALL: [Self; 22] = [
        Self::Paper,
        Self::Surface,
        Self::Ink,
        Self::InkSoft,
        Self::Rule,
        Self::Accent,
        Self::OnAccent,
        Self::Alert,
        Self::Bar,
        Self::Low1,
        Self::Low2,
        Self::Low3,
        Self::Neutral,
        Self::High1,
        Self::High2,
        Self::High3,
        Self::Heat1,
        Self::Heat2,
        Self::Heat3,
        Self::Heat4,
        Self::Heat5,
        Self::Heat6,
    ];

    /// The grounds of a heat map, smallest first.
    pub const HEAT: [Self; 6] = [
        Self::Heat1,
        Self::Heat2,
        Self::Heat3,
        Self::Heat4,
        Self::Heat5,
        Self::Heat6,
    ];

    /// The colour of letters on a ground.
    pub fn letters(self) -> Self {
        match self {
            Self::Heat5 | Self::Heat6 | Self::Accent => Self::OnAccent,
            _ => Self::Ink,
        }
    }

    const fn swatch(self) -> Swatch {
        match self {
            Self::Paper => swatch("paper", "#fbf9f5", "#15171a", "#ffffff"),
            Self::Surface => swatch("surface", "#f3efe7", "#1e2125", "#ffffff"),
            Self::Ink => swatch("ink", "#1c1a17", "#f2efe9", "#000000"),
            Self::InkSoft => swatch("ink-soft", "#4f4a43", "#bcb7ae", "#333333"),
            Self::Rule => swatch("rule", "#dcd6ca", "#34383d", "#bbbbbb"),
            Self::Accent => swatch("accent", "#0b5566", "#6cc3d4", "#000000"),
            Self::OnAccent => swatch("on-accent", "#ffffff", "#0b1a1e", "#ffffff"),
            Self::Alert => swatch("alert", "#8f2409", "#f4967a", "#000000"),
            Self::Bar => swatch("bar", "#94908a", "#75736e", "#8c8c8c"),
            Self::Low1 => swatch("low-1", "#8a3511", "#f2a577", "#8a3511"),
            Self::Low2 => swatch("low-2", "#b35a2b", "#d07d4c", "#b35a2b"),
            Self::Low3 => swatch("low-3", "#c37d50", "#a8623a", "#c37d50"),
            Self::Neutral => swatch("neutral", "#928f8a", "#6b6a67", "#939393"),
            Self::High1 => swatch("high-1", "#0b5566", "#86d0df", "#0b5566"),
            Self::High2 => swatch("high-2", "#2f7d8f", "#4fa2b4", "#2f7d8f"),
            Self::High3 => swatch("high-3", "#5591a0", "#3a7f8f", "#5591a0"),
            Self::Heat1 => swatch("heat-1", "#edf2f1", "#1c2427", "#f4f4f4"),
            Self::Heat2 => swatch("heat-2", "#d6e5e7", "#1f3238", "#e2e2e2"),
            Self::Heat3 => swatch("heat-3", "#b9d5da", "#21414a", "#cdcdcd"),
            Self::Heat4 => swatch("heat-4", "#9bc3cc", "#234f5a", "#b6b6b6"),
            Self::Heat5 => swatch("heat-5", "#145c6e", "#6cb9ca", "#4d4d4d"),
            Self::Heat6 => swatch("heat-6", "#083f4d", "#9adbe8", "#161616"),
        }
    }

    pub fn name(self) -> &'static str {
        self.swatch().name
    }

    /// The colour as `#rrggbb`.
    pub fn value(self, theme: Theme) -> &'static str {
        let swatch = self.swatch();
        match theme {
            Theme::Light => swatch.light,
            Theme::Dark => swatch.dark,
            Theme::Print => swatch.print,
        }
    }

    /// For an attribute of a picture that takes the page's colours, and the
    /// light ones where there is no page.
    pub fn variable(self) -> String {
        format!("var(--{}, {})", self.name(), self.value(Theme::Light))
    }
}

/// The style sheet's custom properties: light, dark where the reader prefers
/// it, and print.
pub fn stylesheet_tokens() -> String {
    stylesheet_of(&Token::ALL)
}

/// The same for a page that uses only some of the colours.
pub fn stylesheet_of(tokens: &[Token]) -> String {
    let [light, dark, print] =
        [Theme::Light, Theme::Dark, Theme::Print].map(|theme| declarations(tokens, theme));
    format!(
        ":root{{color-scheme:light dark;{light}}}\n\
         @media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n\
         @media print{{:root{{color-scheme:light;{print}}}}}\n"
    )
}

fn declarations(tokens: &[Token], theme: Theme) -> String {
    let mut block = String::new();
    for token in tokens {
        // Writing to a string cannot fail.
        let _ = write!(block, "--{}:{};", token.name(), token.value(theme));
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Print];

    /// WCAG 2.2, "relative luminance".
    fn luminance(colour: &str) -> f64 {
        let bits = u32::from_str_radix(colour.trim_start_matches('#'), 16).unwrap();
        let channel = |shift: u32| {
            let value = f64::from((bits >> shift) & 0xff) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// WCAG 2.2, "contrast ratio".
    fn contrast(one: Token, other: Token, theme: Theme) -> f64 {
        let one = luminance(one.value(theme));
        let other = luminance(other.value(theme));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_computed_as_wcag_does() {
        assert!((luminance("#ffffff") - 1.0).abs() < 1e-9);
        // The well-known border case: #767676 on white is 4.54 to 1.
        let grey = 1.05 / (luminance("#767676") + 0.05);
        assert!((grey - 4.54).abs() < 0.01);
    }

    #[test]
    fn text_stands_out_seven_to_one_from_every_ground() {
        for theme in THEMES {
            for text in [Token::Ink, Token::InkSoft, Token::Accent, Token::Alert] {
                for ground in [Token::Paper, Token::Surface] {
                    let ratio = contrast(text, ground, theme);
                    assert!(
                        ratio >= 7.0,
                        "{text:?} on {ground:?}, {theme:?}: {ratio:.2}"
                    );
                }
            }
            let ratio = contrast(Token::OnAccent, Token::Accent, theme);
            assert!(ratio >= 7.0, "on the accent, {theme:?}: {ratio:.2}");
        }
    }

    #[test]
    fn marks_stand_out_three_to_one_from_the_paper() {
        use Token::{Accent, Bar, High1, High2, High3, Low1, Low2, Low3, Neutral};
        for theme in THEMES {
            for mark in [Accent, Bar, Neutral, Low1, Low2, Low3, High1, High2, High3] {
                let ratio = contrast(mark, Token::Paper, theme);
                assert!(ratio >= 3.0, "{mark:?}, {theme:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn the_accent_stands_out_from_muted_bars_without_colour() {
        for theme in THEMES {
            let ratio = contrast(Token::Accent, Token::Bar, theme);
            assert!(ratio >= 2.0, "{theme:?}: {ratio:.2}");
        }
    }

    #[test]
    fn a_scale_reads_in_greyscale_from_its_ends_to_its_middle() {
        use Token::{High1, High2, High3, Low1, Low2, Low3, Neutral};
        for theme in THEMES {
            for side in [[Low1, Low2, Low3, Neutral], [High1, High2, High3, Neutral]] {
                let ratios = side.map(|token| contrast(token, Token::Paper, theme));
                assert!(
                    ratios.windows(2).all(|pair| pair[0] > pair[1]),
                    "{theme:?}: {ratios:?}"
                );
            }
        }
    }

    #[test]
    fn figures_stand_out_seven_to_one_from_every_ground_of_a_heat_map() {
        for theme in THEMES {
            for ground in Token::HEAT {
                let ratio = contrast(ground.letters(), ground, theme);
                assert!(ratio >= 7.0, "{ground:?}, {theme:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn a_heat_map_reads_in_greyscale_from_its_smallest_to_its_largest() {
        for theme in THEMES {
            let ratios = Token::HEAT.map(|token| contrast(token, Token::Paper, theme));
            assert!(
                ratios.windows(2).all(|pair| pair[0] < pair[1]),
                "{theme:?}: {ratios:?}"
            );
        }
    }

    #[test]
    fn the_style_sheet_has_every_token_in_all_three_themes() {
        let sheet = stylesheet_tokens();
        for token in Token::ALL {
            assert_eq!(sheet.matches(&format!("--{}:#", token.name())).count(), 3);
        }
    }
}
