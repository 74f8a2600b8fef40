//! The breaker at a desk: he is a marketer, edits a draft of the survey that
//! people have answered, and tries each loosening through the page of the
//! promise, and through publishing a draft that he wrote by other means.

use whynot::operations::drafts::{self, DraftId, Saving};
use whynot::operations::publish;
use whynot::survey::charter::Clause;
use whynot::survey::draft::{Draft, ItemId};

use super::breaker::{loosenings, read, strict};
use super::world::World;
use crate::web::RunningSite;
use crate::web::builder::{Desk, Form};
use crate::web::members::target;

fn revision(site: &RunningSite) -> i32 {
    let surveys = publish::list_surveys(&site.installation).expect("the database answers");
    surveys[0].revision
}

/// The form's fields for a looser draft: what a browser would send of its page.
fn fills_in(form: &mut Form, looser: &Draft) {
    let charter = &looser.charter;
    for (name, value) in [
        ("group_size_min", charter.group_size_min.clone()),
        ("floor", charter.floor.clone()),
        ("retention_days", charter.retention_days.clone()),
        ("access", charter.access.code().to_owned()),
        ("results", charter.results.code().to_owned()),
        ("comments", charter.comments.code().to_owned()),
        ("public_results", charter.public_results.code().to_owned()),
    ] {
        form.set(name, &value);
    }
    for language in &looser.languages {
        form.set(
            &format!("readers.{language}"),
            charter.readers.get(language),
        );
        form.set(
            &format!("outside.{language}"),
            charter.outside.get(language),
        );
    }
    match &charter.breakdowns {
        None => {
            form.set("list", "usual");
        }
        Some(listed) => {
            form.set("list", "chosen");
            for named in listed {
                form.set(&format!("by.{named}"), "yes");
            }
        }
    }
}

#[test]
fn nothing_that_promises_less_passes_the_studio() {
    let site = RunningSite::with(&strict());
    publish::open_wave(&site.installation, &site.slug, None).expect("a wave opens");
    let world = World {
        installation: site.installation.clone(),
        slug: site.slug.clone(),
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(world.answers(10_001));
    let desk = Desk::of(&site, "Bruno");
    let home = desk.opens("/studio/surveys/watched");
    let edit = Form::of(&home, "form:has(button[value=edit])");
    let draft = target(&desk.sends(&edit, "edit")).to_owned();
    let id: DraftId = draft
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .parse()
        .unwrap();
    let before = drafts::open(&site.installation, id).unwrap().unwrap();
    let attempts = loosenings();
    for (key, file) in &attempts {
        let mut next = 0;
        let looser = Draft::of(&read(file), || {
            next += 1;
            ItemId(next)
        });
        // Through the page of the promise, with a form of his own making.
        let mut form = Form::of(&desk.opens(&format!("{draft}/charter")), "#edit");
        fills_in(&mut form, &looser);
        let page = desk.sends(&form, "save");
        assert_eq!(page.status, 422, "{key}");
        let kept = drafts::open(&site.installation, id).unwrap().unwrap();
        assert_eq!(kept.draft.charter, before.draft.charter, "{key}");
        // Into the draft behind the page's back, and through publishing.
        let charter = looser.charter.clone();
        let saved = drafts::save(&site.installation, 1, id, kept.version, |draft| {
            draft.charter = charter;
        });
        assert!(matches!(saved, Ok(Saving::Saved { .. })), "{key}");
        let page = desk.actor.get(&format!("{draft}/publish"));
        let version = drafts::open(&site.installation, id)
            .unwrap()
            .unwrap()
            .version;
        let (version, slug) = (version.to_string(), site.slug.to_string());
        let sent = [
            ("version", version.as_str()),
            ("slug", &slug),
            ("go", "publish"),
        ];
        let refused = desk.actor.post(&format!("{draft}/publish"), &sent);
        assert_eq!((page.status, refused.status), (200, 422), "{key}");
        assert_eq!(revision(&site), 1, "{key}");
        drafts::undo(&site.installation, id).unwrap();
    }
    println!(
        "breaker: 0 of {} loosenings passed the studio, by page and by publishing",
        attempts.len()
    );
}
