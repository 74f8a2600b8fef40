//! A text as a picture for a telephone's camera.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Quiet zone around it, in modules (ISO/IEC 18004, section 5.3.8).
const QUIET: usize = 4;

/// Black on white in light and dark, as cameras expect; `None` if the text is
/// too long for any code. The text itself stands nowhere in it.
pub fn svg(text: &str, description: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(width).enumerate() {
        for (column, module) in modules.iter().enumerate() {
            if *module == Color::Dark {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", column + QUIET, row + QUIET);
            }
        }
    }
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{description}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_its_finder_patterns_and_a_quiet_zone() {
        let svg = svg("otpauth://totp/whynot:a@example.org?secret=A", "A code").unwrap();
        // The top left module of the first finder pattern.
        assert!(svg.contains("M4 4h1v1h-1z"));
        assert!(!svg.contains("M3 4"), "nothing stands in the quiet zone");
        assert!(svg.contains("aria-label=\"A code\""));
    }

    #[test]
    fn too_long_a_text_has_no_picture() {
        assert_eq!(svg(&"x".repeat(4_000), "A code"), None);
    }
}
