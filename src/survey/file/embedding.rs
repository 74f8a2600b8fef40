//! `embedded_on`: sites that may show the survey in a frame.

use super::table::{Reading, Table, text_of};
use crate::limits::EMBEDDING_SITES_MAX;
use crate::survey::embedding::EmbeddingSite;

pub(super) fn read(table: &mut Table<'_>, reading: &mut Reading) -> Vec<EmbeddingSite> {
    let Some(list) = table.list("embedded_on", reading) else {
        return Vec::new();
    };
    if list.len() > EMBEDDING_SITES_MAX {
        let reason = format!("{} sites may show the survey", list.len());
        let remedy = format!("keep to at most {EMBEDDING_SITES_MAX}");
        reading.report(list.at, reason, remedy);
    }
    let mut sites: Vec<EmbeddingSite> = Vec::new();
    for item in &list.value {
        let Some(typed) = text_of(item, "embedded_on", reading) else {
            continue;
        };
        match typed.parse::<EmbeddingSite>() {
            Ok(site) if sites.contains(&site) => {
                reading.report(
                    typed.at,
                    format!("“{site}” is listed twice"),
                    "take one out",
                );
            }
            Ok(site) => sites.push(site),
            Err(error) => {
                let remedy = "write the site as https://www.example.org";
                reading.report(typed.at, error.to_string(), remedy);
            }
        }
    }
    sites
}
