//! The web fonts for a drawing that is opened by itself, where no page brings them.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const FACES: [(&str, u16, &[u8]); 3] = [
    (
        "Whynot Sans",
        400,
        include_bytes!("../../static/fonts/sans-regular.woff2"),
    ),
    (
        "Whynot Sans",
        600,
        include_bytes!("../../static/fonts/sans-semibold.woff2"),
    ),
    (
        "Whynot Serif",
        500,
        include_bytes!("../../static/fonts/serif-medium.woff2"),
    ),
];

/// The three faces as rules of a style sheet, about 77 kB; harmless inside XML.
pub fn rules() -> &'static str {
    static RULES: LazyLock<String> = LazyLock::new(|| FACES.map(rule).concat());
    &RULES
}

fn rule((family, weight, font): (&str, u16, &[u8])) -> String {
    let data = STANDARD.encode(font);
    format!(
        "@font-face{{font-family:'{family}';font-weight:{weight};\
         src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
    )
}
