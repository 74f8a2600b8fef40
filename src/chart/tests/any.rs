//! Tables nobody thought of: any options, any counts, any points.

use proptest::prelude::*;
use resvg::usvg::roxmltree;

use super::{PRESENTATIONS, assert_all_within, assert_no_text_collides};
use crate::chart::samples::{grid, multiple, net_promoter, number, ranking, scale};
use crate::chart::{canvas, frame, svg};
use crate::privacy::protected_table::{Measure, ProtectedTable};

fn any_options() -> impl Strategy<Value = Vec<(String, u64)>> {
    let text = prop_oneof![
        "[A-Z][a-z]{1,12}( [a-z]{1,14}){0,12}",
        "[a-zA-Z]{40,90}",
        "\\PC{1,40}",
    ];
    proptest::collection::vec((text, 0_u64..=900), 1..25)
}

fn assert_sound(table: &ProtectedTable) {
    for presentation in &PRESENTATIONS {
        let picture = frame::compose(&super::OwnWords::default(), table, presentation);
        assert_no_text_collides(&picture);
        assert_all_within(&picture);
        let svg = canvas::draw(&picture, svg::Paint::Variables);
        assert!(roxmltree::Document::parse(&svg).is_ok(), "{svg}");
    }
}

fn any_counts(points: usize) -> impl Strategy<Value = Vec<u64>> {
    let count = prop_oneof![Just(0_u64), 0_u64..10, 0_u64..2000];
    proptest::collection::vec(count, points)
}

/// Rows of a grid or of a ranking.
fn any_rows(points: usize) -> impl Strategy<Value = Vec<(String, Vec<u64>)>> {
    let text = "[A-Z][a-z]{1,12}( [a-z]{1,14}){0,12}";
    proptest::collection::vec((text, any_counts(points)), 1..18)
}

fn borrowed(rows: &[(String, Vec<u64>)]) -> Vec<(&str, &[u64])> {
    rows.iter()
        .map(|(text, counts)| (text.as_str(), counts.as_slice()))
        .collect()
}

fn numbered(points: usize) -> Vec<String> {
    (0..points).map(|point| point.to_string()).collect()
}

fn any_scale() -> impl Strategy<Value = (Vec<String>, Vec<u64>)> {
    (2_usize..=11, proptest::bool::ANY).prop_flat_map(|(points, is_worded)| {
        let labels = if is_worded {
            proptest::collection::vec("[A-Z][a-z]{1,12}( [a-z]{1,12}){0,5}", points).boxed()
        } else {
            Just(numbered(points)).boxed()
        };
        (labels, any_counts(points))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_list_of_options_makes_a_sound_picture(options in any_options()) {
        let options: Vec<(&str, u64)> =
            options.iter().map(|(text, count)| (text.as_str(), *count)).collect();
        assert_sound(&multiple("any", "Why?", 900, &options).table());
    }

    #[test]
    fn any_scale_makes_a_sound_picture((labels, counts) in any_scale()) {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        assert_sound(&scale("any", &labels, &counts).table());
    }

    #[test]
    fn any_grid_makes_a_sound_picture(rows in (2_usize..=11).prop_flat_map(any_rows)) {
        let points = numbered(rows[0].1.len());
        let points: Vec<&str> = points.iter().map(String::as_str).collect();
        assert_sound(&grid("any", &points, &borrowed(&rows)).table());
    }

    #[test]
    fn any_ranking_makes_a_sound_picture(rows in any_rows(3)) {
        assert_sound(&ranking("any", 6000, &borrowed(&rows)).table());
    }

    #[test]
    fn any_net_promoter_score_makes_a_sound_picture(counts in any_counts(11)) {
        assert_sound(&net_promoter("any", counts.try_into().unwrap()).table());
    }

    #[test]
    fn any_number_makes_a_sound_picture(
        counts in (1_usize..=14).prop_flat_map(any_counts),
        sum in -1_000_000_i64..1_000_000,
        unit in "[a-z]{1,12}( [a-z]{1,12}){0,3}",
    ) {
        let names: Vec<String> = (0..counts.len()).map(|band| format!("{band}0–{band}9")).collect();
        let bands: Vec<_> = names
            .iter()
            .zip(&counts)
            .zip(0_i64..)
            .map(|((name, &count), band)| (name.as_str(), band * 10..=band * 10 + 9, count))
            .collect();
        let mut sample = number("any", sum, &bands);
        if let Measure::Number { unit: of_sample, .. } = &mut sample.measure {
            *of_sample = Some(unit);
        }
        assert_sound(&sample.table());
    }
}
