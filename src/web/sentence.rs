//! How words of the domain become sentences of a page.

/// With a capital letter at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital_whatever_its_alphabet() {
        assert_eq!(capitalised("by age"), "By age");
        assert_eq!(capitalised("über uns"), "Über uns");
        assert_eq!(capitalised("“age”"), "“age”");
        assert_eq!(capitalised(""), "");
    }
}
