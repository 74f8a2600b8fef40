//! What tables with groups say, and what they do not.

use super::comparison::{Difference, comparisons, difference};
use super::*;
use crate::chart::samples::grouped::{
    by_age, by_use, grouped, reasons_by_age, uncounted, withheld, withheld_from_groups,
};
use crate::chart::samples::{multiple, net_promoter, single};
use crate::chart::{Frame, OwnWords, Presentation, Width, data_table, finding, frame, notes, unit};

fn yes(base: u64, count: u64) -> crate::chart::samples::Sample {
    multiple("q", "Why?", base, &[("Ads", count), ("Price", base / 2)])
}

#[test]
fn a_group_that_differs_clearly_is_named_with_the_one_at_the_other_end() {
    assert_eq!(
        finding(&reasons_by_age()),
        "“55 and over” chose “Do not see any purpose/benefit” more often (33%) than “Under 25” (12%)"
    );
}

#[test]
fn without_a_clear_opposite_a_group_is_compared_with_the_rest() {
    let groups = vec![
        ("Daily", yes(60, 45)),
        ("Weekly", yes(400, 180)),
        ("Rarely", yes(60, 30)),
        ("Never", yes(20, 8)),
    ];
    let table = grouped(by_use(), groups);
    assert_eq!(
        finding(&table),
        "“Daily” chose “Ads” more often (75%) than the rest (45%)"
    );
}

#[test]
fn what_chance_could_do_is_no_difference() {
    let groups = vec![("Daily", yes(100, 55)), ("Never", yes(100, 45))];
    let table = grouped(by_use(), groups);
    assert_eq!(difference(&table), Difference::None);
    assert_eq!(finding(&table), "No clear difference by use");
    // Two groups are one comparison an answer; five are with the rest and in pairs.
    assert_eq!(comparisons(&table), 2);
    assert_eq!(comparisons(&reasons_by_age()), 5 * (5 + 10));
}

#[test]
fn groups_that_overlap_are_shown_and_never_compared() {
    let mut banner = by_use();
    banner.is_overlapping = true;
    let groups = vec![("Ads", yes(200, 200)), ("Price", yes(200, 20))];
    let table = grouped(banner, groups);
    assert_eq!(difference(&table), Difference::NotCompared);
    assert!(!finding(&table).contains("often"));
    assert!(
        notes(&table)
            .iter()
            .any(|note| note.contains("not compared"))
    );
    let cross = cross_table(&table).unwrap();
    assert!(cross.rule.is_empty());
    let letters = cross.rows.iter().flat_map(|row| &row.cells);
    assert!(letters.into_iter().all(|cell| cell.letters.is_empty()));
}

#[test]
fn a_withheld_question_looks_as_if_nobody_had_been_asked() {
    let nobody = withheld();
    // Everybody is counted, and the groups are not shown.
    let hidden = withheld_from_groups();
    assert!(hidden.first().base.answered > 0);
    for width in [Width::Wide, Width::Narrow, Width::Slide] {
        for intervals in [false, true] {
            let presentation = Presentation {
                width,
                intervals,
                frame: Frame::MarksOnly,
            };
            let marks = |table: &ProtectedTable| {
                frame::compose(&OwnWords::default(), table, &presentation).marks
            };
            assert_eq!(marks(&hidden), marks(&nobody));
        }
    }
    assert_eq!(finding(&hidden), finding(&nobody));
    assert_eq!(notes(&hidden), notes(&nobody));
    assert_eq!(unit(&hidden), unit(&nobody));
    let cells = data_table(&nobody).rows.into_iter().flatten().skip(1);
    assert!(cells.clone().any(|cell| cell == "–"));
}

#[test]
fn a_cross_table_has_letters_counts_and_bases() {
    let cross = cross_table(&reasons_by_age()).unwrap();
    let letters: Vec<&str> = cross
        .heads
        .iter()
        .map(|head| head.letter.as_str())
        .collect();
    assert_eq!(letters, ["", "A", "B", "C", "D", "E"]);
    assert_eq!(cross.heads[1].base, "312");
    let bombarded = &cross.rows[0].cells;
    assert_eq!(
        (bombarded[1].figure.as_str(), bombarded[1].count.as_str()),
        ("64%", "199")
    );
    assert!(bombarded[1].letters.ends_with('E'));
    assert!(bombarded[0].letters.is_empty() && bombarded[5].letters.is_empty());
}

#[test]
fn a_breakdown_is_called_by_its_code_where_that_is_a_word() {
    assert_eq!(by_code("age").as_deref(), Some("by age"));
    let named = Banner {
        code: "standing".to_owned(),
        label: Some("relation to ACME".to_owned()),
        ..by_age()
    };
    assert_eq!(by(&named), "by relation to ACME");
    assert_eq!(by_code("age-by-use").as_deref(), Some("by age and use"));
    assert_eq!(
        by_code("customer_type").as_deref(),
        Some("by customer type")
    );
    assert_eq!(by_code("recommend").as_deref(), Some("by recommendation"));
    for code in ["q4", "x", "use2", ""] {
        assert_eq!(by_code(code), None, "{code}");
    }
    let mut banner = by_use();
    banner.code = "q7".to_owned();
    assert_eq!(by(&banner), "by “How do you use the brand?”");
}

#[test]
fn an_answer_whose_givers_are_in_no_group_is_never_nought_percent_of_one() {
    let table = uncounted();
    let rows = data_table(&table).rows;
    let unknown = rows.iter().find(|row| row[0] == "I do not know").unwrap();
    assert_eq!(unknown[1], "4% (68)");
    assert!(unknown[2..].iter().all(|cell| cell == "–"), "{unknown:?}");
    let notes = notes(&table);
    let said = "“I do not know” is not counted by group: whoever said so is in the totals only.";
    assert!(notes.iter().any(|note| note == said), "{notes:?}");
    // It is not a matter of few people, as the dashes of small groups are.
    assert!(!notes.iter().any(|note| note.starts_with("A dash")));
    for width in [Width::Wide, Width::Narrow] {
        let presentation = Presentation {
            width,
            intervals: true,
            frame: Frame::MarksOnly,
        };
        let marks = frame::compose(&OwnWords::default(), &table, &presentation).marks;
        assert!(!format!("{marks:?}").contains("not know"));
    }
}

#[test]
fn an_answer_that_somebody_in_the_groups_gave_is_counted_in_each() {
    let standing = |yes, unknown| {
        single(
            "q",
            "Do you buy?",
            false,
            &[("Yes", yes), ("*I do not know", unknown)],
        )
    };
    let groups = vec![("Daily", standing(50, 0)), ("Never", standing(40, 12))];
    let table = grouped(by_use(), groups);
    assert!(!table.is_uncounted(1));
    let rows = data_table(&table).rows;
    assert_eq!(rows[1][2], "0% (0)");
}

#[test]
fn two_groups_that_are_clearly_apart_are_named_though_neither_is_from_the_rest() {
    let groups = vec![
        ("Daily", yes(100, 63)),
        ("Weekly", yes(600, 320)),
        ("Never", yes(100, 42)),
    ];
    assert_eq!(
        finding(&grouped(by_use(), groups)),
        "“Daily” chose “Ads” more often (63%) than “Never” (42%)"
    );
}

#[test]
fn a_score_is_said_from_end_to_end_and_of_two_groups_as_higher() {
    let scores = |nines: u64| net_promoter("q", [200 - nines, 0, 0, 0, 0, 0, 0, 20, 20, nines, 0]);
    let two = vec![("Daily", scores(150)), ("Never", scores(40))];
    let words = finding(&grouped(by_use(), two));
    assert!(
        words.starts_with("The net promoter score is higher among “Daily”"),
        "{words}"
    );
    let three = vec![
        ("Daily", scores(150)),
        ("Weekly", scores(145)),
        ("Never", scores(40)),
    ];
    let words = finding(&grouped(by_use(), three));
    assert!(
        words.starts_with("The net promoter score reaches from −50 (“Never”) to +"),
        "{words}"
    );
}

#[test]
fn groups_of_few_people_are_said_to_say_little() {
    let one = grouped(
        by_use(),
        vec![("Daily", yes(17, 9)), ("Never", yes(300, 150))],
    );
    let said = "“Daily” stands for 17 people only: its shares say little by themselves.";
    assert!(notes(&one).iter().any(|note| note == said));
    let two = grouped(
        by_use(),
        vec![("Daily", yes(17, 9)), ("Never", yes(29, 15))],
    );
    assert!(
        notes(&two)
            .iter()
            .any(|note| note.starts_with("2 groups stand for fewer than 30"))
    );
    assert!(
        !notes(&reasons_by_age())
            .iter()
            .any(|note| note.contains("say little"))
    );
}

#[test]
fn how_many_are_in_no_group_is_said() {
    let said = "12 of 2,000 people are in no group and counted in the totals only: they asked for \
                it, did not say which group they belong to, or were drawn by lot to hide those.";
    assert!(notes(&reasons_by_age()).iter().any(|note| note == said));
}

#[test]
fn the_mark_of_everybody_is_of_those_whose_answers_the_groups_count() {
    let table = uncounted();
    let shares: Vec<f64> = lines(&table)
        .iter()
        .filter(|line| !line.is_uncounted)
        .map(|line| line.everybody.share())
        .collect();
    // In the cross-table everybody is everybody.
    assert!(shares.iter().sum::<f64>() < 0.99);
    let bars = crate::chart::plot::by_group::of_groups(&table, false).counted();
    let marks = bars.lines.iter().map(|line| line.everybody.share());
    assert!((marks.sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn a_group_that_is_called_yes_or_four_says_of_what() {
    let groups = vec![("Yes", yes(400, 260)), ("No", yes(400, 150))];
    assert_eq!(
        finding(&grouped(by_use(), groups)),
        "“Yes” (use) chose “Ads” more often (65%) than “No” (38%)"
    );
}
