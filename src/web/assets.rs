//! What boards and members' pages load besides the page: one style sheet, the fonts it names, and
//! in the studio one script, each under an address that changes with its content.

use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};

use super::errors::{AppError, Missing};
use super::stylesheet;

/// An address that changes with the content may be kept for a year.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// One file under `/static/`.
struct Asset {
    name: String,
    content_type: &'static str,
    content: Vec<u8>,
}

struct Assets {
    stylesheet: Asset,
    member_stylesheet: Asset,
    studio_script: Asset,
    fonts: Vec<Asset>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let sans = font(
        "sans-regular",
        include_bytes!("../../static/fonts/sans-regular.woff2"),
    );
    let semibold = font(
        "sans-semibold",
        include_bytes!("../../static/fonts/sans-semibold.woff2"),
    );
    let serif = font(
        "serif-medium",
        include_bytes!("../../static/fonts/serif-medium.woff2"),
    );
    let faces = [
        face("Whynot Sans", 400, &sans),
        face("Whynot Sans", 600, &semibold),
        face("Whynot Serif", 500, &serif),
    ];
    let css = |name: &str, rules: String| {
        let css = faces.concat() + &rules;
        asset(name, "css", "text/css; charset=utf-8", css.into_bytes())
    };
    Assets {
        stylesheet: css("board", stylesheet::board()),
        member_stylesheet: css("member", stylesheet::member()),
        studio_script: asset(
            "studio",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/studio.js").to_vec(),
        ),
        fonts: vec![sans, semibold, serif],
    }
});

fn font(name: &str, content: &[u8]) -> Asset {
    asset(name, "woff2", "font/woff2", content.to_vec())
}

fn asset(name: &str, ending: &str, content_type: &'static str, content: Vec<u8>) -> Asset {
    let hash = blake3::hash(&content).to_hex();
    let hash = hash.get(..16).unwrap_or_default();
    Asset {
        name: format!("{name}.{hash}.{ending}"),
        content_type,
        content,
    }
}

fn face(family: &str, weight: u16, font: &Asset) -> String {
    format!(
        "@font-face{{font-family:\"{family}\";font-weight:{weight};font-display:swap;\
         src:url(\"/static/{}\") format(\"woff2\")}}",
        font.name
    )
}

/// The address of the boards' style sheet.
pub fn board_stylesheet() -> String {
    format!("/static/{}", ASSETS.stylesheet.name)
}

/// The address of the members' style sheet.
pub fn member_stylesheet() -> String {
    format!("/static/{}", ASSETS.member_stylesheet.name)
}

/// The address of the script that makes the studio's forms handier.
pub fn studio_script() -> String {
    format!("/static/{}", ASSETS.studio_script.name)
}

/// The fonts that a board needs at once.
pub fn board_fonts() -> impl Iterator<Item = String> {
    ASSETS
        .fonts
        .iter()
        .map(|font| format!("/static/{}", font.name))
}

/// GET `/static/{name}`.
pub async fn show(name: web::Path<String>) -> Result<HttpResponse, AppError> {
    let named = [
        &ASSETS.stylesheet,
        &ASSETS.member_stylesheet,
        &ASSETS.studio_script,
    ];
    let mut known = named.into_iter().chain(&ASSETS.fonts);
    let asset = known
        .find(|asset| asset.name == *name)
        .ok_or(AppError::NotFound(Missing::Page))?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, asset.content_type))
        .insert_header((CACHE_CONTROL, FOR_GOOD))
        .body(asset.content.as_slice()))
}
