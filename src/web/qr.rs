//! QR codes (ISO/IEC 18004): a text as a picture for a telephone's camera. The
//! text itself stands nowhere in the picture.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Modules of white that a reader needs on every side (section 5.3.8).
const QUIET: usize = 4;

/// Pixels of a module in a PNG: some 1,000 across, enough for a printed page.
const PIXELS: usize = 24;

/// A code as one path of unit squares, black on white in light and dark, as
/// cameras expect.
pub struct Square {
    /// With the quiet zone around it.
    pub side: usize,
    pub path: String,
}

impl Square {
    /// `None` if the text is too long for any code.
    pub fn of(text: &str) -> Option<Self> {
        let code = code(text)?;
        let modules = code.to_colors();
        let mut path = String::new();
        for (y, row) in modules.chunks(code.width()).enumerate() {
            let mut x = 0;
            // Neighbours in one stroke: a third of the bytes.
            for run in row.chunk_by(|one, next| one == next) {
                if run.first() == Some(&Color::Dark) {
                    let (left, top, length) = (x + QUIET, y + QUIET, run.len());
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
                }
                x += run.len();
            }
        }
        Some(Self {
            side: code.width() + 2 * QUIET,
            path,
        })
    }

    /// To stand in a page.
    pub fn svg(&self, description: &str) -> String {
        self.drawn(&format!(
            "class=\"qr\" role=\"img\" aria-label=\"{description}\""
        ))
    }

    /// To be saved as a file.
    pub fn file(&self) -> String {
        self.drawn("xmlns=\"http://www.w3.org/2000/svg\" width=\"60mm\" height=\"60mm\"")
    }

    fn drawn(&self, attributes: &str) -> String {
        let (side, path) = (self.side, &self.path);
        format!(
            "<svg {attributes} viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/>\
             <path fill=\"#000\" d=\"{path}\"/></svg>"
        )
    }
}

/// As a PNG of black and white; `None` if the text is too long for any code.
pub fn png(text: &str) -> Option<Vec<u8>> {
    let code = code(text)?;
    let width = code.width();
    let pixels = (width + 2 * QUIET) * PIXELS;
    let modules = code.to_colors();
    let is_dark = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(QUIET)?, y.checked_sub(QUIET)?);
        let row = modules.chunks(width).nth(y)?;
        Some(*row.get(x)? == Color::Dark)
    };
    let mut data = Vec::with_capacity(pixels * pixels);
    for y in 0..pixels {
        data.extend((0..pixels).map(|x| match is_dark(x / PIXELS, y / PIXELS) {
            Some(true) => 0_u8,
            _ => u8::MAX,
        }));
    }
    let size = u32::try_from(pixels).ok()?;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size, size);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    // Writing to memory cannot fail for a picture of the size that was named.
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&data).ok()?;
    writer.finish().ok()?;
    Some(file)
}

fn code(text: &str) -> Option<QrCode> {
    QrCode::with_error_correction_level(text, EcLevel::M).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://surveys.example.org/i/ABCD-EFGH-JKMN-PQRS";

    #[test]
    fn a_square_has_a_finder_in_three_corners_within_its_quiet_zone() {
        let square = Square::of(LINK).unwrap();
        let far = square.side - QUIET - 7;
        for (x, y) in [(QUIET, QUIET), (far, QUIET), (QUIET, far)] {
            assert!(
                square.path.contains(&format!("M{x} {y}h7v1h-7z")),
                "{x} {y}"
            );
        }
        assert!(square.side < 48, "{}", square.side);
        assert!(
            !square.path.contains("M3 4"),
            "nothing is in the quiet zone"
        );
        assert!(square.svg("A code").contains("aria-label=\"A code\""));
        assert!(!square.file().contains("example"));
    }

    #[test]
    fn too_long_a_text_has_no_picture() {
        let long = "x".repeat(4_000);
        assert!(Square::of(&long).is_none());
        assert!(png(&long).is_none());
    }

    #[test]
    fn a_camera_reads_the_text_from_the_png() {
        let file = png(LINK).unwrap();
        let decoder = png::Decoder::new(std::io::Cursor::new(file));
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let shape = reader.next_frame(&mut pixels).unwrap();
        let width = shape.width as usize;
        let side = shape.height as usize;
        let mut seen =
            rqrr::PreparedImage::prepare_from_greyscale(width, side, |x, y| pixels[y * width + x]);
        let (_, text) = seen.detect_grids()[0].decode().unwrap();
        assert_eq!(text, LINK);
    }
}
