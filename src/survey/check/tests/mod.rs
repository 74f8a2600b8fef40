//! What each kind of advice is given for, and what it is not.

mod choices;
mod scales;
mod whole;
mod wording;

use super::check;
use crate::survey::file;

/// The advice on a survey whose only question has these lines.
fn advice(lines: &str) -> Vec<String> {
    advice_on("", lines)
}

fn advice_on(head: &str, lines: &str) -> Vec<String> {
    let text = format!(
        "format = 1\nslug = \"x\"\nbrand = \"ACME\"\ntitle = {{ en = \"T\" }}\n{head}\n\
         charter = {{ readers = {{ en = \"R\" }} }}\n[[question]]\ncode = \"a\"\n{lines}"
    );
    let survey = file::read(&text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    check(&survey).iter().map(ToString::to_string).collect()
}

fn reasons(lines: &str) -> Vec<String> {
    let advice = advice(lines);
    let reasons = advice
        .iter()
        .map(|advice| advice.split(';').next().unwrap().to_owned());
    reasons.collect()
}

fn text(question: &str) -> Vec<String> {
    reasons(&format!("kind = \"text\"\ntext = \"{question}\""))
}

fn rating(question: &str) -> Vec<String> {
    reasons(&format!(
        "kind = \"scale\"\nfrom = 1\nto = 5\nlowest = \"No\"\nhighest = \"Yes\"\ntext = \"{question}\""
    ))
}

fn labelled(labels: &[&str]) -> Vec<String> {
    let to = labels.len();
    let labels = labels.join("\", \"");
    reasons(&format!(
        "kind = \"scale\"\nfrom = 1\nto = {to}\ntext = \"x\"\nlabels = [\"{labels}\"]"
    ))
}

fn choice(question: &str, options: &[&str]) -> Vec<String> {
    let options = options.iter().enumerate();
    let options = options.map(|(n, text)| format!("{{ code = \"o{n}\", text = \"{text}\" }}"));
    let options: Vec<String> = options.collect();
    reasons(&format!(
        "kind = \"single-choice\"\ntext = \"{question}\"\noptions = [{}]",
        options.join(", ")
    ))
}

fn german(lines: &str) -> Vec<String> {
    let text = format!(
        "format = 1\nslug = \"x\"\nbrand = \"ACME\"\ntitle = \"T\"\nlanguages = [\"de\"]\n\
         charter = {{ readers = \"R\" }}\n[[question]]\ncode = \"a\"\n{lines}"
    );
    let survey = file::read(&text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    check(&survey).iter().map(ToString::to_string).collect()
}

fn german_rating(question: &str) -> Vec<String> {
    german(&format!(
        "kind = \"scale\"\nfrom = 1\nto = 5\nlowest = \"Nein\"\nhighest = \"Ja\"\ntext = \"{question}\""
    ))
}
