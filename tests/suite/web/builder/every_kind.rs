//! A survey with every kind of question, written by forms alone; its file, and
//! back.

use whynot::survey::file;
use whynot::survey::question::QuestionKind;
use whynot::survey::questionnaire::Survey;

use super::{Desk, Form, RunningSite, target};

/// Types a line into the empty field as often as there are lines.
fn lines(desk: &Desk<'_>, mut form: Form, lines: &[&str]) -> Form {
    for line in lines {
        form.set("new.text.en", line);
        form = Form::of(&desk.presses(&form, "add"), "#edit");
    }
    form
}

fn write_every_kind(desk: &Desk<'_>, draft: &str) {
    let mut form = desk.adds(draft, "single-choice");
    form.set("text.en", "Have you used ACME?")
        .set("required", "yes");
    form.set("background", "yes");
    let form = lines(desk, form, &["Yes", "No"]);
    desk.presses(&form, "done");

    let mut form = desk.adds(draft, "multiple-choice");
    form.set("text.en", "Why not?").set("help", "");
    form.set(
        "paste",
        "Too many ads\nToo expensive\n\nSomething else\nNone of these",
    );
    form.set("order", "random");
    // No, they have not.
    form.set("rule.0.answer", "have-you-used-acme:no");
    let mut form = Form::of(&desk.presses(&form, "save"), "#edit");
    let marks = form.names("p.", ".marks");
    let last = marks.len() - 1;
    let of = |position: usize, mark: &str| marks[position].replace(".marks", mark);
    form.set(&of(last - 1, ".other"), "yes");
    form.set(&of(last, ".exclusive"), "yes");
    desk.presses(&form, "done");

    let mut form = desk.adds(draft, "scale");
    form.set("text.en", "How much do you trust ACME?");
    form.set("from", "0").set("to", "10");
    form.set("lowest.en", "Not at all")
        .set("highest.en", "Fully");
    desk.presses(&form, "done");

    let mut form = desk.adds(draft, "nps");
    form.set("text.en", "Would you recommend ACME?");
    form.set("lowest.en", "Never")
        .set("highest.en", "Certainly");
    desk.presses(&form, "done");

    let mut form = desk.adds(draft, "grid");
    form.set("text.en", "How do you find …")
        .set("new_page", "yes");
    form.set("lowest.en", "Bad").set("highest.en", "Good");
    let form = lines(desk, form, &["the shop", "the service"]);
    desk.presses(&form, "done");

    let mut form = desk.adds(draft, "ranking");
    form.set("text.en", "What matters most?").set("places", "2");
    let form = lines(desk, form, &["Price", "Quality", "Speed"]);
    desk.presses(&form, "done");

    let mut form = desk.adds(draft, "number");
    form.set("text.en", "How old are you?")
        .set("unit.en", "years");
    form.set("minimum", "16").set("maximum", "99");
    for (from, to) in [("16", "39"), ("40", "99")] {
        form.set("new.from", from).set("new.to", to);
        form = Form::of(&desk.presses(&form, "add"), "#edit");
    }
    desk.presses(&form, "done");

    let mut form = desk.adds(draft, "text");
    form.set("text.en", "Anything else?").set("length", "long");
    form.set("characters_max", "500");
    desk.presses(&form, "done");

    let mut form = desk.adds(draft, "information");
    form.set("text.en", "That is all.");
    desk.presses(&form, "done");
}

fn write_texts(desk: &Desk<'_>, draft: &str) {
    let page = desk.opens(&format!("{draft}/texts"));
    let mut form = Form::of(&page, "#edit");
    form.set("title.en", "Why not ACME?");
    form.set("introduction.en", "Three minutes.\n\nThank you.");
    form.set("thanks.en", "That helps.");
    desk.presses(&form, "done");
}

/// What the page of the promise would have written.
fn with_a_promise(file: &str) -> String {
    file.replacen("readers = \"\"", "readers = \"The board of ACME.\"", 1)
}

fn read(file: &str) -> Survey {
    file::read(file).unwrap_or_else(|problems| panic!("{problems:#?}\n{file}"))
}

#[test]
fn a_survey_of_every_kind_is_written_by_forms_and_its_file_is_the_same_survey() {
    let site = RunningSite::open();
    let desk = Desk::of(&site, "Anna");
    let draft = desk.begins(&["en"]);
    write_texts(&desk, &draft);
    write_every_kind(&desk, &draft);
    let file = with_a_promise(&desk.file(&draft));
    let survey = read(&file);
    let questions = &survey.questionnaire.questions;
    assert_eq!(questions.len(), 9);
    assert_eq!(survey.questionnaire.title.fallback(), "Why not ACME?");
    let codes: Vec<&str> = questions.iter().map(|each| each.code.as_str()).collect();
    assert_eq!(codes[..2], ["have-you-used-acme", "why-not"]);
    let [used, why, trust, ..] = questions.as_slice() else {
        panic!("{codes:?}");
    };
    assert!(used.is_required && why.shown_when.is_some() && !why.is_required);
    let QuestionKind::MultipleChoice(list) = &why.kind else {
        panic!("{:?}", why.kind);
    };
    assert!(list.is_random);
    let [ads, _, other, none] = list.options.as_slice() else {
        panic!("{:?}", list.options);
    };
    assert_eq!(ads.code.as_str(), "too-many-ads");
    assert!(other.is_other && other.is_pinned && none.is_exclusive);
    let QuestionKind::Scale(scale) = &trust.kind else {
        panic!("{:?}", trust.kind);
    };
    assert_eq!((scale.from, scale.to), (0, 10));

    // Brought in anew, it is the same.
    let page = desk.opens(&format!("{draft}/file"));
    let mut form = Form::of(&page, "form[enctype]");
    form.set("file", &file);
    assert_eq!(target(&desk.sends(&form, "replace")), draft);
    assert_eq!(read(&desk.file(&draft)), survey);
    // The outline shows it as respondents will see it.
    let outline = desk.opens(&draft);
    assert_eq!(outline.count(".asked"), 9);
    let words = outline.words("main");
    assert!(
        words.contains("Shown when “Have you used ACME?” is “No”"),
        "{words}"
    );
    assert!(outline.count(".page-break") >= 2);
    assert_eq!(outline.count(".error"), 0, "{words}");
}
