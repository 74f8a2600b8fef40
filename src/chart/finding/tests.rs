//! Each kind of table and the sentence it is given.

use super::*;
use crate::chart::samples::{
    comments, grid, multiple, net_promoter, number, ranking, reasons_2011, scale, single,
};

const FIVE: [&str; 5] = ["1", "2", "3", "4", "5"];

fn of_several(base: u64, options: &[(&str, u64)]) -> String {
    finding(&multiple("q", "Why?", base, options).table())
}

fn of_one(options: &[(&str, u64)]) -> String {
    finding(&single("q", "Why?", false, options).table())
}

fn of_scale(counts: &[u64]) -> String {
    finding(&scale("q", &FIVE, counts).table())
}

#[test]
fn the_graph_of_2011_says_what_its_longest_bar_says() {
    assert_eq!(
        finding(&reasons_2011()),
        "More than half (54%) chose “Do not want to be bombarded with messages or ads”, \
         the top answer"
    );
}

#[test]
fn a_leader_is_named_only_when_a_test_tells_it_apart() {
    let clear = [("A", 400), ("B", 300), ("C", 100)];
    assert_eq!(of_several(1000, &clear), "40% chose “A”, the top answer");
    let two = [("A", 40), ("B", 34), ("C", 10)];
    assert_eq!(
        of_several(100, &two),
        "Two answers lead: “A” (40%) and “B” (34%)"
    );
    let all = [("A", 40), ("B", 34)];
    assert_eq!(
        of_several(100, &all),
        "“A” (40%) and “B” (34%) are too close to call"
    );
    let many = [("A", 40), ("B", 38), ("C", 37), ("D", 35), ("E", 2)];
    assert_eq!(
        of_several(100, &many),
        "No answer stands out: the top 4 are too close to call, from 40% down to 35%"
    );
}

#[test]
fn more_than_half_is_said_only_when_the_interval_bears_it_out() {
    assert_eq!(
        of_one(&[("A", 52), ("B", 24), ("C", 24)]),
        "52% chose “A”, the top answer"
    );
    let large = [("A", 5200), ("B", 2400), ("C", 2400)];
    assert_eq!(
        of_one(&large),
        "More than half (52%) chose “A”, the top answer"
    );
}

#[test]
fn of_two_answers_both_are_named() {
    let apart = [("No", 310), ("Yes", 690)];
    assert_eq!(of_one(&apart), "More than half (69%) chose “Yes”, 31% “No”");
    let close = [("No", 48), ("Yes", 52)];
    assert_eq!(
        of_one(&close),
        "“Yes” (52%) and “No” (48%) are too close to call"
    );
    assert_eq!(
        of_one(&[("No", 0), ("Yes", 30)]),
        "Everybody who answered chose “Yes”"
    );
}

#[test]
fn none_of_these_can_be_what_most_chose() {
    let options = [("A", 150), ("B", 90), ("*None of these", 700)];
    assert_eq!(
        of_several(1000, &options),
        "More than half (70%) chose “None of these”; among the rest, “A” leads with 15%"
    );
}

#[test]
fn a_long_answer_is_shortened_in_the_headline() {
    let long = "word ".repeat(60);
    let headline = of_several(100, &[(&long, 80), ("B", 3)]);
    assert!(headline.chars().count() < 160, "{headline}");
    assert!(headline.contains("word…”"));
}

#[test]
fn a_scale_says_which_way_it_leans_or_that_it_does_not() {
    assert_eq!(
        of_scale(&[60, 120, 200, 380, 240]),
        "More than half (62%) give the two highest ratings, 18% the two lowest"
    );
    assert_eq!(
        of_scale(&[10, 20, 40, 18, 12]),
        "30% give the two lowest ratings, 30% the two highest: too close to call"
    );
    assert_eq!(
        of_scale(&[0, 0, 9, 0, 0]),
        "Everybody who answered stays in the middle"
    );
    assert_eq!(
        of_scale(&[4, 5, 0, 0, 0]),
        "Everybody who answered gives one of the two lowest ratings"
    );
}

#[test]
fn a_grid_names_the_best_and_the_worst_row() {
    let apart: [(&str, &[u64]); 2] = [
        ("Price", &[5, 5, 10, 40, 40]),
        ("Taste", &[40, 40, 10, 5, 5]),
    ];
    assert_eq!(
        finding(&grid("q", &FIVE, &apart).table()),
        "“Price” has the largest share of the two highest ratings (80%), “Taste” the smallest (10%)"
    );
    let close: [(&str, &[u64]); 2] = [
        ("Price", &[5, 5, 10, 40, 40]),
        ("Taste", &[5, 5, 12, 38, 40]),
    ];
    assert_eq!(
        finding(&grid("q", &FIVE, &close).table()),
        "“Price” (80%) and “Taste” (78%) have the largest shares of the two highest ratings, \
         too close to call between them"
    );
}

#[test]
fn a_labelled_scale_is_summed_under_its_labels() {
    let points = ["Poor", "Fair", "Good", "Great"];
    assert_eq!(
        finding(&scale("q", &points, &[330, 230, 270, 170]).table()),
        "More than half (56%) say “Poor” or “Fair”, 44% “Good” or “Great”"
    );
}

#[test]
fn who_answered_is_no_race() {
    let mut sample = single(
        "q",
        "Age?",
        true,
        &[("Under 25", 260), ("25–34", 210), ("35+", 190)],
    );
    sample.heading.is_background = true;
    assert_eq!(
        finding(&sample.table()),
        "“Under 25” is the largest group (39%)"
    );
}

fn of_ages(options: &[(&str, u64)]) -> String {
    let mut sample = single("q", "Age?", true, options);
    sample.heading.is_background = true;
    finding(&sample.table())
}

#[test]
fn groups_that_no_test_tells_apart_are_not_ranked() {
    let equal = [("Under 25", 3), ("25–34", 3), ("35+", 3)];
    assert_eq!(
        of_ages(&equal),
        "“Under 25” (33%), “25–34” (33%) and “35+” (33%) are too close to call"
    );
    let four = [("Under 25", 3), ("25–34", 3), ("35–44", 3), ("45+", 3)];
    assert_eq!(
        of_ages(&four),
        "No group stands out: the top 4 are too close to call, all at 25%"
    );
    let ahead = [("Under 25", 14), ("25–34", 12), ("35–44", 9), ("45+", 8)];
    assert_eq!(
        of_ages(&ahead),
        "No group stands out: the top 4 are too close to call, from 33% down to 19%"
    );
    let two = [
        ("Under 25", 210),
        ("25–34", 205),
        ("35–44", 60),
        ("45+", 40),
    ];
    assert_eq!(
        of_ages(&two),
        "“Under 25” (41%) and “25–34” (40%) are the largest groups"
    );
    let some = [("Under 25", 30), ("25–34", 24), ("35–44", 19), ("45+", 4)];
    assert_eq!(
        of_ages(&some),
        "“Under 25” (39%), “25–34” (31%) and “35–44” (25%) are the largest groups"
    );
}

#[test]
fn steps_of_one_thing_are_described_as_carefully() {
    let often = |counts: [u64; 4]| {
        let steps = ["Daily", "Weekly", "Monthly", "Never"];
        let options: Vec<(&str, u64)> = steps.into_iter().zip(counts).collect();
        finding(&single("q", "How often?", true, &options).table())
    };
    assert_eq!(
        often([400, 250, 200, 150]),
        "“Daily” is the most frequent answer (40%)"
    );
    assert_eq!(
        often([9, 8, 8, 6]),
        "No answer stands out: the top 4 are too close to call, from 29% down to 19%"
    );
}

#[test]
fn a_net_promoter_score_comes_with_its_interval() {
    let counts = |low, middle, high| {
        let mut counts = [0; 11];
        (counts[3], counts[8], counts[9]) = (low, middle, high);
        finding(&net_promoter("q", counts).table())
    };
    assert_eq!(
        counts(100, 200, 400),
        "Promoters outnumber detractors: the net promoter score is +43 (95% interval +37 to +48)"
    );
    assert!(counts(40, 20, 10).starts_with("Detractors outnumber promoters: "));
    assert!(counts(10, 20, 11).contains("too close to call"));
    assert_eq!(
        counts(0, 0, 9),
        "The net promoter score is +100: every answer falls into one group"
    );
}

#[test]
fn rankings_numbers_and_comments_have_a_sentence_each() {
    let ranked: [(&str, &[u64]); 2] = [("Price", &[300, 100]), ("Taste", &[100, 300])];
    assert_eq!(
        finding(&ranking("q", 400, &ranked).table()),
        "More than half (75%) ranked “Price” first, ahead of everything else"
    );
    let bands = [("0–9", 0..=9, 10), ("10–19", 10..=19, 10)];
    assert_eq!(
        finding(&number("q", 203, &bands).table()),
        "The average is 10.2 years; half of the answers are below about 10"
    );
    assert_eq!(
        finding(&comments("q", 600, 143).table()),
        "143 people wrote a comment"
    );
    assert_eq!(
        finding(&comments("q", 600, 1).table()),
        "1 person wrote a comment"
    );
    assert_eq!(
        finding(&comments("q", 600, 0).table()),
        "Nobody wrote a comment"
    );
}

#[test]
fn withheld_and_empty_are_one_sentence() {
    let few = "Too few answers to show";
    assert_eq!(of_one(&[("Yes", 0), ("No", 0)]), few);
    assert_eq!(finding(&comments("q", 0, 0).table()), few);
    let mut unanswered = single("q", "Why?", false, &[("Yes", 0), ("No", 0)]);
    unanswered.shown = 40;
    assert_eq!(
        finding(&unanswered.table()),
        "Nobody answered this question"
    );
}

#[test]
fn a_row_or_an_answer_about_which_nothing_is_shown_is_in_no_comparison() {
    let rows: [(&str, &[u64]); 3] = [
        ("Price", &[5, 5, 10, 40, 40]),
        ("Few", &[0, 0, 0, 0, 0]),
        ("Taste", &[40, 40, 10, 5, 5]),
    ];
    let headline = finding(&grid("q", &FIVE, &rows).table());
    assert!(!headline.contains("Few"), "{headline}");
    let mut sample = multiple("q", "Why?", 50, &[("A", 40), ("B", 0)]);
    sample.tallies[0].bases[1] = 0;
    let headline = finding(&sample.table());
    assert!(!headline.contains("“B”"), "{headline}");
}
