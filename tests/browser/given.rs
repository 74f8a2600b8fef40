//! An executive who signs in: sees what was given to them, opens the board, and
//! takes a slide along; and the marketer's pages for giving it.

use thirtyfour::prelude::*;
use whynot::limits::BOARD_LINK_DAYS;
use whynot::membership::name::Name;
use whynot::membership::role::Role;
use whynot::operations::member::accept;
use whynot::operations::member::invite::{self, NewMember};
use whynot::operations::share::{arrange, give};

use super::chromium::Chromium;
use super::installations::Documented;
use super::respondent::Hand;
use super::view::{DESKTOP, NARROW_PHONE, SCHEMES};

const PASSWORD: &str = "five loaves and two fishes";

fn origin(site: &Documented) -> &str {
    let (origin, _) = site.survey.split_once("/s/").expect("a survey's address");
    origin
}

fn slug(site: &Documented) -> whynot::survey::identifier::Slug {
    let (_, slug) = site.survey.split_once("/s/").expect("a survey's address");
    slug.parse().expect("a slug")
}

async fn joins(site: &Documented, who: &str, role: Role) -> i64 {
    let new = NewMember {
        address: format!("{who}@example.org").parse().expect("an address"),
        name: Name::parse(who).expect("a name"),
        role,
        departments: Vec::new(),
    };
    let link = invite::new_link().expect("randomness");
    let id = invite::invite(&site.installation, &new, link).expect("an invitation");
    accept::accept(&site.installation, link, new.name, PASSWORD)
        .await
        .expect("they join");
    id
}

async fn signs_in(browser: &Chromium, site: &Documented, who: &str) -> WebDriverResult<()> {
    let hand = Hand(browser);
    browser.driver.delete_all_cookies().await?;
    browser
        .driver
        .goto(format!("{}/sign-in", origin(site)))
        .await?;
    hand.write("#address", &format!("{who}@example.org"))
        .await?;
    hand.write("#password", PASSWORD).await?;
    hand.go_on("button.main").await
}

/// The status and type of an address of this site, as the browser gets it.
async fn fetched(browser: &Chromium, address: &str) -> WebDriverResult<(u16, String)> {
    let script = "const answer = arguments[arguments.length - 1]; \
        fetch(arguments[0]).then(got => answer([got.status, got.headers.get('content-type')]));";
    let address = serde_json::Value::from(address);
    browser
        .driver
        .execute_async(script, vec![address])
        .await?
        .convert()
}

#[tokio::test]
async fn an_executive_signs_in_opens_the_board_and_takes_a_slide_along() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let slug = slug(&site);
    let hand = Hand(&browser);
    browser.look_at(DESKTOP).await?;
    browser.driver.goto(&site.survey).await?;
    let esther = joins(&site, "esther", Role::Executive).await;
    let name = Name::parse("Management").expect("a name");
    let form = arrange::new_form().expect("randomness");
    let board = arrange::add(&site.installation, &slug, &name, form).expect("a board");
    site.close();
    signs_in(&browser, &site, "esther").await?;
    assert_eq!(
        hand.text(".empty h2").await?,
        "Nobody has given you a board yet"
    );
    browser.assert_accessible("boards, none given").await?;

    give::give(&site.installation, &slug, board, &[esther], &[]).expect("it is given");
    browser
        .driver
        .goto(format!("{}/studio/boards", origin(&site)))
        .await?;
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
    assert!(
        browser
            .driver
            .current_url()
            .await?
            .path()
            .ends_with(&board.to_string())
    );
    browser.assert_accessible("a given board").await?;
    if hand.sees(".files a[href*='size=slide']").await? {
        let slide = browser
            .driver
            .find(By::Css(".files a[href*='size=slide']"))
            .await?;
        assert!(slide.text().await?.starts_with("Slide, 16:9"));
        let address = slide.prop("href").await?.expect("an address");
        let (status, kind) = fetched(&browser, &address).await?;
        assert_eq!((status, kind.as_str()), (200, "image/png"));
    } else {
        panic!("no slide to take along");
    }
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
    signs_in(&browser, &site, "marek").await?;
    let boards = format!("{}/studio/surveys/{}/boards", origin(&site), slug(&site));
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
    assert!(link.starts_with(origin(&site)), "{link}");
    browser.run_scripts(true).await?;
    browser.assert_accessible("the link, once").await?;
    hand.go_on("a.main").await?;
    browser.assert_accessible("giving").await?;
    assert_eq!(browser.overflow().await?, 0);
    assert!(
        hand.text(".list").await?.contains("works until"),
        "{BOARD_LINK_DAYS} days"
    );
    browser.driver.delete_all_cookies().await?;
    browser.driver.goto(&link).await?;
    assert_eq!(hand.text("h1").await?, "Ads drive people away");
    Ok(())
}
