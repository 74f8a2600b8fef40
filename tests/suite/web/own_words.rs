//! What was written, as readers of a board find it.

use super::{RunningSite, Visitor};
use whynot::operations::share::link::{self, Opens};

fn board(site: &RunningSite) -> String {
    let token = link::make_usual(&site.installation, &site.slug, Opens::Everything)
        .expect("the database answers")
        .expect("the survey is there");
    format!("/boards/{}/{token}", site.slug)
}

/// Sends a comment, and "another reason" in the same words.
fn writes(visitor: &Visitor<'_>, comment: &str) {
    let first = visitor.get("/s/acme");
    let second = visitor.press(&first, "next", &[("q.use", "no")]);
    let third = visitor.press(&second, "next", &[("q.reasons", "ads")]);
    let receipt = visitor.press(&third, "checked", &[("q.comment", comment)]);
    assert_eq!(receipt.text("h1"), "Your answers have arrived");
}

fn site_with(texts: usize) -> RunningSite {
    let site = RunningSite::open();
    for number in 0..texts {
        writes(&site.visitor(), &format!("=text <{number}>"));
    }
    site.closes();
    site
}

#[test]
fn texts_stand_under_their_question_and_lead_to_all_of_them() {
    let site = site_with(7);
    let visitor = site.visitor();
    let page = visitor.get(&board(&site));
    assert_eq!(page.count("#comment .words li"), 6);
    assert_eq!(page.count("#use .words, #reasons .words"), 0);
    let all = visitor.get(&page.attribute("#comment .words .files a:first-child", "href"));
    assert_eq!((all.status, all.count("li")), (200, 7));
    assert_eq!(all.text("h1"), "Anything else?");
    assert!(all.body.contains("=text &#60;3&#62;"), "{}", all.body);
    let back = visitor.get(&all.attribute(".filters a:first-child", "href"));
    assert_eq!(back.text("h1"), "Why not ACME?");
}

#[test]
fn all_texts_are_a_file_that_a_spreadsheet_may_open() {
    let site = site_with(5);
    let visitor = site.visitor();
    let file = visitor.get(&format!("{}/words/comment.csv?wave=1", board(&site)));
    assert_eq!(file.status, 200);
    assert!(
        file.header("content-disposition")
            .contains("acme-comment-words-wave-1.csv")
    );
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!(lines.len(), 6);
    assert!(lines[1].starts_with("comment,Anything else?,'=text <"));
    site.finds_in_the_ledger("saved results as a file: wave 1, comment-words.csv.");
}

#[test]
fn long_lists_are_read_page_by_page() {
    let site = site_with(53);
    let visitor = site.visitor();
    let first = visitor.get(&format!("{}/words/comment?wave=1", board(&site)));
    assert_eq!(first.count("li"), 50);
    assert!(first.words(".facts").contains("Page 1 of 2"));
    let second = visitor.get(&first.attribute("[rel=next]", "href"));
    assert_eq!((second.count("li"), second.count("[rel=next]")), (3, 0));
    let missing = visitor.get(&format!("{}/words/comment?wave=1&page=3", board(&site)));
    assert_eq!(missing.status, 404);
}

#[test]
fn too_few_texts_unknown_questions_and_running_waves_look_alike() {
    let site = site_with(4);
    let few = site
        .visitor()
        .get(&format!("{}/words/comment?wave=1", board(&site)));
    let unknown = site
        .visitor()
        .get(&format!("{}/words/nothing?wave=1", board(&site)));
    assert_eq!((few.status, unknown.status), (404, 404));
    assert_eq!(few.body, unknown.body);
    let page = site.visitor().get(&board(&site));
    assert!(!page.body.contains("text &#60;"));
}
