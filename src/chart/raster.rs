//! The picture as a PNG: the same SVG, its colours resolved, at twice the size.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::typeface::{SANS_REGULAR, SANS_SEMIBOLD, SERIF_MEDIUM};

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
    let tree = usvg::Tree::from_str(svg, &options)?;
    let width = (tree.size().width() * SCALE).ceil() as u32;
    let height = (tree.size().height() * SCALE).ceil() as u32;
    let mut pixels = Pixmap::new(width, height).ok_or(PngError::TooLarge { width, height })?;
    let twice = Transform::from_scale(SCALE, SCALE);
    resvg::render(&tree, twice, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError::Encoding {
        reason: error.to_string(),
    })
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
