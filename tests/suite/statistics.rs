//! Statistics held against the values of established programs: `tests/reference`.

use std::fs;

use serde_json::Value;
use whynot::statistics::intervals::{
    Interval, TAIL_95, Z_95, clopper_pearson, clopper_pearson_share, wilson, wilson_share,
};
use whynot::statistics::net_promoter::net_promoter_score;
use whynot::statistics::weights::{Weighted, design_effect, effective_base};
use whynot_test_support::reference_file;

const INTERVALS: &str = include_str!("../reference/proportion_intervals.csv");
const NET_PROMOTER: &str = include_str!("../reference/nps.json");
const KISH: &str = include_str!("../reference/kish.json");
const WEIGHTED: &str = include_str!("../reference/weighted_proportions.json");

/// R's `qnorm(1 - (1 - level) / 2)`.
const NORMAL_QUANTILES: [(f64, f64); 3] = [
    (0.90, 1.644_853_626_951_472_2),
    (0.95, Z_95),
    (0.99, 2.575_829_303_548_900_4),
];

fn assert_close(ours: f64, reference: f64, tolerance: f64, what: &str) {
    assert!(
        (ours - reference).abs() <= tolerance,
        "{what}: {ours} instead of {reference}"
    );
}

fn assert_interval(ours: Interval, [low, high]: [f64; 2], tolerance: f64, what: &str) {
    assert_close(ours.low, low, tolerance, &format!("lower bound of {what}"));
    assert_close(
        ours.high,
        high,
        tolerance,
        &format!("upper bound of {what}"),
    );
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("reference values are JSON")
}

fn number(of: &Value) -> f64 {
    of.as_f64()
        .unwrap_or_else(|| panic!("{of} is not a number"))
}

fn bounds(of: &Value) -> [f64; 2] {
    [number(&of[0]), number(&of[1])]
}

#[test]
fn intervals_of_a_share_are_those_of_r() {
    let mut reader = csv::Reader::from_reader(INTERVALS.as_bytes());
    let headers = reader.headers().expect("a header").clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header == name)
            .expect(name)
    };
    let [wilson_low, wilson_high] = ["wilson_lo", "wilson_hi"].map(column);
    let [exact_low, exact_high] = ["cp_lo", "cp_hi"].map(column);
    let mut compared = 0;
    for record in reader.records() {
        let record = record.expect("a row");
        let value = |at: usize| record[at].parse::<f64>().expect("a number");
        let (count, base) = (value(0) as u64, value(1) as u64);
        let level = value(2);
        let (_, z) = NORMAL_QUANTILES
            .into_iter()
            .find(|(of, _)| *of == level)
            .expect("a known level");
        let what = format!("{count} of {base} at {level}");
        let expected = [value(wilson_low), value(wilson_high)];
        assert_interval(wilson(count, base, z), expected, 1e-14, &what);
        let expected = [value(exact_low), value(exact_high)];
        let exact = clopper_pearson(count, base, (1.0 - level) / 2.0);
        assert_interval(exact, expected, 2e-14, &what);
        compared += 1;
    }
    assert_eq!(compared, 132);
}

#[test]
fn intervals_on_an_effective_base_are_those_of_r() {
    let reference = json(WEIGHTED);
    let options = reference["example_a_q9"].as_array().expect("options");
    assert_eq!(options.len(), 7);
    for option in options {
        let what = option["label"].as_str().expect("a label");
        let share = number(&option["p_weighted"]);
        let base = number(&option["n_eff"]);
        let expected = bounds(&option["wilson95_on_n_eff"]);
        assert_interval(wilson_share(share, base, Z_95), expected, 1e-13, what);
        let expected = bounds(&option["clopper_pearson95_on_n_eff"]);
        let exact = clopper_pearson_share(share, base, TAIL_95);
        assert_interval(exact, expected, 1e-12, what);
    }
}

#[test]
fn net_promoter_scores_are_those_of_r() {
    let reference = json(NET_PROMOTER);
    for name in ["ess10no_imbgeco_unweighted", "toy", "all_promoters"] {
        let case = &reference[name];
        let count = |of: &str| case[of].as_u64().expect("a count");
        let mut counts = [0; 11];
        // The score does not look at where within its third an answer lies.
        (counts[6], counts[0]) = (count("detractors") / 2, count("detractors").div_ceil(2));
        (counts[7], counts[8]) = (count("passives") / 2, count("passives").div_ceil(2));
        (counts[9], counts[10]) = (count("promoters") / 2, count("promoters").div_ceil(2));
        let ours = net_promoter_score(&counts).expect("somebody answered");
        assert_close(ours.score, number(&case["nps"]), 1e-12, name);
        assert_close(ours.standard_error, number(&case["se_on_n"]), 1e-12, name);
        let expected = bounds(&case["ci95_on_n"]);
        let interval = Interval {
            low: ours.low,
            high: ours.high,
        };
        assert_interval(interval, expected, 1e-12, name);
    }
}

#[test]
fn effective_bases_are_those_of_r() {
    let reference = json(KISH);
    let one_each = |weights: &[f64]| -> Vec<Weighted> {
        let cells = weights.iter().map(|&weight| Weighted { weight, count: 1 });
        cells.collect()
    };
    let toys = [
        ("toy_1_2_3", one_each(&[1.0, 2.0, 3.0])),
        ("equal_weights_100", one_each(&[1.0; 100])),
    ];
    for (name, responses) in toys {
        assert_kish(&reference[name], &responses, name);
    }
    let Some(file) = reference_file("example_a/example_data_a.csv") else {
        return;
    };
    let text = fs::read_to_string(file).expect("a readable file");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().expect("a header").clone();
    let column = headers.iter().position(|header| header == "weight_a");
    let column = column.expect("a weight");
    let weights: Vec<f64> = reader
        .records()
        .map(|record| record.expect("a row")[column].parse().expect("a weight"))
        .collect();
    let name = "example_a_weight_a";
    assert_kish(&reference[name], &one_each(&weights), name);
}

fn assert_kish(reference: &Value, responses: &[Weighted], what: &str) {
    let base = effective_base(responses).expect("weights");
    assert_close(base, number(&reference["n_eff"]), 1e-8, what);
    let effect = design_effect(responses).expect("weights");
    assert_close(effect, number(&reference["deff"]), 1e-12, what);
}
