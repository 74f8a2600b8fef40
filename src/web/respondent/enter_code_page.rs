//! Where the code of a receipt is entered.

use askama::Template;

use crate::web::frame::Frame;

use super::receipt_page::Holder;
use super::words::ReceiptWords;

#[derive(Template)]
#[template(path = "respondent/enter_code.html")]
pub struct EnterCodePage<'a> {
    page: Frame,
    said: String,
    w: &'static ReceiptWords,
    error_prefix: &'static str,
    promise_link: &'static str,
    brand: &'a str,
    slug: &'a str,
    typed: &'a str,
    problem: Option<&'static str>,
}

impl<'a> EnterCodePage<'a> {
    /// `typed` is shown again, however wrong it is.
    pub fn new(holder: Holder<'a>, typed: &'a str, problem: Option<&'static str>) -> Self {
        let frame = Frame::new(holder.language);
        Self {
            said: frame.attributes_of(holder.words.language),
            w: &holder.words.receipt,
            error_prefix: holder.words.form.error_prefix,
            promise_link: holder.words.form.promise_link,
            brand: &holder.survey.brand,
            slug: holder.survey.slug.as_str(),
            typed,
            problem,
            page: frame,
        }
    }
}
