//! A full disk: a small file system, made by root or in a namespace of one's own.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
        mounted
            .is_ok_and(|mounted| mounted.status.success())
            .then_some(Self(path))
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

/// A command in which everybody is root and may mount, and nobody else sees it.
fn in_a_namespace_of_its_own(program: &OsStr, arguments: &[&str]) -> io::Result<Output> {
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--mount"]);
    unshare.arg(program).args(arguments).output()
}

/// Runs this test once more where it may mount, if there is such a place.
fn repeat_where_mounting_is_allowed() {
    let mount = ["-t", "tmpfs", "tmpfs", "/tmp"];
    let tried = in_a_namespace_of_its_own(OsStr::new("mount"), &mount);
    if !tried.is_ok_and(|tried| tried.status.success()) {
        whynot_test_support::left_out_for_want_of_rights(
            "root, or user namespaces: it mounts a small file system",
        );
        return;
    }
    let program = std::env::current_exe().expect("the program of the tests");
    let test = "outages::disk::a_full_disk_refuses_kindly_and_loses_nothing";
    let repeated = in_a_namespace_of_its_own(program.as_os_str(), &["--exact", test]);
    let repeated = repeated.expect("the tests start");
    let said = String::from_utf8_lossy(&repeated.stdout);
    assert!(repeated.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
fn a_full_disk_refuses_kindly_and_loses_nothing() {
    let engine = Engine::sqlite().expect("a temporary folder");
    match SmallDisk::mount(engine.folder.path()) {
        Some(disk) => refuses_kindly_and_loses_nothing(engine, &disk),
        None => repeat_where_mounting_is_allowed(),
    }
}

fn refuses_kindly_and_loses_nothing(mut engine: Engine, disk: &SmallDisk) {
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
