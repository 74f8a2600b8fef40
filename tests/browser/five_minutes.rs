//! The README's five minutes: a marketer makes a survey, people answer on their
//! telephones, an executive reads the board. With scripts and without; the
//! README's pictures are taken on the way.

use thirtyfour::prelude::*;

use super::chromium::Chromium;
use super::installations::Demonstration;
use super::respondent::Hand;
use super::view::{DESKTOP, Scheme, View};

const PHONE: View = View {
    width: 390,
    height: 844,
    is_touched: true,
};

/// What the smallest group of the promise asks for.
const PEOPLE: usize = 5;

const FINDING: &str = "It costs more than it is worth to them";

struct Journey<'a> {
    browser: &'a Chromium,
    site: &'a Demonstration,
    hand: Hand<'a>,
    has_scripts: bool,
    /// How the traveller looks at pages between two examinations.
    view: View,
}

impl<'a> Journey<'a> {
    async fn begin(
        browser: &'a Chromium,
        site: &'a Demonstration,
        has_scripts: bool,
        view: View,
    ) -> WebDriverResult<Self> {
        browser.prefer(Scheme::Light).await?;
        browser.run_scripts(has_scripts).await?;
        let journey = Self {
            browser,
            site,
            hand: Hand(browser),
            has_scripts,
            view,
        };
        journey.travels_as(view).await?;
        Ok(journey)
    }

    async fn travels_as(&self, view: View) -> WebDriverResult<()> {
        self.browser.look_at(view).await
    }

    async fn opens(&self, path: &str) -> WebDriverResult<()> {
        let address = format!("{}{path}", self.site.origin());
        self.browser.driver.goto(address).await
    }

    /// Where the page holds, wide and narrow.
    async fn arrives(&self, page: &str) -> WebDriverResult<()> {
        let seen = format!("{page}, scripts: {}", self.has_scripts);
        self.browser.run_scripts(true).await?;
        for view in [PHONE, DESKTOP] {
            self.browser.look_at(view).await?;
            self.browser.assert_accessible(&seen).await?;
            let overflow = self.browser.overflow().await?;
            assert!(overflow <= 0, "{seen}: {overflow} pixels too wide");
        }
        self.browser.run_scripts(self.has_scripts).await?;
        self.travels_as(self.view).await
    }

    /// For the README, where somebody has asked for new pictures.
    async fn pictures(&self, name: &str, height: u32) -> WebDriverResult<()> {
        let Some(folder) = whynot_test_support::pictures_folder() else {
            return Ok(());
        };
        if !self.has_scripts {
            return Ok(());
        }
        let print = View {
            width: 1200,
            height,
            is_touched: false,
        };
        self.browser.look_at(print).await?;
        self.browser.frame(&folder.join(name)).await?;
        self.travels_as(self.view).await
    }

    async fn signs_in(&self, who: &(String, String)) -> WebDriverResult<()> {
        self.opens("/sign-in").await?;
        self.hand.write("#address", &who.0).await?;
        self.hand.write("#password", &who.1).await?;
        self.hand.go_on("button.main").await
    }

    /// From the library to questions of one's own.
    async fn writes_the_survey(&self) -> WebDriverResult<()> {
        let hand = &self.hand;
        self.arrives("surveys").await?;
        hand.go_on("a[href='/studio/new']").await?;
        self.arrives("new survey").await?;
        hand.press("label:has(> input[value=why-people-avoid])")
            .await?;
        hand.write("#brand", "Lindengrün").await?;
        hand.go_on("button[value=start]").await?;
        assert_eq!(hand.text("h1").await?, "Why not Lindengrün?");
        self.arrives("questions").await?;
        self.pictures("questions.png", 900).await?;
        hand.go_on(".asked:nth-child(2) h2 a").await?;
        self.arrives("question").await?;
        hand.write("[id='help.en']", "In shops or online.").await?;
        hand.go_on("button[value=done]").await?;
        let outline = hand.text(".asked-list").await?;
        assert!(outline.contains("In shops or online."), "{outline}");
        hand.go_on(".outline a.main").await
    }

    async fn promises_previews_and_checks(&self) -> WebDriverResult<()> {
        let hand = &self.hand;
        self.arrives("promise").await?;
        // By the space bar: the buttons at the bottom may cover it.
        hand.write("input[value='5/5']", " ").await?;
        hand.go_on("button.main[value=show]").await?;
        let foretold = hand.text("#foretold").await?;
        assert!(foretold.contains("at least 5 people"), "{foretold}");
        self.pictures("promise.png", 900).await?;
        hand.go_on(".steps a[href$='/preview']").await?;
        assert!(hand.sees("iframe").await?);
        self.arrives("preview").await?;
        hand.go_on("a.main[href$='/check']").await?;
        assert_eq!(hand.text("#problems").await?, "Nothing stands in the way");
        hand.write("#answers", "300").await?;
        hand.go_on("form.expect button").await?;
        assert!(hand.sees(".forecast").await?);
        self.arrives("check").await?;
        hand.go_on("a.main[href$='/publish']").await
    }

    /// The link that is handed out.
    async fn publishes(&self) -> WebDriverResult<String> {
        let hand = &self.hand;
        self.arrives("publish").await?;
        hand.go_on("button[value=publish]").await?;
        assert_eq!(hand.text("h1").await?, "Wave 1 is running");
        self.arrives("home of the survey").await?;
        self.pictures("survey.png", 760).await?;
        assert!(hand.sees(".hand-out svg").await?, "the code of the link");
        let link = self.browser.driver.find(By::Id("link")).await?;
        let link = link.prop("value").await?.expect("a link");
        hand.go_on("a[href$='/poster']").await?;
        self.arrives("poster").await?;
        self.pictures("poster.png", 1180).await?;
        hand.go_on(".poster-bar a").await?;
        assert_eq!(hand.text("h1").await?, "Wave 1 is running");
        Ok(link)
    }

    /// Everybody on a telephone; the first reads every page well.
    async fn people_answer(&self, link: &str) -> WebDriverResult<()> {
        self.travels_as(PHONE).await?;
        for person in 0..PEOPLE {
            self.browser.driver.goto(link).await?;
            if person == 0 {
                self.arrives("survey").await?;
                self.travels_as(PHONE).await?;
            }
            let standing = ["now", "former", "never"][person % 3];
            self.hand.choose("standing", standing).await?;
            self.hand.go_on("button.main").await?;
            let reason = ["price", "price", "price", "messages", "data"][person];
            self.hand.choose("reasons", reason).await?;
            self.hand.goes_on_to_the_receipt().await?;
        }
        self.arrives("receipt").await
    }

    async fn closes_and_reads(&self, home: &str) -> WebDriverResult<()> {
        let hand = &self.hand;
        self.opens(home).await?;
        hand.go_on("a[href$='/close']").await?;
        self.arrives("closing").await?;
        hand.go_on("button.main").await?;
        assert_eq!(hand.text("h1").await?, "Wave 1 has closed");
        self.arrives("closed survey").await?;
        hand.go_on("a.main[href$='/board']").await?;
        assert!(hand.sees("article.finding").await?);
        self.arrives("board").await
    }

    async fn gives_the_board(&self, home: &str) -> WebDriverResult<()> {
        let hand = &self.hand;
        self.opens(home).await?;
        hand.go_on(".tabs a[href$='/boards']").await?;
        self.arrives("sharing").await?;
        hand.write("#name", "Why they stay away").await?;
        hand.go_on("main form button.main").await?;
        self.arrives("arranging").await?;
        hand.write("#headline", FINDING).await?;
        hand.go_on("button[value=give]").await?;
        self.arrives("giving").await?;
        hand.press("label:has(> input[name=member])").await?;
        hand.go_on("button[value=give]").await?;
        let boards = hand.text("main .list").await?;
        assert!(boards.contains("given to Esther Lind"), "{boards}");
        hand.go_on(".person button").await
    }

    /// Boards, nothing else.
    async fn the_executive_reads(&self) -> WebDriverResult<()> {
        let hand = &self.hand;
        self.signs_in(&self.site.executive).await?;
        assert_eq!(hand.text("h1").await?, "Boards");
        self.arrives("boards of the executive").await?;
        self.pictures("boards.png", 560).await?;
        let given = self.browser.driver.find(By::LinkText(FINDING)).await?;
        let address = given.prop("href").await?.expect("an address");
        self.browser.driver.goto(address).await?;
        assert_eq!(hand.text("h1").await?, FINDING);
        self.arrives("board of the executive").await
    }

    async fn lasts_five_minutes(&self) -> WebDriverResult<()> {
        self.signs_in(&self.site.marketer).await?;
        self.writes_the_survey().await?;
        self.promises_previews_and_checks().await?;
        let link = self.publishes().await?;
        let (_, slug) = link.split_once("/s/").expect("a survey's address");
        let home = format!("/studio/surveys/{slug}");
        self.people_answer(&link).await?;
        self.closes_and_reads(&home).await?;
        self.gives_the_board(&home).await?;
        self.the_executive_reads().await?;
        self.browser.assert_stayed_at(self.site.origin()).await
    }
}

#[tokio::test]
async fn the_five_minutes_of_the_readme_with_scripts_on_a_desktop() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Demonstration::start();
    let journey = Journey::begin(&browser, &site, true, DESKTOP).await?;
    journey.lasts_five_minutes().await
}

#[tokio::test]
async fn the_five_minutes_of_the_readme_without_scripts_on_a_telephone() -> WebDriverResult<()> {
    let Some(browser) = Chromium::start().await else {
        return Ok(());
    };
    let site = Demonstration::start();
    let journey = Journey::begin(&browser, &site, false, PHONE).await?;
    journey.lasts_five_minutes().await
}
