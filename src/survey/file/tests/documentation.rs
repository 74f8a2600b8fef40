//! docs/SURVEY-FILE.md says what the reader does.

use super::*;
use crate::survey::check::check;
use crate::survey::file::question::KINDS;

const DOCUMENT: &str = include_str!("../../../../docs/SURVEY-FILE.md");

const HEAD: &str = r#"format = 1
slug = "x"
brand = "ACME"
title = "x"
charter = { readers = "nobody" }
"#;

/// Every TOML block of the page.
fn examples() -> Vec<&'static str> {
    let blocks = DOCUMENT.split("```toml\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

#[test]
fn the_complete_example_is_a_survey_without_advice_that_asks_every_kind() {
    let survey = read(examples()[0]).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(check(&survey), []);
    for kind in KINDS {
        let line = format!("kind = \"{kind}\"\n");
        assert!(examples()[0].contains(&line), "{kind}");
    }
}

#[test]
fn every_other_example_reads_as_part_of_a_survey() {
    assert!(examples().len() > 4);
    for example in &examples()[1..] {
        let read = read(&format!("{HEAD}{example}"));
        assert!(read.is_ok(), "{example}\n{read:#?}");
    }
}

#[test]
fn every_kind_and_every_key_is_described() {
    let described = DOCUMENT.split("## At the top").nth(1).unwrap();
    let mut keys: Vec<&str> = KINDS.to_vec();
    // What the writer can write is what there is.
    let written = write(&read(examples()[0]).unwrap());
    let without_texts: Vec<&str> = written.split('"').step_by(2).collect();
    let without_texts = without_texts.join("\"");
    let words = without_texts.split(|c: char| !(c.is_ascii_lowercase() || c == '_'));
    let languages = ["", "en", "de", "true", "yes", "no"];
    keys.extend(words.filter(|word| !languages.contains(word)));
    for key in keys {
        let forms = [
            format!("`{key}"),
            format!("\"{key}\""),
            format!(" {key} ="),
            format!("[{key}"),
            format!(".{key}]"),
        ];
        let is_described = forms.iter().any(|form| described.contains(form.as_str()));
        assert!(is_described, "“{key}” is not described");
    }
}
