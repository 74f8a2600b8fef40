//! What keeps a draft from being a survey, by the field that it is about.

use crate::operations::drafts::{Obstacle, Opened};
use crate::survey::draft::{self, Draft, DraftProblem, ItemId, Place};
use crate::web::sentence::capitalised;
use crate::web::studio::draft_frame::Step;

/// Fields that are written on the page of the promise.
const OF_PROMISE: [&str; 11] = [
    "readers",
    "outside",
    "access",
    "group_size_min",
    "floor",
    "results",
    "breakdowns",
    "retention_days",
    "comments",
    "public_results",
    "reminders",
];

/// Fields that are written in each language.
const IN_LANGUAGES: [&str; 13] = [
    "readers",
    "outside",
    "title",
    "introduction",
    "thanks",
    "closed",
    "source",
    "text",
    "help",
    "label",
    "lowest",
    "highest",
    "unit",
];

/// Every problem of a draft.
pub struct Problems {
    all: Vec<DraftProblem>,
    /// The tag of the first language.
    first: String,
    /// What each question is called.
    asked: Vec<(ItemId, String)>,
}

/// What is wrong, on which page.
pub struct ProblemPlace {
    pub address: String,
    /// A question's text, or the name of a page.
    pub about: String,
    pub words: String,
}

/// What is wrong, with the id of the field to go to.
pub struct ProblemLink {
    pub words: String,
    pub field: String,
}

impl Problems {
    /// Those of the draft itself, and what stands in its way from outside.
    pub fn of_opened(opened: &Opened) -> Self {
        let mut problems = Self::of_draft(&opened.draft);
        let outside = opened
            .obstacles
            .iter()
            .map(|&obstacle| in_the_way(obstacle));
        problems.all.extend(outside);
        problems
    }

    pub fn of_draft(draft: &Draft) -> Self {
        Self {
            all: draft::survey(draft).err().unwrap_or_default(),
            first: draft
                .languages
                .first()
                .map_or(String::new(), ToString::to_string),
            asked: called(draft),
        }
    }

    pub fn total(&self) -> usize {
        self.all.len()
    }

    /// Of one question, its options, rows and bands included.
    pub fn count(&self, question: ItemId) -> usize {
        let of_it = |problem: &&DraftProblem| problem.place.question == Some(question);
        self.all.iter().filter(of_it).count()
    }

    /// How many are put right on a step's page.
    pub fn count_of_step(&self, step: Step) -> usize {
        let on_it = |problem: &&DraftProblem| step_of(problem) == step;
        self.all.iter().filter(on_it).count()
    }

    /// What is wrong with one field; with one of the survey itself without a
    /// question.
    pub fn of(
        &self,
        question: Option<ItemId>,
        part: Option<ItemId>,
        field: &str,
    ) -> Option<String> {
        let mut of_it = self.all.iter().filter(|problem| {
            let place = &problem.place;
            place.question == question && place.part == part && place.field == field
        });
        of_it.next().map(sentence)
    }

    /// Those of a question.
    pub fn links(&self, question: ItemId) -> Vec<ProblemLink> {
        self.links_where(|problem| problem.place.question == Some(question))
    }

    /// Those of the page of texts.
    pub fn links_of_texts(&self) -> Vec<ProblemLink> {
        self.links_where(|problem| step_of(problem) == Step::Texts)
    }

    /// Those of the page of quotas, of these quotas.
    pub fn links_of_quotas(&self, is_told: impl Fn(ItemId) -> bool) -> Vec<ProblemLink> {
        self.links_where(|problem| is_of_quota(problem) && problem.place.part.is_some_and(&is_told))
    }

    pub fn count_of_quotas(&self) -> usize {
        self.all
            .iter()
            .filter(|problem| is_of_quota(problem))
            .count()
    }

    /// All of them, wherever they are put right; `draft` is the draft's address.
    pub fn places(&self, draft: &str) -> Vec<ProblemPlace> {
        let of_each = self.all.iter().map(|problem| ProblemPlace {
            address: self.address_of(problem, draft),
            about: self.about(problem),
            words: named_sentence(problem),
        });
        of_each.collect()
    }

    fn address_of(&self, problem: &DraftProblem, draft: &str) -> String {
        let field = self.field_of(problem);
        match (problem.place.question, step_of(problem)) {
            (Some(question), _) => format!("{draft}/questions/{question}#{field}"),
            (None, Step::Publish) => format!("{draft}/calendar#{field}"),
            (None, Step::Questions) => format!("{draft}/questions"),
            (None, step) => format!("{draft}{}#{field}", step.path()),
        }
    }

    /// The question that it is about, as it is read, or the page.
    fn about(&self, problem: &DraftProblem) -> String {
        match problem.place.question {
            None => step_of(problem).words().to_owned(),
            Some(question) => {
                let mut asked = self.asked.iter();
                let found = asked.find(|(id, _)| *id == question);
                found.map_or(String::new(), |(_, text)| text.clone())
            }
        }
    }

    /// Those of the page of the promise.
    pub fn links_of_promise(&self) -> Vec<ProblemLink> {
        self.links_where(|problem| step_of(problem) == Step::Promise)
    }

    fn links_where(&self, is_it: impl Fn(&DraftProblem) -> bool) -> Vec<ProblemLink> {
        let of_it = self.all.iter().filter(|problem| is_it(problem));
        of_it
            .map(|problem| ProblemLink {
                words: named_sentence(problem),
                field: self.field_of(problem),
            })
            .collect()
    }

    fn field_of(&self, problem: &DraftProblem) -> String {
        let place = &problem.place;
        let field = place.field;
        match place.part {
            Some(part) if is_of_quota(problem) => match field {
                "most" => format!("q.{part}.most"),
                "text" => format!("q.{part}.text.{}", self.first),
                _ => format!("quota-{part}"),
            },
            Some(part) if ["code", "show_when", "from", "to"].contains(&field) => {
                format!("p.{part}.{field}")
            }
            Some(part) => format!("p.{part}.text.{}", self.first),
            None if IN_LANGUAGES.contains(&field) => format!("{field}.{}", self.first),
            None if ["options", "rows", "bands"].contains(&field) => {
                format!("new.text.{}", self.first)
            }
            None if field == "labels" => format!("label.0.{}", self.first),
            None if ["random", "ordered"].contains(&field) => "order".to_owned(),
            None if ["other", "exclusive"].contains(&field) => "parts-heading".to_owned(),
            None if field == "languages" => "new_language".to_owned(),
            None => field.to_owned(),
        }
    }
}

/// No question's part: quotas are of the survey.
fn is_of_quota(problem: &DraftProblem) -> bool {
    problem.place.question.is_none() && problem.place.part.is_some()
}

fn called(draft: &Draft) -> Vec<(ItemId, String)> {
    let questions = draft.questions.iter().enumerate();
    let called = questions.map(|(position, question)| {
        let first = draft.languages.first();
        let text = first.map_or("", |first| question.text.get(first).trim());
        let called = match text.is_empty() {
            true => format!("Question {}", position + 1),
            false => text.to_owned(),
        };
        (question.id, called)
    });
    called.collect()
}

fn in_the_way(obstacle: Obstacle) -> DraftProblem {
    let (field, reason, remedy) = match obstacle {
        Obstacle::AddressTaken => ("slug", "another survey has this address", "choose another"),
        Obstacle::AddressMoved => (
            "slug",
            "a published survey keeps its address, and this is another",
            "put the old one back: undo, or bring in a file that names it",
        ),
        Obstacle::PlanIsOver => (
            "calendar",
            "the last planned wave is over",
            "plan one that is still to come, or open and close waves yourself",
        ),
    };
    DraftProblem {
        place: Place {
            question: None,
            part: None,
            field,
        },
        reason: reason.to_owned(),
        remedy: remedy.to_owned(),
    }
}

fn step_of(problem: &DraftProblem) -> Step {
    match problem.place.question {
        Some(_) => Step::Questions,
        None if is_of_quota(problem) => Step::Quotas,
        None if problem.place.field == "question" => Step::Questions,
        None if problem.place.field == "calendar" => Step::Publish,
        None if OF_PROMISE.contains(&problem.place.field) => Step::Promise,
        None => Step::Texts,
    }
}

/// Away from its field: “Title” is empty.
fn named_sentence(problem: &DraftProblem) -> String {
    let said = problem.reason.strip_prefix("this is ");
    match (said, problem.place.label()) {
        (None, _) | (_, "") => sentence(problem),
        (Some(said), label) => sentence(&DraftProblem {
            reason: format!("“{label}” is {said}"),
            ..problem.clone()
        }),
    }
}

fn sentence(problem: &DraftProblem) -> String {
    let reason = capitalised(&problem.reason);
    format!("{reason}; {}.", problem.remedy.trim_end_matches('.'))
}
