//! The key directory, file by file.

use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::privacy::invitation::{InvitationCode, InvitationNumber};
use crate::privacy::prf::InvitationKey;
use crate::privacy::prf::PoolKeyId;
use crate::privacy::receipt::BatchKey;

fn directory() -> (tempfile::TempDir, KeyDirectory) {
    let folder = tempfile::tempdir().unwrap();
    let keys = KeyDirectory::open(&folder.path().join("keys")).unwrap();
    (folder, keys)
}

#[test]
fn a_directory_that_others_can_read_is_refused_with_the_remedy() {
    let (folder, keys) = directory();
    fs::set_permissions(keys.path(), fs::Permissions::from_mode(0o750)).unwrap();
    let error = KeyDirectory::open(&folder.path().join("keys")).unwrap_err();
    assert!(error.to_string().contains("chmod go-rwx"), "{error}");
}

#[test]
fn a_root_key_that_others_can_read_is_refused() {
    let (folder, keys) = directory();
    let root = keys.path().join("root.key");
    fs::set_permissions(root, fs::Permissions::from_mode(0o644)).unwrap();
    let error = KeyDirectory::open(&folder.path().join("keys")).unwrap_err();
    assert!(matches!(error, KeyError::ReadableByOthers(_)));
}

#[test]
fn the_root_key_stays_the_same_over_restarts() {
    let (folder, keys) = directory();
    let again = KeyDirectory::open(&folder.path().join("keys")).unwrap();
    assert_eq!(keys.root().derive("x", &[]), again.root().derive("x", &[]));
}

#[test]
fn everything_in_the_directory_is_private() {
    let (_folder, keys) = directory();
    keys.make_pool_key(1).unwrap();
    keys.add_withdrawn(1, BatchKey(7)).unwrap();
    keys.make_invitation_key(1).unwrap();
    keys.raise_given(1, 3).unwrap();
    keys.add_unscrubbed().unwrap();
    let mut folders = vec![keys.path().to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
            seen += 1;
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    assert_eq!(seen, 12);
}

#[test]
fn a_replaced_pool_key_is_gone_and_the_current_one_stays() {
    let (_folder, keys) = directory();
    let (old, _) = keys.make_pool_key(1).unwrap();
    let (current, _) = keys.make_pool_key(1).unwrap();
    let (other_survey, _) = keys.make_pool_key(2).unwrap();
    keys.destroy_replaced_pool_keys(1, current).unwrap();
    assert!(matches!(
        keys.read_pool_key(1, old),
        Err(KeyError::PoolKeyMissing(_))
    ));
    assert!(keys.read_pool_key(1, current).is_ok());
    assert!(keys.read_pool_key(2, other_survey).is_ok());
}

#[test]
fn no_key_is_destroyed_when_the_current_one_is_missing() {
    let (_folder, keys) = directory();
    let (live, _) = keys.make_pool_key(1).unwrap();
    let of_an_older_copy = PoolKeyId([9; 16]);
    assert!(matches!(
        keys.destroy_replaced_pool_keys(1, of_an_older_copy),
        Err(KeyError::PoolKeyMissing(_))
    ));
    assert!(keys.read_pool_key(1, live).is_ok());
}

#[test]
fn a_key_directory_that_is_away_is_not_a_lost_key() {
    let (folder, keys) = directory();
    let (id, _) = keys.make_pool_key(1).unwrap();
    fs::rename(keys.path(), folder.path().join("elsewhere")).unwrap();
    assert!(matches!(
        keys.read_pool_key(1, id),
        Err(KeyError::File { .. })
    ));
}

#[test]
fn a_cut_key_file_is_named() {
    let (_folder, keys) = directory();
    let (id, _) = keys.make_pool_key(1).unwrap();
    let path = keys.path().join(format!("pool/1/{id}.key"));
    fs::write(path, b"short").unwrap();
    assert!(matches!(
        keys.read_pool_key(1, id),
        Err(KeyError::Damaged(_))
    ));
    assert!(keys.read_pool_key(1, PoolKeyId([9; 16])).is_err());
}

#[test]
fn the_order_of_withdrawals_is_not_kept() {
    let (_one, first) = directory();
    let (_two, second) = directory();
    for key in [3, 1, 2] {
        first.add_withdrawn(5, BatchKey(key)).unwrap();
    }
    for key in [2, 3, 1, 1] {
        second.add_withdrawn(5, BatchKey(key)).unwrap();
    }
    let bytes = |keys: &KeyDirectory| fs::read(keys.path().join("withdrawn/5")).unwrap();
    assert_eq!(bytes(&first), bytes(&second));
    assert_eq!(first.read_withdrawn(5).unwrap().len(), 3);
    assert!(first.read_withdrawn(6).unwrap().is_empty());
}

#[test]
fn a_key_directory_may_be_made_several_levels_deep_and_every_level_is_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("of/whynot/keys");
    KeyDirectory::open(&path).unwrap();
    for level in ["of", "of/whynot", "of/whynot/keys"] {
        let mode = fs::metadata(folder.path().join(level)).unwrap();
        assert_eq!(mode.permissions().mode() & 0o077, 0, "{level}");
    }
}

#[test]
fn tombstones_that_cannot_be_read_are_not_taken_for_none() {
    let (_folder, keys) = directory();
    assert_eq!(keys.withdrawn_size(1).unwrap(), 0);
    fs::write(keys.path().join("withdrawn"), "not a directory").unwrap();
    assert!(keys.withdrawn_size(1).unwrap_err().is_passing());
    assert!(keys.read_withdrawn(1).unwrap_err().is_passing());
}

#[test]
fn without_the_directory_nobody_can_tell_who_withdrew() {
    let (folder, keys) = directory();
    fs::rename(keys.path(), folder.path().join("away")).unwrap();
    assert!(keys.withdrawn_size(1).unwrap_err().is_passing());
    assert!(keys.read_withdrawn(1).unwrap_err().is_passing());
}

#[test]
fn an_invitation_key_stays_until_it_is_destroyed_and_the_next_is_another() {
    let (_folder, keys) = directory();
    let code = |key: &InvitationKey| InvitationCode::of(key, 1, InvitationNumber::new(0).unwrap());
    assert!(keys.find_invitation_key(1).unwrap().is_none());
    let first = keys.make_invitation_key(1).unwrap();
    let again = keys.make_invitation_key(1).unwrap();
    assert_eq!(code(&first), code(&again));
    let found = keys.find_invitation_key(1).unwrap().unwrap();
    assert_eq!(code(&first), code(&found));
    let before = keys.list_invitation_keys().unwrap();
    assert!(keys.destroy_invitation_key(1).unwrap());
    assert!(!keys.destroy_invitation_key(1).unwrap());
    assert!(keys.find_invitation_key(1).unwrap().is_none());
    assert!(keys.list_invitation_keys().unwrap().is_empty());
    let next = keys.make_invitation_key(1).unwrap();
    assert_ne!(code(&first), code(&next));
    assert_ne!(before, keys.list_invitation_keys().unwrap());
}

#[test]
fn an_invitation_key_out_of_reach_is_not_one_that_was_destroyed() {
    let (folder, keys) = directory();
    keys.make_invitation_key(1).unwrap();
    fs::rename(keys.path(), folder.path().join("away")).unwrap();
    assert!(keys.find_invitation_key(1).unwrap_err().is_passing());
    assert!(keys.list_invitation_keys().unwrap_err().is_passing());
    assert!(keys.destroy_invitation_key(1).unwrap_err().is_passing());
}

#[test]
fn given_numbers_only_rise_and_what_is_forgotten_stays_so() {
    let (_folder, keys) = directory();
    assert_eq!(keys.read_invited(1).unwrap(), Invited::default());
    keys.raise_given(1, 7).unwrap();
    keys.raise_given(1, 3).unwrap();
    let raised = Invited {
        given: 7,
        forgotten: 0,
    };
    assert_eq!(keys.read_invited(1).unwrap(), raised);
    keys.forget_given(1, 5).unwrap();
    keys.raise_given(1, 9).unwrap();
    let forgotten = Invited {
        given: 9,
        forgotten: 7,
    };
    assert_eq!(keys.read_invited(1).unwrap(), forgotten);
    assert_eq!(keys.read_invited(2).unwrap(), Invited::default());
}

#[test]
fn a_mark_that_is_made_while_others_are_removed_stays() {
    let (_folder, keys) = directory();
    assert!(keys.list_unscrubbed().unwrap().is_empty());
    keys.add_unscrubbed().unwrap();
    let listed = keys.list_unscrubbed().unwrap();
    keys.add_unscrubbed().unwrap();
    keys.remove_unscrubbed(&listed).unwrap();
    assert_eq!(keys.list_unscrubbed().unwrap().len(), 1);
    // Another process had listed the same.
    keys.remove_unscrubbed(&listed).unwrap();
}

#[test]
fn a_copy_knows_who_is_forgotten_and_not_what_is_to_be_scrubbed() {
    let (folder, keys) = directory();
    keys.forget_given(1, 4).unwrap();
    keys.add_unscrubbed().unwrap();
    let copy = folder.path().join("copy");
    keys.back_up(&copy).unwrap();
    let copied = KeyDirectory::open(&copy).unwrap();
    assert_eq!(copied.read_invited(1).unwrap().forgotten, 4);
    assert!(copied.list_unscrubbed().unwrap().is_empty());
}
