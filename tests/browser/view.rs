//! How a page is looked at: width and height, light or dark, screen or print,
//! with scripts or without. And what it looks like then.

use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::prelude::*;
use thirtyfour::support::base64_decode;

use super::chromium::Chromium;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

pub const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

/// A window or sheet; sizes in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub struct View {
    pub width: u32,
    pub height: u32,
    pub is_touched: bool,
}

pub const NARROW_PHONE: View = View {
    width: 320,
    height: 568,
    is_touched: true,
};

pub const TABLET: View = View {
    width: 768,
    height: 1024,
    is_touched: true,
};

pub const DESKTOP: View = View {
    width: 1440,
    height: 900,
    is_touched: false,
};

impl Chromium {
    pub async fn look_at(&self, view: View) -> WebDriverResult<()> {
        let size = json!({
            "width": view.width,
            "height": view.height,
            "deviceScaleFactor": 1,
            "mobile": view.is_touched,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await
    }

    pub async fn prefer(&self, scheme: Scheme) -> WebDriverResult<()> {
        self.emulate("screen", scheme).await
    }

    /// As the print dialogue would lay the page out.
    pub async fn print(&self) -> WebDriverResult<()> {
        self.emulate("print", Scheme::Light).await
    }

    async fn emulate(&self, medium: &str, scheme: Scheme) -> WebDriverResult<()> {
        let scheme = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let media = json!({
            "media": medium,
            "features": [
                { "name": "prefers-color-scheme", "value": scheme },
                // A colour on its way to another is nobody's choice.
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ],
        });
        self.cdp("Emulation.setEmulatedMedia", media).await
    }

    /// Whether pages opened from now on run scripts. A page that was opened
    /// without stays as it is; axe needs them back on to examine it.
    pub async fn run_scripts(&self, are_run: bool) -> WebDriverResult<()> {
        let disabled = json!({ "value": !are_run });
        self.cdp("Emulation.setScriptExecutionDisabled", disabled)
            .await
    }

    /// As over a slow line: every answer comes this much later.
    pub async fn answer_late(&self, milliseconds: u32) -> WebDriverResult<()> {
        let line = json!({
            "offline": false, "latency": milliseconds,
            "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.cdp("Network.enable", json!({})).await?;
        self.cdp("Network.emulateNetworkConditions", line).await
    }

    async fn cdp(&self, command: &str, parameters: serde_json::Value) -> WebDriverResult<()> {
        self.driver.cdp().send_raw(command, parameters).await?;
        Ok(())
    }

    /// By how many pixels the page is wider than its window.
    pub async fn overflow(&self) -> WebDriverResult<i64> {
        let script = "const root = document.documentElement; \
                      return root.scrollWidth - root.clientWidth;";
        self.driver.execute(script, vec![]).await?.convert()
    }

    /// The whole page as PNG, also below the fold. Says where it was written, in
    /// the build's folder for temporary files.
    pub async fn photograph(&self, name: &str) -> WebDriverResult<PathBuf> {
        let cdp = self.driver.cdp();
        let metrics = cdp.send_raw("Page.getLayoutMetrics", json!({})).await?;
        let content = &metrics["cssContentSize"];
        let whole = json!({
            "captureBeyondViewport": true,
            "clip": {
                "x": 0, "y": 0, "scale": 1,
                "width": content["width"], "height": content["height"],
            },
        });
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let path = folder.join(format!("{name}.png"));
        self.capture(&path, whole).await?;
        Ok(path)
    }

    /// What the window shows, from the top of the page.
    pub async fn frame(&self, path: &Path) -> WebDriverResult<()> {
        let top = "window.scrollTo(0, 0); document.activeElement.blur();";
        self.driver.execute(top, vec![]).await?;
        self.capture(path, json!({})).await
    }

    async fn capture(&self, path: &Path, part: serde_json::Value) -> WebDriverResult<()> {
        let cdp = self.driver.cdp();
        let picture = cdp.send_raw("Page.captureScreenshot", part).await?;
        let png = base64_decode(picture["data"].as_str().expect("a picture"))?;
        std::fs::write(path, png).expect("a writable folder");
        Ok(())
    }
}
