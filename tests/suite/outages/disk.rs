//! A full disk: a small file system that only root can make.

use std::path::{Path, PathBuf};
use std::process::Command;

use whynot::store::connection::DatabaseUrl;

use super::{SLUG, prepare};
use crate::engine::Engine;
use crate::process::{Form, Server, client};

/// A file system of a few megabytes, gone with the test.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(folder: &Path) -> Option<Self> {
        let path = folder.join("small-disk");
        std::fs::create_dir(&path).ok()?;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=3m,mode=0700", "tmpfs"])
            .arg(&path)
            .output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self(path)),
            _ => {
                whynot_test_support::left_out("the right to mount a small file system (root)");
                None
            }
        }
    }

    /// Takes every byte that is left; returns the file that holds them.
    fn fill(&self) -> PathBuf {
        use std::io::Write;
        let path = self.0.join("filler");
        let mut filler = std::fs::File::create(&path).expect("a file");
        while filler.write_all(&[0; 4096]).is_ok() {}
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk_refuses_kindly_and_loses_nothing() {
    let mut engine = Engine::sqlite().expect("a temporary folder");
    let Some(disk) = SmallDisk::mount(engine.folder.path()) else {
        return;
    };
    engine.url = DatabaseUrl::Sqlite(disk.0.join("whynot.sqlite"));
    prepare(&engine);
    let server = Server::start(&engine);
    let client = client();
    let answers = [("mark", "1"), ("comment", "Before.")];
    Form::new(1, &answers)
        .send(&client, &server.base, SLUG)
        .expect("there is room");

    let filler = disk.fill();
    let mut refused = Vec::new();
    // What the journal has allocated already takes a few more.
    for _ in 0..200 {
        let form = Form::new(1, &[("mark", "2"), ("comment", "During.")]);
        match form.send(&client, &server.base, SLUG) {
            Ok(_) => {}
            Err(status) => {
                assert_eq!(status, Some(503));
                refused.push(form);
            }
        }
        if refused.len() == 5 {
            break;
        }
    }
    assert_eq!(refused.len(), 5, "the disk never filled");

    std::fs::remove_file(filler).expect("room again");
    for form in &refused {
        let code = form
            .send(&client, &server.base, SLUG)
            .expect("there is room again");
        let again = form.send(&client, &server.base, SLUG).expect("sent twice");
        assert_eq!(code, again);
    }
}
