//! The instruments themselves: each must see what it is there to see, or a test
//! that finds nothing with it would mean nothing.

use thirtyfour::prelude::*;

use super::chromium::Chromium;
use super::network::{Request, elsewhere};
use super::static_site::StaticSite;
use super::view::{DESKTOP, NARROW_PHONE, SCHEMES, Scheme, TABLET};

const GOOD: &str = "<!doctype html><html lang=en><title>Good</title>\
    <link rel=icon href='data:,'><meta name=viewport content='width=device-width'>\
    <style>:root{color-scheme:light dark;color:#111;background:#fff}\
    @media (prefers-color-scheme:dark){:root{color:#eee;background:#111}}\
    @media print{h1{display:none}}</style>\
    <main><h1>Good</h1><p id=script>without</p></main>\
    <script>document.getElementById('script').textContent='with'</script>";

const BAD: &str = "<!doctype html><html><title>Bad</title><link rel=icon href='data:,'>\
    <meta name=viewport content='width=device-width'>\
    <style>p{color:#999}div{color:#666;width:900px}</style>\
    <main><h1>Bad</h1><p>pale</p><div>wide</div><input><img src='/a.png'></main>";

const TALKATIVE: &str = "<!doctype html><html lang=en><title>Talkative</title>\
    <link rel=icon href='data:,'><img src='http://elsewhere.example/pixel.gif' alt=''>\
    <script>try{new WebSocket('ws://socket.example/')}catch{};\
    fetch('/here');fetch('http://script.example/').catch(()=>{})</script>";

const PAGES: &[(&str, &str)] = &[("/good", GOOD), ("/bad", BAD), ("/talkative", TALKATIVE)];

async fn heading_is_shown(browser: &Chromium) -> WebDriverResult<bool> {
    let heading = browser.driver.find(By::Tag("h1")).await?;
    heading.is_displayed().await
}

#[tokio::test]
async fn a_good_page_stays_at_home_and_breaks_no_rule_in_light_and_dark() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = StaticSite::serve(PAGES);
    for scheme in SCHEMES {
        browser.look_at(NARROW_PHONE).await?;
        browser.prefer(scheme).await?;
        browser.driver.goto(site.page("/good")).await?;
        browser.assert_accessible("the good page").await?;
        assert_eq!(browser.overflow().await?, 0);
    }
    browser.assert_stayed_at(&site.origin).await
}

#[tokio::test]
async fn every_broken_rule_is_found() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = StaticSite::serve(PAGES);
    browser.look_at(NARROW_PHONE).await?;
    browser.driver.goto(site.page("/bad")).await?;
    let violations = browser.violations().await?;
    for rule in [
        "color-contrast",
        "color-contrast-enhanced",
        "html-has-lang",
        "image-alt",
        "label",
    ] {
        assert!(
            violations.iter().any(|violation| violation.id == rule),
            "{rule} is not among {violations:#?}"
        );
    }
    assert!(browser.overflow().await? > 500, "the page is too wide");
    Ok(())
}

#[tokio::test]
async fn a_request_to_elsewhere_is_seen_though_nobody_answers() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = StaticSite::serve(PAGES);
    browser.driver.goto(site.page("/talkative")).await?;
    let requests = browser.requests().await?;
    let asked = |address: &str| {
        requests.contains(&Request {
            method: "GET".to_owned(),
            address: address.to_owned(),
        })
    };
    for address in [
        &site.page("/talkative"),
        &site.page("/here"),
        "http://elsewhere.example/pixel.gif",
        "http://script.example/",
        "ws://socket.example/",
    ] {
        assert!(asked(address), "{address} is not among {requests:#?}");
    }
    let elsewhere = elsewhere(&requests, &site.origin);
    assert_eq!(elsewhere.len(), 3, "{elsewhere:#?}");
    Ok(())
}

#[tokio::test]
async fn a_view_is_what_the_page_is_told() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = StaticSite::serve(PAGES);
    browser.driver.goto(site.page("/good")).await?;
    let answer = async |question: &str| {
        let script = format!("return {question};");
        let answer = browser.driver.execute(script, vec![]).await?;
        WebDriverResult::Ok(answer.json().clone())
    };
    let is_dark = "matchMedia('(prefers-color-scheme: dark)').matches";
    for (scheme, expected) in [(Scheme::Dark, true), (Scheme::Light, false)] {
        browser.prefer(scheme).await?;
        assert_eq!(answer(is_dark).await?, expected);
    }
    for view in [NARROW_PHONE, TABLET, DESKTOP] {
        browser.look_at(view).await?;
        assert_eq!(answer("innerWidth").await?, view.width);
    }
    assert!(heading_is_shown(&browser).await?);
    browser.print().await?;
    assert!(!heading_is_shown(&browser).await?);
    Ok(())
}

#[tokio::test]
async fn a_page_without_scripts_is_still_examined() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = StaticSite::serve(PAGES);
    browser.run_scripts(false).await?;
    browser.driver.goto(site.page("/good")).await?;
    browser.run_scripts(true).await?;
    let mark = async || browser.driver.find(By::Id("script")).await?.text().await;
    assert_eq!(mark().await?, "without");
    browser.assert_accessible("the good page").await?;
    browser.driver.refresh().await?;
    assert_eq!(mark().await?, "with");
    Ok(())
}

#[tokio::test]
async fn a_photograph_holds_the_whole_page() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = StaticSite::serve(PAGES);
    browser.look_at(NARROW_PHONE).await?;
    browser.driver.goto(site.page("/bad")).await?;
    let path = browser.photograph("instruments").await?;
    let png = std::fs::read(path).expect("a picture was written");
    let size = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    assert!(size(16) > 900, "{} pixels wide", size(16));
    assert!(size(20) >= NARROW_PHONE.height);
    Ok(())
}
