//! Key pairs.

use std::fs;

use sealift_trust::PublicKey;
use sealift_vendor::{Password, SecretKeyFile, keygen};

#[test]
fn a_key_pair_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let paths = keygen(folder.path(), None).unwrap();
    let before = fs::read(&paths.secret).unwrap();
    assert_eq!(
        keygen(folder.path(), None).unwrap_err().code(),
        "output-exists"
    );
    assert_eq!(fs::read(&paths.secret).unwrap(), before);
    fs::remove_file(&paths.secret).unwrap();
    assert_eq!(
        keygen(folder.path(), None).unwrap_err().code(),
        "output-exists"
    );
    assert!(
        !paths.secret.exists(),
        "a public key without its secret one is left as it is"
    );
}

#[test]
fn the_public_half_can_be_had_from_both_files() {
    let folder = tempfile::tempdir().unwrap();
    let paths = keygen(folder.path(), None).unwrap();
    let public = PublicKey::parse(&fs::read_to_string(&paths.public).unwrap()).unwrap();
    let key = SecretKeyFile::read(&paths.secret).unwrap();
    assert!(!key.needs_password());
    assert_eq!(*key.unlock(None).unwrap().public(), public);
    assert_eq!(paths.key, public);
}

#[test]
fn a_password_opens_a_key_and_no_other_does() {
    let folder = tempfile::tempdir().unwrap();
    let password = |text: &str| Password::new(text.into());
    let empty = keygen(folder.path(), Some(&password(""))).unwrap_err();
    assert_eq!(empty.code(), "key-password-empty");
    let paths = keygen(folder.path(), Some(&password("correct horse"))).unwrap();
    let key = || SecretKeyFile::read(&paths.secret).unwrap();
    assert!(key().needs_password());
    assert_eq!(
        key().unlock(None).unwrap_err().code(),
        "key-password-missing"
    );
    let wrong = key().unlock(Some(&password("battery staple"))).unwrap_err();
    assert_eq!(wrong.code(), "key-password-wrong");
    let opened = key().unlock(Some(&password("correct horse"))).unwrap();
    assert_eq!(*opened.public(), paths.key);
}

#[test]
fn a_password_or_key_is_never_printed() {
    let folder = tempfile::tempdir().unwrap();
    let password = Password::new("correct horse".into());
    assert!(!format!("{password:?}").contains("horse"));
    let paths = keygen(folder.path(), None).unwrap();
    let secret = fs::read_to_string(&paths.secret).unwrap();
    let file = SecretKeyFile::read(&paths.secret).unwrap();
    assert!(!secret.contains(&format!("{file:?}")));
    let shown = format!("{:?}", file.unlock(None).unwrap());
    assert_eq!(shown, format!("SigningKey({})", paths.key.id()));
}

#[cfg(unix)]
#[test]
fn the_secret_key_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let paths = keygen(folder.path(), None).unwrap();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&paths.secret), mode(&paths.public)), (0o600, 0o644));
}

#[test]
fn what_is_no_secret_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let paths = keygen(folder.path(), None).unwrap();
    assert_eq!(
        SecretKeyFile::read(&paths.public).unwrap_err().code(),
        "key-not-a-key"
    );
    let text = fs::read_to_string(&paths.secret).unwrap();
    let damaged = folder.path().join("damaged.key");
    let middle = text.len() - 60;
    let flipped = if text.as_bytes()[middle] == b'A' {
        "B"
    } else {
        "A"
    };
    fs::write(
        &damaged,
        format!("{}{flipped}{}", &text[..middle], &text[middle + 1..]),
    )
    .unwrap();
    let damaged = SecretKeyFile::read(&damaged).unwrap();
    assert_eq!(damaged.unlock(None).unwrap_err().code(), "key-not-a-key");
}
