//! The picture as a PNG: the same SVG, its colours resolved, at twice the size.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::typeface::{SANS_REGULAR, SANS_SEMIBOLD, SERIF_MEDIUM, is_embedded};

/// Sharp on today's screens and in a slide.
const SCALE: f32 = 2.0;

/// Why there is no PNG.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    #[error("the drawing could not be read back")]
    Drawing(#[from] usvg::Error),
    #[error("a picture of {width} by {height} pixels is too large")]
    TooLarge { width: u32, height: u32 },
    #[error("the picture could not be written as PNG: {reason}")]
    Encoding { reason: String },
}

pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let options = usvg::Options {
        fontdb: fonts(),
        font_family: "Whynot Sans".to_owned(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(&shown(svg), &options)?;
    let width = (tree.size().width() * SCALE).ceil() as u32;
    let height = (tree.size().height() * SCALE).ceil() as u32;
    let mut pixels = Pixmap::new(width, height).ok_or(PngError::TooLarge { width, height })?;
    let twice = Transform::from_scale(SCALE, SCALE);
    resvg::render(&tree, twice, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError::Encoding {
        reason: error.to_string(),
    })
}

/// A character that no embedded font has is a visible gap, not a silent one.
fn shown(svg: &str) -> String {
    let shown = |c: char| if is_embedded(c) { c } else { '□' };
    svg.chars().map(shown).collect()
}

/// Only ours, so that the same table is the same picture on every machine.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        for font in [SANS_REGULAR, SANS_SEMIBOLD, SERIF_MEDIUM] {
            fonts.load_font_data(font.to_vec());
        }
        fonts.set_sans_serif_family("Whynot Sans");
        fonts.set_serif_family("Whynot Serif");
        Arc::new(fonts)
    });
    Arc::clone(fonts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_without_a_font_are_visible_gaps() {
        assert_eq!(
            shown("Größe, Βάρος, Вес, lợi ích"),
            "Größe, Βάρος, Вес, lợi ích"
        );
        assert_eq!(shown("好 🙂 a\u{200d}"), "□ □ a\u{200d}");
        assert!(is_embedded('□'));
    }

    #[test]
    fn what_is_no_drawing_has_no_png() {
        assert!(matches!(png("<svg"), Err(PngError::Drawing(_))));
    }
}
