//! Every kind of page: accessible in light and dark, and as wide as a narrow phone.

use thirtyfour::prelude::*;

use super::chromium::Chromium;
use super::installations::{Demonstration, Documented};
use super::respondent::Hand;
use super::view::{DESKTOP, NARROW_PHONE, SCHEMES};

/// Looks at the page that is open in every way it must hold.
pub async fn holds(browser: &Chromium, page: &str) -> WebDriverResult<()> {
    for view in [NARROW_PHONE, DESKTOP] {
        browser.look_at(view).await?;
        for scheme in SCHEMES {
            browser.prefer(scheme).await?;
            let seen = format!("{page}, {} pixels, {scheme:?}", view.width);
            browser.assert_accessible(&seen).await?;
            let overflow = browser.overflow().await?;
            assert!(overflow <= 0, "{seen}: {overflow} pixels too wide");
            let name = page.replace(|of: char| !of.is_alphanumeric(), "-");
            let name = format!("{name}-{}-{scheme:?}", view.width);
            browser.photograph(&name).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_a_respondent_of_the_demonstration_sees_is_accessible() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let demonstration = Demonstration::start();
    let hand = Hand(&browser);
    let open = async |address: &str| browser.driver.goto(address).await;
    for (page, address) in [
        ("home", format!("{}/", demonstration.origin())),
        ("trust", demonstration.trust.clone()),
        (
            "trust of a survey",
            format!("{}?survey=why-not-like-us", demonstration.trust),
        ),
        ("promise", format!("{}/promise", demonstration.survey)),
        ("not found", format!("{}/nowhere", demonstration.origin())),
        ("survey", demonstration.survey.clone()),
    ] {
        open(&address).await?;
        holds(&browser, page).await?;
    }
    hand.go_on("button.main").await?;
    holds(&browser, "survey with a mistake").await?;
    hand.choose("reasons", "ads").await?;
    hand.goes_on_to_the_receipt().await?;
    holds(&browser, "receipt").await?;
    hand.go_on("button[value=withdraw]").await?;
    holds(&browser, "withdrawal").await?;
    hand.go_on("button[value=withdraw-yes]").await?;
    holds(&browser, "withdrawn").await?;
    open(&format!("{}/receipt", demonstration.survey)).await?;
    holds(&browser, "receipt code").await?;
    hand.go_on("button.main").await?;
    holds(&browser, "receipt code with a mistake").await?;
    browser.assert_stayed_at(demonstration.origin()).await
}

#[tokio::test]
async fn every_kind_of_question_is_accessible() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let documented = Documented::open();
    let hand = Hand(&browser);
    browser.driver.goto(&documented.survey).await?;
    holds(&browser, "every kind").await?;
    hand.go_on("button.main").await?;
    holds(&browser, "every kind with a mistake").await?;
    for page in 1..10 {
        if hand.sees(".ticket").await? {
            break;
        }
        holds(&browser, &format!("every kind, page {page}")).await?;
        // What opens the questions behind conditions.
        for (question, value) in [("customer", "no"), ("reasons", "ads"), ("trust", "1")] {
            if hand.is_offered(question, value).await? {
                hand.choose(question, value).await?;
            }
        }
        hand.go_on("button.main").await?;
    }
    holds(&browser, "receipt of every kind").await?;
    let unseen = "the last question behind a condition was not asked";
    assert!(
        hand.text(".given").await?.contains("What should we know?"),
        "{unseen}"
    );
    documented.close();
    browser.driver.goto(&documented.survey).await?;
    holds(&browser, "closed survey").await?;
    let results = format!("{}/results", documented.survey);
    browser.driver.goto(&results).await?;
    holds(&browser, "results for everybody").await
}

#[tokio::test]
async fn what_somebody_with_a_code_sees_is_accessible() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let documented = Documented::by_invitation();
    let code = documented.codes(1).remove(0);
    let hand = Hand(&browser);
    let typing = format!("{}/i", documented.origin());
    for (page, address) in [
        ("a code to be typed", documented.survey.clone()),
        ("a code for any survey", typing.clone()),
        ("a code that cannot be used", format!("{typing}/nonsense")),
        (
            "promise to people with a code",
            format!("{}/promise", documented.survey),
        ),
        ("survey by invitation", format!("{typing}/{code}")),
    ] {
        browser.driver.goto(&address).await?;
        holds(&browser, page).await?;
    }
    for _ in 0..2 {
        browser.driver.goto(&format!("{typing}/{code}")).await?;
        hand.choose("customer", "yes").await?;
        for _ in 0..10 {
            if hand.sees(".ticket, .trouble").await? {
                break;
            }
            hand.go_on("button.main").await?;
        }
    }
    holds(&browser, "a code that was used").await
}

#[tokio::test]
async fn a_board_is_accessible() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let demonstration = Demonstration::start();
    let board = &demonstration.board;
    for (page, address) in [
        ("board", board.clone()),
        ("board of the closed wave", format!("{board}?wave=1")),
        ("board with intervals", format!("{board}?intervals=yes")),
        ("board by age", format!("{board}?wave=1&by=age")),
        (
            "cross-table with intervals",
            format!("{board}?wave=1&by=use&question=reasons&intervals=yes"),
        ),
        (
            "groups read as one",
            format!("{board}?wave=1&by=age&join=0&join=1"),
        ),
        ("over time", format!("{board}?view=waves&intervals=yes")),
    ] {
        browser.driver.goto(&address).await?;
        assert!(Hand(&browser).sees("article.finding").await?, "{page}");
        // Tables are examined too.
        let open = "document.querySelectorAll('details').forEach(table => table.open = true);";
        browser.driver.execute(open, vec![]).await?;
        holds(&browser, page).await?;
    }
    Ok(())
}
