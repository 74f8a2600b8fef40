//! Which groups a draft could count: by its questions, and by pairs of those
//! about the person. Named as files write them: `age`, `standing by age`.

use crate::survey::charter::Breakdown;
use crate::survey::draft::{Draft, DraftQuestion, Kind};

pub fn named(breakdown: &Breakdown) -> String {
    match breakdown {
        Breakdown::By(question) => question.to_string(),
        Breakdown::Pair(first, second) => format!("{first} by {second}"),
    }
}

/// The default list, written out.
pub fn usual(draft: &Draft) -> Vec<String> {
    let able: Vec<&DraftQuestion> = able(draft).collect();
    let code = |question: &&&DraftQuestion| question.code.clone();
    let about = |is_background: bool| {
        able.iter()
            .filter(move |question| question.is_background == is_background)
    };
    let mut listed: Vec<String> = about(true).map(|question| code(&question)).collect();
    listed.extend(about(false).map(|question| code(&question)));
    listed.extend(pairs(draft));
    listed
}

/// Of the questions about the person.
fn pairs(draft: &Draft) -> Vec<String> {
    let background: Vec<&DraftQuestion> = able(draft)
        .filter(|question| question.is_background)
        .collect();
    let mut pairs = Vec::new();
    for (position, first) in background.iter().enumerate() {
        for second in background.iter().skip(position + 1) {
            pairs.push(format!("{} by {}", first.code, second.code));
        }
    }
    pairs
}

/// Respondents can be grouped by these.
fn able(draft: &Draft) -> impl Iterator<Item = &DraftQuestion> {
    draft.questions.iter().filter(|question| {
        matches!(
            question.kind,
            Kind::SingleChoice | Kind::MultipleChoice | Kind::Scale | Kind::Nps | Kind::Number
        )
    })
}

/// In the draft's words: “How old are you?”, or both questions of a pair.
pub fn words(draft: &Draft, breakdown: &str) -> String {
    let text = |code: &str| {
        let mut questions = draft.questions.iter();
        let question = questions.find(|question| question.code == code);
        let text = question.zip(draft.languages.first());
        let text = text.map(|(question, first)| match question.label.get(first).trim() {
            "" => question.text.get(first).trim(),
            label => label,
        });
        match text {
            None | Some("") => code.to_owned(),
            Some(text) => text.to_owned(),
        }
    };
    match breakdown.split_once(" by ") {
        Some((first, second)) => format!("{} × {}", text(first), text(second)),
        None => text(breakdown),
    }
}
