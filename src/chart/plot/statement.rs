//! Where there is nothing to draw: a composed line instead of a chart.

use crate::chart::figures::{people, thousands};
use crate::chart::note::TOO_FEW;
use crate::chart::picture::Anchor;
use crate::chart::sheet::{GREAT, LABEL, LABEL_LEADING, LABEL_SOFT, SMALL_LEADING, Sheet};
use crate::chart::theme::Token;
use crate::privacy::protected_table::{Measure, ProtectedTable};

/// How many wrote something. Where the finding stands above, it has said so.
pub fn comments(table: &ProtectedTable, sheet: &mut Sheet, has_words: bool) {
    if has_words {
        return rule(sheet);
    }
    let number = table.first().base.answered;
    let figure = thousands(number);
    let words = match number {
        1 => "person wrote a comment",
        _ => "people wrote a comment",
    };
    let baseline = sheet.y + 28.0;
    let left = sheet.left;
    sheet.text(&figure, (left, baseline), Anchor::Left, GREAT);
    let words_left = left + GREAT.width(&figure) + 10.0;
    sheet.text(words, (words_left, baseline), Anchor::Left, LABEL);
    sheet.space(38.0);
}

/// Nobody answered: who saw the question.
pub fn nobody(table: &ProtectedTable, sheet: &mut Sheet, has_words: bool) {
    if has_words {
        return rule(sheet);
    }
    let line = match table.measure() {
        Measure::Comments => "Nobody wrote a comment.",
        _ => "Nobody answered this question.",
    };
    let saw = format!("{} saw it.", people(table.first().base.shown));
    composed(line, &saw, sheet);
}

/// Fewer than the group size, or nobody: nothing is told apart here.
pub fn too_few(sheet: &mut Sheet, has_words: bool) {
    match has_words {
        true => rule(sheet),
        false => composed("Too few answers to show.", TOO_FEW, sheet),
    }
}

/// The same of groups. The note says why.
pub fn too_few_in_groups(sheet: &mut Sheet, has_words: bool) {
    match has_words {
        true => rule(sheet),
        false => composed("Too few in the groups to show them.", "", sheet),
    }
}

fn composed(line: &str, after: &str, sheet: &mut Sheet) {
    rule(sheet);
    sheet.space(10.0);
    sheet.paragraph(line, LABEL, LABEL_LEADING);
    if !after.is_empty() {
        sheet.paragraph(after, LABEL_SOFT, SMALL_LEADING);
    }
    sheet.space(10.0);
    rule(sheet);
}

fn rule(sheet: &mut Sheet) {
    let y = sheet.y + 0.5;
    sheet.line((sheet.left, y), (sheet.right(), y), 1.0, Token::Rule);
    sheet.space(1.0);
}
