//! Tables with groups: every kind of question, few groups and many.

use super::{Sample, comments, grid, multiple, net_promoter, number, ranking, scale, single};
use crate::privacy::protected_table::{Banner, Measure, ProtectedTable};
use crate::privacy::published::PublishedTotals;
use crate::statistics::totals::{QuestionTotals, Tally, Totals};

pub const AGES: [&str; 5] = ["Under 25", "25–34", "35–44", "45–54", "55 and over"];

pub fn by_age() -> Banner {
    Banner {
        code: "age".to_owned(),
        title: "How old are you?".to_owned(),
        label: None,
        is_overlapping: false,
        is_ordered: true,
        merged: Some(
            "Groups too small to be shown by themselves were joined with their neighbours"
                .to_owned(),
        ),
        left_out: 12,
    }
}

pub fn by_use() -> Banner {
    Banner {
        code: "use".to_owned(),
        title: "How do you use the brand?".to_owned(),
        is_ordered: false,
        merged: None,
        left_out: 0,
        ..by_age()
    }
}

fn published(sample: &Sample) -> PublishedTotals {
    let totals = Totals {
        responses: sample.shown.max(5),
        questions: vec![QuestionTotals {
            shown: sample.shown,
            answered: sample.answered,
            tallies: sample.tallies.clone(),
        }],
    };
    PublishedTotals::of_batch(totals, 5).unwrap()
}

/// Everybody is the sum of the groups.
fn sum(one: &Tally, other: &Tally) -> Tally {
    let add = |one: &[u64], other: &[u64]| one.iter().zip(other).map(|(a, b)| a + b).collect();
    Tally {
        counts: add(&one.counts, &other.counts),
        bases: add(&one.bases, &other.bases),
        sum: one.sum + other.sum,
    }
}

/// A table of these groups, of which everybody is the sum.
pub fn grouped(banner: Banner, groups: Vec<(&str, Sample)>) -> ProtectedTable {
    grouped_beside(banner, groups, Vec::new())
}

/// The same with others, who are in everybody's column and in no group.
pub fn grouped_beside(
    banner: Banner,
    groups: Vec<(&str, Sample)>,
    left_out: Vec<Sample>,
) -> ProtectedTable {
    let totals: Vec<(String, PublishedTotals)> = groups
        .iter()
        .map(|(name, sample)| ((*name).to_owned(), published(sample)))
        .collect();
    let inside = PublishedTotals::together(totals.iter().map(|(_, totals)| totals)).unwrap();
    let mut samples = groups.into_iter().map(|(_, sample)| sample);
    let mut everybody = samples.next().unwrap();
    for sample in samples.chain(left_out) {
        everybody.shown += sample.shown;
        everybody.answered += sample.answered;
        let pairs = everybody.tallies.iter().zip(&sample.tallies);
        everybody.tallies = pairs.map(|(one, other)| sum(one, other)).collect();
    }
    let of_groups: Vec<(String, &PublishedTotals, usize)> = totals
        .iter()
        .map(|(name, published)| (name.clone(), published, 0))
        .collect();
    everybody
        .table()
        .with_groups(banner, &of_groups, &inside)
        .unwrap()
}

const WHY: &str = "Reasons that US Facebook users have not “liked” a company on Facebook";

const REASONS: [&str; 6] = [
    "Do not want to be bombarded with messages or ads",
    "Do not want to give companies access to profile information",
    "Do not want to push things into friends’ newsfeeds",
    "Do not want companies contacting me through Facebook",
    "Do not see any purpose/benefit",
    "*None of these",
];

/// Percentages of each age, on bases of their own.
const BY_AGE: [(u64, [u64; 6]); 5] = [
    (312, [64, 38, 41, 27, 12, 4]),
    (486, [58, 44, 36, 28, 19, 5]),
    (431, [53, 46, 30, 31, 24, 6]),
    (388, [50, 48, 26, 29, 29, 7]),
    (383, [43, 51, 22, 30, 33, 9]),
];

fn reasons(base: u64, percentages: [u64; 6]) -> Sample {
    let options: Vec<(&str, u64)> = REASONS
        .into_iter()
        .zip(percentages.map(|share| base * share / 100))
        .collect();
    multiple("by-age", WHY, base, &options)
}

pub fn reasons_by_age() -> ProtectedTable {
    let groups = AGES.into_iter().zip(BY_AGE);
    let groups = groups.map(|(age, (base, shares))| (age, reasons(base, shares)));
    grouped(by_age(), groups.collect())
}

fn coded(mut sample: Sample, code: &str) -> Sample {
    sample.heading.question_code = code.to_owned();
    sample
}

fn two_groups() -> ProtectedTable {
    let yes = |yes, no| {
        single(
            "two",
            "Have you ever followed a brand?",
            false,
            &[("Yes", yes), ("No", no)],
        )
    };
    grouped(
        by_use(),
        vec![
            ("Customers", yes(311, 189)),
            ("Not customers", yes(120, 240)),
        ],
    )
}

fn six_groups() -> ProtectedTable {
    let names = [
        "Daily",
        "Several times a week",
        "Weekly",
        "Monthly",
        "Less often than that",
        "Never",
    ];
    let groups = names.into_iter().zip(0_u64..).map(|(name, place)| {
        let shares = [60 - 2 * place, 44, 30 + place, 31, 24 - place, 6];
        (name, coded(reasons(90 + 40 * place, shares), "six"))
    });
    grouped(by_use(), groups.collect())
}

const USES: [&str; 4] = ["Daily", "Weekly", "Rarely", "Never"];

/// Every age by every use, some cells empty.
fn pairs() -> ProtectedTable {
    let mut names = Vec::new();
    let mut samples = Vec::new();
    for (age, (base, shares)) in AGES.into_iter().zip(BY_AGE) {
        for (place, uses) in (0_u64..).zip(USES) {
            let base = if age == "Under 25" && place == 3 {
                0
            } else {
                base / (3 + place)
            };
            let shares = shares.map(|share| share.saturating_sub(3 * place));
            names.push(format!("{age} · {uses}"));
            samples.push(coded(reasons(base, shares), "pairs"));
        }
    }
    let mut banner = by_age();
    banner.code = "age-by-use".to_owned();
    banner.title = "How old are you? × How do you use the brand?".to_owned();
    banner.is_ordered = false;
    grouped(
        banner,
        names.iter().map(String::as_str).zip(samples).collect(),
    )
}

/// Twenty answers by the twenty groups who gave them.
fn answers_by_answers() -> ProtectedTable {
    let reasons: Vec<String> = (0..20)
        .map(|i| format!("Reason number {} for staying away from it", i + 1))
        .collect();
    let groups = reasons.iter().zip(0_u64..).map(|(name, group)| {
        let base = 300 - 10 * group;
        let counts = (0..20_u64).map(|i| {
            if i == group {
                base
            } else {
                base * (70 - 3 * i) / 100
            }
        });
        let options: Vec<(&str, u64)> = reasons.iter().map(String::as_str).zip(counts).collect();
        (
            name.as_str(),
            multiple("answers", "Why have you not followed it?", base, &options),
        )
    });
    let mut banner = by_use();
    banner.code = "answers".to_owned();
    banner.is_overlapping = true;
    grouped(banner, groups.collect())
}

/// Withheld from this breakdown, or seen by nobody in it.
pub fn withheld() -> ProtectedTable {
    let nobody = |_| coded(reasons(0, [0; 6]), "withheld");
    grouped(
        by_age(),
        AGES.into_iter().map(|age| (age, nobody(age))).collect(),
    )
}

/// Everybody's answers are shown, those of the groups are not.
pub fn withheld_from_groups() -> ProtectedTable {
    let nobody = published(&reasons(0, [0; 6]));
    let groups: Vec<(String, &PublishedTotals, usize)> = AGES
        .into_iter()
        .map(|age| (age.to_owned(), &nobody, 0))
        .collect();
    let everybody = coded(reasons(500, [50, 40, 30, 20, 10, 5]), "withheld");
    everybody
        .table()
        .with_groups(by_age(), &groups, &nobody)
        .unwrap()
}

/// Whoever answered "I do not know" is left out of the groups.
pub fn uncounted() -> ProtectedTable {
    let standing = |yes, no, unknown| {
        single(
            "uncounted",
            "Do you buy from the brand?",
            false,
            &[("Yes", yes), ("No", no), ("*I do not know", unknown)],
        )
    };
    let groups = AGES.into_iter().zip(0_u64..);
    let groups = groups.map(|(age, place)| (age, standing(180 - 20 * place, 90 + 30 * place, 0)));
    grouped_beside(by_age(), groups.collect(), vec![standing(4, 3, 68)])
}

/// One group has nothing to show.
fn one_gap() -> ProtectedTable {
    let groups = AGES.into_iter().zip(BY_AGE).enumerate();
    let groups = groups.map(|(place, (age, (base, shares)))| {
        let base = if place == 2 { 0 } else { base };
        (age, coded(reasons(base, shares), "one-gap"))
    });
    grouped(by_age(), groups.collect())
}

fn choices() -> Vec<ProtectedTable> {
    let alike = AGES.map(|age| (age, coded(reasons(60, [50, 45, 30, 30, 25, 5]), "alike")));
    vec![
        reasons_by_age(),
        two_groups(),
        six_groups(),
        pairs(),
        answers_by_answers(),
        withheld(),
        one_gap(),
        uncounted(),
        grouped(by_age(), alike.into_iter().collect()),
    ]
}

const FIVE: [&str; 5] = [
    "Very dissatisfied",
    "Rather dissatisfied",
    "Neither satisfied nor dissatisfied",
    "Rather satisfied",
    "Very satisfied",
];

const STATEMENTS: [&str; 4] = [
    "The brand respects my privacy",
    "Its posts are worth my time",
    "It answers when I ask",
    "I would notice if it were gone, and I would tell my friends about it",
];

fn others() -> Vec<ProtectedTable> {
    let places = || AGES.into_iter().zip(0_u64..);
    let likert = places().map(|(age, i)| {
        let counts = [10 + 9 * i, 20 + 7 * i, 60, 90 - 8 * i, 70 - 9 * i];
        (age, scale("likert-age", &FIVE, &counts))
    });
    let scores = places().map(|(age, i)| {
        let counts = [9 + 4 * i, 1, 2, 3, 4, 12, 9, 20, 24, 30 - 4 * i, 41 - 6 * i];
        (age, net_promoter("nps-age", counts))
    });
    let bands = |i: u64| {
        [
            ("0–9", 0..=9, 40 - 5 * i),
            ("10–19", 10..=19, 60),
            ("20–49", 20..=49, 50 + 6 * i),
            ("50 and more", 50..=200, 12 + 9 * i),
        ]
    };
    let spends = places().map(|(age, i)| {
        let mut sample = number("spend-age", 4_200 + 1_150 * i as i64, &bands(i));
        sample.heading.question = "How much do you spend in a month?".to_owned();
        if let Measure::Number { unit, .. } = &mut sample.measure {
            *unit = Some("€".to_owned());
        }
        (age, sample)
    });
    let statements = places().map(|(age, i)| {
        let counts: Vec<Vec<u64>> = (0..4_u64)
            .map(|row| {
                vec![
                    10 + 6 * i + 4 * row,
                    20 + 5 * row,
                    40,
                    60 - 5 * i,
                    50 - 8 * row,
                ]
            })
            .collect();
        let rows: Vec<(&str, &[u64])> = STATEMENTS
            .into_iter()
            .zip(&counts)
            .map(|(text, counts)| (text, counts.as_slice()))
            .collect();
        (age, grid("grid-age", &["1", "2", "3", "4", "5"], &rows))
    });
    let ranked = places().map(|(age, i)| {
        let rows: [(&str, &[u64]); 3] = [
            ("Discounts and offers", &[60 - 8 * i, 30, 20]),
            ("A friend follows it", &[20 + 7 * i, 30, 20]),
            ("It is funny", &[12, 20, 30]),
        ];
        (age, ranking("ranking-age", 120, &rows))
    });
    let wrote = places().map(|(age, i)| (age, comments("comments-age", 200, 20 + 14 * i)));
    vec![
        grouped(by_age(), likert.collect()),
        grouped(by_age(), scores.collect()),
        grouped(by_age(), spends.collect()),
        grouped(by_age(), statements.collect()),
        grouped(by_age(), ranked.collect()),
        grouped(by_age(), wrote.collect()),
    ]
}

/// All of them; the question's code names each.
pub fn all_grouped() -> Vec<ProtectedTable> {
    let mut samples = choices();
    samples.extend(others());
    samples
}
