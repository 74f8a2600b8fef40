//! The embedded fonts and how wide a text is in them. No drawing.
//!
//! Kerning is left out of the measure: it nearly always tightens, so that a
//! text is never wider than it was measured.

use std::sync::OnceLock;

pub const SANS_REGULAR: &[u8] = include_bytes!("../../static/fonts/sans-regular.ttf");
pub const SANS_SEMIBOLD: &[u8] = include_bytes!("../../static/fonts/sans-semibold.ttf");
pub const SERIF_MEDIUM: &[u8] = include_bytes!("../../static/fonts/serif-medium.ttf");

/// The families as style sheets and pictures name them. The fallbacks are as
/// narrow as can be hoped for where the fonts are not at hand.
pub const SANS_FAMILIES: &str =
    "'Whynot Sans', 'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif";
pub const SERIF_FAMILIES: &str = "'Whynot Serif', Newsreader, Georgia, 'Times New Roman', serif";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    Sans,
    SansSemibold,
    Serif,
}

impl Face {
    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Sans => SANS_REGULAR,
            Self::SansSemibold => SANS_SEMIBOLD,
            Self::Serif => SERIF_MEDIUM,
        }
    }

    fn parsed(self) -> Option<&'static ttf_parser::Face<'static>> {
        static SANS: OnceLock<Option<ttf_parser::Face<'static>>> = OnceLock::new();
        static SANS_BOLD: OnceLock<Option<ttf_parser::Face<'static>>> = OnceLock::new();
        static SERIF: OnceLock<Option<ttf_parser::Face<'static>>> = OnceLock::new();
        let cell = match self {
            Self::Sans => &SANS,
            Self::SansSemibold => &SANS_BOLD,
            Self::Serif => &SERIF,
        };
        cell.get_or_init(|| ttf_parser::Face::parse(self.bytes(), 0).ok())
            .as_ref()
    }

    /// The width of one character in ems.
    fn advance(self, character: char) -> f64 {
        static SANS: OnceLock<Vec<f64>> = OnceLock::new();
        static SANS_BOLD: OnceLock<Vec<f64>> = OnceLock::new();
        static SERIF: OnceLock<Vec<f64>> = OnceLock::new();
        let cell = match self {
            Self::Sans => &SANS,
            Self::SansSemibold => &SANS_BOLD,
            Self::Serif => &SERIF,
        };
        let latin = cell.get_or_init(|| ('\0'..LATIN_END).map(|c| self.looked_up(c)).collect());
        let known = latin.get(character as usize).copied();
        known.unwrap_or_else(|| self.looked_up(character))
    }

    fn looked_up(self, character: char) -> f64 {
        let own = self.parsed().and_then(|face| {
            let glyph = face.glyph_index(character)?;
            let advance = face.glyph_hor_advance(glyph)?;
            Some(f64::from(advance) / f64::from(face.units_per_em()))
        });
        own.unwrap_or_else(|| foreign_advance(character))
    }
}

/// Latin letters are looked up once.
const LATIN_END: char = '\u{180}';

/// Whether a picture that has only our fonts can show the character. Marks of no
/// width are lost without harm.
pub fn is_embedded(character: char) -> bool {
    let has = |face: Face| {
        let font = face.parsed();
        font.is_some_and(|font| font.glyph_index(character).is_some())
    };
    character.is_ascii() || has(Face::Sans) || foreign_advance(character) == 0.0
}

/// What a reader's own font may need for a character that ours do not have.
fn foreign_advance(character: char) -> f64 {
    match character {
        '\u{0300}'..='\u{036f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        '\u{2009}' | '\u{200a}' | '\u{202f}' => 0.2,
        '\u{1100}'.. => 1.0,
        _ => 0.62,
    }
}

/// The width of a text in pixels.
pub fn width(text: &str, face: Face, size: f64) -> f64 {
    size * text.chars().map(|c| face.advance(c)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_font_can_be_read() {
        for face in [Face::Sans, Face::SansSemibold, Face::Serif] {
            assert!(face.parsed().is_some(), "{face:?}");
        }
    }

    #[test]
    fn figures_stand_under_each_other() {
        for face in [Face::Sans, Face::SansSemibold, Face::Serif] {
            let widths: Vec<f64> = ('0'..='9').map(|c| face.advance(c)).collect();
            assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{face:?}");
        }
    }

    #[test]
    fn what_the_room_prints_is_in_the_fonts() {
        for face in [Face::Sans, Face::SansSemibold, Face::Serif] {
            let font = face.parsed().unwrap();
            for character in "%+−–—“”‘’…·,.:;()<>0aZäéßšŁő".chars() {
                assert!(
                    font.glyph_index(character).is_some(),
                    "{character} in {face:?}"
                );
            }
        }
        assert!(
            Face::Sans
                .parsed()
                .unwrap()
                .glyph_index('\u{2009}')
                .is_some()
        );
    }

    #[test]
    fn a_text_grows_with_its_letters_and_its_size() {
        assert_eq!(width("", Face::Sans, 15.0), 0.0);
        let word = width("brand", Face::Sans, 15.0);
        assert!((30.0..45.0).contains(&word), "{word}");
        assert!((width("brand", Face::Sans, 30.0) - 2.0 * word).abs() < 1e-9);
        assert!(width("品牌", Face::Sans, 10.0) == 20.0);
    }
}
