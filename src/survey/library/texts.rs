//! Every text of a survey, to be rewritten.

use crate::survey::language::Localized;
use crate::survey::question::{ChoiceList, Question, QuestionKind, Scale, ScaleEnds};
use crate::survey::questionnaire::Survey;

/// Calls `rewrite` with each text of the survey once.
pub(super) fn each(survey: &mut Survey, rewrite: &mut dyn FnMut(&mut Localized)) {
    let questionnaire = &mut survey.questionnaire;
    rewrite(&mut questionnaire.title);
    let optional = [
        &mut questionnaire.introduction,
        &mut questionnaire.thanks,
        &mut questionnaire.closed,
        &mut survey.source,
        &mut survey.charter.outside,
    ];
    optional.into_iter().flatten().for_each(&mut *rewrite);
    rewrite(&mut survey.charter.readers);
    for question in &mut questionnaire.questions {
        of_question(question, rewrite);
    }
}

fn of_question(question: &mut Question, rewrite: &mut dyn FnMut(&mut Localized)) {
    rewrite(&mut question.text);
    question.label.iter_mut().for_each(&mut *rewrite);
    question.help.iter_mut().for_each(&mut *rewrite);
    match &mut question.kind {
        QuestionKind::SingleChoice(list)
        | QuestionKind::MultipleChoice(list)
        | QuestionKind::Ranking { choices: list, .. } => of_list(list, rewrite),
        QuestionKind::Scale(scale) => of_scale(scale, rewrite),
        QuestionKind::NetPromoter(ends) => of_ends(ends, rewrite),
        QuestionKind::Grid { rows, scale } => {
            rows.iter_mut().for_each(|row| rewrite(&mut row.text));
            of_scale(scale, rewrite);
        }
        QuestionKind::Number(range) => {
            range.unit.iter_mut().for_each(&mut *rewrite);
            let bands = range.bands.iter_mut();
            bands.for_each(|band| rewrite(&mut band.text));
        }
        QuestionKind::Text(_) | QuestionKind::Information => {}
    }
}

fn of_list(list: &mut ChoiceList, rewrite: &mut dyn FnMut(&mut Localized)) {
    let options = list.options.iter_mut();
    options.for_each(|choice| rewrite(&mut choice.text));
}

fn of_scale(scale: &mut Scale, rewrite: &mut dyn FnMut(&mut Localized)) {
    of_ends(&mut scale.ends, rewrite);
    scale.labels.iter_mut().for_each(rewrite);
}

fn of_ends(ends: &mut ScaleEnds, rewrite: &mut dyn FnMut(&mut Localized)) {
    rewrite(&mut ends.lowest);
    rewrite(&mut ends.highest);
}
