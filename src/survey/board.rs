//! How a marketer arranged a board: which questions in which order, under which
//! words, and in which view it opens.
//!
//! It is made of a survey's own words (codes of questions and breakdowns,
//! languages), so it lives beside them. It knows no number, and nothing of whom
//! the board is given to: that is `operations::share`. It can only leave out:
//! what may be seen at all was decided before, by `privacy`.

use serde::{Deserialize, Serialize};

use super::identifier::QuestionCode;
use super::language::Language;
use super::question::{Question, Role};
use super::questionnaire::Questionnaire;

/// Written in a board's address for everybody, where it opens by groups.
pub const EVERYBODY: &str = "*";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// What marketers and readers call the board.
    pub name: String,
    /// The marketer's own; empty where they wrote none.
    pub headline: String,
    pub note: String,
    pub charts: Vec<ArrangedChart>,
    pub view: View,
    /// Of questions and options; the survey's first if none.
    pub language: Option<Language>,
}

/// A question on a board, in the marketer's words if they wrote any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrangedChart {
    pub question: QuestionCode,
    pub headline: String,
    pub note: String,
}

/// In which groups a board opens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// The code of a breakdown; everybody if none.
    pub by: Option<String>,
    /// Readers cannot choose other groups.
    pub is_fixed: bool,
}

/// The groups that a reader gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    pub by: Option<String>,
    /// The reader asked for them; else the board opens so.
    pub are_asked_for: bool,
}

impl View {
    /// What a reader gets who asks for `asked`; `None` where the board does not
    /// let them.
    pub fn groups(&self, asked: Option<&str>) -> Option<Groups> {
        let (by, are_asked_for) = match asked {
            None => (self.by.clone(), false),
            Some(EVERYBODY) => (None, true),
            Some(code) => (Some(code.to_owned()), true),
        };
        let may = !self.is_fixed || by == self.by;
        may.then_some(Groups { by, are_asked_for })
    }
}

impl ArrangedChart {
    fn of(question: &Question) -> Self {
        Self {
            question: question.code.clone(),
            headline: String::new(),
            note: String::new(),
        }
    }
}

impl Arrangement {
    /// Everything that is asked: what was said of the brand first, who said it
    /// last, each in the questionnaire's order.
    pub fn of_everything(name: String, questionnaire: &Questionnaire) -> Self {
        let questions = questionnaire.questions.iter();
        let asked = questions.filter(|question| question.kind.is_asked());
        let (background, foreground): (Vec<_>, Vec<_>) =
            asked.partition(|question| question.role == Role::Background);
        let asked = foreground.into_iter().chain(background);
        Self {
            name,
            headline: String::new(),
            note: String::new(),
            charts: asked.map(ArrangedChart::of).collect(),
            view: View::default(),
            language: None,
        }
    }

    pub fn chart(&self, code: &str) -> Option<&ArrangedChart> {
        let mut charts = self.charts.iter();
        charts.find(|chart| chart.question.as_str() == code)
    }

    pub fn shows(&self, code: &str) -> bool {
        self.place(code).is_some()
    }

    /// Where a question stands on the board.
    pub fn place(&self, code: &str) -> Option<usize> {
        let mut charts = self.charts.iter();
        charts.position(|chart| chart.question.as_str() == code)
    }

    /// One place towards the top.
    pub fn move_up(&mut self, code: &str) {
        if let Some(place) = self.place(code)
            && place > 0
        {
            self.charts.swap(place - 1, place);
        }
    }

    /// One place towards the end.
    pub fn move_down(&mut self, code: &str) {
        if let Some(place) = self.place(code)
            && place + 1 < self.charts.len()
        {
            self.charts.swap(place, place + 1);
        }
    }

    pub fn leave_out(&mut self, code: &str) {
        self.charts.retain(|chart| chart.question.as_str() != code);
    }

    /// At the end.
    pub fn put_on(&mut self, question: &Question) {
        if !self.shows(question.code.as_str()) {
            self.charts.push(ArrangedChart::of(question));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(codes: &[&str]) -> Arrangement {
        let chart = |code: &&str| ArrangedChart {
            question: code.parse().unwrap(),
            headline: String::new(),
            note: String::new(),
        };
        Arrangement {
            name: "For the board".to_owned(),
            headline: String::new(),
            note: String::new(),
            charts: codes.iter().map(chart).collect(),
            view: View::default(),
            language: None,
        }
    }

    fn codes(board: &Arrangement) -> Vec<&str> {
        let charts = board.charts.iter();
        charts.map(|chart| chart.question.as_str()).collect()
    }

    #[test]
    fn charts_move_and_stop_at_both_ends() {
        let mut arranged = board(&["a", "b", "c"]);
        arranged.move_up("c");
        assert_eq!(codes(&arranged), ["a", "c", "b"]);
        arranged.move_up("a");
        arranged.move_down("b");
        arranged.move_down("unknown");
        assert_eq!(codes(&arranged), ["a", "c", "b"]);
        arranged.move_down("a");
        arranged.leave_out("b");
        assert_eq!(codes(&arranged), ["c", "a"]);
    }

    #[test]
    fn a_new_board_says_who_answered_last() {
        let file = include_str!("../../surveys/why-not-like-us.toml");
        let survey = crate::survey::file::read(file).unwrap();
        let questionnaire = &survey.questionnaire;
        let board = Arrangement::of_everything("All".to_owned(), questionnaire);
        let is_background = |code: &str| {
            let mut questions = questionnaire.questions.iter();
            let question = questions.find(|question| question.code.as_str() == code);
            question.unwrap().role == Role::Background
        };
        let order: Vec<bool> = codes(&board).into_iter().map(is_background).collect();
        assert!(order.contains(&true) && order.contains(&false));
        assert!(order.is_sorted());
    }

    #[test]
    fn a_board_opens_as_arranged_and_readers_choose_others_unless_it_is_fixed() {
        let mut view = View {
            by: Some("age".to_owned()),
            is_fixed: false,
        };
        let by = |view: &View, asked: Option<&str>| view.groups(asked).map(|groups| groups.by);
        assert_eq!(by(&view, None), Some(Some("age".to_owned())));
        assert_eq!(by(&view, Some(EVERYBODY)), Some(None));
        assert_eq!(by(&view, Some("use")), Some(Some("use".to_owned())));
        view.is_fixed = true;
        assert_eq!(by(&view, None), Some(Some("age".to_owned())));
        assert_eq!(by(&view, Some("age")), Some(Some("age".to_owned())));
        assert_eq!(by(&view, Some(EVERYBODY)), None);
        assert_eq!(by(&view, Some("use")), None);
    }

    #[test]
    fn what_is_stored_reads_back() {
        let arranged = board(&["a", "b"]);
        let stored = serde_json::to_string(&arranged).unwrap();
        assert_eq!(
            serde_json::from_str::<Arrangement>(&stored).unwrap(),
            arranged
        );
    }
}
