//! Somebody with a code on a phone, without scripts: from the slip to the
//! receipt, and what a code shows that was used.

use thirtyfour::prelude::*;

use super::chromium::Chromium;
use super::installations::Documented;
use super::respondent::Hand;
use super::view::NARROW_PHONE;

#[tokio::test]
async fn a_code_is_typed_answers_are_sent_and_the_code_is_used_up() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let documented = Documented::by_invitation();
    let code = documented.codes(1).remove(0);
    let hand = Hand(&browser);
    browser.look_at(NARROW_PHONE).await?;
    browser.run_scripts(false).await?;

    let typing = format!("{}/i", documented.origin());
    browser.driver.goto(&typing).await?;
    let careless = code.to_lowercase().replace('-', " ");
    hand.write("input#i", &careless).await?;
    hand.go_on("button.main").await?;
    hand.choose("customer", "yes").await?;
    hand.goes_on_to_the_receipt().await?;
    assert!(hand.receipt_code().await?.len() > code.len());

    browser.driver.goto(&format!("{typing}/{code}")).await?;
    hand.choose("customer", "no").await?;
    for _ in 0..10 {
        if hand.sees("input#i[type=text]").await? {
            break;
        }
        hand.go_on("button.main").await?;
    }
    let told = hand.text(".trouble").await?;
    assert!(told.contains("Your answers are not stored"), "{told}");
    let title = browser.driver.title().await?;
    assert!(title.starts_with("Error: "), "{title}");

    assert!(browser.driver.get_all_cookies().await?.is_empty());
    for request in browser.requests().await? {
        let address = &request.address;
        assert!(address.starts_with(documented.origin()), "{address}");
        let names_the_code = address.contains(&code);
        assert!(
            !names_the_code || *address == format!("{typing}/{code}"),
            "{address}"
        );
    }
    Ok(())
}
