//! What a charter settles by one of a few answers, as files and forms write them.

use super::{Access, Comments, PublicResults, Reminders, ResultsWhen};

/// One thing that the charter settles.
pub trait Clause: Copy + PartialEq + 'static {
    /// What holds where nothing is said.
    const USUAL: Self;
    /// What promises most.
    const STRICTEST: Self;
    /// Each answer, and how it is written.
    const ANSWERS: [(Self, &'static str); 2];

    fn code(self) -> &'static str {
        let answers = Self::ANSWERS;
        let [(first, code), (_, other)] = answers;
        if self == first { code } else { other }
    }

    fn of_code(code: &str) -> Option<Self> {
        let mut answers = Self::ANSWERS.into_iter();
        let found = answers.find(|(_, known)| *known == code);
        found.map(|(answer, _)| answer)
    }
}

impl Clause for Access {
    const USUAL: Self = Self::Link;
    const STRICTEST: Self = Self::Invitation;
    const ANSWERS: [(Self, &'static str); 2] =
        [(Self::Link, "link"), (Self::Invitation, "invitation")];
}

impl Clause for ResultsWhen {
    const USUAL: Self = Self::WhileRunning;
    const STRICTEST: Self = Self::WhenClosed;
    const ANSWERS: [(Self, &'static str); 2] = [
        (Self::WhileRunning, "while-running"),
        (Self::WhenClosed, "when-closed"),
    ];
}

impl Clause for Comments {
    const USUAL: Self = Self::Shown;
    const STRICTEST: Self = Self::KeptBack;
    const ANSWERS: [(Self, &'static str); 2] =
        [(Self::Shown, "shown"), (Self::KeptBack, "kept-back")];
}

impl Clause for PublicResults {
    const USUAL: Self = Self::Never;
    const STRICTEST: Self = Self::Never;
    const ANSWERS: [(Self, &'static str); 2] =
        [(Self::Never, "never"), (Self::WhenClosed, "when-closed")];
}

impl Clause for Reminders {
    const USUAL: Self = Self::Everybody;
    const STRICTEST: Self = Self::Everybody;
    const ANSWERS: [(Self, &'static str); 2] = [
        (Self::Everybody, "everybody"),
        (Self::Unanswered, "unanswered"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_read_as_written<C: Clause + serde::Serialize + std::fmt::Debug>() {
        for (answer, code) in C::ANSWERS {
            assert_eq!(answer.code(), code);
            assert_eq!(C::of_code(code), Some(answer));
            // Stored revisions write the same words.
            assert_eq!(serde_json::to_value(answer).unwrap(), code);
        }
        assert_eq!(C::of_code("maybe"), None);
    }

    #[test]
    fn each_answer_is_read_as_it_is_written() {
        is_read_as_written::<Access>();
        is_read_as_written::<ResultsWhen>();
        is_read_as_written::<Comments>();
        is_read_as_written::<PublicResults>();
        is_read_as_written::<Reminders>();
    }
}
