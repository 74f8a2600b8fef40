//! The top of a survey file and how its parts come together.

use toml::Spanned;
use toml::de::DeValue;

use super::calendar;
use super::charter::{self, Asked};
use super::condition_text::Earlier;
use super::embedding;
use super::import;
use super::languages::{identifier, localized, read_languages, required_localized};
use super::question;
use super::quota;
use super::table::{Reading, Table, counted};
use crate::limits::{BRAND_CHARACTERS_MAX, QUESTIONS_MAX};
use crate::survey::identifier::Slug;
use crate::survey::language::Language;
use crate::survey::question::Question;
use crate::survey::questionnaire::{Questionnaire, Survey};

/// The version of the format that this reader understands.
pub(super) const FORMAT: i64 = 1;

pub(super) fn read(mut table: Table<'_>, reading: &mut Reading) -> Option<Survey> {
    read_format(&mut table, reading)?;
    let remedy = "the survey’s name in its address: slug = \"why-not\"";
    table.required("slug", remedy, reading);
    let slug = table
        .text("slug", reading)
        .and_then(|slug| identifier::<Slug>(slug, reading));
    let brand = read_brand(&mut table, reading);
    let languages = read_languages(&mut table, reading);
    let title = required_localized(&mut table, "title", &languages, reading);
    let introduction = localized(&mut table, "introduction", &languages, reading);
    let thanks = localized(&mut table, "thanks", &languages, reading);
    let closed = localized(&mut table, "closed", &languages, reading);
    let source = localized(&mut table, "source", &languages, reading);
    let is_simulated = table.boolean("simulated", reading).value;
    let (questions, codes) = read_questions(&mut table, &languages, reading);
    let asked = Asked {
        questions: &questions,
        codes: &codes,
    };
    let remedy = "add a [charter] with readers = \"who will see the results\"";
    let charter = table
        .required("charter", remedy, reading)
        .and_then(|value| Table::of(value, "the charter", reading))
        .and_then(|table| charter::read(table, &languages, &asked, reading));
    let quotas = quota::read(&mut table, &languages, &asked, charter.as_ref(), reading);
    let embedded_on = embedding::read(&mut table, reading);
    let calendar = calendar::read(&mut table, reading);
    let import = table
        .value("import")
        .and_then(|value| Table::of(value, "[import]", reading))
        .map(|table| import::read(table, &asked, reading));
    table.finish(reading);
    Some(Survey {
        slug: slug?.value,
        brand: brand?,
        charter: charter?,
        calendar,
        questionnaire: Questionnaire {
            languages,
            title: title?,
            introduction,
            thanks,
            closed,
            questions,
        },
        quotas,
        embedded_on,
        import,
        source,
        is_simulated,
    })
}

fn read_format(table: &mut Table<'_>, reading: &mut Reading) -> Option<()> {
    let remedy = format!("begin the file with format = {FORMAT}");
    table.required("format", &remedy, reading);
    let Some(format) = table.decimal("format", 0, reading) else {
        return Some(());
    };
    if format.value == FORMAT {
        return Some(());
    }
    let reason = format!("the file is written in format {}", format.value);
    let remedy = format!("this version of whynot reads format {FORMAT}");
    reading.report(format.at, reason, remedy);
    None
}

fn read_brand(table: &mut Table<'_>, reading: &mut Reading) -> Option<String> {
    table.required(
        "brand",
        "name whom the survey is about: brand = \"…\"",
        reading,
    );
    let brand = table.text("brand", reading)?;
    let trimmed = brand.trim();
    if trimmed.is_empty() || trimmed.chars().count() > BRAND_CHARACTERS_MAX {
        let reason = format!(
            "the brand’s name has {} characters",
            trimmed.chars().count()
        );
        reading.report(
            brand.at,
            reason,
            format!("write from 1 to {BRAND_CHARACTERS_MAX}"),
        );
        return None;
    }
    Some(trimmed.to_owned())
}

/// The questions that could be read, and the codes of all.
fn read_questions(
    table: &mut Table<'_>,
    languages: &[Language],
    reading: &mut Reading,
) -> (Vec<Question>, Vec<String>) {
    let remedy = "add a [[question]] with code, kind and text";
    table.required("question", remedy, reading);
    let Some(list) = table.list("question", reading) else {
        return (Vec::new(), Vec::new());
    };
    if !(1..=QUESTIONS_MAX).contains(&list.len()) {
        let reason = format!("the survey has {}", counted(list.len(), "question"));
        reading.report(list.at, reason, format!("ask from 1 to {QUESTIONS_MAX}"));
    }
    let codes: Vec<String> = list.iter().map(|item| written_code(item)).collect();
    let mut questions: Vec<Question> = Vec::with_capacity(list.len());
    for (position, item) in list.iter().enumerate() {
        let name = format!("question {}", position + 1);
        let Some(entry) = Table::of(item, name, reading) else {
            continue;
        };
        let earlier = Earlier {
            questions: &questions,
            codes: &codes,
            position,
        };
        let question = question::read(entry, languages, &earlier, reading);
        questions.extend(question);
    }
    (questions, codes)
}

/// The code as it stands there, so that others can refer to a question that is
/// otherwise not readable.
fn written_code(item: &Spanned<DeValue<'_>>) -> String {
    let table = item.get_ref().as_table();
    let code = table.and_then(|table| table.get("code"));
    let text = code.and_then(|code| code.get_ref().as_str());
    text.unwrap_or_default().to_owned()
}
