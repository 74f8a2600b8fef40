//! What the page says of a wave, in words. Everything in them is published.

use jiff::civil::Date;

use super::Fact;
use crate::operations::watch::{Standing, Watched};
use crate::privacy::pace::Outlook;
use crate::web::member_page::day_in_words;

/// The headline of the page, and what it means.
pub(super) fn standing(watched: Option<&Watched>) -> (String, String) {
    let Some(watched) = watched else {
        return (
            "Nothing to watch yet".to_owned(),
            "Once the first wave is open, this page says how it fills.".to_owned(),
        );
    };
    let label = &watched.label;
    let (headline, meaning) = match &watched.standing {
        Standing::Held => (
            format!("{label} is counted when it closes"),
            "Respondents were promised that nothing is counted before, and that holds for \
             everybody: whoever saw the number grow could tell when people answer."
                .to_owned(),
        ),
        Standing::BeforeFirst { .. } => (
            format!("{label} has no release yet"),
            "Answers are counted in releases of many at once, so that nobody can watch one \
             arrive. Until the first there is nothing to see, for anybody."
                .to_owned(),
        ),
        Standing::Released(released) if watched.is_open => (
            format!("{} released", responses(released.responses)),
            format!(
                "These are the answers of {label} that have been counted. More may be waiting for \
                 the next release; nobody is told how many."
            ),
        ),
        Standing::Released(released) => (
            responses(released.responses),
            format!("{label} has closed, and these are all of it."),
        ),
        Standing::ErasedAtClose => (
            format!("Too few answered {label}"),
            format!(
                "Fewer than {} answers were there when it closed. They were erased uncounted, \
                 as promised.",
                watched.group_size_min
            ),
        ),
        Standing::Nobody => (
            format!("Nobody answered {label}"),
            "It has closed without an answer.".to_owned(),
        ),
    };
    (headline, meaning)
}

/// What happens until there is something to see.
pub(super) fn steps(watched: Option<&Watched>) -> Vec<&'static str> {
    match watched.map(|watched| &watched.standing) {
        None => vec![
            "Open a wave on the page “Overview”.",
            "Hand the link out: as a link, a code or a poster.",
            "Come back: numbers appear here with the first release.",
        ],
        _ => Vec::new(),
    }
}

fn responses(count: u64) -> String {
    match count {
        1 => "1 response".to_owned(),
        many => format!("{} responses", grouped(many)),
    }
}

/// "12,345".
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn day(date: Date) -> String {
    day_in_words(&date.to_string())
}

fn days(count: u32) -> String {
    match count {
        1 => "1 day".to_owned(),
        many => format!("{} days", grouped(u64::from(many))),
    }
}

/// Since when, and until when.
pub(super) fn running(watched: &Watched) -> Fact {
    let opened = day(watched.opened);
    let note = match (watched.closed, watched.last_day) {
        (Some(closed), _) if closed == watched.opened => opened,
        (Some(closed), _) => format!("{opened} to {}", day(closed)),
        (None, Some(last)) => format!("since {opened}; the last day is {}", day(last)),
        (None, None) => format!("since {opened}; it runs until you close it"),
    };
    Fact {
        what: match (watched.is_open, watched.is_paused) {
            (true, false) => "Running",
            (true, true) => "Paused",
            (false, _) => "Ran",
        },
        value: match watched.is_open {
            true => format!("Day {}", watched.days),
            false => days(watched.days),
        },
        note,
    }
}

pub(super) fn invited(watched: &Watched) -> Option<Fact> {
    let invited = watched.invited?;
    let (value, note) = match (invited.by_address, invited.printed) {
        (0, 0) if watched.is_open => ("Nobody yet".to_owned(), String::new()),
        (0, 0) => (
            "Erased".to_owned(),
            "who was invited is forgotten after closing, as promised".to_owned(),
        ),
        (mailed, 0) => (grouped(mailed), "by e-mail".to_owned()),
        (0, printed) => (grouped(printed), "by printed code".to_owned()),
        (mailed, printed) => (
            grouped(mailed + printed),
            format!(
                "{} by e-mail, {} by printed code",
                grouped(mailed),
                grouped(printed)
            ),
        ),
    };
    Some(Fact {
        what: "Invited",
        value,
        note,
    })
}

/// Of invitations, how many codes are spent: what is released, never the marks
/// of used codes.
pub(super) fn codes(watched: &Watched) -> Option<Fact> {
    let invited = watched.invited?;
    let spent = match &watched.standing {
        Standing::Released(released) => released.responses,
        Standing::Held | Standing::BeforeFirst { .. } => {
            return Some(Fact {
                what: "Codes spent",
                value: "Not told yet".to_owned(),
                note: match watched.standing {
                    Standing::Held => "with everything else when it closes".to_owned(),
                    _ => "with the first release".to_owned(),
                },
            });
        }
        Standing::ErasedAtClose | Standing::Nobody => return None,
    };
    let all = invited.by_address + invited.printed;
    let share = (spent * 100).checked_div(all);
    Some(Fact {
        what: "Codes spent",
        value: grouped(spent),
        note: match share {
            Some(share) if share <= 100 && watched.is_open => {
                format!("{share} % of those invited, as of the last release; never whose")
            }
            Some(share) if share <= 100 => format!("{share} % of those invited; never whose"),
            _ => "never whose".to_owned(),
        },
    })
}

pub(super) fn last_release(watched: &Watched) -> Option<Fact> {
    let Standing::Released(released) = &watched.standing else {
        return None;
    };
    if !watched.is_open {
        return None;
    }
    Some(Fact {
        what: "Last release",
        value: day(released.last_release?),
        note: String::new(),
    })
}

/// How long until the next.
pub(super) fn next_release(watched: &Watched) -> Option<Fact> {
    let fact = |value: &str, note: String| {
        Some(Fact {
            what: "Next release",
            value: value.to_owned(),
            note,
        })
    };
    if watched.is_paused && watched.standing != Standing::Held {
        return fact("Not while it is paused", String::new());
    }
    match &watched.standing {
        Standing::Held if watched.is_open => fact(
            "One, when it closes",
            format!(
                "if at least {} have answered by then; fewer are erased uncounted",
                watched.group_size_min
            ),
        ),
        Standing::BeforeFirst { threshold } => fact(
            "Nobody can say yet",
            format!("the first comes when {threshold} have answered, or when the wave closes"),
        ),
        Standing::Released(released) => {
            let next = released.next?;
            let size = grouped(next.size);
            fact(
                outlook(next.outlook),
                format!(
                    "going by the days of the releases so far; it takes {size} answers or more"
                ),
            )
        }
        _ => None,
    }
}

fn outlook(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::Soon => "Soon",
        Outlook::Days => "Within a week or so",
        Outlook::Weeks => "Within a month or so",
        Outlook::Long => "Not for a long while",
        Outlook::Slower => "Slower than before",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped_by_thousands() {
        let grouped: Vec<_> = [0, 999, 1_000, 12_345, 1_234_567].map(grouped).into();
        assert_eq!(grouped, ["0", "999", "1,000", "12,345", "1,234,567"]);
    }
}
