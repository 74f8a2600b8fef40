//! A copy of the key directory without what must not outlive a release.

use std::fs;
use std::path::Path;

use super::{KeyDirectory, KeyError, file};

/// Pool keys are replaced at every release and daily, which a copy would undo;
/// what is to be scrubbed is said of the database of this moment.
const NEVER_COPIED: [&str; 2] = ["pool", "unscrubbed"];

impl KeyDirectory {
    /// Copies everything but the pool keys into a new directory; returns how
    /// many files there are in it.
    // Promise P1: no copy of a pool key outlives the key.
    pub fn back_up(&self, to: &Path) -> Result<usize, KeyError> {
        copy(&self.path, to, &|name| !NEVER_COPIED.contains(&name))
    }
}

fn copy(from: &Path, to: &Path, is_copied: &dyn Fn(&str) -> bool) -> Result<usize, KeyError> {
    file::create_directory(to)?;
    let mut copied = 0;
    for entry in fs::read_dir(from).map_err(file::at(from))? {
        let entry = entry.map_err(file::at(from))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let (source, target) = (entry.path(), to.join(&*name));
        if source.is_dir() {
            if is_copied(&name) {
                copied += copy(&source, &target, &|_| true)?;
            }
        } else if !name.ends_with(".new") {
            file::check_private(&source)?;
            let bytes = zeroize::Zeroizing::new(fs::read(&source).map_err(file::at(&source))?);
            file::write_once(&target, &bytes)?;
            copied += 1;
        }
    }
    Ok(copied)
}
