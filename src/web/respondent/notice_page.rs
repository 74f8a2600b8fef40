//! Pages that say one thing and what comes next: a survey that takes no
//! answers, and the steps of taking answers back.

use std::borrow::Cow;

use askama::Template;

use crate::operations::publish::{Published, Rest};
use crate::operations::receipt::Standing;
use crate::privacy::receipt::ReceiptCode;
use crate::survey::charter::{Access, PublicResults};
use crate::survey::quota::Quota;
use crate::web::frame::Frame;
use crate::web::pairs::Pairs;

use super::paragraphs;
use super::receipt_page::Holder;
use super::switch::Switch;

#[derive(Template)]
#[template(path = "respondent/notice.html")]
pub struct NoticePage<'a> {
    page: Frame,
    said: String,
    switch: Option<Switch>,
    brand: &'a str,
    slug: &'a str,
    headline: &'static str,
    /// The survey's own words.
    own: Vec<&'a str>,
    sentences: Vec<Cow<'a, str>>,
    question: Option<YesOrNo>,
    links: Vec<Link>,
    /// All that was sent, to be sent again: in another language, or once more.
    again: Vec<(&'a str, &'a str)>,
    try_again: Option<&'static str>,
}

/// Whether to withdraw what this code leads to.
struct YesOrNo {
    code: String,
    yes: &'static str,
    no: &'static str,
}

struct Link {
    address: String,
    text: &'static str,
    attributes: &'static str,
}

/// What was sent, to be sent in a language of its own. A button that only
/// changed the language leads to the questions as they are.
fn all_but_language(sent: &Pairs) -> Vec<(&str, &str)> {
    let sent = sent.iter().filter(|(name, _)| name != "lang");
    sent.map(|(name, value)| match name.as_str() {
        "go" if value.starts_with("lang:") => ("go", "questions"),
        name => (name, value.as_str()),
    })
    .collect()
}

/// A second answer would need a second code.
fn is_by_invitation(holder: Holder<'_>) -> bool {
    holder.survey.charter.access == Access::Invitation
}

impl<'a> NoticePage<'a> {
    fn new(holder: Holder<'a>, headline: &'static str, sentences: Vec<&'a str>) -> Self {
        let frame = Frame::new(holder.language);
        Self {
            said: frame.attributes_of(holder.words.language),
            switch: None,
            brand: &holder.survey.brand,
            slug: holder.survey.slug.as_str(),
            headline,
            own: Vec::new(),
            sentences: sentences.into_iter().map(Cow::Borrowed).collect(),
            question: None,
            links: Vec::new(),
            again: Vec::new(),
            try_again: None,
            page: frame,
        }
    }

    /// The languages of a page that the survey's address shows as well.
    fn in_tongues(mut self, holder: Holder<'_>) -> Self {
        let languages = &holder.survey.questionnaire.languages;
        let address = format!("/s/{}", self.slug);
        let switch = Switch::links(languages, holder.language, holder.words, &address);
        self.switch = Some(switch);
        self
    }

    fn with_receipt_link(self, holder: Holder<'_>) -> Self {
        self.with_link("/receipt", holder.words.form.receipt_link)
            .elsewhere(holder)
    }

    /// Where everybody sees what was answered.
    fn with_results_link(self, holder: Holder<'_>) -> Self {
        match holder.survey.charter.public_results {
            PublicResults::Never => self,
            PublicResults::WhenClosed => self.with_link("/results", holder.words.openness.link),
        }
    }

    fn with_promise_link(self, holder: Holder<'_>) -> Self {
        self.with_link("/promise", holder.words.form.promise_link)
            .elsewhere(holder)
    }

    fn with_link(mut self, under: &str, text: &'static str) -> Self {
        let address = format!("/s/{}{under}?lang={}", self.slug, self.page.language);
        self.links.push(Link {
            address,
            text,
            attributes: "",
        });
        self
    }

    /// Of the last link.
    fn elsewhere(mut self, holder: Holder<'_>) -> Self {
        if let Some(last) = self.links.last_mut() {
            last.attributes = holder.elsewhere();
        }
        self
    }

    pub fn not_yet_open(holder: Holder<'a>) -> Self {
        let words = &holder.words.states;
        let sentences = vec![words.not_yet_open_next];
        Self::new(holder, words.not_yet_open, sentences)
            .in_tongues(holder)
            .with_promise_link(holder)
    }

    pub fn closed(holder: Holder<'a>, published: &Published) -> Self {
        let words = &holder.words.states;
        let sentences = match holder.newest.questionnaire.closed {
            Some(_) => Vec::new(),
            None => vec![words.closed_lead],
        };
        Self::new(holder, words.closed, sentences)
            .saying_what_codes_open(holder, published)
            .in_tongues(holder)
            .with_results_link(holder)
            .in_its_own_words(holder)
            .with_receipt_link(holder)
            .with_promise_link(holder)
    }

    /// Whoever asked may say what came of it, or where to turn instead.
    fn in_its_own_words(mut self, holder: Holder<'a>) -> Self {
        let closed = holder.newest.questionnaire.closed.as_ref();
        self.own = closed.map_or_else(Vec::new, |closed| {
            paragraphs(closed.in_language(holder.language))
        });
        self
    }

    /// What became of answers given before, and of their codes.
    fn saying_what_codes_open(mut self, holder: Holder<'a>, published: &Published) -> Self {
        let words = &holder.words.uncounted;
        let group_size_min = holder.survey.charter.group_size_min;
        let Some(rest) = published.erased_at_close else {
            self.sentences.push(holder.words.states.closed_next.into());
            return self;
        };
        self.sentences.push((words.erased)(group_size_min).into());
        if rest != Rest::Nothing {
            self.sentences.push(words.others.into());
        }
        self
    }

    /// It closed between the form and its sending.
    pub fn closed_unsent(holder: Holder<'a>, published: &Published) -> Self {
        let words = &holder.words.states;
        Self::new(holder, words.closed, vec![words.closed_unsent])
            .saying_what_codes_open(holder, published)
            .in_tongues(holder)
            .with_results_link(holder)
            .with_receipt_link(holder)
            .with_promise_link(holder)
    }

    /// Enough have answered so: nothing more is asked, and nothing is stored.
    pub fn enough(holder: Holder<'a>, quota: &'a Quota, sent: &'a Pairs) -> Self {
        let words = &holder.words.quotas;
        let own = quota.text.as_ref();
        let lead = own.map_or(words.enough, |text| text.in_language(holder.language));
        let mut sentences = vec![lead, words.not_stored];
        if is_by_invitation(holder) {
            sentences.push(words.code_unused);
        }
        let mut page = Self::new(holder, words.headline, sentences).with_promise_link(holder);
        let languages = &holder.survey.questionnaire.languages;
        if languages.len() > 1 {
            page.again = all_but_language(sent);
        }
        page.switch = Some(Switch::again(languages, holder.language, holder.words));
        page
    }

    pub fn paused(holder: Holder<'a>) -> Self {
        let words = &holder.words.states;
        let sentences = vec![words.paused_lead, words.paused_next];
        Self::new(holder, words.paused, sentences)
            .in_tongues(holder)
            .with_receipt_link(holder)
            .with_promise_link(holder)
    }

    /// It was paused between the form and its sending: the page keeps what was
    /// sent, whichever button sent it.
    pub fn paused_unsent(holder: Holder<'a>, sent: &'a Pairs) -> Self {
        let words = &holder.words.states;
        let languages = &holder.survey.questionnaire.languages;
        let sentences = vec![words.paused_unsent, words.paused_next];
        let mut page = Self::new(holder, words.paused, sentences)
            .with_receipt_link(holder)
            .with_promise_link(holder);
        page.again = all_but_language(sent);
        page.try_again = Some(words.try_again);
        page.switch = Some(Switch::again(languages, holder.language, holder.words));
        page
    }

    /// A form that was sent again after its answers were taken back.
    pub fn withdrawn_before(holder: Holder<'a>) -> Self {
        let words = &holder.words.states;
        if is_by_invitation(holder) {
            let sentences = vec![holder.words.invitations.stays_used];
            return Self::new(holder, words.withdrawn_before, sentences).with_promise_link(holder);
        }
        let sentences = vec![words.withdrawn_before_next];
        Self::new(holder, words.withdrawn_before, sentences)
            .with_link("", holder.words.promise.to_survey)
    }

    pub fn confirm_withdrawal(holder: Holder<'a>, code: ReceiptCode, standing: Standing) -> Self {
        let words = &holder.words.receipt;
        let consequence = match standing {
            Standing::Waiting => words.withdraw_waiting,
            Standing::Sealed => words.withdraw_sealed,
        };
        let mut sentences = vec![words.withdraw_lead, consequence];
        if is_by_invitation(holder) {
            sentences.push(holder.words.invitations.stays_used);
        }
        let mut page = Self::new(holder, words.withdraw_title, sentences);
        page.question = Some(YesOrNo {
            code: code.to_string(),
            yes: words.withdraw_yes,
            no: words.withdraw_no,
        });
        let languages = &holder.survey.questionnaire.languages;
        page.switch = Some(Switch::buttons(languages, holder.language, holder.words));
        page
    }

    pub fn withdrawn(holder: Holder<'a>, standing: Standing, is_open: bool) -> Self {
        let words = &holder.words.receipt;
        let mut sentences = vec![words.withdrawn_lead];
        if standing == Standing::Sealed {
            sentences.push(words.withdraw_sealed);
        }
        if is_by_invitation(holder) {
            sentences.push(holder.words.invitations.stays_used);
        }
        if !is_open || is_by_invitation(holder) {
            return Self::new(holder, words.withdrawn_title, sentences).with_promise_link(holder);
        }
        sentences.push(words.withdrawn_again);
        Self::new(holder, words.withdrawn_title, sentences)
            .with_link("", holder.words.promise.to_survey)
    }
}
