//! Around every page of a draft: its name, its steps with what is wrong in
//! each, and what can be undone.

use std::ops::Deref;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::builder::problems::Problems;
use crate::operations::drafts::Opened;
use crate::survey::draft::Draft;
use crate::web::assets;
use crate::web::errors::AppError;
use crate::web::gate::actor::Marketer;
use crate::web::member_page::{MemberFrame, scripted_page};

/// What would be taken back stands beside the menu, also on a telephone.
const UNDO_CHARACTERS_MAX: usize = 72;

/// The pages of a draft in the order in which a survey is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Questions,
    Texts,
    /// Only in the menu of a draft that has some.
    Quotas,
    Promise,
    Preview,
    Check,
    Publish,
}

impl Step {
    pub const ALL: [Self; 7] = [
        Self::Questions,
        Self::Texts,
        Self::Quotas,
        Self::Promise,
        Self::Preview,
        Self::Check,
        Self::Publish,
    ];

    pub fn words(self) -> &'static str {
        match self {
            Self::Questions => "Questions",
            Self::Texts => "Texts",
            Self::Quotas => "Quotas",
            Self::Promise => "Promise",
            Self::Preview => "Preview",
            Self::Check => "Check",
            Self::Publish => "Publish",
        }
    }

    /// What follows the draft's address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Questions => "",
            Self::Texts => "/texts",
            Self::Quotas => "/quotas",
            Self::Promise => "/charter",
            Self::Preview => "/preview",
            Self::Check => "/check",
            Self::Publish => "/publish",
        }
    }
}

/// The frame of a page of a draft; everything a member's frame has, too. Its
/// template extends `studio/draft.html`, its forms carry `frame.mark()` and
/// `frame.version`.
pub struct DraftFrame {
    member: MemberFrame,
    /// `/studio/drafts/7`: the pages of the draft begin so.
    pub address: String,
    /// What the page was made from; saving says it again.
    pub version: i32,
    /// In the draft's first language, or words for a draft without one.
    pub title: String,
    pub steps: Vec<StepLink>,
    pub undo: Option<String>,
    pub redo: Option<String>,
    /// Of the survey that this draft changes.
    pub survey: Option<String>,
    pub script: String,
    /// What has just been done; the script says it there, too.
    pub said: &'static str,
}

/// A link of the draft's menu.
pub struct StepLink {
    pub words: &'static str,
    pub address: String,
    pub is_current: bool,
    /// How many things there have to be put right before publishing.
    pub problems: usize,
}

impl DraftFrame {
    pub fn of(marketer: &Marketer, opened: &Opened, step: Step) -> Self {
        let address = address_of(opened);
        let problems = Problems::of_opened(opened);
        let link = |each: Step| StepLink {
            words: each.words(),
            address: format!("{address}{}", each.path()),
            is_current: each == step,
            problems: problems.count_of_step(each),
        };
        let has_quotas = !opened.draft.quotas.is_empty();
        let is_shown = |each: Step| each != Step::Quotas || each == step || has_quotas;
        Self {
            member: MemberFrame::of(marketer, "/studio"),
            version: opened.version,
            title: title_of(&opened.draft),
            steps: Step::ALL
                .into_iter()
                .filter(|&each| is_shown(each))
                .map(link)
                .collect(),
            undo: opened.undo().map(|what| shortened(&what)),
            redo: opened.redo().map(|what| shortened(&what)),
            survey: opened.survey.as_ref().map(ToString::to_string),
            script: assets::studio_script(),
            said: "",
            address,
        }
    }

    /// Says that the form before has been saved.
    pub fn after_saving(mut self, is_saved: bool) -> Self {
        if is_saved {
            self.said = "Saved";
        }
        self
    }
}

impl Deref for DraftFrame {
    type Target = MemberFrame;

    fn deref(&self) -> &MemberFrame {
        &self.member
    }
}

/// A button's label fits its line: whole words of what is long.
fn shortened(what: &str) -> String {
    if what.chars().count() <= UNDO_CHARACTERS_MAX {
        return what.to_owned();
    }
    let start: String = what.chars().take(UNDO_CHARACTERS_MAX).collect();
    let end = match start.rsplit_once(' ') {
        Some((words, _)) => words,
        None => &start,
    };
    format!("{} …", end.trim_end_matches([',', ':', ';', '.']))
}

/// `/studio/drafts/7`.
pub fn address_of(opened: &Opened) -> String {
    format!("/studio/drafts/{}", opened.id)
}

/// What the draft is called on pages.
pub fn title_of(draft: &Draft) -> String {
    let written = draft.languages.first().map(|first| draft.title.get(first));
    match written.map(str::trim) {
        None | Some("") => "Survey without a title".to_owned(),
        Some(title) => title.to_owned(),
    }
}

/// Sends a page of a draft, on which the studio's script may run.
pub fn draft_page(status: StatusCode, template: &impl Template) -> Result<HttpResponse, AppError> {
    scripted_page(status, template)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_undone_is_said_in_a_line() {
        assert_eq!(shortened("Title (German)"), "Title (German)");
        let long = format!("“Why {}”: Text", "on earth, ".repeat(40));
        let said = shortened(&long);
        assert!(said.chars().count() <= UNDO_CHARACTERS_MAX + 2, "{said}");
        assert!(said.starts_with("“Why on earth") && said.ends_with(" …"));
        assert!(shortened(&"x".repeat(900)).chars().count() <= UNDO_CHARACTERS_MAX + 2);
    }
}
