//! Questions that many would rather not answer.
//!
//! R. Tourangeau, T. Yan, "Sensitive questions in surveys", Psychological
//! Bulletin 133 (2007), 859–883: where there is no way out people leave or lie.

use super::About;
use super::phrases::Phrases;
use crate::survey::question::QuestionKind;

const SENSITIVE: Phrases = Phrases {
    english: &[
        "income",
        "salary",
        "earn",
        "earnings",
        "debt",
        "debts",
        "religion",
        "religious",
        "religiously",
        "ethnicity",
        "ethnic",
        "sexual orientation",
        "sexuality",
        "disability",
        "disabled",
        "illness",
        "your health",
        "state of health",
        "health condition",
        "health conditions",
        "diagnosed",
        "pregnant",
        "drugs",
        "political party",
        "vote for",
        "immigration status",
        "convicted",
    ],
    german: &[
        "einkommen",
        "haushaltseinkommen",
        "nettoeinkommen",
        "gehalt",
        "verdienen",
        "schulden",
        "religion",
        "religiös",
        "konfession",
        "ethnische",
        "sexuelle orientierung",
        "behinderung",
        "krankheit",
        "gesundheitszustand",
        "ihre gesundheit",
        "schwanger",
        "drogen",
        "partei",
        "vorbestraft",
    ],
    french: &[
        "revenu",
        "revenus",
        "salaire",
        "dettes",
        "religion",
        "religieuse",
        "ethnique",
        "orientation sexuelle",
        "handicap",
        "maladie",
        "votre santé",
        "état de santé",
        "enceinte",
        "drogues",
        "parti politique",
    ],
    spanish: &[
        "ingresos",
        "salario",
        "sueldo",
        "deudas",
        "religión",
        "religiosa",
        "étnico",
        "étnica",
        "orientación sexual",
        "discapacidad",
        "enfermedad",
        "su salud",
        "estado de salud",
        "embarazada",
        "drogas",
        "partido político",
    ],
};

pub(super) fn check(about: &mut About<'_>) {
    let question = about.question;
    let has_way_out = match &question.kind {
        QuestionKind::SingleChoice(list) | QuestionKind::MultipleChoice(list) => {
            list.options.iter().any(|choice| choice.is_declined)
        }
        QuestionKind::Information => return,
        _ => !question.is_required,
    };
    if has_way_out {
        return;
    }
    if let Some(word) = about.find(&question.text, &SENSITIVE) {
        let remedy = if question.kind.choices().is_some() {
            "add { code = \"declined\", text = \"Prefer not to say\", declined = true }"
        } else {
            "take required = true out, and say in help that it may be left empty"
        };
        about.warn(format!("many would rather not say (“{word}”)"), remedy);
    }
}
