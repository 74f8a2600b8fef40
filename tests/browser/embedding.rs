//! A survey in a frame of somebody's page: answered inside where its site is
//! listed, and shown nowhere else.

use thirtyfour::prelude::*;

use super::chromium::Chromium;
use super::installations::Documented;
use super::respondent::Hand;
use super::static_site::StaticSite;
use super::view::{DESKTOP, NARROW_PHONE, SCHEMES};

/// Frames whatever its address names, since neither side knows the other's port
/// beforehand.
const PARENT: &str = "<!doctype html><html lang=en><title>A shop</title>\
    <link rel=icon href='data:,'><meta name=viewport content='width=device-width'>\
    <style>body{margin:0}iframe{display:block;width:100%;height:600px;border:0}</style>\
    <main><h1>A shop</h1><iframe title='A survey'></iframe></main>\
    <script>document.querySelector('iframe').src=location.hash.slice(1)</script>";

const PAGES: &[(&str, &str)] = &[("/shop", PARENT)];

fn survey(listed: &str) -> String {
    format!(
        r#"
format = 1
slug = "framed"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"
embedded_on = ["{listed}"]

[charter]
readers = "The marketing team of ACME."
group_size_min = 5
floor = 5

[[question]]
code = "use"
kind = "single-choice"
required = true
text = "Have you used ACME?"
options = [
  {{ code = "yes", text = "Yes" }},
  {{ code = "no", text = "No" }},
]

[[question]]
code = "comment"
kind = "text"
new_page = true
text = "Anything else?"
"#
    )
}

/// Opens the page around the survey and steps into its frame.
async fn looks_in(browser: &Chromium, shop: &StaticSite, survey: &str) -> WebDriverResult<()> {
    // Another address but for its fragment: the page is loaded anew.
    browser.driver.goto("about:blank").await?;
    browser
        .driver
        .goto(format!("{}#{survey}", shop.page("/shop")))
        .await?;
    browser.driver.enter_frame(0).await
}

/// In the frame, as everywhere where people answer.
async fn nothing_is_kept(browser: &Chromium) -> WebDriverResult<()> {
    let kept = "return [document.cookie.length, localStorage.length, sessionStorage.length];";
    let kept: Vec<u64> = browser.driver.execute(kept, vec![]).await?.convert()?;
    assert_eq!(kept, [0, 0, 0]);
    assert!(browser.driver.get_all_cookies().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_survey_is_answered_inside_the_frame_of_a_listed_site() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let shop = StaticSite::serve(PAGES);
    let site = Documented::serving(&survey(&shop.origin));
    let hand = Hand(&browser);
    browser.look_at(NARROW_PHONE).await?;
    looks_in(&browser, &shop, &site.survey).await?;
    for scheme in SCHEMES {
        browser.prefer(scheme).await?;
        browser
            .assert_accessible("the first page in a frame")
            .await?;
    }
    assert_eq!(browser.overflow().await?, 0);
    hand.go_on("button.main").await?;
    assert!(hand.sees(".trouble").await?, "an answer is required");
    browser.assert_accessible("a mistake in a frame").await?;
    hand.choose("use", "no").await?;
    hand.go_on("button.main").await?;
    hand.write("textarea, input[name='q.comment']", "Too many ads.")
        .await?;
    nothing_is_kept(&browser).await?;
    hand.goes_on_to_the_receipt().await?;
    browser.assert_accessible("the receipt in a frame").await?;
    assert!(hand.text(".given").await?.contains("Too many ads."));
    nothing_is_kept(&browser).await?;
    // The page around it is where it was, and nobody else was asked anything.
    browser.driver.enter_default_frame().await?;
    assert_eq!(hand.text("h1").await?, "A shop");
    for request in browser.requests().await? {
        let address = &request.address;
        let is_known = address.starts_with(&shop.origin) || address.starts_with(site.origin());
        assert!(is_known, "{address}");
    }
    Ok(())
}

#[tokio::test]
async fn no_other_site_shows_it_in_a_frame() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let (shop, stranger) = (StaticSite::serve(PAGES), StaticSite::serve(PAGES));
    let site = Documented::serving(&survey(&shop.origin));
    let hand = Hand(&browser);
    browser.look_at(DESKTOP).await?;
    looks_in(&browser, &stranger, &site.survey).await?;
    assert!(!hand.sees("form, fieldset").await?, "a stranger frames it");
    // Nor does the listed one what is not for answering.
    let promise = format!("{}/promise", site.survey);
    looks_in(&browser, &shop, &promise).await?;
    assert!(!hand.sees("footer, h2").await?, "the promise is framed");
    looks_in(&browser, &shop, &site.survey).await?;
    assert!(hand.sees("form").await?);
    Ok(())
}
