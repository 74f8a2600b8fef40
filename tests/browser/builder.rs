//! The builder in a browser: with its script, by keyboard and by drag, and the
//! same without.

use thirtyfour::common::keys::TypingData;
use thirtyfour::prelude::*;
use whynot::operations::member::set_up;

use super::chromium::Chromium;
use super::installations::Documented;
use super::pages::holds;
use super::respondent::Hand;
use super::view::{DESKTOP, NARROW_PHONE};

pub const NEW_OPTION: &str = "[id='new.text.en']";

pub async fn signs_in(hand: &Hand<'_>, site: &Documented) -> WebDriverResult<()> {
    let link = set_up::new_link(&site.installation).expect("the database answers");
    let link = link.expect("there is no owner yet");
    let address = whynot::web::set_up_address(link);
    let driver = &hand.0.driver;
    driver.goto(format!("{}{address}", site.origin())).await?;
    hand.write("#name", "Anna Maier").await?;
    hand.write("#address", "anna@example.org").await?;
    hand.write("#password", "five loaves and two fishes")
        .await?;
    hand.go_on("button.main").await
}

/// A survey about ACME without a question.
pub async fn begins(hand: &Hand<'_>, site: &Documented) -> WebDriverResult<String> {
    signs_in(hand, site).await?;
    hand.go_on("a[href='/studio/new']").await?;
    hand.press("label:has(> input[value=blank])").await?;
    hand.write("#brand", "ACME").await?;
    hand.press("label:has(> input[value=de])").await?;
    hand.go_on("button[value=start]").await?;
    Ok(hand.0.driver.current_url().await?.to_string())
}

/// The promise of a survey about ACME from the library.
pub async fn promises(hand: &Hand<'_>, site: &Documented) -> WebDriverResult<()> {
    signs_in(hand, site).await?;
    hand.go_on("a[href='/studio/new']").await?;
    hand.press("label:has(> input[value=why-people-avoid])")
        .await?;
    hand.write("#brand", "ACME").await?;
    hand.go_on("button[value=start]").await?;
    hand.go_on(".steps a[href$='/charter']").await
}

impl Hand<'_> {
    /// Looks until the script says so beside the menu.
    pub async fn hears(&self, words: &str) -> WebDriverResult<()> {
        let said = self.0.driver.query(By::Id("saved"));
        let said = said.with_text(words.to_owned());
        said.first().await.map(|_| ())
    }

    pub async fn value(&self, selector: &str) -> WebDriverResult<String> {
        let field = self.0.driver.find(By::Css(selector)).await?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }

    pub async fn focused(&self) -> WebDriverResult<String> {
        let element = self.0.driver.active_element().await?;
        Ok(element.attr("id").await?.unwrap_or_default())
    }

    pub async fn types(&self, text: impl Into<TypingData>) -> WebDriverResult<()> {
        let chain = self.0.driver.action_chain();
        chain.send_keys(text).perform().await
    }

    async fn with_alt(&self, key: Key) -> WebDriverResult<()> {
        let chain = self.0.driver.action_chain().key_down(Key::Alt);
        chain.send_keys(key).key_up(Key::Alt).perform().await
    }

    pub async fn texts(&self, selector: &str) -> WebDriverResult<Vec<String>> {
        let mut texts = Vec::new();
        for element in self.0.driver.find_all(By::Css(selector)).await? {
            texts.push(match element.tag_name().await?.as_str() {
                "input" => element.prop("value").await?.unwrap_or_default(),
                _ => element.text().await?,
            });
        }
        Ok(texts)
    }
}

pub const OPTIONS: &str = ".part-list input[name$='.text.en']";

/// Whole questions, too; a copy stands behind the first.
async fn moves_a_whole_question(browser: &Chromium, draft: &str) -> WebDriverResult<()> {
    let hand = Hand(browser);
    browser.driver.goto(draft).await?;
    hand.press("button[value^=copy]").await?;
    hand.hears("Duplicated").await?;
    browser.driver.goto(draft).await?;
    let link = browser
        .driver
        .find(By::Css(".asked:last-child h2 a"))
        .await?;
    let address = link.attr("href").await?;
    link.focus().await?;
    hand.with_alt(Key::Up).await?;
    hand.hears("Moved up").await?;
    let first = browser
        .driver
        .find(By::Css(".asked:first-child h2 a"))
        .await?;
    assert_eq!(first.attr("href").await?, address);
    let focused = browser.driver.active_element().await?;
    assert_eq!(focused.attr("href").await?, address, "the focus goes along");
    Ok(())
}

#[tokio::test]
async fn the_script_saves_as_one_writes_and_moves_by_keys_and_by_drag() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    browser.look_at(DESKTOP).await?;
    let draft = begins(&hand, &site).await?;
    browser.driver.goto(format!("{draft}/questions")).await?;
    hand.go_on("button[value=multiple-choice]").await?;
    assert_eq!(hand.focused().await?, "text.en");
    hand.types("Why not?").await?;
    hand.hears("Saved").await?;
    // Nothing was pressed; it is there.
    browser.driver.refresh().await?;
    assert_eq!(hand.value("[id='text.en']").await?, "Why not?");

    for option in ["Ads", "Price", "Service"] {
        hand.write(NEW_OPTION, option).await?;
        hand.types(Key::Enter).await?;
        hand.hears("Added").await?;
        assert_eq!(
            hand.focused().await?,
            "new.text.en",
            "the next can be typed"
        );
        // So that the next “Added” is another.
        hand.write("[id='help.en']", ".").await?;
        hand.hears("Saved").await?;
    }
    assert_eq!(hand.texts(OPTIONS).await?, ["Ads", "Price", "Service"]);
    hand.write(".part-list > li:nth-child(3) input[name$='.text.en']", "!")
        .await?;
    let focused = hand.focused().await?;
    hand.with_alt(Key::Up).await?;
    hand.hears("Moved up").await?;
    assert_eq!(hand.focused().await?, focused, "the focus goes along");
    assert_eq!(hand.texts(OPTIONS).await?, ["Ads", "Service!", "Price"]);
    let grips = browser.driver.find_all(By::Css(".part-list .grip")).await?;
    let [first, _, last] = grips.as_slice() else {
        panic!("{} grips", grips.len());
    };
    let chain = browser.driver.action_chain();
    chain
        .click_and_hold_element(first)
        .move_to_element_center(last)
        .move_by_offset(0, 40)
        .release()
        .perform()
        .await?;
    hand.hears("Moved").await?;
    assert_eq!(hand.texts(OPTIONS).await?, ["Service!", "Price", "Ads"]);
    hand.press(".part-list > li:first-child button[value^=remove]")
        .await?;
    hand.hears("Removed. Undo brings it back.").await?;
    assert_eq!(hand.texts(OPTIONS).await?, ["Price", "Ads"]);
    hand.go_on("#undo").await?;
    assert_eq!(hand.texts(OPTIONS).await?, ["Service!", "Price", "Ads"]);

    moves_a_whole_question(&browser, &draft).await?;
    browser.assert_stayed_at(site.origin()).await
}

/// Somebody else saves what stands in the open form, with other words.
async fn somebody_else_saves(hand: &Hand<'_>, words: &str) -> WebDriverResult<()> {
    let script = "const form = document.querySelector('#edit'); \
        const body = new URLSearchParams(new FormData(form)); \
        body.set('text.en', arguments[0]); body.set('go', 'save'); \
        return fetch(form.action, { method: 'POST', body }).then(answer => answer.ok);";
    let words = serde_json::Value::from(words);
    let saved = hand.0.driver.execute(script, vec![words]).await?;
    assert!(saved.convert::<bool>()?);
    Ok(())
}

#[tokio::test]
async fn whoever_is_contradicted_is_told_at_the_top_and_goes_on_to_both_versions()
-> WebDriverResult<()> {
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
    somebody_else_saves(&hand, "Why by Bert?").await?;
    hand.write("[id='text.en']", " asks Anna").await?;
    let notice = browser.driver.query(By::Css(".clash")).first().await?;
    let focused = browser.driver.active_element().await?;
    assert_eq!(focused.element_id(), notice.element_id());
    assert!(notice.text().await?.contains("Somebody else changed"));
    holds(&browser, "question with a contradiction").await?;
    hand.go_on(".clash button").await?;
    let both = hand.texts(".version .said").await?;
    assert_eq!(both, ["Why? asks Anna", "Why by Bert?"]);
    let focused = browser.driver.active_element().await?;
    let heading = focused.text().await?;
    assert!(heading.contains("Somebody else changed"), "{heading}");
    holds(&browser, "two versions").await?;
    hand.go_on(".merge button.main").await?;
    browser.driver.goto(&draft).await?;
    assert_eq!(hand.texts(".asked h2").await?, ["Why? asks Anna"]);
    browser.assert_stayed_at(site.origin()).await
}

#[tokio::test]
async fn going_back_to_a_refused_form_asks_for_it_and_sends_nothing_again() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    let draft = begins(&hand, &site).await?;
    let form = format!("{}/studio/new", site.origin());
    let pages = [
        (form, "button[value=start]"),
        (format!("{draft}/calendar"), "button.main"),
        (format!("{draft}/file"), "form[enctype] button"),
    ];
    for (address, button) in pages {
        for goes_away in [true, false] {
            browser.driver.goto(&address).await?;
            if address.ends_with("/calendar") {
                hand.press("label:has(> input[value=planned])").await?;
            }
            if address.ends_with("/file") {
                hand.write("#file", "nonsense").await?;
            }
            hand.go_on(button).await?;
            assert!(hand.sees(".trouble").await?, "{address} is refused");
            if goes_away {
                hand.go_on("a[href='/studio']").await?;
                browser.driver.back().await?;
            } else {
                browser.driver.refresh().await?;
            }
            assert_eq!(browser.driver.current_url().await?.as_str(), address);
            assert!(!hand.sees(".trouble").await?, "{address} is asked for anew");
            assert!(hand.sees("main form").await?, "{address}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_same_survey_is_written_without_scripts_on_a_narrow_phone() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    browser.look_at(NARROW_PHONE).await?;
    browser.run_scripts(false).await?;
    let draft = begins(&hand, &site).await?;
    browser.driver.goto(format!("{draft}/questions")).await?;
    hand.go_on("button[value=multiple-choice]").await?;
    hand.write("[id='text.en']", "Why not?").await?;
    for option in ["Ads", "Price"] {
        hand.write(NEW_OPTION, option).await?;
        hand.go_on("#add-part").await?;
        assert_eq!(hand.focused().await?, "new.text.en");
    }
    hand.go_on(".part-list > li:first-child button[value^=down]")
        .await?;
    assert_eq!(hand.texts(OPTIONS).await?, ["Price", "Ads"]);
    // The enter key of a phone saves.
    hand.write("[id='help.en']", "All that apply").await?;
    hand.go_on("button[value=done]").await?;
    assert!(hand.text(".asked").await?.contains("All that apply"));
    hand.go_on("button[value^=remove]").await?;
    assert!(!hand.sees(".asked").await?);
    hand.go_on("#undo").await?;
    assert_eq!(hand.texts(".opts li").await?, ["Price", "Ads"]);
    browser.assert_stayed_at(site.origin()).await
}

#[tokio::test]
async fn every_page_of_the_builder_is_accessible() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    let draft = begins(&hand, &site).await?;
    holds(&browser, "outline without questions").await?;
    browser
        .driver
        .goto(format!("{}/studio/new", site.origin()))
        .await?;
    holds(&browser, "new survey").await?;
    hand.go_on("button[value=start]").await?;
    holds(&browser, "new survey with a mistake").await?;
    hand.write("#file", "nonsense").await?;
    hand.go_on("#from-file button").await?;
    holds(&browser, "file with a mistake").await?;
    browser.driver.goto(format!("{draft}/questions")).await?;
    holds(&browser, "add a question").await?;
    for kind in ["multiple-choice", "scale", "grid", "number", "text"] {
        browser.driver.goto(format!("{draft}/questions")).await?;
        hand.go_on(&format!("button[value={kind}]")).await?;
        hand.write("[id='text.en']", "Why?").await?;
        if hand.sees(NEW_OPTION).await? {
            hand.write(NEW_OPTION, "Because").await?;
        }
        hand.go_on("button.main").await?;
        hand.go_on(".asked:last-child h2 a").await?;
        let open = "document.querySelectorAll('details').forEach(more => more.open = true);";
        browser.driver.execute(open, vec![]).await?;
        holds(&browser, &format!("question {kind}")).await?;
    }
    browser.driver.goto(&draft).await?;
    holds(&browser, "outline").await?;
    for page in ["texts", "file"] {
        browser.driver.goto(format!("{draft}/{page}")).await?;
        holds(&browser, &format!("draft {page}")).await?;
    }
    browser.assert_stayed_at(site.origin()).await
}

#[tokio::test]
async fn the_editor_of_the_promise_is_accessible_and_shows_what_is_set_as_one_sets_it()
-> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Documented::open();
    let hand = Hand(&browser);
    promises(&hand, &site).await?;
    holds(&browser, "editor of the promise").await?;
    hand.press("label:has(> input[name=comments][value=kept-back])")
        .await?;
    hand.hears("Saved").await?;
    assert!(
        hand.text("#foretold")
            .await?
            .contains("shown to none of them")
    );
    hand.write("#retention_days", "many").await?;
    hand.hears("Saved").await?;
    holds(&browser, "editor of the promise with a mistake").await
}
