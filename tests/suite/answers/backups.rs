//! Copies of the database, and a database put back from one.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use whynot::clock::Clock;
use whynot::operations::backup::{self, CopyError, LostPool, Restored};
use whynot::operations::error::OperationError;
use whynot::operations::receipt::{self, Standing};
use whynot::operations::share::link::{self, Opens};
use whynot::operations::{give_up, withdraw};
use whynot::privacy::receipt::ReceiptCode;
use whynot::store::Store;
use whynot::store::backup::BackupError;
use whynot::store::members::{self, LinkRow, MemberRow};
use whynot::store::sessions::{self, SessionRow};

use super::*;
use crate::engine::{Engine, on_both_engines};

fn clock() -> Clock {
    Clock::Fixed("2026-11-24".parse().unwrap())
}

fn copy(engine: &Engine, name: &str) -> PathBuf {
    let path = engine.folder.path().join(name);
    backup::back_up(&engine.url, clock(), &path).expect("a copy");
    path
}

fn restore(engine: &Engine, path: &Path) -> Result<Restored, CopyError> {
    backup::restore(&engine.url, &engine.keys(), clock(), path)
}

/// Restores once the last connection of the installation before is gone.
fn restore_when_free(engine: &Engine, path: &Path) -> Restored {
    for _ in 0..500 {
        match restore(engine, path) {
            Err(CopyError::Backup {
                source: BackupError::InUse,
                ..
            }) => {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            other => return other.expect("a restored database"),
        }
    }
    panic!("somebody keeps the database open");
}

/// The lines of a copy, without its hash.
fn lines(path: &Path) -> Vec<String> {
    let bytes = zstd::stream::decode_all(std::fs::File::open(path).unwrap()).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.pop();
    lines
}

/// The same without what the ledger says of backups that were put back.
fn without_restores(mut lines: Vec<String>, count: usize) -> Vec<String> {
    let entered = lines.extract_if(.., |line| line.contains("backup-restored"));
    assert_eq!(entered.count(), count, "restores in the ledger");
    lines
}

/// The same without the links to boards, which a copy that is put back ends: some
/// of them may have been taken back since.
fn without_board_links(lines: Vec<String>) -> Vec<String> {
    let mut is_links = false;
    let mut kept = lines;
    kept.retain(|line| {
        if line.starts_with("{\"table\"") {
            is_links = line.contains("\"board_links\"");
        }
        !is_links
    });
    kept
}

async fn found(marketer: &Marketer, code: ReceiptCode) -> Option<Standing> {
    let published = marketer.published().await;
    let found = receipt::read_back(&marketer.installation, &published, code).await;
    found.unwrap().map(|found| found.standing)
}

/// The breakdowns that the newest wave's board offers.
async fn offered(marketer: &Marketer) -> Vec<String> {
    let token =
        link::make_usual(&marketer.installation, &marketer.slug, Opens::Everything).unwrap();
    let board = results::board(&marketer.installation, &marketer.slug, token.unwrap(), None).await;
    let board = board.unwrap().unwrap();
    assert!(!board.is_being_counted);
    board
        .breakdowns
        .into_iter()
        .map(|choice| choice.code)
        .collect()
}

/// A closed wave of eight with comments, and a second one in which three wait.
async fn lived_in(engine: &Engine) -> (Marketer, Vec<Receipted>, Vec<Receipted>) {
    let marketer = Marketer::with(engine.open());
    marketer.opens_a_wave();
    let mut sealed = people_answer(&marketer, 7).await;
    let respondent = Respondent::at(&marketer).await;
    let words = [
        ("reasons", "other"),
        ("reasons.other", "l’été “\\” 9"),
        ("comment", "{\"table\":1}\n"),
    ];
    sealed.push(respondent.sends(&words).await.unwrap());
    marketer.closes_the_wave();
    marketer.opens_a_wave();
    let waiting = people_answer(&marketer, 3).await;
    (marketer, sealed, waiting)
}

on_both_engines! {
    async fn a_restored_database_is_the_one_that_was_copied(engine: &Engine) {
        let (marketer, sealed, waiting) = lived_in(engine).await;
        let before = format!("{:?}", marketer.results(Some(1)).await);
        let first = copy(engine, "first");
        assert_eq!(std::fs::metadata(&first).unwrap().permissions().mode() & 0o777, 0o600);
        // What happens afterwards is undone.
        people_answer(&marketer, 4).await;
        drop(marketer);
        let restored = restore_when_free(engine, &first);
        assert_eq!((restored.erased, restored.lost.len()), (0, 0));
        assert_eq!(restored.day, "2026-11-24");
        let again = without_restores(lines(&copy(engine, "second")), 1);
        assert_ne!(again, lines(&first), "the links are ended");
        assert_eq!(without_board_links(again), without_board_links(lines(&first)));
        let marketer = Marketer::again(engine.open());
        assert_eq!(format!("{:?}", marketer.results(Some(1)).await), before);
        let published = marketer.published().await;
        for receipted in sealed.iter().chain(&waiting) {
            let found = receipt::read_back(&marketer.installation, &published, receipted.code).await;
            assert_eq!(found.unwrap().unwrap().response, receipted.stored);
        }
        let left: Vec<_> = std::fs::read_dir(engine.folder.path()).unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("restoring") || name.contains("replaced"))
            .collect();
        assert_eq!(left, [""; 0]);
    }

    async fn what_was_withdrawn_since_does_not_come_back(engine: &Engine) {
        let (marketer, sealed, waiting) = lived_in(engine).await;
        let path = copy(engine, "copy");
        let published = marketer.published().await;
        let withdrawn = [sealed[2].code, sealed[7].code, waiting[1].code];
        for code in withdrawn {
            let gone = withdraw::withdraw(&marketer.installation, &published, code).await;
            assert!(gone.unwrap().is_some());
        }
        drop(marketer);
        assert_eq!(restore_when_free(engine, &path).erased, 3);
        // Gone from the rows themselves, not only from what a receipt finds.
        let again = lines(&copy(engine, "again"));
        assert!(!again.iter().any(|line| line.contains("l’été")));
        let marketer = Marketer::again(engine.open());
        for code in withdrawn {
            assert_eq!(found(&marketer, code).await, None);
        }
        assert_eq!(found(&marketer, sealed[3].code).await, Some(Standing::Sealed));
        assert_eq!(found(&marketer, waiting[0].code).await, Some(Standing::Waiting));
    }

    async fn no_session_that_had_ended_and_no_link_that_was_used_comes_back(engine: &Engine) {
        drop(engine.open());
        let owner = MemberRow {
            id: 7,
            address: "ada@example.org".to_owned(),
            name: "Ada".to_owned(),
            role: "owner".to_owned(),
            password_hash: Some("hash".to_owned()),
            joined_day: Some("2026-11-24".to_owned()),
        };
        let session = SessionRow {
            id: 8,
            token_hash: vec![8; 32],
            member: 7,
            name: None,
            awaits_code: false,
            created_day: "2026-11-24".to_owned(),
            last_used_day: "2026-11-24".to_owned(),
        };
        let link = LinkRow {
            token_hash: vec![9; 32],
            member: Some(7),
            last_day: "2026-12-01".to_owned(),
        };
        {
            let store = Store::open(engine.url.clone()).unwrap();
            let connection = &mut *store.connection().unwrap();
            members::insert_member(connection, &owner).unwrap();
            sessions::insert_session(connection, &session).unwrap();
            members::insert_link(connection, &link).unwrap();
        }
        let path = copy(engine, "copy");
        restore_when_free(engine, &path);
        let store = Store::open(engine.url.clone()).unwrap();
        let connection = &mut *store.connection().unwrap();
        assert_eq!(members::find_member(connection, 7).unwrap(), Some(owner));
        assert_eq!(sessions::find_session(connection, &session.token_hash).unwrap(), None);
        assert_eq!(members::find_link(connection, &link.token_hash).unwrap(), None);
    }

    async fn what_waited_under_a_replaced_key_is_told_and_can_be_given_up(engine: &Engine) {
        let (marketer, sealed, _) = lived_in(engine).await;
        let path = copy(engine, "copy");
        drop(marketer);
        // The next day the key is another one.
        drop(engine.open_on("2026-11-25"));
        let restored = restore_when_free(engine, &path);
        let lost = LostPool { survey: "small".parse().unwrap(), waiting: 3 };
        assert_eq!(restored.lost, [lost]);
        let marketer = Marketer::again(engine.open_on("2026-11-25"));
        assert_eq!(found(&marketer, sealed[0].code).await, Some(Standing::Sealed));
        let refused = Respondent::at(&marketer).await.sends(&[("reasons", "ads")]).await;
        assert!(refused.is_err());
        let erased = give_up::give_up_waiting(&marketer.installation, &marketer.slug).unwrap();
        assert_eq!(erased, Some(3));
        assert_eq!(people_answer(&marketer, 2).await.len(), 2);
    }

    async fn a_lost_key_under_which_nobody_waited_is_replaced_at_once(engine: &Engine) {
        let marketer = Marketer::with(engine.open());
        marketer.opens_a_wave();
        let path = copy(engine, "copy");
        drop(marketer);
        drop(engine.open_on("2026-11-25"));
        assert_eq!(restore_when_free(engine, &path).lost, []);
        let marketer = Marketer::again(engine.open_on("2026-11-25"));
        assert_eq!(people_answer(&marketer, 2).await.len(), 2);
    }

    async fn a_wave_that_closes_a_second_time_on_a_copy_has_no_second_book(engine: &Engine) {
        let file = SURVEY.replace("floor = 5", "floor = 5\nresults = \"when-closed\"");
        let survey = whynot::survey::file::read(&file).unwrap();
        let installation = engine.open();
        publish::import_survey(&installation, &survey).unwrap();
        let marketer = Marketer::again(installation);
        marketer.opens_a_wave();
        people_answer(&marketer, 60).await;
        let path = copy(engine, "before-closing");
        marketer.closes_the_wave();
        assert!(!offered(&marketer).await.is_empty());
        drop(marketer);
        restore_when_free(engine, &path);
        let marketer = Marketer::again(engine.open());
        give_up::give_up_waiting(&marketer.installation, &marketer.slug).unwrap();
        marketer.closes_the_wave();
        assert!(marketer.released().await.0 > 0);
        assert_eq!(offered(&marketer).await, [""; 0]);
    }

    async fn a_damaged_copy_and_one_of_other_keys_leave_everything_as_it_is(engine: &Engine) {
        let (marketer, sealed, _) = lived_in(engine).await;
        let path = copy(engine, "copy");
        let refused = backup::back_up(&engine.url, clock(), &path);
        assert!(matches!(refused, Err(CopyError::Exists(_))));
        drop(marketer);
        restore_when_free(engine, &path);
        let bytes = std::fs::read(&path).unwrap();
        let damaged = engine.folder.path().join("damaged");
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 2] ^= 1;
        let longer = [bytes.as_slice(), &bytes].concat();
        for bad in [&bytes[..bytes.len() - 9], &bytes[..20], b"", flipped.as_slice(), &longer] {
            std::fs::write(&damaged, bad).unwrap();
            assert!(restore(engine, &damaged).is_err());
        }
        let elsewhere = engine.folder.path().join("other-keys");
        let no_keys = backup::restore(&engine.url, &elsewhere, clock(), &path);
        assert!(matches!(no_keys, Err(CopyError::NoKeys(_))));
        assert!(!elsewhere.exists());
        whynot::keys::KeyDirectory::open(&elsewhere).unwrap();
        let foreign = backup::restore(&engine.url, &elsewhere, clock(), &path);
        assert!(matches!(foreign, Err(CopyError::Operation(OperationError::ForeignKeys { .. }))));
        let marketer = Marketer::again(engine.open());
        assert_eq!(found(&marketer, sealed[0].code).await, Some(Standing::Sealed));
    }

    async fn a_restore_that_cannot_be_put_in_order_is_undone(engine: &Engine) {
        let (marketer, sealed, _) = lived_in(engine).await;
        let path = copy(engine, "copy");
        people_answer(&marketer, 2).await;
        let published = marketer.published().await;
        withdraw::withdraw(&marketer.installation, &published, sealed[1].code).await.unwrap();
        drop(marketer);
        let marks = engine.keys().join("withdrawn").join(published.id().to_string());
        drop(published);
        let before = lines(&copy(engine, "before"));
        let whole = std::fs::read(&marks).unwrap();
        std::fs::write(&marks, &whole[..5]).unwrap();
        let refused = (0..500).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            let refused = restore(engine, &path).unwrap_err();
            (!refused.to_string().contains("is in use")).then_some(refused)
        });
        assert!(matches!(refused, Some(CopyError::Operation(OperationError::Key(_)))), "{refused:?}");
        // The ledger alone has grown, by the copy that is compared.
        let after = lines(&copy(engine, "after"));
        let without_ledger = |lines: Vec<String>| -> Vec<String> {
            lines.into_iter().filter(|line| !line.contains("backup-made")).collect()
        };
        assert_eq!(without_ledger(after), without_ledger(before));
        std::fs::write(&marks, whole).unwrap();
        assert_eq!(restore_when_free(engine, &path).erased, 1);
        let marketer = Marketer::again(engine.open());
        assert_eq!(found(&marketer, sealed[1].code).await, None);
        assert_eq!(found(&marketer, sealed[2].code).await, Some(Standing::Sealed));
    }

    async fn a_database_in_use_is_not_replaced(engine: &Engine) {
        let (marketer, sealed, _) = lived_in(engine).await;
        let path = copy(engine, "copy");
        let refused = restore(engine, &path);
        assert!(matches!(refused, Err(CopyError::Backup { source: BackupError::InUse, .. })));
        assert_eq!(found(&marketer, sealed[0].code).await, Some(Standing::Sealed));
        people_answer(&marketer, 1).await;
    }

    async fn a_copy_of_a_newer_whynot_is_refused(engine: &Engine) {
        let (marketer, ..) = lived_in(engine).await;
        let path = copy(engine, "copy");
        drop(marketer);
        restore_when_free(engine, &path);
        for (from, to) in [
            ("\"migrations\":[", "\"migrations\":[\"9999\","),
            ("\"whynot_backup\":1", "\"whynot_backup\":2"),
        ] {
            let newer = rewritten(engine, &path, from, to);
            let message = restore(engine, &newer).unwrap_err().to_string();
            assert!(message.contains("newer"), "{message}");
        }
        let smuggled = rewritten(engine, &path, "{\"table\":\"pool\"", "{\"table\":\"other\"");
        assert!(restore(engine, &smuggled).is_err());
    }
}

/// A copy with something else in it, and the hash that belongs to that.
fn rewritten(engine: &Engine, path: &Path, from: &str, to: &str) -> PathBuf {
    let text = lines(path).join("\n").replacen(from, to, 1) + "\n";
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let whole = format!("{text}{{\"blake3\":\"{hash}\"}}\n");
    let target = engine.folder.path().join("rewritten");
    std::fs::write(
        &target,
        zstd::stream::encode_all(whole.as_bytes(), 3).unwrap(),
    )
    .unwrap();
    target
}

#[test]
fn a_copy_moves_from_one_engine_to_the_other_and_back() {
    crate::engine::run(Engine::sqlite(), async |here| {
        let Some(there) = Engine::postgres() else {
            return;
        };
        let (marketer, sealed, _) = lived_in(here).await;
        let first = copy(here, "first");
        drop(marketer);
        let moved = backup::restore(&there.url, &here.keys(), clock(), &first).unwrap();
        assert_eq!((moved.erased, moved.lost.len()), (0, 0));
        let back = there.folder.path().join("back");
        backup::back_up(&there.url, clock(), &back).unwrap();
        restore_when_free(here, &back);
        let last = without_restores(lines(&copy(here, "last")), 2);
        assert_eq!(last, lines(&first));
        let marketer = Marketer::again(here.open());
        assert_eq!(
            found(&marketer, sealed[7].code).await,
            Some(Standing::Sealed)
        );
    });
}

#[test]
fn the_keys_that_last_are_copied_and_no_pool_key_is() {
    crate::engine::run(Engine::sqlite(), async |engine| {
        let (marketer, sealed, _) = lived_in(engine).await;
        let published = marketer.published().await;
        withdraw::withdraw(&marketer.installation, &published, sealed[0].code)
            .await
            .unwrap();
        let to = engine.folder.path().join("key-copy");
        assert_eq!(backup::back_up_keys(&engine.keys(), &to).unwrap(), 3);
        let root = |folder: &Path| std::fs::read(folder.join("root.key")).unwrap();
        assert_eq!(root(&to), root(&engine.keys()));
        assert!(to.join("withdrawn").is_dir() && !to.join("pool").exists());
        assert_eq!(
            std::fs::metadata(&to).unwrap().permissions().mode() & 0o777,
            0o700
        );
        let again = backup::back_up_keys(&engine.keys(), &to);
        assert!(matches!(again, Err(CopyError::Exists(_))));
    });
}
