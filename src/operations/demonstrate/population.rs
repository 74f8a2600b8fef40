//! Believable respondents: invented, drawn from a fixed seed, and labelled so.
//!
//! The shares of the six reasons are exactly those that were published in 2011
//! (54, 45, 31, 29, 23 and 22 %); who gives which reason depends on age, use
//! and trust, so that breakdowns have something to show.

use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

/// Reasons in the order of the table, with their share in per cent.
pub const PUBLISHED_SHARES: [(&str, usize); 6] = [
    ("ads", 54),
    ("profile", 45),
    ("newsfeed", 31),
    ("contact", 29),
    ("purpose", 23),
    ("impose", 22),
];

/// One invented person's form: field names and values as a browser would send them.
pub type Pairs = Vec<(String, String)>;

struct Person {
    age: usize,
    use_of_network: usize,
    is_customer: bool,
    /// 1 to 5.
    trust: usize,
    reasons: Vec<&'static str>,
}

const AGES: [(&str, u32); 6] = [
    ("under-25", 24),
    ("25-34", 25),
    ("35-44", 20),
    ("45-54", 16),
    ("55-and-over", 13),
    ("declined", 2),
];

const USES: [&str; 5] = ["several-a-day", "daily", "weekly", "rarely", "never"];

const GENDERS: [(&str, u32); 4] = [("woman", 51), ("man", 45), ("another", 2), ("declined", 2)];

const COMMENTS: [&str; 12] = [
    "I like the shop. That does not mean I want to hear from it every day.",
    "My feed is for my friends.",
    "Tell me what you do with my data, in one sentence, and I may think again.",
    "I once liked a brand and could not get rid of the offers.",
    "What would I get out of it?",
    "I do not want my colleagues to see where I buy my clothes.",
    "A newsletter once a month would be enough for me.",
    "You know enough about me already.",
    "I would follow you if you answered questions there.",
    "Nobody asked me whether my name may appear in your advertisement.",
    "I use the page to look up your opening hours, that is all.",
    "Make the product better instead.",
];

/// Draws `size` people whose reasons have the published shares, rounded to
/// whole people.
pub fn draw(size: usize, seed: u64) -> Vec<Pairs> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut people: Vec<Person> = (0..size).map(|_| background(&mut rng)).collect();
    for (reason, share) in PUBLISHED_SHARES {
        give_reason(&mut people, reason, share, &mut rng);
    }
    people.iter().map(|person| form(person, &mut rng)).collect()
}

fn background(rng: &mut impl Rng) -> Person {
    let age = pick(&AGES.map(|(_, weight)| weight), rng);
    // The young are on the network more often, the old trust companies less.
    let often = 52_u32.saturating_sub(7 * age as u32);
    let use_of_network = pick(&[often, 21, 14, 9, 4 + 2 * age as u32], rng);
    let is_customer = rng.random_ratio(if use_of_network == 0 { 58 } else { 41 }, 100);
    let lift = u32::from(is_customer);
    let trust = 1 + pick(&[24, 30, 26 + 4 * lift, 14 + 6 * lift, 4 + 2 * lift], rng);
    Person {
        age,
        use_of_network,
        is_customer,
        trust,
        reasons: Vec::new(),
    }
}

/// An index drawn with these weights.
fn pick(weights: &[u32], rng: &mut impl Rng) -> usize {
    let mut left = rng.random_range(0..weights.iter().sum::<u32>().max(1));
    for (index, &weight) in weights.iter().enumerate() {
        if left < weight {
            return index;
        }
        left -= weight;
    }
    weights.len().saturating_sub(1)
}

/// The share of people who are most inclined to a reason give it.
fn give_reason(people: &mut [Person], reason: &'static str, share: usize, rng: &mut impl Rng) {
    let inclination = |person: &Person| match reason {
        "ads" => 0.5 - 0.25 * person.use_of_network as f64,
        "profile" => 0.25 * person.age as f64 - 0.4 * person.trust as f64,
        "newsfeed" => -0.15 * person.age as f64,
        "contact" => -0.2 * person.trust as f64,
        "purpose" => 0.4 * person.use_of_network as f64 - f64::from(u8::from(person.is_customer)),
        _ => 0.0,
    };
    let mut order: Vec<(f64, usize)> = people
        .iter()
        .enumerate()
        .map(|(index, person)| (inclination(person) + noise(rng), index))
        .collect();
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let count = (people.len() * share + 50) / 100;
    for (_, index) in order.into_iter().take(count) {
        if let Some(person) = people.get_mut(index) {
            person.reasons.push(reason);
        }
    }
}

/// Roughly normal, with a standard deviation of 1.
fn noise(rng: &mut impl Rng) -> f64 {
    (0..12).map(|_| rng.random_range(0.0..1.0)).sum::<f64>() - 6.0
}

fn form(person: &Person, rng: &mut impl Rng) -> Pairs {
    let mut pairs: Pairs = Vec::new();
    let mut say = |question: &str, value: &str| {
        pairs.push((format!("q.{question}"), value.to_owned()));
    };
    for reason in &person.reasons {
        say("reasons", reason);
    }
    if person.reasons.is_empty() {
        let is_other = rng.random_ratio(2, 5);
        say("reasons", if is_other { "other" } else { "none" });
    }
    say("trust", &person.trust.to_string());
    if rng.random_ratio(96, 100) {
        say("recommend", &recommendation(person, rng).to_string());
    }
    say(
        "age",
        AGES.get(person.age).map_or("declined", |(code, _)| code),
    );
    let gender = pick(&GENDERS.map(|(_, weight)| weight), rng);
    say(
        "gender",
        GENDERS.get(gender).map_or("declined", |(code, _)| code),
    );
    say("use", USES.get(person.use_of_network).unwrap_or(&"never"));
    let is_unsure = rng.random_ratio(3, 100);
    say(
        "customer",
        match (is_unsure, person.is_customer) {
            (true, _) => "unsure",
            (false, true) => "yes",
            (false, false) => "no",
        },
    );
    if rng.random_ratio(9, 100) {
        let comment = rng.random_range(0..COMMENTS.len());
        say(
            "comment",
            COMMENTS.get(comment).copied().unwrap_or_default(),
        );
    }
    pairs
}

/// 0 to 10, higher with trust and with having bought.
fn recommendation(person: &Person, rng: &mut impl Rng) -> i64 {
    let centre = 2.0 + 1.2 * person.trust as f64 + f64::from(u8::from(person.is_customer));
    (centre + 2.2 * noise(rng)).round().clamp(0.0, 10.0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn givers(people: &[Pairs], reason: &str) -> usize {
        let gives = |pairs: &&Pairs| pairs.iter().any(|(n, v)| n == "q.reasons" && v == reason);
        people.iter().filter(gives).count()
    }

    #[test]
    fn two_thousand_people_give_exactly_the_published_shares() {
        let people = draw(2_000, 2011);
        for (reason, share) in PUBLISHED_SHARES {
            assert_eq!(givers(&people, reason), share * 20, "{reason}");
        }
    }

    #[test]
    fn a_seed_always_draws_the_same_people() {
        assert_eq!(draw(50, 7), draw(50, 7));
        assert_ne!(draw(50, 7), draw(50, 8));
    }

    #[test]
    fn the_old_mind_access_to_their_profile_more_often_than_the_young() {
        let people = draw(2_000, 2011);
        let share = |age: &str| {
            let group: Vec<Pairs> = people
                .iter()
                .filter(|pairs| pairs.contains(&("q.age".to_owned(), age.to_owned())))
                .cloned()
                .collect();
            givers(&group, "profile") as f64 / group.len() as f64
        };
        assert!(share("55-and-over") > share("under-25") + 0.1);
    }
}
