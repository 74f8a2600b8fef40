//! Questions of every kind, and conditions between them.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use super::Texts;
use crate::survey::condition::Condition;
use crate::survey::identifier::OptionCode;
use crate::survey::language::Localized;
use crate::survey::question::{
    Band, Choice, ChoiceList, GridRow, NumberRange, Question, QuestionKind, Role, Scale, ScaleEnds,
    TextField,
};

/// A question whose conditions are not tied to earlier questions yet.
#[derive(Debug, Clone)]
pub(super) struct Draft {
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

pub(super) fn question(texts: &Texts) -> impl Strategy<Value = Draft> + use<> {
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
                    label: is_background.then(|| Localized::everywhere("Short name")),
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
pub(super) fn assemble(drafts: Vec<Draft>) -> Vec<Question> {
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
