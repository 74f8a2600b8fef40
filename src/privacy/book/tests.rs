//! The last rules before a book is written, and reading it again.

use super::*;
use crate::privacy::auditor::wave::Rule;
use crate::statistics::totals::Tally;
use crate::survey::criterion::Criterion;
use crate::survey::questionnaire::Survey;

const RULE: Rule = Rule {
    group_size_min: 10,
    floor: 5,
};

/// Reasons (of which two can be chosen), a closed question about the brand, a
/// background question of three steps, and another of two.
const SURVEY: &str = r#"
format = 1
slug = "book"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
group_size_min = 10
floor = 5

[[question]]
code = "reasons"
kind = "multiple-choice"
text = "Why not?"
options = [{ code = "ads", text = "Ads" }, { code = "data", text = "Data" }]

[[question]]
code = "again"
kind = "single-choice"
text = "Would you come back?"
options = [{ code = "yes", text = "Yes" }, { code = "no", text = "No" }]

[[question]]
code = "age"
kind = "single-choice"
background = true
ordered = true
text = "How old are you?"
options = [
  { code = "young", text = "Under 25" },
  { code = "middle", text = "25–44" },
  { code = "old", text = "45 and over" },
]
"#;

const AGAIN: u16 = 1;
const BY_AGE: Candidate = Candidate::By(Criterion::Answer { question: 2 });
const BY_AGAIN: Candidate = Candidate::By(Criterion::Answer { question: AGAIN });

fn by_option(option: u8) -> Candidate {
    Candidate::By(Criterion::Chosen {
        question: 0,
        option,
    })
}

fn survey() -> Survey {
    crate::survey::file::read(SURVEY).expect("a valid survey")
}

fn by(groups: &[&[u8]]) -> Verdict {
    Verdict::By(Grouping(
        groups.iter().map(|group| group.to_vec()).collect(),
    ))
}

/// A question of two categories, answered by all whom it was shown to.
fn counts(first: u64, second: u64) -> QuestionTotals {
    let answered = first + second;
    QuestionTotals {
        shown: answered,
        answered,
        tallies: vec![Tally {
            counts: vec![first, second],
            bases: vec![answered; 2],
            sum: 0,
        }],
    }
}

fn counted(verdict: Verdict, groups: Vec<QuestionTotals>) -> CountedQuestion {
    CountedQuestion {
        verdict,
        groups,
        unseen: Vec::new(),
    }
}

/// One breakdown in which every question has the same counts.
fn breakdown(
    candidate: Candidate,
    verdict: &Verdict,
    groups: &[QuestionTotals],
) -> CountedBreakdown {
    CountedBreakdown {
        candidate,
        verdict: verdict.clone(),
        sizes: groups.iter().map(|group| group.shown).collect(),
        questions: vec![counted(verdict.clone(), groups.to_vec()); 3],
    }
}

fn published(breakdowns: Vec<CountedBreakdown>) -> Book {
    publish(&survey().questionnaire, RULE, &Counted { breakdowns })
}

fn totals(book: &Book, entry: usize, question: u16) -> Vec<(BookGroup, PublishedTotals)> {
    let empty = QuestionTotals {
        tallies: vec![Tally::empty(2)],
        ..QuestionTotals::default()
    };
    book.breakdowns()[entry].question(question, &empty)
}

fn steps() -> Verdict {
    by(&[&[0], &[1, 2], &[3]])
}

#[test]
fn a_group_of_fewer_than_k_keeps_its_breakdown_out_of_the_book() {
    let groups = |third: u64| [counts(12, 8), counts(20, 20), counts(third, 0)];
    for (third, breakdowns) in [(0, 1), (9, 0), (10, 1)] {
        let book = published(vec![breakdown(BY_AGE, &steps(), &groups(third))]);
        assert_eq!(book.breakdowns().len(), breakdowns, "{third}");
    }
}

#[test]
fn a_withheld_question_looks_like_one_that_nobody_was_shown() {
    let groups = [counts(12, 8), counts(20, 20), counts(10, 0)];
    let with = |question: CountedQuestion| {
        let mut counted = breakdown(BY_AGE, &steps(), &groups);
        counted.questions[1] = question;
        published(vec![counted])
    };
    let nobody = with(counted(steps(), vec![counts(0, 0); 3]));
    assert_eq!(totals(&nobody, 0, AGAIN)[1].1.responses(), 40);
    let mut few_answered = counts(6, 6);
    few_answered.answered = 9;
    for withheld in [
        counted(Verdict::Withheld, Vec::new()),
        counted(steps(), vec![counts(12, 8), counts(20, 20), counts(4, 0)]),
        counted(steps(), vec![counts(12, 8), few_answered, counts(0, 0)]),
    ] {
        let book = with(withheld);
        assert_eq!(book, nobody);
        assert_eq!(totals(&book, 0, AGAIN), totals(&nobody, 0, AGAIN));
    }
    assert_ne!(totals(&nobody, 0, 2), totals(&nobody, 0, AGAIN));
}

#[test]
fn a_routed_question_is_published_in_coarser_groups_of_the_same_people() {
    let groups = [counts(12, 8), counts(20, 20), counts(10, 0)];
    let mut routed = breakdown(BY_AGE, &steps(), &groups);
    routed.questions[1] = counted(by(&[&[0, 1, 2], &[3]]), vec![counts(9, 9), counts(0, 0)]);
    let book = published(vec![routed]);
    let found = totals(&book, 0, AGAIN);
    assert_eq!(found[0].0.classes, [0, 1, 2]);
    assert_eq!(found[0].0.size, 60);
    assert_eq!((found[0].1.responses(), found[0].1.shown(0)), (60, 18));
    assert_eq!(found[1].0.size, 10);
}

#[test]
fn an_option_that_few_of_a_group_saw_is_withheld_in_all_groups() {
    let mut seen_by_few = counts(12, 3);
    seen_by_few.tallies[0].bases = vec![15, 4];
    let groups = [counts(12, 8), counts(20, 20), seen_by_few];
    let mut counted = breakdown(BY_AGE, &steps(), &groups);
    let book = published(vec![counted.clone()]);
    let found = totals(&book, 0, 0);
    assert!((0..3).all(|group| found[group].1.base(0, 0, 1) == 0));
    assert_eq!(found[2].1.base(0, 0, 0), 15);
    // The auditor may say so too, of the people who saw the option.
    counted.questions[0] = CountedQuestion {
        unseen: vec![(0, 1)],
        ..counted_safely(&groups[..2])
    };
    assert_eq!(
        totals(&published(vec![counted]), 0, 0)[0].1.base(0, 0, 1),
        0
    );
}

fn counted_safely(groups: &[QuestionTotals]) -> CountedQuestion {
    let mut groups = groups.to_vec();
    groups.push(counts(0, 0));
    counted(steps(), groups)
}

#[test]
fn answers_are_shown_by_answers_only_where_both_sides_are_admitted_as_they_are() {
    let options = by(&[&[0], &[1], &[2]]);
    let groups = [counts(15, 15), counts(20, 20), counts(0, 0)];
    let by_ads = breakdown(by_option(0), &options, &groups);
    let by_data = breakdown(by_option(1), &options, &groups);
    let as_it_is = breakdown(BY_AGAIN, &by(&[&[0], &[1], &[2, 3]]), &groups);
    let merged = breakdown(BY_AGAIN, &by(&[&[0, 1], &[2], &[3]]), &groups);
    let is_shown = |breakdowns: Vec<CountedBreakdown>, question: u16| {
        totals(&published(breakdowns), 0, question)[0].1.shown(0) > 0
    };
    assert!(is_shown(vec![by_ads.clone(), as_it_is.clone()], AGAIN));
    assert!(!is_shown(vec![by_ads.clone(), merged.clone()], AGAIN));
    assert!(!is_shown(vec![by_ads.clone()], AGAIN));
    // The other way round, and about people rather than the brand.
    assert!(!is_shown(vec![merged, by_ads.clone()], 0));
    assert!(is_shown(vec![by_ads.clone()], 2));
    // Of a multiple choice each option stands for itself.
    let book = published(vec![as_it_is.clone(), by_data]);
    let found = totals(&book, 0, 0);
    assert_eq!(
        (found[0].1.base(0, 0, 0), found[0].1.base(0, 0, 1)),
        (0, 30)
    );
    // An answer that few gave would be a small group seen from the other side.
    let few = [counts(26, 4), counts(36, 4), counts(0, 0)];
    let by_ads = breakdown(by_option(0), &options, &few);
    assert!(!is_shown(vec![by_ads, as_it_is], AGAIN));
}

#[test]
fn what_is_stored_of_a_book_reads_back() {
    let groups = [counts(12, 8), counts(20, 20), counts(10, 0)];
    let book = published(vec![breakdown(BY_AGE, &steps(), &groups)]);
    let entry = &book.breakdowns()[0];
    let written = serde_json::to_string(&book).unwrap();
    assert_eq!(serde_json::from_str::<Book>(&written).unwrap(), book);
    let again = BookBreakdown::assembled(entry.definition.clone(), entry.questions().clone());
    assert_eq!(Book::assembled([again]), book);
}

#[test]
fn waves_that_joined_differently_are_added_up_in_the_groups_that_both_have() {
    let grouping = |groups: &[&[u8]]| Grouping(groups.iter().map(|g| g.to_vec()).collect());
    assert_eq!(
        common_coarsening([
            &grouping(&[&[0, 1], &[2], &[3], &[4]]),
            &grouping(&[&[0], &[1], &[2, 3]])
        ]),
        grouping(&[&[0, 1], &[2, 3], &[4]])
    );
    let wave = |verdict: Verdict, groups: &[QuestionTotals]| {
        published(vec![breakdown(BY_AGE, &verdict, groups)])
    };
    let first = wave(by(&[&[0], &[1, 2]]), &[counts(12, 8), counts(20, 20)]);
    let second = wave(
        by(&[&[0], &[1], &[2]]),
        &[counts(10, 0), counts(1, 9), counts(5, 5)],
    );
    let waves = [&first.breakdowns()[0], &second.breakdowns()[0]];
    let found = cumulate(&waves, AGAIN, &counts(0, 0)).unwrap();
    let seen: Vec<(&[u8], u64, u64)> = found
        .iter()
        .map(|(group, totals)| (group.classes.as_slice(), group.size, totals.shown(0)))
        .collect();
    assert_eq!(seen, [(&[0_u8][..], 30, 30), (&[1, 2][..], 60, 60)]);
}
