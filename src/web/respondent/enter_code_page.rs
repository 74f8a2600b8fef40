//! Where the code of a receipt is entered.

use askama::Template;

use crate::web::frame::Frame;

use super::receipt_page::Holder;
use super::switch::Switch;
use super::words::{FormWords, ReceiptWords};

#[derive(Template)]
#[template(path = "respondent/enter_code.html")]
pub struct EnterCodePage<'a> {
    page: Frame,
    said: String,
    switch: Switch,
    w: &'static ReceiptWords,
    f: &'static FormWords,
    brand: &'a str,
    slug: &'a str,
    typed: &'a str,
    problem: Option<String>,
}

impl<'a> EnterCodePage<'a> {
    /// `typed` is shown again, however wrong it is.
    pub fn new(holder: Holder<'a>, typed: &'a str, problem: Option<String>) -> Self {
        let frame = Frame::new(holder.language);
        Self {
            said: frame.attributes_of(holder.words.language),
            switch: Switch::buttons(
                &holder.survey.questionnaire.languages,
                holder.language,
                holder.words,
            ),
            w: &holder.words.receipt,
            f: &holder.words.form,
            brand: &holder.survey.brand,
            slug: holder.survey.slug.as_str(),
            typed,
            problem,
            page: frame,
        }
    }
}
