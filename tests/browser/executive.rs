//! An executive's board: moved by a release, read in light, dark and print, by
//! keyboard, on a phone.

use std::collections::BTreeSet;

use thirtyfour::prelude::*;

use super::chromium::Chromium;
use super::installations::Demonstration;
use super::respondent::Hand;
use super::view::{DESKTOP, NARROW_PHONE, SCHEMES, Scheme, TABLET};

#[tokio::test]
async fn the_answer_that_completes_a_release_moves_the_board() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let demonstration = Demonstration::start();
    let hand = Hand(&browser);
    browser.driver.goto(&demonstration.board).await?;
    let before = hand.text(".facts").await?;

    browser.driver.goto(&demonstration.survey).await?;
    hand.choose("reasons", "ads").await?;
    hand.goes_on_to_the_receipt().await?;

    // The release runs beside the reply; the browser is asked again until it shows.
    for _ in 0..50 {
        browser.driver.goto(&demonstration.board).await?;
        if hand.text(".facts").await? != before {
            return Ok(());
        }
    }
    panic!("the board still says {before}");
}

#[tokio::test]
async fn a_board_fits_every_width_in_light_dark_and_print() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let demonstration = Demonstration::start();
    for view in [NARROW_PHONE, TABLET, DESKTOP] {
        browser.look_at(view).await?;
        let mut papers = BTreeSet::new();
        for scheme in SCHEMES {
            browser.prefer(scheme).await?;
            browser.driver.goto(&demonstration.board).await?;
            assert_eq!(browser.overflow().await?, 0, "{view:?} {scheme:?}");
            assert_every_finding_has_a_picture(&browser).await?;
            papers.insert(paper(&browser).await?);
            browser
                .photograph(&format!("board-{}-{scheme:?}", view.width))
                .await?;
        }
        assert_eq!(papers.len(), 2, "light and dark look alike: {papers:?}");
    }
    browser.look_at(TABLET).await?;
    browser.print().await?;
    browser.driver.goto(&demonstration.board).await?;
    assert_eq!(browser.overflow().await?, 0);
    assert_every_finding_has_a_picture(&browser).await?;
    assert_eq!(paper(&browser).await?, "rgb(255, 255, 255)");
    assert!(!Hand(&browser).text("main").await?.contains("PNG"));
    browser.photograph("board-print").await?;
    browser.assert_stayed_at(demonstration.origin()).await
}

async fn paper(browser: &Chromium) -> WebDriverResult<String> {
    let script = "const colour = of => getComputedStyle(of).backgroundColor; \
        const body = colour(document.body); \
        return body === 'rgba(0, 0, 0, 0)' ? colour(document.documentElement) : body;";
    browser.driver.execute(script, vec![]).await?.convert()
}

/// One picture each, of the two that are there for wide and narrow windows.
async fn assert_every_finding_has_a_picture(browser: &Chromium) -> WebDriverResult<()> {
    let script = "return [...document.querySelectorAll('.finding')].map(finding => \
        [finding.id, [...finding.querySelectorAll('svg.chart')] \
            .filter(chart => chart.getBoundingClientRect().width > 200).length]);";
    let pictures = browser.driver.execute(script, vec![]).await?;
    let pictures: Vec<(String, u32)> = pictures.convert()?;
    assert!(pictures.len() > 3, "{pictures:?}");
    assert!(
        pictures.iter().all(|(_, shown)| *shown == 1),
        "{pictures:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_board_is_read_by_keyboard_alone() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let demonstration = Demonstration::start();
    browser.look_at(DESKTOP).await?;
    browser.prefer(Scheme::Light).await?;
    browser.driver.goto(&demonstration.board).await?;
    let reachable = "return document.querySelectorAll('a, summary, button, input').length;";
    let reachable: usize = browser.driver.execute(reachable, vec![]).await?.convert()?;
    let mut heights = Vec::new();
    let mut opened = false;
    for _ in 0..reachable {
        browser
            .driver
            .action_chain()
            .send_keys(Key::Tab)
            .perform()
            .await?;
        let focus = "const focused = document.activeElement; \
            const style = getComputedStyle(focused); \
            return [focused.tagName, focused.getBoundingClientRect().top + scrollY, \
                style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];";
        let focus = browser.driver.execute(focus, vec![]).await?;
        let (tag, height, is_marked): (String, f64, bool) = focus.convert()?;
        assert!(
            is_marked,
            "nothing shows that {tag} at {height} has the focus"
        );
        heights.push(height);
        if tag == "SUMMARY" && !opened {
            browser
                .driver
                .action_chain()
                .send_keys(Key::Enter)
                .perform()
                .await?;
            opened = Hand(&browser).sees("details[open] table").await?;
            assert!(opened, "Enter opens the table");
            browser
                .driver
                .action_chain()
                .send_keys(Key::Enter)
                .perform()
                .await?;
        }
    }
    assert!(opened, "no table was reached");
    // Top to bottom, give or take what stands beside each other.
    let backwards = heights.windows(2).filter(|two| two[1] < two[0] - 200.0);
    assert_eq!(backwards.count(), 0, "{heights:?}");
    Ok(())
}
