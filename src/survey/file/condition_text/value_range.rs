//! What a question can be compared with.

use crate::survey::decimal;
use crate::survey::question::{Question, QuestionKind};

#[derive(Debug, Clone, Copy)]
pub(super) struct ValueRange {
    pub from: i64,
    pub to: i64,
    pub decimals: u8,
}

pub(super) fn value_range(question: &Question) -> Option<ValueRange> {
    let (from, to, decimals) = match &question.kind {
        QuestionKind::Scale(scale) => (scale.from.into(), scale.to.into(), 0),
        QuestionKind::NetPromoter(_) => (0, 10, 0),
        QuestionKind::Number(range) => (range.minimum, range.maximum, range.decimals),
        _ => return None,
    };
    Some(ValueRange { from, to, decimals })
}

/// A comparison that would be right after the question's code.
pub(super) fn example(question: &Question) -> String {
    if let Some(range) = value_range(question) {
        return format!(">= {}", decimal::print(range.to, range.decimals));
    }
    let first = question
        .kind
        .choices()
        .and_then(|list| list.options.first());
    match (&question.kind, first) {
        (QuestionKind::SingleChoice(_), Some(first)) => format!("is {}", first.code),
        (_, Some(first)) => format!("includes {}", first.code),
        (_, None) => "answered".to_owned(),
    }
}
