//! axe-core's rules on the page as it is shown: WCAG 2.2 to level AA, the best
//! practices, and the contrast and target sizes our own design asks for.

use serde::Deserialize;
use serde_json::json;
use thirtyfour::prelude::*;

use super::chromium::Chromium;

const AXE: &str = include_str!("axe/axe.min.js");

/// One rule that the page breaks.
#[derive(Debug, Clone, Deserialize)]
pub struct Violation {
    pub id: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    html: String,
    #[serde(default)]
    failure_summary: String,
}

impl Chromium {
    pub async fn violations(&self) -> WebDriverResult<Vec<Violation>> {
        // Half a megabyte: once a page is enough, however often it is looked at.
        let is_there = "return typeof window.axe === 'object';";
        let is_there = self.driver.execute(is_there, vec![]).await?;
        if !is_there.convert::<bool>()? {
            self.driver.execute(AXE, vec![]).await?;
        }
        let options = json!({
            // The page is examined as it is, without requests of axe's own.
            "preload": false,
            "resultTypes": ["violations"],
            "rules": {
                "color-contrast-enhanced": { "enabled": true },
                "target-size": { "enabled": true },
            },
        });
        let script = "const found = await axe.run(document, arguments[0]); \
                      return found.violations;";
        let script = format!("return (async (...arguments) => {{ {script} }})(arguments[0]);");
        self.driver.execute(script, vec![options]).await?.convert()
    }

    /// Fails with every broken rule and where it is broken.
    pub async fn assert_accessible(&self, page: &str) -> WebDriverResult<()> {
        let violations = self.violations().await?;
        assert!(
            violations.is_empty(),
            "{page} breaks {} of the accessibility rules:\n{}",
            violations.len(),
            violations.iter().map(told).collect::<String>()
        );
        Ok(())
    }
}

fn told(violation: &Violation) -> String {
    let impact = violation.impact.as_deref().unwrap_or("unrated");
    let mut text = format!("\n{} ({impact}): {}\n", violation.id, violation.help);
    for node in &violation.nodes {
        text.push_str(&format!("  {}\n", node.html));
        for line in node.failure_summary.lines() {
            text.push_str(&format!("    {line}\n"));
        }
    }
    text
}
