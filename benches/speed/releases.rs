//! Sealing a release of a thousand responses, and its columns.

use divan::Bencher;
use whynot::operations::publish;
use whynot::statistics::bit_plane::BitPlane;
use whynot::statistics::column::{Column, FIRST_CATEGORY, OptionPlanes};
use whynot::store::column_codec;

use super::place::Place;

const RESPONSES: usize = 1_000;

/// Decrypted, drawn, sorted, counted, compressed, published, key replaced,
/// committed, old key destroyed.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn seal_a_release_of_a_thousand(bencher: Bencher) {
    bencher
        .with_inputs(|| {
            // So large a k that nothing is released before the wave closes.
            let place = Place::new(|survey| survey.charter.group_size_min = 500);
            place.answer(RESPONSES);
            place
        })
        .bench_local_values(|place| {
            let sealed = publish::close_wave(&place.installation, &place.slug).unwrap();
            assert_eq!(sealed.released, RESPONSES);
            place
        });
}

fn column_of(responses: usize) -> Column {
    let every = |step: usize| BitPlane::from_fn(responses, move |i| i * i % step == 1);
    Column::Several {
        shown: BitPlane::from_fn(responses, |_| true),
        answered: every(2),
        options: [3, 5, 7, 11, 13, 17]
            .map(|step| OptionPlanes {
                chosen: every(step),
                seen: None,
            })
            .into(),
    }
}

#[divan::bench(args = [1_000, 1_000_000], sample_count = 10)]
fn write_a_column_of_codes(bencher: Bencher, responses: usize) {
    let column = Column::Codes {
        categories: 5,
        codes: (0..responses)
            .map(|i| FIRST_CATEGORY + (i * i % 7 % 5) as u8)
            .collect(),
    };
    bencher.bench(|| column_codec::encode(&column));
}

#[divan::bench(args = [1_000, 1_000_000], sample_count = 10)]
fn write_a_column_of_planes(bencher: Bencher, responses: usize) {
    let column = column_of(responses);
    bencher.bench(|| column_codec::encode(&column));
}

#[divan::bench(args = [1_000, 1_000_000])]
fn read_a_column_of_planes(bencher: Bencher, responses: usize) {
    let bytes = column_codec::encode(&column_of(responses)).unwrap();
    bencher.bench(|| column_codec::decode(&bytes).unwrap());
}
