//! Waves of one question, in words and as pictures.

use super::*;
use crate::chart::samples::{Sample, multiple, net_promoter};
use crate::chart::tests::{assert_all_within, assert_no_text_collides};
use crate::chart::{Frame, Width};

fn wave(mut sample: Sample, wave: &str) -> ProtectedTable {
    sample.heading.wave = wave.to_owned();
    sample.table()
}

fn reasons(base: u64, counts: &[u64], name: &str) -> ProtectedTable {
    let names: Vec<String> = (0..counts.len())
        .map(|place| format!("Reason number {place} for keeping one’s distance"))
        .collect();
    let options: Vec<(&str, u64)> = names
        .iter()
        .map(String::as_str)
        .zip(counts.iter().copied())
        .collect();
    wave(multiple("reasons", "Why not?", base, &options), name)
}

const PRESENTATIONS: [Presentation; 3] = [
    Presentation {
        width: Width::Wide,
        intervals: true,
        frame: Frame::Whole,
    },
    Presentation {
        width: Width::Narrow,
        intervals: true,
        frame: Frame::MarksOnly,
    },
    Presentation {
        width: Width::Slide,
        intervals: false,
        frame: Frame::Whole,
    },
];

#[test]
fn a_share_that_moved_clearly_is_the_finding_and_others_are_not() {
    let tables = [
        reasons(1000, &[410, 300, 200], "2011"),
        reasons(1000, &[480, 310, 190], "2012"),
        reasons(1000, &[540, 305, 195], "2013"),
    ];
    let trend = Trend::of(&tables).unwrap();
    assert_eq!(
        trend.finding(),
        "“Reason number 0 for keeping one’s distance” rose from 41% to 54%, 2011 to 2013"
    );
    let still = [tables[0].clone(), reasons(1000, &[415, 301, 199], "2012")];
    assert_eq!(
        Trend::of(&still).unwrap().finding(),
        "No clear change, 2011 to 2012: “Reason number 0 for keeping one’s distance” was 41%, is 42%"
    );
    assert!(Trend::of(&tables[..1]).is_none());
    assert_eq!(Trend::of(&still).unwrap().movement(), 0.0);
    assert!(trend.movement() > 2.0);
}

#[test]
fn a_score_is_one_line() {
    let score = |promoters, name| {
        let counts = [20, 5, 5, 5, 5, 10, 10, 40, 40, promoters, promoters];
        wave(net_promoter("nps", counts), name)
    };
    let tables = [score(20, "2011"), score(90, "2012")];
    let trend = Trend::of(&tables).unwrap();
    assert_eq!(trend.series().len(), 1);
    assert!(
        trend
            .finding()
            .starts_with("The net promoter score rose from ")
    );
}

#[test]
fn a_wave_of_which_nothing_is_shown_is_a_gap() {
    let tables = [
        reasons(1000, &[410, 300], "2011"),
        reasons(0, &[0, 0], "2012"),
        reasons(1000, &[405, 300], "2013"),
    ];
    let trend = Trend::of(&tables).unwrap();
    assert_eq!(trend.data_table().rows[0][2], "–");
    assert!(
        trend
            .notes(false)
            .iter()
            .any(|note| note.starts_with("A gap"))
    );
    assert!(trend.description().contains("2012 not shown"));
}

#[test]
fn every_trend_stands_within_its_picture_and_no_name_touches_another() {
    for lines in [1_u64, 3, 6, 9, 20] {
        let counts =
            |step: u64| -> Vec<u64> { (0..lines).map(|i| 500 - 20 * i + step * i).collect() };
        let tables: Vec<ProtectedTable> = (0..5)
            .map(|step| reasons(1000, &counts(step), &format!("March 20{}", 11 + step)))
            .collect();
        let trend = Trend::of(&tables).unwrap();
        for presentation in &PRESENTATIONS {
            let picture = trend.compose(presentation);
            assert_all_within(&picture);
            assert_no_text_collides(&picture);
        }
    }
}
