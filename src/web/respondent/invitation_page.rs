//! Where the code of an invitation is entered, and where a code ends that
//! cannot be used.

use askama::Template;

use crate::survey::language::Language;
use crate::web::frame::Frame;

use super::receipt_page::Holder;
use super::spoken;
use super::switch::Switch;
use super::words::{FormWords, InvitationWords, Words};

#[derive(Template)]
#[template(path = "respondent/invitation.html")]
pub struct InvitationPage<'a> {
    page: Frame,
    said: String,
    switch: Switch,
    w: &'static InvitationWords,
    f: &'static FormWords,
    /// Whose survey it is, where that is known.
    brand: &'a str,
    slug: &'a str,
    headline: &'static str,
    sentences: Vec<&'static str>,
    typed: &'a str,
    problem: Option<&'static str>,
    /// Attributes of links.
    elsewhere: &'static str,
}

impl<'a> InvitationPage<'a> {
    /// For any survey: the code says which.
    pub fn anywhere(language: &Language, words: &'static Words) -> Self {
        let frame = Frame::new(language);
        Self {
            said: frame.attributes_of(words.language),
            switch: Switch::buttons(&spoken::languages(), language, words),
            w: &words.invitations,
            f: &words.form,
            brand: "",
            slug: "",
            headline: words.invitations.enter_title,
            sentences: vec![words.invitations.leads_nowhere],
            typed: "",
            problem: None,
            elsewhere: "",
            page: frame,
        }
    }

    /// For one survey, which is open to people with a code.
    pub fn of(holder: Holder<'a>) -> Self {
        let words = &holder.words.invitations;
        Self {
            switch: Switch::buttons(
                &holder.survey.questionnaire.languages,
                holder.language,
                holder.words,
            ),
            brand: &holder.survey.brand,
            slug: holder.survey.slug.as_str(),
            sentences: vec![words.enter_lead, words.leads_nowhere],
            elsewhere: holder.elsewhere(),
            ..Self::anywhere(holder.language, holder.words)
        }
    }

    /// In the middle of typing.
    pub fn typing(mut self, typed: &'a str) -> Self {
        self.typed = typed;
        self
    }

    /// Nothing was entered.
    pub fn lacking(mut self) -> Self {
        self.problem = Some(self.w.missing);
        self
    }

    /// The same page and words for every code that cannot be used, whatever the
    /// reason: whether it was used is its owner's affair.
    // Promise P9: forged, mistyped, used and foreign codes look alike.
    pub fn refusing(mut self, typed: &'a str) -> Self {
        self.headline = self.w.refused;
        self.sentences = vec![self.w.refused_why, self.w.refused_answered];
        self.problem = Some(self.w.refused_next);
        self.typed = typed;
        self
    }

    /// Where the code is sent to.
    fn action(&self) -> String {
        if self.slug.is_empty() {
            "/i".to_owned()
        } else {
            format!("/s/{}", self.slug)
        }
    }
}
