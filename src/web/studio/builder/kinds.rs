//! The kinds of questions in the words of whoever chooses one.

use crate::survey::draft::Kind;

pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::SingleChoice => "One of several",
        Kind::MultipleChoice => "Any of several",
        Kind::Scale => "Scale",
        Kind::Nps => "Recommendation, 0 to 10",
        Kind::Grid => "Several on one scale",
        Kind::Ranking => "Ranking",
        Kind::Number => "Number",
        Kind::Text => "Own words",
        Kind::Information => "Text to read",
    }
}

/// When to ask so.
pub fn advice(kind: Kind) -> &'static str {
    match kind {
        Kind::SingleChoice => "One answer fits: have you bought from us, how old are you.",
        Kind::MultipleChoice => "Several may be true at once: reasons, channels, products.",
        Kind::Scale => "How much of one thing, from one end to the other.",
        Kind::Nps => "How likely somebody is to recommend you, as others ask it.",
        Kind::Grid => "A few statements, judged on the same scale.",
        Kind::Ranking => "The best few of a list, in order.",
        Kind::Number => "An amount, a count, an age; published in bands only.",
        Kind::Text => "What nobody has thought of, in a line or a paragraph.",
        Kind::Information => "Stands between questions; nobody answers it.",
    }
}

pub fn has_options(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::SingleChoice | Kind::MultipleChoice | Kind::Ranking
    )
}

pub fn has_scale(kind: Kind) -> bool {
    matches!(kind, Kind::Scale | Kind::Grid)
}
