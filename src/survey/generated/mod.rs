//! Surveys of every shape, for laws that hold of all of them. Only in tests.

mod pairs;
mod question;

pub(crate) use pairs::survey_and_pairs;

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use crate::survey::calendar::{Calendar, PlannedWave};
use crate::survey::charter::{
    Access, Breakdown, Breakdowns, Charter, Comments, PublicResults, Reminders, ResultsWhen,
};
use crate::survey::column_map::{Blank, ColumnMap, ColumnSource, Columns};
use crate::survey::embedding::EmbeddingSite;
use crate::survey::identifier::{OptionCode, QuestionCode};
use crate::survey::language::{Language, Localized};
use crate::survey::question::{Question, QuestionKind};
use crate::survey::questionnaire::{Questionnaire, Survey};
use crate::survey::quota::Quota;
use question::{assemble, question};

pub(crate) fn survey() -> impl Strategy<Value = Survey> {
    languages()
        .prop_flat_map(|languages| {
            let texts = Texts(languages);
            let head = (
                "[a-z0-9][a-z0-9_-]{0,20}",
                plain_text(),
                charter_numbers(),
                texts.any(),
                any::<bool>(),
            );
            let optional = (
                option::of(texts.any()),
                option::of(texts.any()),
                option::of(texts.any()),
                option::of(texts.any()),
            );
            let questions = vec(question(&texts), 1..8);
            let rest = (vec(any::<[Index; 2]>(), 0..4), any::<bool>(), any::<bool>());
            (Just(texts), texts_pair(), head, optional, questions, rest)
        })
        .prop_map(|(texts, columns, head, optional, drafts, rest)| {
            let (slug, brand, (k, floor, days), readers, is_simulated) = head;
            let (introduction, thanks, closed, source) = optional;
            let (breakdowns, is_listed, has_import) = rest;
            let calendar = calendar_of(days, is_listed);
            let questions = assemble(drafts);
            let quotas = quotas_of(&questions, is_listed, k);
            let import = has_import.then(|| import_of(&questions, &columns));
            Survey {
                slug: slug.parse().unwrap(),
                brand,
                embedded_on: sites_of(days),
                calendar,
                charter: Charter {
                    readers: readers.clone(),
                    outside: introduction.clone(),
                    access: either(has_import, Access::Link, Access::Invitation),
                    group_size_min: k,
                    floor,
                    results: either(
                        is_listed,
                        ResultsWhen::WhenClosed,
                        ResultsWhen::WhileRunning,
                    ),
                    breakdowns: breakdowns_of(&questions, &breakdowns, is_listed),
                    retention_days: days,
                    comments: either(is_simulated, Comments::KeptBack, Comments::Shown),
                    public_results: public_results_of(days),
                    reminders: reminders_of(days, has_import),
                },
                questionnaire: Questionnaire {
                    languages: texts.0,
                    title: readers,
                    introduction,
                    thanks,
                    closed,
                    questions,
                },
                quotas,
                import,
                source,
                is_simulated,
            }
        })
}

fn either<T>(is_first: bool, first: T, second: T) -> T {
    if is_first { first } else { second }
}

fn public_results_of(days: u16) -> PublicResults {
    let is_public = days.is_multiple_of(2);
    either(is_public, PublicResults::WhenClosed, PublicResults::Never)
}

/// Whoever has the link cannot be reminded.
fn reminders_of(days: u16, has_link: bool) -> Reminders {
    let is_looked_up = !has_link && days.is_multiple_of(3);
    either(is_looked_up, Reminders::Unanswered, Reminders::Everybody)
}

fn languages() -> impl Strategy<Value = Vec<Language>> {
    let tags = ["en", "de", "fr", "pt-br", "zh-hant"];
    let some = subsequence(tags.to_vec(), 1..=3).prop_shuffle();
    some.prop_map(|tags| {
        let tags = tags.into_iter().map(str::to_owned);
        tags.map(|tag| Language::try_from(tag).unwrap()).collect()
    })
}

/// Whatever a person might write, without space around it.
fn plain_text() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[A-Za-z “”„é日]{1,12}",
        "\\PC{1,12}",
        "[a\"'\\\\\\n\\t\u{7f}#=]{1,8}"
    ];
    text.prop_map(|text| text.trim().to_owned())
        .prop_filter("a text is not empty", |text| !text.is_empty())
}

fn texts_pair() -> impl Strategy<Value = (String, String)> {
    (plain_text(), plain_text())
}

#[derive(Debug, Clone)]
struct Texts(Vec<Language>);

impl Texts {
    fn any(&self) -> impl Strategy<Value = Localized> + use<> {
        let languages = self.0.clone();
        let count = languages.len();
        (vec(plain_text(), count), any::<u8>()).prop_map(move |(texts, shape)| {
            let fallback = texts[0].clone();
            // The first language is always there; others may be missing.
            let kept = languages.iter().zip(texts).enumerate();
            let kept = kept.filter(|(index, _)| *index == 0 || shape >> index & 1 == 1);
            let kept: BTreeMap<Language, String> =
                kept.map(|(_, (tag, text))| (tag.clone(), text)).collect();
            if shape % 4 == 0 {
                Localized::everywhere(fallback)
            } else {
                Localized::new(fallback, kept)
            }
        })
    }
}

/// None, one or two.
fn sites_of(days: u16) -> Vec<EmbeddingSite> {
    let sites = ["https://www.example.org", "http://localhost:8080"];
    let some = sites.iter().take(usize::from(days % 3));
    some.map(|site| site.parse().unwrap()).collect()
}

/// By hand, monthly, or one or two waves that follow each other.
fn calendar_of(days: u16, has_label: bool) -> Calendar {
    let wave = |month: i8, last: i8| PlannedWave {
        label: has_label.then(|| format!("Wave of {month}")),
        from: jiff::civil::date(2027, month, 1),
        until: jiff::civil::date(2027, month, last),
    };
    match days % 4 {
        0 => Calendar::ByHand,
        1 => Calendar::Monthly,
        2 => Calendar::Planned(vec![wave(3, 1)]),
        _ => Calendar::Planned(vec![wave(3, 14), wave(9, 30)]),
    }
}

fn charter_numbers() -> impl Strategy<Value = (u16, u16, u16)> {
    (5_u16..=500, 1_u16..=3_650).prop_flat_map(|(k, days)| (Just(k), 5..=k, Just(days)))
}

fn breakdowns_of(questions: &[Question], picks: &[[Index; 2]], is_listed: bool) -> Breakdowns {
    let able = questions.iter().filter(|question| {
        use QuestionKind::{MultipleChoice, NetPromoter, Number, Scale, SingleChoice};
        matches!(
            question.kind,
            SingleChoice(_) | MultipleChoice(_) | Scale(_) | NetPromoter(_) | Number(_)
        )
    });
    let able: Vec<QuestionCode> = able.map(|question| question.code.clone()).collect();
    if !is_listed {
        return Breakdowns::Default;
    }
    let mut listed = Vec::new();
    for [first, second] in picks.iter().filter(|_| !able.is_empty()) {
        let (first, second) = (first.get(&able).clone(), second.get(&able).clone());
        let breakdown = if first == second {
            Breakdown::By(first)
        } else {
            Breakdown::Pair(first, second)
        };
        if !listed.contains(&breakdown) {
            listed.push(breakdown);
        }
    }
    Breakdowns::Listed(listed)
}

/// One of the first choice that can have one, unless everything is held.
fn quotas_of(questions: &[Question], is_held: bool, group_size_min: u16) -> Vec<Quota> {
    let able = questions.iter().find_map(|question| match &question.kind {
        QuestionKind::SingleChoice(list) => Some((question, list, 2)),
        QuestionKind::MultipleChoice(list) => Some((question, list, 1)),
        _ => None,
    });
    let Some((question, list, many)) = able.filter(|_| !is_held) else {
        return Vec::new();
    };
    let codes = list.options.iter().map(|option| option.code.clone());
    vec![Quota {
        question: question.code.clone(),
        options: codes.take(many).collect(),
        most: u32::from(group_size_min) + 7,
        text: Some(question.text.clone()),
    }]
}

fn import_of(questions: &[Question], (column, value): &(String, String)) -> ColumnMap {
    let mut sources = BTreeMap::new();
    for (position, question) in questions.iter().enumerate() {
        let parts: Vec<OptionCode> = match &question.kind {
            QuestionKind::Information => continue,
            QuestionKind::Grid { rows, .. } => rows.iter().map(|row| row.code.clone()).collect(),
            QuestionKind::MultipleChoice(list) | QuestionKind::Ranking { choices: list, .. } => {
                list.options
                    .iter()
                    .map(|choice| choice.code.clone())
                    .collect()
            }
            _ => Vec::new(),
        };
        let is_grid = matches!(question.kind, QuestionKind::Grid { .. });
        let mut source = if !is_grid && (parts.is_empty() || position % 2 == 0) {
            ColumnSource::of(Columns::One {
                column: format!("{column}{position}"),
                separator: if position % 3 == 0 { '"' } else { ';' },
            })
        } else {
            let named = parts
                .into_iter()
                .map(|code| (code.clone(), format!("{column} {code}")));
            ColumnSource::of(Columns::Each(named.collect()))
        };
        let options = question.kind.choices().map(|list| &list.options);
        if let Some(first) = options.and_then(|options| options.first()) {
            source.codes.insert(value.clone(), first.code.clone());
        }
        if options.is_some_and(|options| options.iter().any(|choice| choice.is_other)) {
            source.other_text = Some(format!("{column} text"));
        }
        if position % 2 == 1 {
            source.blank = Blank::NotShown;
            source.missing.push(value.clone());
        }
        sources.insert(question.code.clone(), source);
    }
    ColumnMap {
        id: Some(column.clone()),
        questions: sources,
    }
}
