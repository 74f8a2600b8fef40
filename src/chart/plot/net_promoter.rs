//! NPS: the score in figures and words, then the answers 0 to 10 in three tones.

use super::columns::{self, Column};
use crate::chart::figures::{percent, signed, whole_percent};
use crate::chart::picture::Anchor;
use crate::chart::reading::{Part, Promotion, promotion};
use crate::chart::sheet::{GREAT, LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, Sheet, VALUE};
use crate::chart::theme::Token;
use crate::privacy::protected_table::ProtectedTable;

const SWATCH: f64 = 12.0;

pub fn plot(table: &ProtectedTable, sheet: &mut Sheet) {
    let Some(promotion) = promotion(table.first()) else {
        return;
    };
    draw_score(&promotion, sheet);
    let columns: Vec<Column> = table
        .first()
        .item(0)
        .iter()
        .enumerate()
        .map(|(rating, cell)| Column {
            lines: vec![rating.to_string()],
            value: whole_percent(cell.count(), cell.base()),
            share: cell.share(),
            fill: match rating {
                ..=6 => Token::Low2,
                7 | 8 => Token::Neutral,
                _ => Token::High1,
            },
            starts_group: matches!(rating, 7 | 9),
        })
        .collect();
    let places = columns::plot(&columns, sheet);
    let groups = [
        (
            "Detractors",
            "0 to 6",
            promotion.detractors,
            Token::Low2,
            0,
            6,
        ),
        (
            "Passives",
            "7 and 8",
            promotion.passives,
            Token::Neutral,
            7,
            8,
        ),
        (
            "Promoters",
            "9 and 10",
            promotion.promoters,
            Token::High1,
            9,
            10,
        ),
    ];
    sheet.space(4.0);
    if sheet.is_narrow {
        for (name, ratings, part, fill, _, _) in groups {
            draw_line(name, ratings, part, fill, sheet);
        }
        return;
    }
    let top = sheet.y;
    for (name, _, part, fill, from, to) in groups {
        let (Some(&(left, _)), Some(&(last, width))) = (places.get(from), places.get(to)) else {
            continue;
        };
        let right = last + width;
        sheet.bar(left, top, right - left, 3.0, fill);
        let share = percent(part.count, part.base);
        sheet.text(&share, (left, top + 24.0), Anchor::Left, VALUE);
        sheet.text(name, (left, top + 42.0), Anchor::Left, LABEL);
    }
    sheet.space(48.0);
}

fn draw_score(promotion: &Promotion, sheet: &mut Sheet) {
    let score = &promotion.score;
    let figure = signed(score.score);
    let baseline = sheet.y + 30.0;
    sheet.text(&figure, (sheet.left, baseline), Anchor::Left, GREAT);
    let left = sheet.left + GREAT.width(&figure) + 14.0;
    let interval = if score.standard_error == 0.0 {
        "every answer in one group".to_owned()
    } else {
        format!(
            "95% interval {} to {}",
            signed(score.low),
            signed(score.high)
        )
    };
    sheet.text(
        "Net promoter score",
        (left, baseline - 17.0),
        Anchor::Left,
        LABEL,
    );
    sheet.text(&interval, (left, baseline), Anchor::Left, SMALL);
    sheet.space(48.0);
}

fn draw_line(name: &str, ratings: &str, part: Part, fill: Token, sheet: &mut Sheet) {
    let middle = sheet.y + LABEL_LEADING / 2.0;
    let baseline = middle + LABEL.below_middle();
    let left = sheet.left;
    sheet.bar(left, middle - SWATCH / 2.0, SWATCH, SWATCH, fill);
    sheet.text(name, (left + SWATCH + 8.0, baseline), Anchor::Left, LABEL);
    let after = left + SWATCH + 8.0 + LABEL.width(name) + 6.0;
    sheet.text(ratings, (after, baseline), Anchor::Left, SMALL);
    let share = percent(part.count, part.base);
    sheet.text(&share, (sheet.right(), baseline), Anchor::Right, VALUE);
    sheet.space(SMALL_LEADING + 6.0);
}
