//! The settings of the promise as the page asks for them: a question, what each
//! answer leads to, and what was promised already.

use super::promised::Strictest;
use crate::survey::charter::{Access, Clause, Comments, PublicResults, Reminders, ResultsWhen};
use crate::survey::draft::DraftCharter;
use crate::survey::draft::labels::{Part, label};
use crate::web::studio::builder::fields::Choice;

/// Two numbers that go together.
pub struct Preset {
    pub value: &'static str,
    pub group_size_min: u16,
    pub floor: u16,
    words: &'static str,
    note: &'static str,
}

pub const PRESETS: [Preset; 3] = [
    Preset {
        value: "5/5",
        group_size_min: 5,
        floor: 5,
        words: "Small: groups of at least 5",
        note: "The least there is. For fewer than about 60 answers.",
    },
    Preset {
        value: "10/5",
        group_size_min: 10,
        floor: 5,
        words: "Usual: groups of at least 10",
        note: "Right for most surveys.",
    },
    Preset {
        value: "20/10",
        group_size_min: 20,
        floor: 10,
        words: "Careful: groups of at least 20",
        note: "For questions that hurt. More groups are merged or left out.",
    },
];

/// A setting with a few answers.
pub struct Setting {
    pub name: &'static str,
    pub legend: &'static str,
    pub choices: Vec<Choice>,
    /// Why other answers are not there.
    pub promised: Option<String>,
    pub problem: Option<String>,
    /// Another setting comes and goes with it.
    pub leads: bool,
}

type Answer = (&'static str, &'static str, &'static str, bool);

impl Setting {
    /// Looser answers are left out, unless one is chosen in the draft.
    fn new(
        name: &'static str,
        [stricter, looser]: [Answer; 2],
        is_frozen: bool,
        promised: &'static str,
    ) -> Self {
        let offered = |(value, words, note, is_chosen): Answer| Choice {
            value: value.to_owned(),
            words: words.to_owned(),
            note,
            is_chosen,
        };
        let is_loose = looser.3;
        let mut choices = vec![offered(stricter)];
        if !is_frozen || is_loose {
            choices.push(offered(looser));
        }
        Self {
            name,
            legend: label(Part::Survey, name),
            choices,
            promised: is_frozen.then(|| format!("Promised: {promised}. It stays so.")),
            problem: None,
            leads: false,
        }
    }

    pub fn problem(mut self, problem: Option<String>) -> Self {
        self.problem = problem;
        self
    }
}

pub fn access(charter: &DraftCharter, strictest: Option<&Strictest>) -> Setting {
    let is_link = charter.access == Access::Link;
    let setting = Setting::new(
        "access",
        [
            (
                Access::Invitation.code(),
                "People with an invitation",
                "Each code answers once. You send codes by e-mail or print them.",
                !is_link,
            ),
            (
                Access::Link.code(),
                "Everybody with the link",
                "Easy to share. One person can answer many times, and the promise says so.",
                is_link,
            ),
        ],
        strictest.is_some_and(|promised| promised.is_by_invitation),
        "only people with an invitation",
    );
    Setting {
        leads: true,
        ..setting
    }
}

pub fn results(charter: &DraftCharter, strictest: Option<&Strictest>) -> Setting {
    let is_running = charter.results == ResultsWhen::WhileRunning;
    Setting::new(
        "results",
        [
            (
                ResultsWhen::WhenClosed.code(),
                "When the survey has closed",
                "Nothing before, not even how many answered. Gives the most groups; best under 150 answers.",
                !is_running,
            ),
            (
                ResultsWhen::WhileRunning.code(),
                "While it runs",
                "Totals of everybody grow in bundles, never answer by answer. Costs some groups at the end.",
                is_running,
            ),
        ],
        strictest.is_some_and(|promised| promised.is_held_until_closed),
        "only when it has closed",
    )
}

pub fn comments(charter: &DraftCharter, strictest: Option<&Strictest>) -> Setting {
    let is_shown = charter.comments == Comments::Shown;
    Setting::new(
        "comments",
        [
            (
                Comments::KeptBack.code(),
                "Nobody",
                "Only how many wrote something is counted. They can still read their own.",
                !is_shown,
            ),
            (
                Comments::Shown.code(),
                "The readers",
                "When it has closed and enough people wrote something: shuffled, beside no other answer.",
                is_shown,
            ),
        ],
        strictest.is_some_and(|promised| promised.are_comments_kept_back),
        "nobody",
    )
}

pub fn public_results(charter: &DraftCharter, strictest: Option<&Strictest>) -> Setting {
    let is_public = charter.public_results == PublicResults::WhenClosed;
    Setting::new(
        "public_results",
        [
            (
                PublicResults::Never.code(),
                "No",
                "Only the readers above do.",
                !is_public,
            ),
            (
                PublicResults::WhenClosed.code(),
                "Yes, when it has closed",
                "They, and so everybody with the address, see everybody’s totals: no groups, nothing written.",
                is_public,
            ),
        ],
        strictest.is_some_and(|promised| promised.is_never_public),
        "no",
    )
}

/// Where answering takes an invitation.
pub fn reminders(charter: &DraftCharter, strictest: Option<&Strictest>) -> Option<Setting> {
    let is_looked_up = charter.reminders == Reminders::Unanswered;
    let setting = Setting::new(
        "reminders",
        [
            (
                Reminders::Everybody.code(),
                "Everybody who was invited",
                "They thank whoever has answered. Nobody looks who has taken part.",
                !is_looked_up,
            ),
            (
                Reminders::Unanswered.code(),
                "Those who have not answered",
                "Going by the answers released so far. The mail system then knows who has taken part, and the promise says so.",
                is_looked_up,
            ),
        ],
        strictest.is_some_and(|promised| promised.are_all_reminded),
        "to everybody who was invited",
    );
    (charter.access == Access::Invitation).then_some(setting)
}

/// The presets that may be chosen, and one's own numbers.
pub fn protection(charter: &DraftCharter, strictest: Option<&Strictest>) -> Vec<Choice> {
    let is_it = |preset: &Preset| {
        charter.group_size_min == preset.group_size_min.to_string()
            && charter.floor == preset.floor.to_string()
    };
    let is_strict = |preset: &&Preset| {
        strictest.is_none_or(|promised| {
            preset.group_size_min >= promised.group_size_min && preset.floor >= promised.floor
        })
    };
    let offered = PRESETS.iter().filter(is_strict);
    let mut choices: Vec<Choice> = offered
        .map(|preset| Choice {
            value: preset.value.to_owned(),
            words: preset.words.to_owned(),
            note: preset.note,
            is_chosen: is_it(preset),
        })
        .collect();
    choices.push(Choice {
        value: "own".to_owned(),
        words: "My own numbers".to_owned(),
        note: "",
        is_chosen: !choices.iter().any(|choice| choice.is_chosen),
    });
    choices
}
