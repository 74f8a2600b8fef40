//! Scales.

use super::{labelled, reasons};

#[test]
fn scales_that_lean_are_noticed() {
    assert_eq!(
        labelled(&["Poor", "Fair", "Good", "Very good", "Excellent"]),
        ["question “a”: the scale leans: 3 of its labels praise, 1 blame"]
    );
    assert_eq!(
        labelled(&[
            "Very dissatisfied",
            "Dissatisfied",
            "Neither",
            "Satisfied",
            "Very satisfied"
        ]),
        [""; 0]
    );
    let agree = [
        "Stimme nicht zu",
        "Stimme eher nicht zu",
        "Teils, teils",
        "Stimme eher zu",
        "Stimme zu",
    ];
    assert_eq!(labelled(&agree), [""; 0]);
    assert_eq!(
        labelled(&[
            "Not at all satisfied",
            "A little satisfied",
            "Quite satisfied",
            "Very satisfied"
        ]),
        [""; 0],
        "from nothing to much"
    );
    let lopsided =
        "kind = \"scale\"\nfrom = -1\nto = 3\nlowest = \"A\"\nhighest = \"A\"\ntext = \"x\"";
    assert_eq!(
        reasons(lopsided),
        [
            "question “a”: both ends of the scale read the same",
            "question “a”: the scale from -1 to 3 has more room on one side",
        ]
    );
}

#[test]
fn a_scale_with_two_sides_has_a_middle() {
    assert_eq!(
        labelled(&["Very bad", "Bad", "Good", "Very good"]),
        ["question “a”: somebody who stands in the middle is made to take a side"]
    );
    assert_eq!(
        labelled(&["Bad", "Good"]),
        [""; 0],
        "two labels are a question"
    );
    assert_eq!(labelled(&["Never", "Rarely", "Often", "Daily"]), [""; 0]);
}
