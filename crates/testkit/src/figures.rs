//! What a suite did, in numbers: printed, and left in the folder that `SEALIFT_FIGURES` names, one small JSON document
//! a suite.

use std::path::PathBuf;

/// Tells the figures of a suite, by name.
///
/// # Panics
/// When the folder is named and cannot be written: figures that go missing unseen are none.
pub fn tell(suite: &str, figures: &[(&str, u64)]) {
    let lines: Vec<String> = figures
        .iter()
        .map(|(name, number)| format!("\"{name}\":{number}"))
        .collect();
    let document = format!("{{\"suite\":\"{suite}\",{}}}\n", lines.join(","));
    print!("{document}");
    if let Some(folder) = std::env::var_os("SEALIFT_FIGURES") {
        let file = PathBuf::from(folder).join(format!("{suite}.json"));
        std::fs::write(&file, document)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}
