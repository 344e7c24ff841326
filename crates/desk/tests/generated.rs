//! The page's types are those of the calls. With `SEALIFT_GENERATE` set the test writes them; else it compares.
#![allow(
    clippy::disallowed_methods,
    reason = "the test reads and writes sources"
)]

use std::fs;
use std::path::Path;

#[test]
fn the_page_knows_every_call_and_its_data() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/backend/generated");
    let files = sealift_desk::typescript::files();
    if std::env::var_os("SEALIFT_GENERATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the ui's folder can be written");
        for (name, text) in files.iter() {
            fs::write(folder.join(name), text).expect("the ui's folder can be written");
        }
        return;
    }
    for (name, text) in files.iter() {
        let found = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            found.replace("\r\n", "\n") == text,
            "{name} is out of date: run `cargo xtask generate`"
        );
    }
    let present = fs::read_dir(&folder)
        .expect("the ui has the folder")
        .count();
    assert_eq!(
        present,
        files.iter().count(),
        "a type is left over: run `cargo xtask generate`"
    );
}
