//! An executive who signs in: sees what was given to them, opens the board, and
//! takes a slide along; and the marketer's pages for giving it.

use thirtyfour::prelude::*;
use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::operations::member::accept;
use whynot::operations::member::invite::{self, NewMember};

use super::chromium::Chromium;
use super::installations::{Demonstration, Documented};
use super::respondent::Hand;
use super::view::{DESKTOP, NARROW_PHONE, SCHEMES};

const PASSWORD: &str = "five loaves and two fishes";

async fn joins(site: &Documented, who: &str, role: Role) {
    let new = NewMember {
        address: format!("{who}@example.org").parse().expect("an address"),
        name: Name::parse(who).expect("a name"),
        role,
        departments: Vec::new(),
    };
    let link = invite::new_link().expect("randomness");
    invite::invite(&site.installation, &new, link).expect("an invitation");
    accept::accept(&site.installation, link, new.name, PASSWORD)
        .await
        .expect("they join");
}

async fn signs_in(
    browser: &Chromium,
    origin: &str,
    address: &str,
    password: &str,
) -> WebDriverResult<()> {
    let hand = Hand(browser);
    browser.driver.delete_all_cookies().await?;
    browser.driver.goto(format!("{origin}/sign-in")).await?;
    hand.write("#address", address).await?;
    hand.write("#password", password).await?;
    hand.go_on("button.main").await
}

/// The status and type of a file of this site, for whoever has signed in here.
async fn fetched(browser: &Chromium, address: &str) -> WebDriverResult<(u16, String)> {
    let cookies = browser.driver.get_all_cookies().await?;
    let cookie = cookies.first().expect("a session");
    let cookie = format!("{}={}", cookie.name, cookie.value);
    let address = address.to_owned();
    let file = tokio::task::spawn_blocking(move || {
        let request = reqwest::blocking::Client::new().get(address);
        let answer = request.header("cookie", cookie).send().expect("an answer");
        let kind = answer.headers().get("content-type").expect("a type");
        let kind = kind.to_str().expect("plain text").to_owned();
        (answer.status().as_u16(), kind)
    });
    Ok(file.await.expect("it is fetched"))
}

#[tokio::test]
async fn an_executive_signs_in_opens_the_board_and_takes_a_slide_along() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let demonstration = Demonstration::start();
    let hand = Hand(&browser);
    let (address, password) = &demonstration.executive;
    browser.look_at(DESKTOP).await?;
    signs_in(&browser, demonstration.origin(), address, password).await?;
    for view in [NARROW_PHONE, DESKTOP] {
        browser.look_at(view).await?;
        for scheme in SCHEMES {
            browser.prefer(scheme).await?;
            assert_eq!(browser.overflow().await?, 0, "{view:?}");
            browser.assert_accessible("boards at a glance").await?;
        }
    }
    assert!(
        !hand.sees(".top a[href='/studio']").await?,
        "boards, nothing else"
    );
    hand.go_on(".glance h2 a").await?;
    browser.assert_accessible("a given board").await?;
    let slide = browser
        .driver
        .find(By::Css(".finding .files a:first-child"))
        .await?;
    assert!(slide.text().await?.starts_with("Slide, 16:9"));
    let address = slide.prop("href").await?.expect("an address");
    let (status, kind) = fetched(&browser, &address).await?;
    assert_eq!((status, kind.as_str()), (200, "image/png"));
    hand.go_on(".back a").await?;
    assert_eq!(hand.text("h1").await?, "Boards");
    Ok(())
}

#[tokio::test]
async fn a_marketer_arranges_a_board_and_makes_a_link_without_scripts() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    joins(&site, "marek", Role::Marketer).await;
    joins(&site, "esther", Role::Executive).await;
    browser.look_at(NARROW_PHONE).await?;
    signs_in(&browser, site.origin(), "marek@example.org", PASSWORD).await?;
    let boards = format!("{}/studio/surveys/{}/boards", site.origin(), site.slug);
    browser.driver.goto(&boards).await?;
    browser.assert_accessible("sharing").await?;
    hand.write("#name", "Management").await?;
    hand.go_on("main form button.main").await?;
    browser.assert_accessible("arranging").await?;
    assert_eq!(browser.overflow().await?, 0);
    browser.run_scripts(false).await?;
    hand.write("#headline", "Ads drive people away").await?;
    hand.go_on("button[value^='down ']").await?;
    hand.go_on("button[value=give]").await?;
    assert_eq!(hand.text("h1").await?, "Give “Management”");
    hand.write("#for", "For the board meeting").await?;
    hand.go_on("button[value=link]").await?;
    let link = hand.text(".ticket").await?;
    assert!(link.starts_with(site.origin()), "{link}");
    browser.run_scripts(true).await?;
    browser.assert_accessible("the link, once").await?;
    // With its script the page has a button that says what came of it.
    browser.driver.goto(&boards).await?;
    hand.go_on("a[href$='/readers']").await?;
    hand.write("#for", "For the archive").await?;
    hand.go_on("button[value=link]").await?;
    hand.press(".ticket + button").await?;
    let outcome = By::Css(".ticket ~ [role=status]:not(:empty)");
    browser.driver.query(outcome).first().await?;
    hand.go_on("a.main").await?;
    browser.assert_accessible("giving").await?;
    assert_eq!(browser.overflow().await?, 0);
    assert!(hand.text(".list").await?.contains("works until"));
    browser.driver.delete_all_cookies().await?;
    browser.driver.goto(&link).await?;
    assert_eq!(hand.text("h1").await?, "Ads drive people away");
    Ok(())
}
