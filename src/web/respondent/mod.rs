//! What respondents see: the survey, its promise, the receipt.
//!
//! One request a page, no cookie, no script, nothing stored in the browser.
//! Nothing that identifies a person is read here: no address, no agent, no
//! referrer; the accepted languages choose the page and go nowhere else.

pub mod answering;
mod enter_code_page;
mod example_row;
mod framing;
mod invitation_page;
pub mod inviting;
mod marking_page;
mod notice_page;
mod outside;
mod posted;
pub mod previewing;
mod problem;
pub mod promise;
mod question;
pub mod receipt;
mod receipt_page;
pub mod results;
mod results_page;
mod short_promise;
pub mod spoken;
mod stored;
mod survey_page;
pub mod switch;
pub mod tongue;
pub mod unsubscribing;
mod visit;
mod walk;
pub mod words;

/// A text's paragraphs: what stands between empty lines.
fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

#[cfg(test)]
pub mod sample;
