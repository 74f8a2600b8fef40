//! Members: from the set-up link into the studio by keyboard alone and without
//! scripts, and every page in light and dark, wide and narrow.

use thirtyfour::common::keys::TypingData;
use thirtyfour::prelude::*;
use whynot::operations::member::set_up;

use super::chromium::Chromium;
use super::installations::Documented;
use super::pages::holds;
use super::respondent::Hand;
use super::view::{DESKTOP, NARROW_PHONE};

const PASSWORD: &str = "five loaves and two fishes";

fn origin(site: &Documented) -> String {
    let (origin, _) = site.survey.split_once("/s/").expect("a survey's address");
    origin.to_owned()
}

fn set_up_address(site: &Documented) -> String {
    let link = set_up::new_link(&site.installation).expect("the database answers");
    let link = link.expect("there is no owner yet");
    format!("{}{}", origin(site), whynot::web::set_up_address(link))
}

/// Fills the set-up form in.
async fn become_owner(hand: &Hand<'_>) -> WebDriverResult<()> {
    hand.write("#name", "Anna Maier").await?;
    hand.write("#address", "anna@example.org").await?;
    hand.write("#password", PASSWORD).await?;
    hand.go_on("button.main").await
}

#[tokio::test]
async fn an_owner_begins_without_scripts_and_the_browser_keeps_the_session() -> WebDriverResult<()>
{
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    browser.look_at(NARROW_PHONE).await?;
    browser.run_scripts(false).await?;
    browser.driver.goto(set_up_address(&site)).await?;
    hand.go_on("button.main").await?;
    assert!(browser.driver.title().await?.starts_with("Error: "));
    become_owner(&hand).await?;
    // The cookie asks for HTTPS, and was kept over HTTP from this machine.
    assert_eq!(hand.text("h1").await?, "Your surveys");
    let cookies = browser.driver.get_all_cookies().await?;
    let cookie = cookies.first().expect("one cookie");
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    assert_eq!(cookie.name, "__Host-whynot");
    hand.go_on(".top a[href='/studio/members']").await?;
    hand.go_on("a[href='/studio/members/invite']").await?;
    hand.write("#name", "Esther Lind").await?;
    hand.write("#address", "esther@example.org").await?;
    hand.go_on("button.main").await?;
    let link = hand.text(".ticket").await?;
    assert!(link.starts_with(&origin(&site)), "{link}");
    hand.go_on(".person button").await?;
    assert_eq!(hand.text("h1").await?, "Sign in");
    assert!(browser.driver.get_all_cookies().await?.is_empty());
    browser.driver.goto(link).await?;
    hand.write("#password", PASSWORD).await?;
    hand.go_on("button.main").await?;
    assert_eq!(hand.text("h1").await?, "Boards");
    assert!(!hand.sees(".top a[href='/studio/members']").await?);
    // Nothing of it is to be seen where people answer.
    browser.driver.goto(&site.survey).await?;
    assert!(!hand.sees("a[href^='/studio'], a[href^='/account']").await?);
    browser.assert_stayed_at(&origin(&site)).await
}

/// The id of what has the focus, which must be marked as such.
async fn focus(browser: &Chromium) -> WebDriverResult<String> {
    let script = "const focused = document.activeElement; \
        const style = getComputedStyle(focused); \
        return [focused.id || focused.className || focused.tagName, \
            style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];";
    let found = browser.driver.execute(script, vec![]).await?;
    let (id, is_marked): (String, bool) = found.convert()?;
    assert!(is_marked, "nothing shows that {id} has the focus");
    Ok(id)
}

async fn keys(browser: &Chromium, keys: impl Into<TypingData>) -> WebDriverResult<()> {
    browser
        .driver
        .action_chain()
        .send_keys(keys)
        .perform()
        .await
}

#[tokio::test]
async fn an_owner_begins_by_keyboard_alone() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    browser.look_at(DESKTOP).await?;
    browser.driver.goto(set_up_address(&site)).await?;
    keys(&browser, Key::Tab).await?;
    assert_eq!(focus(&browser).await?, "skip");
    for (field, text) in [
        ("name", "Anna Maier"),
        ("address", "anna@example.org"),
        ("password", PASSWORD),
    ] {
        keys(&browser, Key::Tab).await?;
        assert_eq!(focus(&browser).await?, field);
        keys(&browser, text).await?;
    }
    let page = browser.driver.find(By::Tag("html")).await?;
    keys(&browser, Key::Enter).await?;
    page.wait_until().stale().await?;
    assert_eq!(Hand(&browser).text("h1").await?, "Your surveys");
    Ok(())
}

#[tokio::test]
async fn every_page_of_members_is_accessible() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let origin = origin(&site);
    let hand = Hand(&browser);
    let open = async |path: &str| browser.driver.goto(format!("{origin}{path}")).await;
    let set_up = set_up_address(&site);
    browser.driver.goto(&set_up).await?;
    holds(&browser, "set up").await?;
    hand.go_on("button.main").await?;
    holds(&browser, "set up with a mistake").await?;
    become_owner(&hand).await?;
    browser.driver.goto(&set_up).await?;
    holds(&browser, "link that was used").await?;
    for (path, page) in [
        ("/studio", "studio"),
        ("/studio/boards", "boards"),
        ("/studio/members", "members"),
        ("/studio/members/invite", "invite"),
        ("/account", "account"),
        ("/account/password", "password"),
        ("/account/second-step", "second step"),
    ] {
        open(path).await?;
        holds(&browser, page).await?;
    }
    hand.go_on("button[value=start]").await?;
    holds(&browser, "second step started").await?;
    open("/studio/departments").await?;
    hand.write("#name", "Service").await?;
    hand.go_on("button[value=add]").await?;
    hand.go_on("button[value=add]").await?;
    holds(&browser, "departments with a mistake").await?;
    open("/studio/members/invite").await?;
    hand.write("#name", "Esther Lind").await?;
    hand.write("#address", "esther@example.org").await?;
    hand.go_on("button.main").await?;
    holds(&browser, "invited").await?;
    let link = hand.text(".ticket").await?;
    open("/studio/members").await?;
    hand.go_on(".list > li:nth-child(2) a").await?;
    holds(&browser, "member").await?;
    hand.go_on("button[value=remove]").await?;
    holds(&browser, "removal").await?;
    hand.go_on(".person button").await?;
    holds(&browser, "sign in").await?;
    hand.go_on("button.main").await?;
    holds(&browser, "sign in with a mistake").await?;
    browser.driver.goto(link).await?;
    holds(&browser, "join").await?;
    open("/sign-in/done").await?;
    holds(&browser, "session not kept").await?;
    browser.assert_stayed_at(&origin).await
}
