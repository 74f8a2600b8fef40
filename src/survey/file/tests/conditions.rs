//! Conditions: how they are written, what they mean, what is wrong with them.

use super::super::condition_text::{Earlier, Misread, parse, print};
use super::*;
use crate::survey::question::Question;

const EARLIER: &str = r#"
format = 1
slug = "x"
brand = "ACME"
title = "x"
charter = { readers = "nobody" }
question = [
  { code = "customer", kind = "single-choice", text = "x", options = [
    { code = "yes", text = "x" }, { code = "no", text = "x" }, { code = "under-18", text = "x" } ] },
  { code = "reasons", kind = "multiple-choice", text = "x", options = [
    { code = "ads", text = "x" }, { code = "not", text = "x" } ] },
  { code = "trust", kind = "scale", text = "x", from = 1, to = 5, lowest = "x", highest = "x" },
  { code = "price", kind = "number", text = "x", minimum = 0, maximum = 99, decimals = 2 },
  { code = "why", kind = "text", text = "x" },
  { code = "hello", kind = "information", text = "x" },
]
"#;

fn questions() -> Vec<Question> {
    read(EARLIER).unwrap().questionnaire.questions
}

fn outcome(text: &str) -> Result<String, String> {
    let questions = questions();
    let codes = [
        "customer", "reasons", "trust", "price", "why", "hello", "broken", "this", "later",
    ];
    let codes = codes.map(str::to_owned);
    let earlier = Earlier {
        questions: &questions,
        codes: &codes,
        position: 7,
    };
    match parse(text, &earlier) {
        Ok(condition) => Ok(print(&condition, &questions)),
        Err(Misread::Because { reason, remedy }) => Err(format!("{reason}; {remedy}")),
        Err(Misread::Reported) => Err("reported".to_owned()),
    }
}

#[test]
fn conditions_are_understood_and_printed_back() {
    let check = |text: &str, expect: &str| {
        assert_eq!(outcome(text).as_deref(), Ok(expect));
        assert_eq!(
            outcome(expect).as_deref(),
            Ok(expect),
            "printed text reads back"
        );
    };
    check("customer is yes", "customer is yes");
    check(
        "reasons includes ads or trust >= 4",
        "reasons includes ads or trust >= 4",
    );
    check("not (customer is under-18)", "not customer is under-18");
    check(
        "customer is any of (yes,no)",
        "customer is any of (yes, no)",
    );
    check("why is answered", "why answered");
    check("trust = 4", "trust >= 4 and trust <= 4");
    check("trust is 4", "trust >= 4 and trust <= 4");
    check("trust > 3", "trust >= 4");
    check("price < 12.5", "price <= 12.49");
    check("price ≥ 12", "price >= 12");
    check("reasons includes 'not'", "reasons includes 'not'");
    check(
        "customer is yes and reasons includes ads or why answered",
        "customer is yes and reasons includes ads or why answered",
    );
    check(
        "customer is yes and (reasons includes ads or why answered)",
        "customer is yes and (reasons includes ads or why answered)",
    );
    check("not not why answered", "not not why answered");
    check(
        "not (why answered and trust <= 2)",
        "not (why answered and trust <= 2)",
    );
}

#[test]
fn a_condition_that_is_not_understood_says_where_and_what_to_write() {
    let check = |text: &str, expect: &str| {
        assert_eq!(outcome(text), Err(expect.to_owned()), "{text}");
    };
    check(
        "",
        "it ends too early; name a question, as in: customer is yes",
    );
    check(
        "custome is yes",
        "there is no question “custome”; did you mean “customer”?",
    );
    check(
        "postcode is yes",
        "there is no question “postcode”; earlier questions: “customer”, “reasons”, “trust”, “price” and “why”",
    );
    check(
        "later is yes",
        "“later” is asked later; move “later” up, or name an earlier question",
    );
    check(
        "this answered",
        "a question cannot depend on its own answer; name a question that stands earlier",
    );
    check(
        "hello answered",
        "“hello” is an information text, which nobody answers; name a question instead",
    );
    check("broken is yes", "reported");
    check(
        "customer is yess",
        "“customer” has no option “yess”; did you mean “yes”?",
    );
    check(
        "customer includes yes",
        "“customer” takes one answer; write “customer is …”",
    );
    check(
        "reasons is ads",
        "“reasons” takes several answers; write “reasons includes …”",
    );
    check(
        "customer yes",
        "after “customer” comes a comparison; write customer is yes",
    );
    check(
        "customer >= 3",
        "“customer” is not answered with a number; write customer is yes",
    );
    check(
        "trust is yes",
        "“yes” is not a number to compare “trust” with; write trust >= 1",
    );
    check(
        "trust >= 6",
        "“trust” goes from 1 to 5, so this is never or always so; compare with a number within its bounds",
    );
    check(
        "price > 1.555",
        "“price” is answered with 2 decimals, 1.555 has more; round the number",
    );
}

#[test]
fn a_condition_whose_grammar_is_broken_says_how_to_write_it() {
    let check = |text: &str, expect: &str| {
        assert_eq!(outcome(text), Err(expect.to_owned()), "{text}");
    };
    check(
        "why includes ads",
        "“why” has no options to choose; write why answered",
    );
    check(
        "customer is",
        "after “customer” an option is missing; write customer is yes, or customer is any of (yes, no)",
    );
    check(
        "customer is any of (yes no)",
        "the options in brackets need commas between them; write any of (a, b)",
    );
    check(
        "(why answered",
        "a bracket is never closed; close it with )",
    );
    check(
        "why answered trust >= 3",
        "“trust” does not belong here; join two conditions with “and” or “or”",
    );
    check(
        "customer is 'yes",
        "a quotation mark is never closed; close it with '",
    );
    check(
        "customer == yes & x",
        "“&” means nothing in a condition; write for example: customer is yes and trust >= 4",
    );
    let nested = format!("{}why answered{}", "(".repeat(40), ")".repeat(40));
    check(
        &nested,
        "it has too many brackets inside one another; write it flatter",
    );
    let negated = format!("{}why answered", "not ".repeat(40));
    check(
        &negated,
        "it says “not” too many times; two of them cancel out",
    );
}
