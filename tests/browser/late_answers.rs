//! The builder over a slow line: what is written while a save is under way, and
//! after the session has ended.

use thirtyfour::common::keys::TypingData;
use thirtyfour::prelude::*;

use super::builder::{NEW_OPTION, OPTIONS, begins, promises};
use super::chromium::Chromium;
use super::installations::Documented;
use super::pages::holds;
use super::respondent::Hand;

const LATE_MS: u32 = 300;

impl Hand<'_> {
    /// The page as it is stored, once the last save is through.
    async fn reads_again(&self) -> WebDriverResult<()> {
        self.hears("Saved").await?;
        self.0.driver.refresh().await
    }
}

#[tokio::test]
async fn what_is_chosen_and_written_while_the_promise_is_saved_is_saved_too() -> WebDriverResult<()>
{
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    promises(&hand, &site).await?;
    let before = hand.value("[id='readers.en']").await?;
    browser.answer_late(LATE_MS).await?;
    let other = if hand.sees("input[name=access][value=link]:checked").await? {
        "invitation"
    } else {
        "link"
    };
    hand.press(&format!("label:has(> input[name=access][value={other}])"))
        .await?;
    hand.press("label:has(> input[name=protection][value='5/5'])")
        .await?;
    hand.write("[id='readers.en']", " and everybody who asked for it")
        .await?;
    assert_eq!(
        hand.focused().await?,
        "readers.en",
        "one goes on writing there"
    );
    hand.reads_again().await?;
    assert!(
        hand.sees(&format!("input[name=access][value={other}]:checked"))
            .await?
    );
    assert!(
        hand.sees("input[name=protection][value='5/5']:checked")
            .await?
    );
    assert_eq!(
        hand.value("[id='readers.en']").await?,
        format!("{before} and everybody who asked for it")
    );
    Ok(())
}

#[tokio::test]
async fn letters_and_options_written_while_a_question_is_saved_stay() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    let draft = begins(&hand, &site).await?;
    browser.driver.goto(format!("{draft}/questions")).await?;
    hand.go_on("button[value=multiple-choice]").await?;
    browser.answer_late(LATE_MS).await?;
    hand.press("#kind option[value=single-choice]").await?;
    hand.write("[id='text.en']", "Where do you").await?;
    hand.types(" stay most often?").await?;
    hand.reads_again().await?;
    assert_eq!(hand.value("#kind").await?, "single-choice");
    assert_eq!(
        hand.value("[id='text.en']").await?,
        "Where do you stay most often?"
    );

    hand.write(NEW_OPTION, "Hotel").await?;
    for more in ["India", "Juliet"] {
        hand.types(TypingData::from(Key::Enter) + more).await?;
    }
    hand.types(Key::Enter).await?;
    hand.hears("Added").await?;
    assert_eq!(hand.focused().await?, "new.text.en");
    assert_eq!(hand.value(NEW_OPTION).await?, "");
    browser.driver.refresh().await?;
    assert_eq!(hand.texts(OPTIONS).await?, ["Hotel", "India", "Juliet"]);
    Ok(())
}

#[tokio::test]
async fn whoever_is_signed_out_while_writing_signs_in_beside_it_and_saves() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    let draft = begins(&hand, &site).await?;
    browser.driver.goto(format!("{draft}/questions")).await?;
    hand.go_on("button[value=text]").await?;
    hand.types("Why?").await?;
    hand.hears("Saved").await?;
    browser.driver.delete_all_cookies().await?;
    hand.write("[id='text.en']", " Tell us.").await?;
    let notice = browser.driver.query(By::Css(".signed-out")).first().await?;
    assert!(notice.text().await?.contains("You are signed out"));
    assert_eq!(hand.focused().await?, "text.en");
    holds(&browser, "question whose writer is signed out").await?;

    let here = browser.driver.window().await?;
    hand.press(".signed-out a").await?;
    let windows = browser.driver.windows().await?;
    let other = windows.into_iter().find(|window| *window != here);
    let other = other.expect("the form opens in a window of its own");
    browser.driver.switch_to_window(other).await?;
    hand.write("#address", "anna@example.org").await?;
    hand.write("#password", "five loaves and two fishes")
        .await?;
    hand.go_on("button.main").await?;
    browser.driver.switch_to_window(here).await?;
    hand.press(".go.stay button[value=save]").await?;
    hand.hears("Saved").await?;
    assert!(!hand.sees(".signed-out").await?);
    browser.driver.refresh().await?;
    assert_eq!(hand.value("[id='text.en']").await?, "Why? Tell us.");
    Ok(())
}
