//! A draft to begin with: nothing asked, and a promise most can make.

use super::{Draft, DraftCharter, Texts};
use crate::survey::calendar::Calendar;
use crate::survey::charter::{Access, Comments, PublicResults, Reminders, ResultsWhen};
use crate::survey::identifier::Slug;
use crate::survey::language::Language;

impl Draft {
    /// Results come when the wave has closed: right under some 150 answers,
    /// and never too little protection (DESIGN 4.2).
    pub fn blank(brand: impl Into<String>, slug: &Slug, languages: Vec<Language>) -> Self {
        let languages = match languages.is_empty() {
            true => vec![Language::english()],
            false => languages,
        };
        Self {
            slug: slug.to_string(),
            brand: brand.into(),
            languages,
            title: Texts::default(),
            introduction: Texts::default(),
            thanks: Texts::default(),
            closed: Texts::default(),
            source: Texts::default(),
            charter: DraftCharter {
                readers: Texts::default(),
                outside: Texts::default(),
                access: Access::Link,
                group_size_min: "10".to_owned(),
                floor: "5".to_owned(),
                results: ResultsWhen::WhenClosed,
                breakdowns: None,
                retention_days: "90".to_owned(),
                comments: Comments::Shown,
                public_results: PublicResults::Never,
                reminders: Reminders::Everybody,
            },
            embedded_on: Vec::new(),
            calendar: Calendar::ByHand,
            questions: Vec::new(),
            quotas: Vec::new(),
            import: None,
            is_simulated: false,
        }
    }
}
