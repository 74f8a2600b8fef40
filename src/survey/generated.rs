//! Surveys of every shape, for laws that hold of all of them. Only in tests.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::charter::{Breakdown, Breakdowns, Charter, ResultsWhen};
use super::column_map::{Blank, ColumnMap, ColumnSource, Columns};
use super::condition::Condition;
use super::identifier::{OptionCode, QuestionCode};
use super::language::{Language, Localized};
use super::question::{
    Band, Choice, ChoiceList, GridRow, NumberRange, Question, QuestionKind, Role, Scale, ScaleEnds,
    TextField,
};
use super::questionnaire::{Questionnaire, Survey};

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
            );
            let questions = vec(question(&texts), 1..8);
            let rest = (vec(any::<[Index; 2]>(), 0..4), any::<bool>(), any::<bool>());
            (Just(texts), texts_pair(), head, optional, questions, rest)
        })
        .prop_map(|(texts, columns, head, optional, drafts, rest)| {
            let (slug, brand, (k, floor, days), readers, is_simulated) = head;
            let (introduction, thanks, source) = optional;
            let (breakdowns, is_listed, has_import) = rest;
            let questions = assemble(drafts);
            let import = has_import.then(|| import_of(&questions, &columns));
            Survey {
                slug: slug.parse().unwrap(),
                brand,
                charter: Charter {
                    readers: readers.clone(),
                    group_size_min: k,
                    floor,
                    results: if is_listed {
                        ResultsWhen::WhenClosed
                    } else {
                        ResultsWhen::WhileRunning
                    },
                    breakdowns: breakdowns_of(&questions, &breakdowns, is_listed),
                    retention_days: days,
                },
                questionnaire: Questionnaire {
                    languages: texts.0,
                    title: readers,
                    introduction,
                    thanks,
                    questions,
                },
                import,
                source,
                is_simulated,
            }
        })
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

fn charter_numbers() -> impl Strategy<Value = (u16, u16, u16)> {
    (5_u16..=500, 1_u16..=3_650).prop_flat_map(|(k, days)| (Just(k), 5..=k, Just(days)))
}

/// A question whose conditions are not tied to earlier questions yet.
#[derive(Debug, Clone)]
struct Draft {
    question: Question,
    when: Option<DraftCondition>,
    option_when: Option<(Index, DraftCondition)>,
}

#[derive(Debug, Clone)]
enum DraftCondition {
    Leaf(Index, Index, Index),
    Not(Box<DraftCondition>),
    All(Vec<DraftCondition>),
    Any(Vec<DraftCondition>),
}

fn condition() -> impl Strategy<Value = DraftCondition> {
    let leaf = any::<[Index; 3]>().prop_map(|[a, b, c]| DraftCondition::Leaf(a, b, c));
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            inner
                .clone()
                .prop_map(|inner| DraftCondition::Not(Box::new(inner))),
            vec(inner.clone(), 2..4).prop_map(DraftCondition::All),
            vec(inner, 2..4).prop_map(DraftCondition::Any),
        ]
    })
}

fn question(texts: &Texts) -> impl Strategy<Value = Draft> + use<> {
    let code = prop_oneof![3 => "[a-z][a-z0-9_-]{0,6}", 1 => Just("not".to_owned())];
    let words = (texts.any(), option::of(texts.any()));
    let flags = any::<[bool; 3]>();
    let when = option::of(condition());
    let option_when = option::of((any::<Index>(), condition()));
    (code, words, flags, kind(texts), when, option_when).prop_map(
        |(
            code,
            (text, help),
            [is_required, is_background, starts_page],
            kind,
            when,
            option_when,
        )| {
            let is_asked = kind.is_asked();
            Draft {
                question: Question {
                    code: code.parse().unwrap(),
                    role: if is_asked && is_background {
                        Role::Background
                    } else {
                        Role::Brand
                    },
                    text,
                    help,
                    is_required: is_asked && is_required,
                    shown_when: None,
                    starts_page,
                    kind,
                },
                when,
                option_when,
            }
        },
    )
}

fn kind(texts: &Texts) -> impl Strategy<Value = QuestionKind> + use<> {
    let places = any::<Index>();
    prop_oneof![
        choices(texts, true, false).prop_map(QuestionKind::SingleChoice),
        choices(texts, true, true).prop_map(QuestionKind::MultipleChoice),
        scale(texts).prop_map(QuestionKind::Scale),
        ends(texts).prop_map(QuestionKind::NetPromoter),
        (vec(texts.any(), 1..4), scale(texts)).prop_map(|(texts, scale)| QuestionKind::Grid {
            rows: numbered("row", texts)
                .map(|(code, text)| GridRow { code, text })
                .collect(),
            scale,
        }),
        (choices(texts, false, false), places).prop_map(|(choices, places)| {
            QuestionKind::Ranking {
                places: u8::try_from(places.index(choices.options.len()) + 1).unwrap(),
                choices,
            }
        }),
        number(texts).prop_map(QuestionKind::Number),
        (any::<bool>(), 1_u16..=2_000).prop_map(|(is_long, characters_max)| {
            QuestionKind::Text(TextField {
                is_long,
                characters_max,
            })
        }),
        Just(QuestionKind::Information),
    ]
}

fn numbered(
    stem: &'static str,
    texts: Vec<Localized>,
) -> impl Iterator<Item = (OptionCode, Localized)> {
    let numbered = texts.into_iter().enumerate();
    numbered.map(move |(index, text)| (format!("{stem}{index}").parse().unwrap(), text))
}

fn choices(
    texts: &Texts,
    has_flags: bool,
    has_exclusive: bool,
) -> impl Strategy<Value = ChoiceList> + use<> {
    let choice = (texts.any(), any::<[bool; 3]>());
    let order = prop_oneof![
        Just((false, false)),
        Just((true, false)),
        Just((false, has_flags))
    ];
    (vec(choice, 2..6), option::of(any::<Index>()), order).prop_map(
        move |(drafts, other, (is_random, is_ordered))| {
            let other = other.map(|other| other.index(drafts.len()));
            let options = drafts.into_iter().enumerate();
            let options = options.map(|(index, (text, [exclusive, declined, pinned]))| Choice {
                // Words that conditions use themselves are codes like any other.
                code: ["any", "of", "18-29", "other", "is", "x"][index]
                    .parse()
                    .unwrap(),
                text,
                is_exclusive: has_exclusive && exclusive,
                is_other: has_flags && other == Some(index),
                is_declined: has_flags && declined,
                is_pinned: pinned,
                shown_when: None,
            });
            ChoiceList {
                options: options.collect(),
                is_random,
                is_ordered,
            }
        },
    )
}

fn ends(texts: &Texts) -> impl Strategy<Value = ScaleEnds> + use<> {
    let both = (texts.any(), texts.any());
    both.prop_map(|(lowest, highest)| ScaleEnds { lowest, highest })
}

fn scale(texts: &Texts) -> impl Strategy<Value = Scale> + use<> {
    let shape = (-5_i16..=5, 2_i16..=11, any::<bool>());
    (shape, ends(texts), vec(texts.any(), 11)).prop_map(
        |((from, points, labelled), ends, labels)| {
            let labels = labels.into_iter().take(usize::try_from(points).unwrap());
            Scale {
                from,
                to: from + points - 1,
                ends,
                labels: if labelled {
                    labels.collect()
                } else {
                    Vec::new()
                },
            }
        },
    )
}

fn number(texts: &Texts) -> impl Strategy<Value = NumberRange> + use<> {
    let bounds = vec(-100_000_i64..100_000, 2..6);
    (
        bounds,
        0_u8..=6,
        option::of(texts.any()),
        vec(texts.any(), 5),
    )
        .prop_map(|(mut bounds, decimals, unit, texts)| {
            bounds.sort_unstable();
            bounds.dedup();
            let minimum = bounds[0];
            bounds.push(bounds.last().unwrap() + 2);
            let bands = bounds.windows(2).zip(numbered("band", texts));
            let bands = bands.map(|(edges, (code, text))| Band {
                code,
                text,
                from: edges[0],
                to: edges[1] - 1,
            });
            let bands: Vec<Band> = bands.collect();
            NumberRange {
                minimum,
                maximum: bands.last().unwrap().to,
                decimals,
                unit,
                bands,
            }
        })
}

/// Gives each question its own code and ties conditions to earlier questions.
fn assemble(drafts: Vec<Draft>) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for draft in drafts {
        let mut question = draft.question;
        if questions.iter().any(|other| other.code == question.code) {
            question.code = format!("{}-{}", question.code, questions.len())
                .parse()
                .unwrap();
        }
        question.shown_when = draft.when.and_then(|when| tie(&when, &questions));
        if let Some((option, when)) = draft.option_when {
            let when = tie(&when, &questions);
            if let QuestionKind::SingleChoice(list)
            | QuestionKind::MultipleChoice(list)
            | QuestionKind::Ranking { choices: list, .. } = &mut question.kind
            {
                option.get_mut(&mut list.options).shown_when = when;
            }
        }
        questions.push(question);
    }
    questions
}

fn tie(draft: &DraftCondition, earlier: &[Question]) -> Option<Condition> {
    let tie_all = |parts: &[DraftCondition]| -> Option<Vec<Condition>> {
        parts.iter().map(|part| tie(part, earlier)).collect()
    };
    match draft {
        DraftCondition::Not(inner) => Some(Condition::Not(Box::new(tie(inner, earlier)?))),
        DraftCondition::All(parts) => tie_all(parts).map(Condition::All),
        DraftCondition::Any(parts) => tie_all(parts).map(Condition::Any),
        DraftCondition::Leaf(question, what, value) => {
            let asked = earlier.iter().filter(|question| question.kind.is_asked());
            let asked: Vec<&Question> = asked.collect();
            if asked.is_empty() {
                return None;
            }
            Some(leaf(asked[question.index(asked.len())], what, value))
        }
    }
}

fn leaf(question: &Question, what: &Index, value: &Index) -> Condition {
    let code = question.code.clone();
    if what.index(4) == 0 {
        return Condition::Answered { question: code };
    }
    if let Some(list) = question.kind.choices() {
        let first = value.index(list.options.len());
        let count = what.index(list.options.len() - first) + 1;
        let any_of = list.options[first..first + count].iter();
        return Condition::Chose {
            question: code,
            any_of: any_of.map(|choice| choice.code.clone()).collect(),
        };
    }
    let (from, to) = match &question.kind {
        QuestionKind::Scale(scale) => (i64::from(scale.from), i64::from(scale.to)),
        QuestionKind::NetPromoter(_) => (0, 10),
        QuestionKind::Number(range) => (range.minimum, range.maximum),
        _ => return Condition::Answered { question: code },
    };
    let offset = value.index(usize::try_from(to - from + 1).unwrap());
    let value = from + i64::try_from(offset).unwrap();
    if what.index(2) == 0 {
        Condition::AtLeast {
            question: code,
            value,
        }
    } else {
        Condition::AtMost {
            question: code,
            value,
        }
    }
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
        let mut source = if parts.is_empty() || position % 2 == 0 {
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
