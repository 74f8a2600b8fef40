//! A respondent's way through a survey on a phone, without scripts.

use thirtyfour::prelude::*;

use super::chromium::Chromium;
use super::installations::{Demonstration, Documented};
use super::view::NARROW_PHONE;

/// What somebody does with a page: look, tick, write, press.
pub struct Hand<'a>(pub &'a Chromium);

impl Hand<'_> {
    pub async fn text(&self, selector: &str) -> WebDriverResult<String> {
        self.0.driver.find(By::Css(selector)).await?.text().await
    }

    pub async fn sees(&self, selector: &str) -> WebDriverResult<bool> {
        Ok(!self.0.driver.find_all(By::Css(selector)).await?.is_empty())
    }

    pub async fn press(&self, selector: &str) -> WebDriverResult<()> {
        self.0.driver.find(By::Css(selector)).await?.click().await
    }

    /// Presses what leads to another page, and waits for that page.
    pub async fn go_on(&self, selector: &str) -> WebDriverResult<()> {
        let page = self.0.driver.find(By::Tag("html")).await?;
        self.press(selector).await?;
        page.wait_until().stale().await
    }

    /// Chooses an answer: a person aims at the words, not at the circle.
    pub async fn choose(&self, question: &str, value: &str) -> WebDriverResult<()> {
        let selector = format!("label:has(> input[name='q.{question}'][value='{value}'])");
        self.press(&selector).await
    }

    pub async fn is_offered(&self, question: &str, value: &str) -> WebDriverResult<bool> {
        let selector = format!("input[name='q.{question}'][value='{value}']:not([type=hidden])");
        self.sees(&selector).await
    }

    pub async fn write(&self, selector: &str, text: &str) -> WebDriverResult<()> {
        let field = self.0.driver.find(By::Css(selector)).await?;
        field.send_keys(text).await
    }

    /// Presses the main button until the receipt is there.
    pub async fn goes_on_to_the_receipt(&self) -> WebDriverResult<()> {
        for _ in 0..10 {
            if self.sees(".ticket").await? {
                return Ok(());
            }
            self.go_on("button.main").await?;
        }
        panic!("no receipt after ten pages");
    }

    /// The receipt's code as it stands on the ticket.
    pub async fn receipt_code(&self) -> WebDriverResult<String> {
        let code = self.text(".ticket .number").await?;
        Ok(code.split_whitespace().collect())
    }
}

#[tokio::test]
async fn a_respondent_mends_a_mistake_answers_reads_it_back_and_takes_it_back()
-> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let demonstration = Demonstration::start();
    let hand = Hand(&browser);
    browser.look_at(NARROW_PHONE).await?;
    browser.run_scripts(false).await?;

    browser.driver.goto(&demonstration.survey).await?;
    hand.go_on("button.main").await?;
    let title = browser.driver.title().await?;
    assert!(title.starts_with("Error: "), "{title}");
    let link = browser.driver.find(By::Css(".trouble a")).await?;
    link.click().await?;
    let focused = browser.driver.active_element().await?;
    assert_eq!(focused.attr("name").await?.as_deref(), Some("q.reasons"));

    hand.choose("reasons", "ads").await?;
    hand.choose("reasons", "purpose").await?;
    hand.go_on("button.main").await?;
    hand.choose("trust", "2").await?;
    hand.goes_on_to_the_receipt().await?;
    let stored = hand.text(".given").await?;
    for answer in ["bombarded with messages or ads", "any purpose/benefit"] {
        assert!(stored.contains(answer), "{stored}");
    }
    assert!(!stored.contains("push things"), "{stored}");
    let code = hand.receipt_code().await?;

    let receipts = format!("{}/receipt", demonstration.survey);
    browser.driver.goto(&receipts).await?;
    hand.write("input#code", &code).await?;
    hand.go_on("button.main").await?;
    assert_eq!(hand.text(".given").await?, stored);
    hand.go_on("button[value=withdraw]").await?;
    hand.go_on("button[value=withdraw-yes]").await?;

    browser.driver.goto(&receipts).await?;
    hand.write("input#code", &code).await?;
    hand.go_on("button.main").await?;
    assert!(!hand.sees(".given").await?, "the response is still there");
    assert!(hand.sees("#code-error").await?);

    assert!(browser.driver.get_all_cookies().await?.is_empty());
    let bare = code.replace('-', "");
    for request in browser.requests().await? {
        let address = &request.address;
        assert!(address.starts_with(demonstration.origin()), "{address}");
        assert!(
            !address.replace('-', "").contains(&bare),
            "the code is in {address}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn answers_are_changed_while_they_wait_under_the_same_receipt() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let documented = Documented::open();
    let hand = Hand(&browser);
    browser.run_scripts(false).await?;
    browser.driver.goto(&documented.survey).await?;
    hand.choose("customer", "yes").await?;
    hand.goes_on_to_the_receipt().await?;
    let code = hand.receipt_code().await?;

    hand.go_on("button[value=change]").await?;
    hand.choose("customer", "no").await?;
    hand.goes_on_to_the_receipt().await?;
    assert_eq!(hand.receipt_code().await?, code);
    let stored = hand.text(".given").await?;
    assert!(stored.starts_with("Do you buy from us?\nNo\n"), "{stored}");
    Ok(())
}

#[tokio::test]
async fn opening_the_survey_asks_for_one_thing_and_leaves_nothing_behind() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let documented = Documented::open();
    browser.requests().await?;
    browser.driver.goto(&documented.survey).await?;
    let requests = browser.requests().await?;
    assert_eq!(requests.len(), 1, "{requests:#?}");
    assert!(browser.driver.get_all_cookies().await?.is_empty());
    let kept = "return localStorage.length + sessionStorage.length;";
    let kept = browser.driver.execute(kept, vec![]).await?;
    assert_eq!(kept.json(), 0);
    Ok(())
}

#[tokio::test]
async fn every_target_of_the_form_is_large_enough_for_a_thumb() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let documented = Documented::open();
    browser.look_at(NARROW_PHONE).await?;
    browser.driver.goto(&documented.survey).await?;
    let script = "return [...document.querySelectorAll('form label, form button, form a')] \
        .filter(target => target.getClientRects().length && !target.closest('.hidden')) \
        .map(target => [target.innerText, target.getBoundingClientRect().height]) \
        .filter(([, height]) => height < 44);";
    let small = browser.driver.execute(script, vec![]).await?;
    let small: Vec<(String, f64)> = small.convert()?;
    // A link within a sentence may be as high as its line.
    assert!(small.is_empty(), "lower than 44 pixels: {small:#?}");
    Ok(())
}
