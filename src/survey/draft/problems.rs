//! What keeps a draft from being a survey: the file reader's verdict, by field,
//! in the words of a page.

use super::Draft;
use super::file::{DraftFile, Place, file_of};
use crate::survey::file::{self, FileProblem};
use crate::survey::questionnaire::Survey;

/// One thing to put right before the draft can be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftProblem {
    pub place: Place,
    pub reason: String,
    pub remedy: String,
}

/// The survey that the draft is, or everything that is wrong with it.
pub fn survey(draft: &Draft) -> Result<Survey, Vec<DraftProblem>> {
    let written = file_of(draft);
    file::read(&written.text).map_err(|problems| {
        let problems = problems.into_iter();
        one_of_sites(
            problems
                .map(|problem| of_draft(&written, problem))
                .collect(),
        )
    })
}

/// Sites are one field: however many are wrong, it has one message.
fn one_of_sites(mut problems: Vec<DraftProblem>) -> Vec<DraftProblem> {
    let is_of_sites = |problem: &DraftProblem| problem.place.field == "embedded_on";
    let more = problems.iter().filter(|each| is_of_sites(each)).count();
    let mut is_first = true;
    problems.retain(|problem| !is_of_sites(problem) || std::mem::take(&mut is_first));
    if more > 1
        && let Some(first) = problems.iter_mut().find(|each| is_of_sites(each))
    {
        first.reason = format!("{}, and {} more are not right", first.reason, more - 1);
    }
    problems
}

fn of_draft(file: &DraftFile, problem: FileProblem) -> DraftProblem {
    let place = file.place_at(problem.at);
    let is_of_file =
        |text: &str| text.contains(" = ") || text.contains("[[") || text.contains("the key");
    let remedy = match is_of_file(&problem.remedy) {
        true => remedy(place.field).to_owned(),
        false => problem.remedy,
    };
    let key = format!("“{}”", place.field);
    let label = format!("“{}”", place.label());
    let reason = match problem.reason.split_once(" is text, not a number") {
        Some(_) => "this is no number".to_owned(),
        None if place.field == "question" => "there is no question yet".to_owned(),
        None if problem.reason.ends_with(" is empty") => "this is empty".to_owned(),
        None if place.label().is_empty() => problem.reason,
        None => problem.reason.replace(&key, &label),
    };
    DraftProblem {
        place,
        reason,
        remedy,
    }
}

/// What to do, where a file's reader speaks of keys.
fn remedy(field: &str) -> &'static str {
    match field {
        "title" => "write what the survey is called",
        "readers" => "say who will see the results",
        "text" | "lowest" | "highest" | "labels" | "introduction" | "thanks" | "closed"
        | "source" | "outside" | "help" | "label" | "unit" => "write the text",
        "code" => "give it a code",
        "question" => "add a question",
        "options" => "add options",
        "rows" => "add rows",
        "bands" => "add bands, or take all of them out",
        "quota" => "choose what it limits",
        "most" => "say how many at most, in digits",
        "from" | "to" | "minimum" | "maximum" | "decimals" | "places" | "characters_max"
        | "group_size_min" | "floor" | "retention_days" => "write a number in digits",
        "random" | "ordered" => "choose one of the two",
        "other" => "keep one of them",
        "embedded_on" => "write the site as https://www.example.org",
        "calendar" => "mend its days",
        _ => "change it here",
    }
}
