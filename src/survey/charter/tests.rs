//! Each way in which a promise can change, and whether it may.

use proptest::prelude::*;

use super::*;
use crate::survey::file;
use crate::survey::generated;
use crate::survey::questionnaire::Survey;

const SURVEY: &str = r#"
format = 1
slug = "small"
brand = "ACME"
languages = ["en", "de"]
title = "Why not ACME?"

[charter]
readers = { en = "The marketing team of ACME.", de = "Das Marketing von ACME." }
outside = "Its agency."
access = "invitation"
group_size_min = 12
floor = 6
results = "when-closed"
retention_days = 60
# breakdowns

[[question]]
code = "reasons"
kind = "multiple-choice"
text = "Why not?"
options = [{ code = "ads", text = "Ads" }, { code = "data", text = "Data" }]

[[question]]
code = "age"
kind = "number"
background = true
text = "How old are you?"
minimum = 0
maximum = 119
bands = [
  { code = "young", text = "under 30", from = 0, to = 29 },
  { code = "middle", text = "30 to 59", from = 30, to = 59 },
  { code = "old", text = "60 and over", from = 60, to = 119 },
]

[[question]]
code = "use"
kind = "single-choice"
background = true
text = "Are you a customer?"
options = [{ code = "yes", text = "Yes" }, { code = "no", text = "No" }]
"#;

fn read(text: &str) -> Survey {
    file::read(text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The keys of what an edit of the survey loosens.
fn loosened_by(from: &str, to: &str) -> Vec<&'static str> {
    assert!(SURVEY.contains(from), "{from}");
    let edited = read(&SURVEY.replace(from, to));
    let loosenings = loosenings(&read(SURVEY), &edited);
    loosenings.iter().map(Loosening::key).collect()
}

#[test]
fn smaller_numbers_and_a_longer_time_are_looser_and_the_opposite_is_not() {
    assert_eq!(
        loosened_by("group_size_min = 12", "group_size_min = 11"),
        ["group_size_min"]
    );
    assert_eq!(
        loosened_by("group_size_min = 12", "group_size_min = 13"),
        [""; 0]
    );
    assert_eq!(loosened_by("floor = 6", "floor = 5"), ["floor"]);
    assert_eq!(loosened_by("floor = 6", "floor = 7"), [""; 0]);
    assert_eq!(
        loosened_by("retention_days = 60", "retention_days = 61"),
        ["retention_days"]
    );
    assert_eq!(
        loosened_by("retention_days = 60", "retention_days = 59"),
        [""; 0]
    );
}

#[test]
fn showing_results_earlier_or_opening_the_door_is_looser() {
    assert_eq!(
        loosened_by("\"when-closed\"", "\"while-running\""),
        ["results"]
    );
    assert_eq!(
        loosened_by("access = \"invitation\"", "access = \"link\""),
        ["access"]
    );
}

#[test]
fn showing_what_was_written_or_results_to_everybody_is_looser_and_taking_it_back_is_not() {
    let strict = SURVEY.replace("# breakdowns", "comments = \"kept-back\"\n# breakdowns");
    let [strict, shown] = [read(&strict), read(SURVEY)];
    let keys =
        |looser: Vec<Loosening>| -> Vec<&str> { looser.iter().map(Loosening::key).collect() };
    assert_eq!(keys(loosenings(&strict, &shown)), ["comments"]);
    assert_eq!(changes(&shown, &strict), [Change::CommentsKeptBack]);
    assert_eq!(loosenings(&shown, &strict), []);
    let line = "public_results = \"when-closed\"\n# breakdowns";
    let public = read(&SURVEY.replace("# breakdowns", line));
    assert_eq!(keys(loosenings(&shown, &public)), ["public_results"]);
    assert_eq!(changes(&public, &shown), [Change::ResultsNotPublic]);
    assert_eq!(loosenings(&public, &shown), []);
}

#[test]
fn looking_who_has_answered_is_looser_and_looking_no_more_is_not() {
    let line = "reminders = \"unanswered\"\n# breakdowns";
    let [everybody, unanswered] = [read(SURVEY), read(&SURVEY.replace("# breakdowns", line))];
    let looser = loosenings(&everybody, &unanswered);
    assert_eq!(looser.len(), 1);
    assert_eq!(looser[0].key(), "reminders");
    assert!(
        looser[0]
            .to_string()
            .contains("nobody was to look who has answered")
    );
    assert_eq!(loosenings(&unanswered, &everybody), []);
    let changed = changes(&unanswered, &everybody);
    assert_eq!(changed, [Change::RemindersToEverybody]);
}

#[test]
fn who_sees_the_results_keeps_its_words_and_may_be_said_in_more_languages() {
    assert_eq!(
        loosened_by("The marketing team of ACME.", "Everybody at ACME."),
        ["readers"]
    );
    assert_eq!(
        loosened_by("Das Marketing von ACME.", "Alle bei ACME."),
        ["readers"]
    );
    let more = SURVEY
        .replace("[\"en\", \"de\"]", "[\"en\", \"de\", \"fr\"]")
        .replace(
            "Das Marketing von ACME.\"",
            "Das Marketing von ACME.\", fr = \"Le marketing.\"",
        );
    assert_eq!(
        changes(&read(SURVEY), &read(&more)),
        [Change::ReadersTranslated]
    );
    assert_eq!(loosenings(&read(SURVEY), &read(&more)), []);
}

#[test]
fn somebody_outside_may_be_dropped_and_not_added_or_changed() {
    assert_eq!(loosened_by("outside = \"Its agency.\"\n", ""), [""; 0]);
    assert_eq!(loosened_by("Its agency.", "Its agencies."), ["outside"]);
    let without = read(&SURVEY.replace("outside = \"Its agency.\"\n", ""));
    let loosened = loosenings(&without, &read(SURVEY));
    assert_eq!(loosened[0].change(), &Change::OutsideAdded);
}

#[test]
fn a_new_question_adds_itself_to_the_default_list_unless_the_list_is_written_out() {
    let question = "\n[[question]]\ncode = \"town\"\nkind = \"single-choice\"\nbackground = true\n\
        text = \"Where?\"\noptions = [{ code = \"a\", text = \"A\" }, { code = \"b\", text = \"B\" }]\n";
    let grown = format!("{SURVEY}{question}");
    let loosened = loosenings(&read(SURVEY), &read(&grown));
    let named: Vec<String> = loosened.iter().map(|l| l.change().to_string()).collect();
    assert_eq!(
        named,
        [
            "also counted by town",
            "also counted by age by town",
            "also counted by town by use"
        ]
    );
    assert!(
        loosened[0]
            .to_string()
            .contains("write the list out without it")
    );
    let list = "breakdowns = [\"use\", \"age\", \"use by age\", \"reasons\"]";
    let listed = grown.replace("# breakdowns", list);
    assert_eq!(loosenings(&read(SURVEY), &read(&listed)), []);
}

#[test]
fn fewer_groups_in_any_order_are_stricter() {
    let shorter = SURVEY.replace("# breakdowns", "breakdowns = [\"reasons\", \"age\"]");
    assert_eq!(loosenings(&read(SURVEY), &read(&shorter)), []);
    assert_eq!(loosenings(&read(&shorter), &read(SURVEY)).len(), 2);
    let turned = SURVEY.replace("# breakdowns", "breakdowns = [\"use by age\", \"age\"]");
    assert_eq!(loosenings(&read(SURVEY), &read(&turned)), []);
}

#[test]
fn a_question_about_the_person_makes_no_new_groups() {
    let more = "{ code = \"no\", text = \"No\" }, { code = \"once\", text = \"Once\" }";
    assert_eq!(
        loosened_by("{ code = \"no\", text = \"No\" }", more),
        ["breakdowns"]
    );
    let halved =
        "from = 30, to = 44 },\n  { code = \"later\", text = \"45 to 59\", from = 45, to = 59 }";
    assert_eq!(loosened_by("from = 30, to = 59 }", halved), ["breakdowns"]);
    let joined = SURVEY
        .replace("from = 0, to = 29", "from = 0, to = 59")
        .replace(
            "  { code = \"middle\", text = \"30 to 59\", from = 30, to = 59 },\n",
            "",
        );
    assert_eq!(loosenings(&read(SURVEY), &read(&joined)), []);
}

#[test]
fn a_reason_that_nobody_had_thought_of_may_be_added() {
    let more = "{ code = \"data\", text = \"Data\" }, { code = \"tone\", text = \"Tone\" }";
    assert_eq!(
        loosened_by("{ code = \"data\", text = \"Data\" }", more),
        [""; 0]
    );
    let other_kind = loosened_by("kind = \"multiple-choice\"", "kind = \"single-choice\"");
    assert_eq!(other_kind, ["breakdowns"]);
}

proptest! {
    #[test]
    fn nothing_is_looser_than_itself(survey in generated::survey()) {
        prop_assert_eq!(changes(&survey, &survey), []);
    }

    /// Otherwise two steps could lead where one may not.
    #[test]
    fn what_one_step_may_not_loosen_two_steps_may_not_either(
        numbers in prop::array::uniform3((5_u16..20, 5_u16..20, 1_u16..20)),
        when in prop::array::uniform3(any::<bool>()),
    ) {
        let [a, b, c] = [0, 1, 2].map(|at| {
            let mut survey = read(SURVEY);
            let (k, floor, days) = numbers[at];
            survey.charter.group_size_min = k;
            survey.charter.floor = floor;
            survey.charter.retention_days = days;
            if when[at] {
                survey.charter.results = ResultsWhen::WhileRunning;
            }
            survey
        });
        if loosenings(&a, &b).is_empty() && loosenings(&b, &c).is_empty() {
            prop_assert_eq!(loosenings(&a, &c), []);
        }
    }
}

#[test]
fn a_quota_is_a_new_promise_and_another_number_is_not() {
    let running = SURVEY.replace("when-closed", "while-running");
    let with = |most: u32| {
        let quota =
            format!("[[quota]]\nquestion = \"reasons\"\noptions = [\"ads\"]\nmost = {most}\n");
        file::read(&format!("{running}{quota}")).unwrap()
    };
    let without = file::read(&running).unwrap();
    let added = loosenings(&without, &with(20));
    assert_eq!(added.len(), 1);
    assert_eq!(added[0].key(), "quota");
    assert_eq!(loosenings(&with(20), &with(40)), []);
    assert_eq!(changes(&with(20), &with(40)), []);
    assert_eq!(
        changes(&with(20), &without)[0].to_string(),
        "no quota by reasons"
    );
    assert_eq!(loosenings(&with(20), &without), []);
}
