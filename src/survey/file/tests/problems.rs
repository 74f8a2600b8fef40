//! Every problem comes with its line, the reason and a remedy.

use super::*;

const HEAD: &str = r#"format = 1
slug = "why-not"
brand = "ACME"
title = "Why not?"
[charter]
readers = "nobody"
"#;

/// What is wrong with a question that begins on line 7 with its code.
fn of_question(rest: &str) -> Vec<String> {
    of_file(&format!(
        "{HEAD}[[question]]\ncode = \"reasons\"\ntext = \"Why?\"\n{rest}"
    ))
}

fn of_file(text: &str) -> Vec<String> {
    match read(text) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn an_empty_file_is_told_all_it_lacks() {
    assert_eq!(
        of_file(""),
        [
            "line 1: the survey file has no “format”; begin the file with format = 1",
            "line 1: the survey file has no “slug”; the survey’s name in its address: slug = \"why-not\"",
            "line 1: the survey file has no “brand”; name whom the survey is about: brand = \"…\"",
            "line 1: the survey file has no “title”; add title = \"…\"",
            "line 1: the survey file has no “question”; add a [[question]] with code, kind and text",
            "line 1: the survey file has no “charter”; add a [charter] with readers = \"who will see the results\"",
        ]
    );
}

#[test]
fn another_format_is_not_guessed_at() {
    assert_eq!(
        of_file("format = 2\nsurvey = 1"),
        ["line 1: the file is written in format 2; this version of whynot reads format 1"]
    );
}

#[test]
fn broken_toml_is_reported_where_it_breaks() {
    let problems = of_file("format = 1\nslug = \"x\ntitle = \"y\"\n");
    assert!(
        problems[0].starts_with("line 2: this is not TOML: "),
        "{problems:?}"
    );
    let problems = of_file(&format!("{HEAD}brand = 1\n[charter]\n"));
    assert!(
        problems[0].starts_with("line 8: this is not TOML: "),
        "{problems:?}"
    );
}

#[test]
fn all_problems_are_found_at_once_in_the_order_of_the_lines() {
    let file = r#"format = 1
slug = "Why Not"
brand = "ACME"
titel = "Why not?"
languages = ["en", "english!", "en"]

[charter]
readers = "nobody"
group_size_min = 4
floor = 20
"#;
    assert_eq!(
        of_file(file),
        [
            "line 1: the survey file has no “title”; add title = \"…\"",
            "line 1: the survey file has no “question”; add a [[question]] with code, kind and text",
            "line 2: “Why Not” may hold only a–z, 0–9, “-” and “_”, and starts with a letter or digit; use a short name such as “age-band”",
            "line 4: the survey file knows no “titel”; did you mean “title”?",
            "line 5: “english!” is not a language tag such as “en”, “de” or “pt-BR”; use a tag such as “en” or “pt-br”",
            "line 5: “en” is listed twice; take one out",
            "line 9: “group_size_min” is 4; choose a number from 5 to 500",
            "line 10: the floor of 20 is above the group size of 10; raise group_size_min or lower floor",
        ]
    );
}

#[test]
fn two_options_with_one_code_are_reported_at_the_second() {
    let rest = r#"kind = "multiple-choice"
options = [
  { code = "ads", text = "Ads" },
  { code = "price", text = "Price" },
  { code = "ads", text = "More ads" },
]"#;
    assert_eq!(
        of_question(rest),
        [
            "line 14: question “reasons” has two options with the code “ads”; give each option its own code"
        ]
    );
}

#[test]
fn choices_say_what_is_wrong_with_them() {
    let check = |rest: &str, expect: &[&str]| assert_eq!(of_question(rest), expect, "{rest}");
    check(
        "kind = \"multiple-choise\"",
        &[
            "line 10: there is no kind of question “multiple-choise”; did you mean “multiple-choice”?",
        ],
    );
    check(
        "kind = \"single-choice\"",
        &[
            "line 7: question “reasons” has no “options”; add options = [ { code = \"…\", text = \"…\" }, … ]",
        ],
    );
    check(
        "kind = \"single-choice\"\noptions = [{ code = \"a\", text = \"A\", exclusive = true }]",
        &[
            "line 11: question “reasons” has 1 option; give it from 2 to 250",
            "line 11: option “a” of question “reasons” knows no “exclusive”; take it out; known here are “code”, “text”, “other”, “declined”, “pinned” and “show_when”",
        ],
    );
    check(
        "kind = \"single-choice\"\nrandom = true\nordered = true\noptions = [{ code = \"a\", text = \"A\" }, { code = \"b\", text = \" \" }]",
        &[
            "line 11: question “reasons” is both “random” and “ordered”; ordered options keep their order; take one of the two out",
            "line 13: “text” of option “b” of question “reasons” is empty; write the text, or take the key out",
        ],
    );
}

#[test]
fn scales_grids_and_numbers_say_what_is_wrong_with_them() {
    let check = |rest: &str, expect: &[&str]| assert_eq!(of_question(rest), expect, "{rest}");
    check(
        "kind = \"scale\"\nfrom = 1\nto = 20\nlowest = \"No\"\nhighest = \"Yes\"",
        &["line 12: question “reasons” has 20 points, from 1 to 20; a scale has from 2 to 11"],
    );
    check(
        "kind = \"scale\"\nfrom = 1\nto = 3\nlabels = [\"No\", \"Yes\"]",
        &[
            "line 7: question “reasons” has 3 points and 2 labels; label each point, or only the ends",
        ],
    );
    check(
        "kind = \"grid\"\nfrom = 1\nto = 3\nlowest = \"No\"\nhighest = \"Yes\"\nrows = [{ code = \"a\", text = \"A\" }, { code = \"a\", text = \"B\" }]",
        &["line 15: question “reasons” has two rows with the code “a”; give each row its own code"],
    );
    check(
        "kind = \"number\"\nminimum = 10\nmaximum = 1.5",
        &["line 12: “maximum” is 1.5, not a whole number; write it without a decimal point"],
    );
    check(
        "kind = \"number\"\nminimum = 10\nmaximum = 1",
        &[
            "line 12: the maximum of question “reasons” is not above its minimum; give the smallest and the largest possible answer",
        ],
    );
    check(
        "kind = \"number\"\nminimum = 0\nmaximum = 99\nbands = [\n{ from = 0, to = 29 },\n{ from = 31, to = 98 }]",
        &[
            "line 13: the last band ends at 98, the maximum is 99; let the last band end at the maximum",
            "line 15: the band from 31 should begin at 30; bands ascend without gaps or overlaps, starting at the minimum",
        ],
    );
}

#[test]
fn texts_by_language_need_the_first_and_only_declared_ones() {
    let file = HEAD.replace(
        "title = \"Why not?\"",
        "title = { de = \"Warum\", it = \"Perché\" }",
    );
    let file = format!("{file}[[question]]\ncode = \"a\"\nkind = \"text\"\ntext = 5\n");
    assert_eq!(
        of_file(&file),
        [
            "line 4: “title” of the survey file has a text in “de”, which is no language of this survey; add it to languages, or use “en”",
            "line 4: “title” of the survey file has a text in “it”, which is no language of this survey; add it to languages, or use “en”",
            "line 4: “title” of the survey file has no text in “en”; other languages fall back to the survey’s first; add it",
            "line 10: “text” of question “a” is a number, not text; write \"…\", or { en = \"…\", de = \"…\" } for several languages",
        ]
    );
}

#[test]
fn a_condition_on_a_later_question_is_reported_with_its_line() {
    let rest = "kind = \"text\"\nshow_when = \"age answered\"\n[[question]]\ncode = \"age\"\nkind = \"text\"\ntext = \"Age?\"";
    assert_eq!(
        of_question(rest),
        [
            "line 11: show_when of question “reasons”: “age” is asked later; move “age” up, or name an earlier question"
        ]
    );
}

#[test]
fn a_broken_question_is_reported_once_and_not_again_by_those_who_look_at_it() {
    let rest = "kind = \"scale\"\n[[question]]\ncode = \"b\"\nkind = \"text\"\ntext = \"B\"\nshow_when = \"reasons >= 3\"";
    let problems = of_question(rest);
    assert!(
        problems
            .iter()
            .all(|problem| problem.starts_with("line 7: ")),
        "{problems:?}"
    );
}

#[test]
fn breakdowns_name_questions_that_make_groups() {
    let file = HEAD.replace(
        "readers",
        "breakdowns = [\"a\", \"b\", \"c by a\", \"a by a\", \"a\"]\nreaders",
    );
    let file = format!(
        "{file}[[question]]\ncode = \"a\"\nkind = \"nps\"\ntext = \"A\"\nlowest = \"0\"\nhighest = \"10\"\n\
         [[question]]\ncode = \"b\"\nkind = \"text\"\ntext = \"B\"\n"
    );
    assert_eq!(
        of_file(&file),
        [
            "line 6: respondents cannot be grouped by “b”; name a choice, a scale, an NPS or a number question",
            "line 6: there is no question “c” to break down by; name one of “a”",
            "line 6: “a” cannot be broken down by itself; name two different questions",
            "line 6: this breakdown is listed twice; take one out",
        ]
    );
}

#[test]
fn the_import_names_questions_options_and_rows_that_exist() {
    let rest = r#"kind = "multiple-choice"
options = [{ code = "ads", text = "Ads" }, { code = "price", text = "Price" }]
[import.questions]
reason = "q1"
[import.questions.reasons]
columns = { ads = "r1", prices = "r2" }
codes = { "97" = "none" }
separator = ";"
blank = "maybe""#;
    assert_eq!(
        of_question(rest),
        [
            "line 13: there is no question “reason” to import; did you mean “reasons”?",
            "line 15: “prices” is no option or row of “reasons”; name one of “ads” and “price”",
            "line 16: “none” is no answer to “reasons”; name an option’s code or a value of the scale",
            "line 17: the import of question “reasons” knows no “separator”; take it out; known here are “column”, “columns”, “codes”, “missing” and “blank”",
            "line 18: a blank cannot mean “maybe”; write “skipped” or “not-shown”",
        ]
    );
}

#[test]
fn a_windows_file_with_a_byte_order_mark_has_the_same_lines() {
    let file = format!("\u{feff}{HEAD}nonsense = 1\n").replace('\n', "\r\n");
    assert!(of_file(&file).contains(&"line 7: the charter knows no “nonsense”; take it out; known here are “readers”, “outside”, “access”, “group_size_min”, “floor”, “results”, “breakdowns”, “retention_days”, “comments”, “public_results” and “reminders”".to_owned()));
}

#[test]
fn two_questions_with_one_code_are_reported_at_the_second() {
    let rest =
        "kind = \"text\"\n[[question]]\ncode = \"reasons\"\nkind = \"text\"\ntext = \"Why?\"";
    assert_eq!(
        of_question(rest),
        ["line 12: two questions have the code “reasons”; give each question its own code"]
    );
}

#[test]
fn numbers_may_be_written_with_underscores_and_codes_may_not_be_numbers() {
    assert_eq!(
        of_question("kind = \"number\"\nminimum = 0\nmaximum = 1_000_000"),
        [""; 0]
    );
    assert_eq!(
        of_question("kind = \"number\"\nminimum = 0\nmaximum = 1e6"),
        [
            "line 12: “maximum” is 1e6: not a number; write it in plain digits, within the question’s decimals"
        ]
    );
    let option = "kind = \"single-choice\"\noptions = [{ code = 1, text = \"A\" }, { code = \"2\", text = \"B\" }]";
    assert_eq!(
        of_question(option),
        ["line 11: “code” is a number, not text; put it in quotation marks: \"…\""]
    );
}
