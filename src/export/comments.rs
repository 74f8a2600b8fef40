//! What was written, as comma-separated values: a line a text, in the order in
//! which the board shows them, safe to open in a spreadsheet.

use crate::privacy::comments::PublishedComments;

use super::csv::{harmless, push_line};

pub fn comments_csv(code: &str, question: &str, comments: &PublishedComments) -> String {
    let mut out = String::new();
    push_line(
        &mut out,
        ["question_code", "question", "text"].map(str::to_owned),
    );
    for text in comments.texts() {
        push_line(
            &mut out,
            [harmless(code), harmless(question), harmless(text)],
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_field_and_never_a_formula() {
        let texts = ["plain", "two\nlines, \"quoted\"", "=1+1"].map(str::to_owned);
        let comments = PublishedComments::of_wave(3, 3, texts.to_vec()).unwrap();
        assert_eq!(
            comments_csv("why", "Why?", &comments),
            "question_code,question,text\r\nwhy,Why?,plain\r\n\
             why,Why?,\"two\nlines, \"\"quoted\"\"\"\r\nwhy,Why?,'=1+1\r\n"
        );
    }
}
