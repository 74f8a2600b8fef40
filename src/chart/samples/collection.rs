//! The tables themselves: every kind of question, ordinary and extreme.

use super::{comments, grid, multiple, net_promoter, number, ranking, scale, single};
use crate::privacy::protected_table::{Measure, ProtectedTable};

const WHY: &str = "Why have you not followed the brand?";

/// The published shares of 2011, as counts of 2,000 people.
const REASONS: [(&str, u64); 6] = [
    ("Do not want to be bombarded with messages or ads", 1080),
    (
        "Do not want to give companies access to profile information",
        900,
    ),
    ("Do not want to push things into friends’ newsfeeds", 620),
    ("Do not want companies contacting me through Facebook", 580),
    ("Do not see any purpose/benefit", 460),
    ("Do not want to impose on friends", 440),
];

const RESIDUAL: [(&str, u64); 6] = [
    ("Too many messages", 190),
    ("No benefit", 181),
    ("Privacy", 88),
    ("*Other", 40),
    ("*None of these", 31),
    ("*Prefer not to say", 7),
];

const OFTEN: [(&str, u64); 6] = [
    ("Several times a day", 310),
    ("Once a day", 420),
    ("Once a week", 205),
    ("Less often", 51),
    ("Never", 14),
    ("*Do not know", 12),
];

const LONG: [(&str, u64); 3] = [
    (
        "The company asks for access to my profile, my photographs, my list of friends and \
         everything I have ever written, and I could not find out anywhere what it does with \
         them, for how long, or whom else it shows them to",
        352,
    ),
    ("Too many ads", 201),
    ("Donaudampfschifffahrtsgesellschaftskapitänswitwenrente", 92),
];

const ENDS: [(&str, u64); 3] = [
    ("Everybody says so", 50),
    ("Some", 9),
    ("Nobody says so", 0),
];

const HOSTILE: [(&str, u64); 4] = [
    ("<script>alert('x')</script>", 60),
    ("a & b \u{0} \u{202e}c", 10),
    ("]]> --> &amp; var(--ink, #1c1a17)", 3),
    ("=HYPERLINK(\"http://example.org\",\"click\")", 2),
];

const FIVE: [&str; 5] = [
    "Very dissatisfied",
    "Rather dissatisfied",
    "Neither satisfied nor dissatisfied",
    "Rather satisfied",
    "Very satisfied",
];

const FOUR: [&str; 4] = ["Very poor", "Poor", "Good", "Very good"];

const SEVEN: [&str; 7] = ["1", "2", "3", "4", "5", "6", "7"];

const ELEVEN: [&str; 11] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

const AGREE: [&str; 5] = [
    "Strongly disagree",
    "Disagree",
    "Neither",
    "Agree",
    "Strongly agree",
];

const STATEMENTS: [(&str, &[u64]); 5] = [
    ("The brand respects my privacy", &[210, 240, 190, 160, 60]),
    ("Its posts are worth my time", &[90, 160, 250, 270, 90]),
    ("It answers when I ask", &[60, 110, 220, 310, 160]),
    (
        "I would notice if it were gone, and I would tell my friends about it",
        &[310, 220, 180, 110, 40],
    ),
    ("Its products are good", &[20, 60, 140, 390, 250]),
];

const RANKED: [(&str, &[u64]); 5] = [
    ("A friend follows it", &[70, 90, 80]),
    ("Discounts and offers", &[190, 110, 60]),
    ("I already buy its products", &[120, 140, 90]),
    ("It says something interesting", &[85, 80, 110]),
    ("It is funny", &[35, 50, 70]),
];

/// The graph of 2011.
pub fn reasons_2011() -> ProtectedTable {
    let question = "Reasons that US Facebook users have not “liked” a company on Facebook";
    multiple("reasons", question, 2000, &REASONS).table()
}

fn twenty() -> ProtectedTable {
    let reasons = (0..20).map(|i| format!("Reason number {} for staying away", i + 1));
    let reasons: Vec<String> = reasons.collect();
    let counts = (0..20).map(|i| 900 - 43 * i);
    let options: Vec<(&str, u64)> = reasons.iter().map(String::as_str).zip(counts).collect();
    multiple("twenty", WHY, 1000, &options).table()
}

fn choices() -> Vec<ProtectedTable> {
    let yes_no = [("Yes", 611), ("No", 389)];
    let nobody = [("Yes", 0), ("No", 0)];
    let close = [("Agree", 42), ("Disagree", 35), ("Undecided", 23)];
    let ever = "Have you ever followed a brand?";
    let fan = "Does “like” mean that you are a fan?";
    let often = "How often do you see posts by brands?";
    let hostile = "Is 1 < 2 & \"3\" > '2'?";
    vec![
        reasons_2011(),
        multiple("residual", WHY, 412, &RESIDUAL).table(),
        single("yes-no", ever, false, &yes_no).table(),
        single("close", fan, false, &close).table(),
        single("often", often, true, &OFTEN).table(),
        twenty(),
        multiple("long", WHY, 640, &LONG).table(),
        multiple("ends", WHY, 50, &ENDS).table(),
        multiple("word", "Why?", 80, &[("Price", 44)]).table(),
        multiple("hostile", hostile, 90, &HOSTILE).table(),
        single("empty", ever, false, &nobody).table(),
    ]
}

fn sixteen() -> ProtectedTable {
    let rows: Vec<(String, [u64; 5])> = (0..16)
        .map(|i| {
            let counts = [10 + 5 * i, 30 + 2 * i, 60, 150 - 5 * i, 90 - 3 * i];
            (format!("Statement {} about the brand", i + 1), counts)
        })
        .collect();
    let rows: Vec<(&str, &[u64])> = rows
        .iter()
        .map(|(text, counts)| (text.as_str(), counts.as_slice()))
        .collect();
    grid("grid-16", &AGREE, &rows).table()
}

fn scales() -> Vec<ProtectedTable> {
    let eleven = [3, 2, 6, 9, 22, 70, 66, 80, 93, 61, 40];
    vec![
        scale("scale-5", &FIVE, &[62, 118, 204, 377, 239]).table(),
        scale("scale-7", &SEVEN, &[31, 42, 88, 120, 141, 63, 15]).table(),
        scale("scale-4", &FOUR, &[44, 51, 49, 40]).table(),
        scale("scale-11", &ELEVEN, &eleven).table(),
        scale("scale-end", &SEVEN, &[0, 0, 0, 1, 2, 3, 94]).table(),
        scale("scale-one", &SEVEN, &[0, 0, 0, 0, 0, 0, 40]).table(),
        grid("grid", &AGREE, &STATEMENTS).table(),
        sixteen(),
    ]
}

const WITH_A_GAP: [(&str, &[u64]); 3] = [
    ("The brand respects my privacy", &[210, 240, 190, 160, 60]),
    ("The shop in the next town is better", &[0, 0, 0, 0, 0]),
    ("Its products are good", &[20, 60, 140, 390, 250]),
];

/// An answer that too few people saw.
fn gaps() -> ProtectedTable {
    let options = [
        ("Too many messages", 190),
        ("The new shop", 0),
        ("Privacy", 88),
    ];
    let mut sample = multiple("gaps", WHY, 412, &options);
    if let Some(base) = sample
        .tallies
        .iter_mut()
        .find_map(|tally| tally.bases.get_mut(1))
    {
        *base = 0;
    }
    sample.table()
}

/// An amount of money, in cents; bands too long for columns.
fn spend() -> ProtectedTable {
    let bands = [
        ("under €5", 0..=499, 31),
        ("€5 to €9.99", 500..=999, 64),
        ("€10 and more, wherever it was spent", 1000..=6000, 25),
    ];
    let mut sample = number("spend", 91_250, &bands);
    sample.heading.question = "How much do you spend on bread in a week?".to_owned();
    if let Measure::Number { unit, decimals, .. } = &mut sample.measure {
        (*unit, *decimals) = (Some("€".to_owned()), 2);
    }
    sample.table()
}

fn others() -> Vec<ProtectedTable> {
    let bands = [
        ("18–24", 18..=24, 140),
        ("25–34", 25..=34, 310),
        ("35–44", 35..=44, 260),
        ("45–54", 45..=54, 170),
        ("55–64", 55..=64, 80),
        ("65 and over", 65..=99, 40),
    ];
    let recommend = [21, 8, 12, 14, 19, 55, 48, 90, 121, 84, 98];
    let close = [2, 1, 0, 1, 2, 4, 3, 8, 9, 7, 7];
    vec![
        net_promoter("nps", recommend).table(),
        net_promoter("nps-close", close).table(),
        ranking("ranking", 500, &RANKED).table(),
        number("number", 38_230, &bands).table(),
        spend(),
        comments("comments", 620, 143).table(),
        comments("no-comments", 62, 0).table(),
        comments("few-comments", 0, 0).table(),
        gaps(),
        grid("grid-gap", &AGREE, &WITH_A_GAP).table(),
    ]
}

/// All of them; the question's code names each.
pub fn all() -> Vec<ProtectedTable> {
    let mut samples = choices();
    samples.extend(scales());
    samples.extend(others());
    samples.extend(super::grouped::all_grouped());
    samples
}
