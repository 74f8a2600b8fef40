//! The marketer's pages around a wave: watching it fill, quotas, and the calendar.

use thirtyfour::prelude::*;
use whynot::membership::role::Role;
use whynot::operations::drafts::{self, Start};

use super::chromium::Chromium;
use super::given::{PASSWORD, joins, signs_in};
use super::installations::{Demonstration, Documented};
use super::pages::holds;
use super::respondent::Hand;
use super::view::NARROW_PHONE;

const SURVEY: &str = r#"
format = 1
slug = "acme"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
group_size_min = 5
floor = 5

[[question]]
code = "use"
kind = "single-choice"
text = "Have you used ACME?"
options = [
  { code = "yes", text = "Yes" },
  { code = "no", text = "No" },
]
"#;

#[tokio::test]
async fn a_wave_is_watched_while_it_fills() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let demonstration = Demonstration::start();
    let hand = Hand(&browser);
    let (address, password) = &demonstration.marketer;
    signs_in(&browser, demonstration.origin(), address, password).await?;
    let watch = format!(
        "{}/studio/surveys/why-not-like-us/watch",
        demonstration.origin()
    );
    browser.driver.goto(&watch).await?;
    assert!(hand.text(".facts").await?.contains("Next release"));
    holds(&browser, "watching a wave").await?;
    browser.assert_stayed_at(demonstration.origin()).await
}

/// A marketer with a draft of the survey, who has signed in.
async fn drafts(browser: &Chromium, site: &Documented) -> WebDriverResult<String> {
    joins(site, "marek", Role::Marketer).await;
    signs_in(browser, site.origin(), "marek@example.org", PASSWORD).await?;
    let start = Start::Survey(site.slug.clone());
    let draft = drafts::start(&site.installation, 1, start, 7).expect("a draft");
    Ok(format!("{}/studio/drafts/{draft}", site.origin()))
}

#[tokio::test]
async fn a_quota_is_set_and_mended_without_scripts() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::serving(SURVEY);
    let hand = Hand(&browser);
    browser.look_at(NARROW_PHONE).await?;
    let draft = drafts(&browser, &site).await?;
    browser.run_scripts(false).await?;
    browser.driver.goto(format!("{draft}/quotas")).await?;
    hand.go_on("button[value=add]").await?;
    hand.press(".quota label.choice").await?;
    hand.write(".quota input[type=text]", "four").await?;
    hand.go_on("button.second[value=save]").await?;
    assert!(hand.text("#problems").await?.contains("number"));
    browser.run_scripts(true).await?;
    holds(&browser, "a quota with a mistake").await?;
    browser.assert_stayed_at(site.origin()).await
}

#[tokio::test]
async fn waves_are_planned_in_the_calendar_without_scripts() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::serving(SURVEY);
    let hand = Hand(&browser);
    browser.look_at(NARROW_PHONE).await?;
    let draft = drafts(&browser, &site).await?;
    browser.run_scripts(false).await?;
    browser.driver.goto(format!("{draft}/calendar")).await?;
    hand.press("label.choice:has(input[value=planned])").await?;
    hand.go_on("button[value=add]").await?;
    hand.write("[id='label.0']", "Autumn").await?;
    hand.go_on("button.main[value=save]").await?;
    assert!(browser.driver.title().await?.starts_with("Error: "));
    browser.run_scripts(true).await?;
    holds(&browser, "a calendar with a mistake").await?;
    browser.assert_stayed_at(site.origin()).await
}
