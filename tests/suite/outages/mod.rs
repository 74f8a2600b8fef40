//! What is promised when machines fail: whoever saw a receipt page has their
//! answer stored, once.

mod crash;
mod disk;
mod publishing;
mod server_away;

use std::sync::Arc;

use whynot::operations::installation::Installation;
use whynot::operations::publish::{self, Published};
use whynot::survey::identifier::Slug;

use crate::engine::Engine;

const SURVEY: &str = r#"
format = 1
slug = "outages"
brand = "ACME"
languages = ["en"]
title = "Why not ACME?"

[charter]
readers = "The marketing team of ACME."
group_size_min = 5
floor = 5

[[question]]
code = "mark"
kind = "number"
text = "A number of your own"
minimum = 0
maximum = 999999999

[[question]]
code = "comment"
kind = "text"
long = true
characters_max = 1000
text = "Anything else?"
"#;

const SLUG: &str = "outages";

fn slug() -> Slug {
    SLUG.parse().expect("a slug")
}

/// Stores the survey and opens its first wave.
fn prepare(engine: &Engine) {
    let installation = engine.open();
    let survey = whynot::survey::file::read(SURVEY).expect("a valid survey");
    publish::import_survey(&installation, &survey).expect("the survey is stored");
    publish::open_wave(&installation, &slug(), None).expect("a wave opens");
}

async fn published(installation: &Installation) -> Arc<Published> {
    let published = publish::find_published(installation, &slug()).await;
    published
        .expect("the database answers")
        .expect("the survey is there")
}
