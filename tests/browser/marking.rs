//! The end of a form: how the answers may be used, and the page that marks what
//! may tell who wrote them.

use thirtyfour::prelude::*;

use super::chromium::Chromium;
use super::installations::Documented;
use super::respondent::Hand;
use super::view::{DESKTOP, SCHEMES, View};

const PHONE: View = View {
    width: 390,
    height: 844,
    is_touched: true,
};

const COMMENT: &str = "I wrote to jo.doe@example.org twice and called 030 1234567, customer \
                       number 48213. Nobody at 12 Baker Street, London ever answered.";

async fn holds(browser: &Chromium, page: &str) -> WebDriverResult<()> {
    for view in [PHONE, DESKTOP] {
        browser.look_at(view).await?;
        for scheme in SCHEMES {
            browser.prefer(scheme).await?;
            let seen = format!("{page}-{}-{scheme:?}", view.width);
            browser.assert_accessible(&seen).await?;
            assert!(browser.overflow().await? <= 0, "{seen} is too wide");
            browser.photograph(&seen).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn an_author_decides_what_becomes_of_the_answers_and_of_what_was_marked()
-> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let documented = Documented::open_to_an_agency();
    let hand = Hand(&browser);
    browser.look_at(PHONE).await?;
    browser.driver.goto(&documented.survey).await?;
    for _ in 0..10 {
        for (question, value) in [("customer", "no"), ("reasons", "ads"), ("trust", "1")] {
            if hand.is_offered(question, value).await? {
                hand.choose(question, value).await?;
            }
        }
        if hand.sees("textarea").await? {
            hand.write("textarea", COMMENT).await?;
        }
        if hand.sees(".wishes").await? {
            break;
        }
        hand.go_on("button.main").await?;
    }
    hand.press(".wishes label:has(input[value=totals-only])")
        .await?;
    holds(&browser, "end of the form").await?;
    hand.go_on("button.main").await?;
    assert_eq!(browser.driver.find_all(By::Css("mark")).await?.len(), 4);
    holds(&browser, "marked text").await?;
    hand.go_on("button[value=questions]").await?;
    assert!(hand.sees("textarea").await?);
    hand.goes_on_to_the_receipt().await?;
    let given = hand.text(".given").await?;
    assert!(
        given.contains("In the totals only") && given.contains("48213"),
        "{given}"
    );
    holds(&browser, "receipt with a wish").await?;

    for (page, address) in [
        ("survey that an agency sees too", documented.survey.clone()),
        (
            "promise that names an agency",
            format!("{}/promise", documented.survey),
        ),
    ] {
        browser.driver.goto(&address).await?;
        let page_text = hand.text("body").await?;
        assert!(page_text.contains("Fields & Daughters"), "{page_text}");
        holds(&browser, page).await?;
    }
    Ok(())
}
