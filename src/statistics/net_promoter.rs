//! The net promoter score and its standard error.

use super::intervals::Z_95;

/// A score between −100 and 100 with its 95 % interval, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NetPromoterScore {
    pub score: f64,
    pub standard_error: f64,
    pub low: f64,
    pub high: f64,
}

/// From the counts of 0..=10: promoters answer 9 or 10, detractors 0 to 6.
/// `None` when nobody answered.
///
/// The score is the mean of a variable that is 1, 0 or −1; its variance is
/// (promoters + detractors) − (promoters − detractors)², over the base.
/// Source: F. Reichheld, "The One Number You Need to Grow", HBR 2003;
/// B. Rocks, "Interval Estimation for the Net Promoter Score", The American
/// Statistician 70 (2016), 365–372 (the Wald interval).
pub fn net_promoter_score(counts: &[u64; 11]) -> Option<NetPromoterScore> {
    let base: u64 = counts.iter().sum();
    if base == 0 {
        return None;
    }
    let base = base as f64;
    let promoters = counts[9..].iter().sum::<u64>() as f64 / base;
    let detractors = counts[..7].iter().sum::<u64>() as f64 / base;
    let net = promoters - detractors;
    let standard_error = ((promoters + detractors - net * net) / base)
        .max(0.0)
        .sqrt();
    Some(NetPromoterScore {
        score: 100.0 * net,
        standard_error: 100.0 * standard_error,
        low: (100.0 * (net - Z_95 * standard_error)).max(-100.0),
        high: (100.0 * (net + Z_95 * standard_error)).min(100.0),
    })
}
