//! Writes the sample report and its evidence, to be looked at: `cargo run -p sealift-report --example sample DIR`.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::path::PathBuf;

#[expect(
    clippy::disallowed_methods,
    reason = "an example has no host to go through"
)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let directory = PathBuf::from(std::env::args().nth(1).ok_or("name a directory")?);
    let evidence = sample::plant().close();
    std::fs::write(directory.join("evidence.json"), &evidence)?;
    let html = sealift_report::render_html(&evidence, "en")?;
    std::fs::write(directory.join("report.html"), html)?;
    Ok(())
}
