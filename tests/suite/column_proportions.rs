//! The tests between the columns of a cross-table, held against R: `tests/reference`.

use whynot::statistics::proportions::{clearly_above, is_clear_among, p_value, pairs, proportions};

const PAIRS: &str = include_str!("../reference/colprop_unweighted_q9_by_locality.csv");
const LETTERS: &str = include_str!("../reference/letters_unweighted_q9_by_locality.csv");
const LOCALITIES: usize = 5;

/// One pair of columns of one row.
struct Pair {
    option: String,
    /// From 1, each with its count and its base.
    columns: [(usize, u64, u64); 2],
    z: f64,
    p: f64,
    bonferroni: f64,
}

fn reference() -> Vec<Pair> {
    let mut reader = csv::Reader::from_reader(PAIRS.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|of| of == name).expect(name);
    let records = reader.records().map(|record| record.expect("a row"));
    records
        .map(|record| {
            let number = |name: &str| record[at(name)].parse::<f64>().expect("a number");
            let column = |place: &str, base: &str, share: &str| {
                let count = (number(share) * number(base)).round();
                (number(place) as usize, count as u64, number(base) as u64)
            };
            Pair {
                option: record[at("option")].to_owned(),
                columns: [
                    column("col_a", "base_a", "p_a"),
                    column("col_b", "base_b", "p_b"),
                ],
                z: number("z"),
                p: number("p"),
                bonferroni: number("bonferroni_row"),
            }
        })
        .collect()
}

#[test]
fn each_pair_of_columns_has_the_z_and_the_p_of_r() {
    let mut compared = 0;
    for pair in reference() {
        let [(_, one, base), (_, other, other_base)] = pair.columns;
        let z = proportions((one, base), (other, other_base));
        assert!(
            (z - pair.z).abs() < 1e-9,
            "{}: {z}, not {}",
            pair.option,
            pair.z
        );
        let p = p_value(z);
        assert!(
            (p / pair.p - 1.0).abs() < 1e-7,
            "{}: {p}, not {}",
            pair.option,
            pair.p
        );
        let is_clear = is_clear_among(z, pairs(LOCALITIES));
        assert_eq!(is_clear, pair.bonferroni <= 0.05, "{}", pair.option);
        compared += 1;
    }
    assert_eq!(compared, 70);
}

#[test]
fn the_letters_of_a_row_are_those_of_r() {
    let pairs = reference();
    let mut reader = csv::Reader::from_reader(LETTERS.as_bytes());
    let mut compared = 0;
    for record in reader.records() {
        let record = record.expect("a row");
        let option = &record[0];
        let column: usize = record[1].parse().expect("a column");
        let mut row = vec![(0, 0); LOCALITIES];
        for pair in pairs.iter().filter(|pair| pair.option == *option) {
            for (place, count, base) in pair.columns {
                row[place - 1] = (count, base);
            }
        }
        let letters: String = clearly_above(&row)[column - 1]
            .iter()
            .map(|&place| char::from(b'A' + place as u8))
            .collect();
        assert_eq!(letters, record[3], "{option}, column {column}");
        compared += 1;
    }
    assert_eq!(compared, 35);
}
