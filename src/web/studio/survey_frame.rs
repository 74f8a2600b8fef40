//! Around every page of a published survey: its name and its tabs.

use std::ops::Deref;

use super::beside;
use crate::operations::listed::{self, SurveySummary};
use crate::survey::identifier::Slug;
use crate::web::errors::{AppError, Missing};
use crate::web::gate::actor::Marketer;
use crate::web::member_page::MemberFrame;
use crate::web::site::Site;

/// The pages of a survey. Whoever adds a page adds its tab here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Overview,
    Invitations,
    Watch,
    Board,
    Sharing,
}

impl Tab {
    pub const ALL: [Self; 5] = [
        Self::Overview,
        Self::Invitations,
        Self::Watch,
        Self::Board,
        Self::Sharing,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Invitations => "Invitations",
            Self::Watch => "Watch",
            Self::Board => "Board",
            Self::Sharing => "Sharing",
        }
    }

    /// What follows the survey's address.
    fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Invitations => "/invitations",
            Self::Watch => "/watch",
            Self::Board => "/board",
            Self::Sharing => "/boards",
        }
    }
}

/// The frame of a page of a survey; everything a member's frame has, too. Its
/// template extends `studio/survey.html` and fills the block `tab`.
pub struct SurveyFrame {
    member: MemberFrame,
    /// `/studio/surveys/acme`: the pages of the survey begin so.
    pub address: String,
    pub slug: String,
    /// In the survey's first language.
    pub title: String,
    pub tabs: Vec<TabLink>,
}

/// A link of the survey's menu.
pub struct TabLink {
    pub words: &'static str,
    pub address: String,
    pub is_current: bool,
}

impl SurveyFrame {
    pub fn of(marketer: &Marketer, survey: &SurveySummary, tab: Tab) -> Self {
        Self {
            member: MemberFrame::of(marketer, "/studio"),
            slug: survey.slug.to_string(),
            title: survey.title.clone(),
            tabs: tabs(&survey.slug, tab),
            address: address_of(&survey.slug),
        }
    }
}

impl Deref for SurveyFrame {
    type Target = MemberFrame;

    fn deref(&self) -> &MemberFrame {
        &self.member
    }
}

/// The menu of a survey, also for its board, which has a frame of its own.
pub fn tabs(slug: &Slug, current: Tab) -> Vec<TabLink> {
    let address = address_of(slug);
    let link = |each: Tab| TabLink {
        words: each.words(),
        address: format!("{address}{}", each.path()),
        is_current: each == current,
    };
    Tab::ALL.into_iter().map(link).collect()
}

/// `/studio/surveys/acme`.
pub fn address_of(slug: &impl std::fmt::Display) -> String {
    format!("/studio/surveys/{slug}")
}

/// The survey that an address names; a 404 where there is none.
pub async fn find(site: &Site, slug: &str) -> Result<SurveySummary, AppError> {
    let missing = || AppError::NotFound(Missing::Survey);
    let slug = slug.parse().map_err(|_malformed| missing())?;
    let found = beside(&site.installation, move |installation| {
        listed::find_summary(installation, &slug)
    });
    found.await??.ok_or_else(missing)
}
