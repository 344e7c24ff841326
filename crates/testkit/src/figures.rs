//! What a suite did, in numbers: left in the folder that `SEALIFT_FIGURES` names, one small JSON document a suite, or one
//! for each scene in a folder of the suite's own.

use std::path::PathBuf;

/// Prints the figures of a suite, and keeps them.
///
/// # Panics
/// As [`keep`].
pub fn tell(suite: &str, figures: &[(&str, u64)]) {
    print!("{}", document("suite", suite, figures));
    keep(suite, figures);
}

/// Keeps the figures of a suite, or of a scene: `crash/install`.
///
/// # Panics
/// When the folder is named and cannot be written: figures that go missing unseen are none.
pub fn keep(name: &str, figures: &[(&str, u64)]) {
    let Some(folder) = std::env::var_os("SEALIFT_FIGURES") else {
        return;
    };
    let file = PathBuf::from(folder).join(format!("{name}.json"));
    let (kind, own) = match name.rsplit_once('/') {
        Some((_, scene)) => ("scene", scene),
        None => ("suite", name),
    };
    let made = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| std::fs::write(&file, document(kind, own, figures)))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

fn document(kind: &str, name: &str, figures: &[(&str, u64)]) -> String {
    let numbers = figures
        .iter()
        .map(|(figure, number)| format!(",\"{figure}\":{number}"));
    format!("{{\"{kind}\":\"{name}\"{}}}\n", numbers.collect::<String>())
}
