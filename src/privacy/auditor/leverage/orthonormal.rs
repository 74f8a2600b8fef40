//! Making combinations of columns orthonormal, from the columns' products alone.
//!
//! Gram-Schmidt, twice, on the coefficients: the columns have as many entries as
//! there are people and are never written out. Sources: L. Giraud, J. Langou,
//! M. Rozložník, J. van den Eshof, "Rounding error analysis of the classical
//! Gram-Schmidt orthogonalization process", Numerische Mathematik 101, 2005
//! (twice is enough); N. J. Higham, "Accuracy and Stability of Numerical
//! Algorithms", 2002, section 10.3 (Cholesky with pivoting, and what it leaves
//! of a matrix that has not full rank).

use crate::limits::LEVERAGE_TOLERANCE;

/// What the last `width` columns add to the span of `basis`, as orthonormal
/// combinations of all columns. `products` is symmetric and of every column
/// with every other; `basis` is of the columns before those, orthonormal.
pub fn orthonormal(products: &[Vec<f64>], basis: &[Vec<f64>], width: usize) -> Vec<Vec<f64>> {
    let columns = products.len();
    let unit = |position: usize| (0..columns).map(move |at| f64::from(u8::from(at == position)));
    let own = (columns - width)..columns;
    let mut rest: Vec<Vec<f64>> = own.map(|position| unit(position).collect()).collect();
    for _ in 0..2 {
        for combination in &mut rest {
            let image = image(products, combination);
            for row in basis {
                let share = dot(row, &image);
                subtract(combination, share, row);
            }
        }
    }
    let images: Vec<Vec<f64>> = rest.iter().map(|row| image(products, row)).collect();
    let product = |one: &Vec<f64>| rest.iter().map(|other| dot(one, other)).collect();
    let squares = images.iter().map(product).collect();
    pivoted(rest, squares)
}

/// Takes the longest of `rest` again and again, makes it one long, and takes
/// its part out of the others, until what is left is rounding.
fn pivoted(mut rest: Vec<Vec<f64>>, mut squares: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let mut found: Vec<Vec<f64>> = Vec::new();
    loop {
        let lengths = squares.iter().enumerate();
        let lengths = lengths.filter_map(|(at, row)| row.get(at).map(|&length| (at, length)));
        let longest = lengths.max_by(|(_, one), (_, other)| one.total_cmp(other));
        let Some((pivot, square)) = longest.filter(|(_, square)| *square > LEVERAGE_TOLERANCE)
        else {
            return found;
        };
        let length = square.sqrt();
        let mut combination = rest.swap_remove(pivot);
        combination.iter_mut().for_each(|factor| *factor /= length);
        let mut shares = squares.swap_remove(pivot);
        shares.iter_mut().for_each(|share| *share /= length);
        shares.swap_remove(pivot);
        for row in &mut squares {
            row.swap_remove(pivot);
        }
        for ((row, rest), share) in squares.iter_mut().zip(&mut rest).zip(&shares) {
            subtract(row, *share, &shares);
            subtract(rest, *share, &combination);
        }
        found.push(combination);
    }
}

/// The products of every column with a combination.
fn image(products: &[Vec<f64>], combination: &[f64]) -> Vec<f64> {
    let mut image = vec![0.0; products.len()];
    for (row, factor) in products.iter().zip(combination) {
        if *factor != 0.0 {
            subtract(&mut image, -factor, row);
        }
    }
    image
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn subtract(from: &mut [f64], times: f64, what: &[f64]) {
    for (from, what) in from.iter_mut().zip(what) {
        *from -= times * what;
    }
}
