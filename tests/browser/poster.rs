//! A marketer's five minutes: from the library to a poster on paper, and the
//! first answer by somebody who scanned it.

use serde_json::json;
use thirtyfour::prelude::*;
use thirtyfour::support::base64_decode;

use super::builder::signs_in;
use super::chromium::Chromium;
use super::installations::Documented;
use super::pages::holds;
use super::respondent::Hand;
use super::view::{DESKTOP, NARROW_PHONE};

/// What a camera reads that comes close: each module a whole number of pixels.
async fn read_closely(browser: &Chromium, place: By) -> WebDriverResult<String> {
    let code = browser.driver.find(place).await?;
    let closer = "const side = arguments[0].viewBox.baseVal.width * 8 + 'px';\
                  Object.assign(arguments[0].style, { width: side, height: side, maxWidth: 'none', \
                  maxHeight: 'none', border: '0', padding: '32px', background: '#fff', \
                  boxSizing: 'content-box', position: 'fixed', inset: '0', zIndex: '9' });";
    browser
        .driver
        .execute(closer, vec![code.to_json()?])
        .await?;
    let picture = code.screenshot_as_png().await?;
    let back = "arguments[0].removeAttribute('style')";
    browser.driver.execute(back, vec![code.to_json()?]).await?;
    Ok(scanned(&picture))
}

/// What a camera reads from a picture of the code.
fn scanned(picture: &[u8]) -> String {
    let decoder = png::Decoder::new(std::io::Cursor::new(picture));
    let mut reader = decoder.read_info().expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let shape = reader.next_frame(&mut pixels).expect("pixels");
    let (width, height) = (shape.width as usize, shape.height as usize);
    let channels = shape.line_size / width;
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        pixels[y * shape.line_size + x * channels]
    });
    let grids = seen.detect_grids();
    let (_, text) = grids[0].decode().expect("a code");
    text
}

/// The sheets that the page is printed on.
async fn sheets(browser: &Chromium) -> WebDriverResult<usize> {
    let settings = json!({ "preferCSSPageSize": true });
    let cdp = browser.driver.cdp();
    // Looking at a screen has told the page that it is on one.
    cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" }))
        .await?;
    let printed = cdp.send_raw("Page.printToPDF", settings).await?;
    cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "" }))
        .await?;
    let file = base64_decode(printed["data"].as_str().expect("a file"))?;
    let text = String::from_utf8_lossy(&file);
    let pages = text.matches("/Type /Page").count();
    Ok(pages - text.matches("/Type /Pages").count())
}

/// From the library to a survey that takes answers.
async fn publishes(hand: &Hand<'_>) -> WebDriverResult<()> {
    hand.go_on("a[href='/studio/new']").await?;
    hand.press("label:has(> input[value=why-people-left])")
        .await?;
    hand.write("#brand", "ACME").await?;
    hand.go_on("button[value=start]").await?;
    hand.go_on(".steps a[href$='/texts']").await?;
    hand.write("#embedded_on", "https://www.example.org")
        .await?;
    hand.go_on("button[value=done]").await?;
    hand.go_on(".steps a[href$='/publish']").await?;
    hand.go_on("a[href$='/calendar']").await?;
    hand.press("label:has(> input[value=planned])").await?;
    hand.go_on("button[value=add]").await?;
    holds(hand.0, "calendar").await?;
    hand.press("label:has(> input[value=by-hand])").await?;
    hand.go_on(".go button[value=save]").await?;
    holds(hand.0, "publish").await?;
    hand.go_on("main button[value=publish]").await
}

#[tokio::test]
async fn a_survey_from_the_library_is_printed_scanned_and_answered() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    browser.look_at(DESKTOP).await?;
    signs_in(&hand, &site).await?;
    publishes(&hand).await?;
    let home = browser.driver.current_url().await?.to_string();
    assert!(hand.text("h1").await?.contains("is running"));
    let link = browser.driver.find(By::Id("link")).await?;
    let link = link.prop("value").await?.expect("the link");
    holds(&browser, "survey home").await?;
    browser.look_at(DESKTOP).await?;
    assert_eq!(read_closely(&browser, By::Css(".qr")).await?, link);
    hand.press("#link + button").await?;
    let said = browser.driver.query(By::Css("#link ~ [role=status]"));
    said.with_text("Copied").first().await?;
    hand.go_on("a[href$='/close']").await?;
    holds(&browser, "close a wave").await?;

    browser.driver.goto(format!("{home}/poster")).await?;
    holds(&browser, "poster").await?;
    browser.look_at(DESKTOP).await?;
    assert_eq!(read_closely(&browser, By::Css(".poster-code")).await?, link);
    assert_eq!(sheets(&browser).await?, 1, "a poster is one sheet");

    browser.driver.delete_all_cookies().await?;
    browser.look_at(NARROW_PHONE).await?;
    browser.run_scripts(false).await?;
    browser.driver.goto(&link).await?;
    hand.press("main label:has(input[type=radio])").await?;
    hand.goes_on_to_the_receipt().await?;
    browser.assert_stayed_at(site.origin()).await
}
