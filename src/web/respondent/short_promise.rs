//! The promise in a few lines, above the first question.

use askama::Template;

use crate::survey::charter::{Access, PublicResults};
use crate::web::frame::Frame;

use super::outside::Outside;
use super::receipt_page::Holder;
use super::words::{FormWords, InvitationWords};

/// The lines alone; the page around them says the language.
#[derive(Template)]
#[template(path = "respondent/short_promise.html")]
pub struct ShortPromise<'a> {
    /// The language of the survey's own words within ours.
    theirs: String,
    f: &'static FormWords,
    readers: &'a str,
    outside: Option<Outside<'a>>,
    /// Where everybody sees results.
    public: Option<&'static str>,
    group: String,
    /// Where answering takes a code.
    invitations: Option<&'static InvitationWords>,
}

impl<'a> ShortPromise<'a> {
    pub fn new(holder: Holder<'a>) -> Self {
        let words = holder.words;
        let charter = &holder.survey.charter;
        Self {
            theirs: Frame::new(holder.language).own_attributes_within(words.language),
            f: &words.form,
            readers: charter.readers.in_language(holder.language),
            outside: Outside::of(holder.survey, holder.language, words),
            public: (charter.public_results == PublicResults::WhenClosed)
                .then_some(words.openness.public_short),
            group: (words.form.promise_group)(charter.group_size_min),
            invitations: (charter.access == Access::Invitation).then_some(&words.invitations),
        }
    }
}
