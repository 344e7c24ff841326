//! What the vendors have sealed, once for all scenes.

use std::path::PathBuf;
use std::sync::OnceLock;

use sealift_journeys::{Product, Vendor};

/// Bytes of each of the larger files.
const LARGE: usize = 1 << 20;
/// So many of those are the same in all releases, and so many differ.
const SAME: u64 = 6;
const DIFFERENT: u64 = 6;

/// Two vendors, and the volumes of the first.
pub(crate) struct Stock {
    pub(crate) first: Vendor,
    pub(crate) second: Vendor,
    volumes: [PathBuf; 3],
    /// The second release without what the first has.
    pub(crate) delta: PathBuf,
}

impl Stock {
    /// The same for all scenes of this process.
    pub(crate) fn get() -> &'static Self {
        static STOCK: OnceLock<Stock> = OnceLock::new();
        STOCK.get_or_init(Self::seal)
    }

    /// The volume of version 1, 2 or 3.
    pub(crate) fn volume(&self, version: usize) -> &PathBuf {
        &self.volumes[version - 1]
    }

    fn seal() -> Self {
        let first = Vendor::new();
        let described = [1, 2, 3].map(|version| release(version).write(&first));
        let volumes = described.each_ref().map(|one| first.pack_one(one));
        let base = volumes[0].to_str().expect("a folder in UTF-8");
        let delta = first.pack(&described[1], &["--base", base]).remove(0);
        Self {
            first,
            second: Vendor::new(),
            volumes,
            delta,
        }
    }
}

/// A release that differs from the others in every way that two can; the third one's last check fails.
fn release(version: u64) -> Product {
    let mut product = Product::release(&format!("{version}.0.0"), version)
        .table(&format!(
            "[[data]]\nid = \"rows\"\ncomponent = \"server\"\npath = \"data/rows\"\nformat = {version}"
        ))
        .file("server", "app.conf.j2", format!("# version {version}\ndata = {{{{ paths.data }}}}\n"))
        .file("docs", "index.html", "the same in all versions")
        .program("server", "bin/migrate", migrate(version))
        .program("server", "bin/migrate-back", "#!/bin/sh\nexec /bin/rm -f \"$1/first\" \"$1/second\"\n")
        .step("server", "id = \"rows\"\nkind = \"directory\"\npath = \"data/rows\"\nmode = \"0750\"")
        .step("server", "id = \"settings\"\nkind = \"config-file\"\npath = \"config/deep/app.conf\"\ntemplate = \"app.conf.j2\"")
        .step("server", "id = \"link\"\nkind = \"symlink\"\npath = \"config/server\"\nto = \"program/server/bin/migrate\"")
        .step(
            "server",
            "id = \"migrate\"\nkind = \"command\"\nrun = [\"bin/migrate\", \"{{ paths.data }}/rows\"]\n\
             undo = { run = [\"bin/migrate-back\", \"{{ paths.data }}/rows\"] }\nwrites = [\"data/rows\"]",
        );
    // What was a file becomes a directory (threat I16).
    let kind = if version == 1 { "kind" } else { "kind/below" };
    product = product.file("server", kind, "a file");
    for number in 0..SAME {
        product = product.noise("server", &format!("share/same-{number}"), number, LARGE);
    }
    for number in 0..DIFFERENT {
        let seed = 100 * version + number;
        product = product.noise("server", &format!("share/other-{number}"), seed, LARGE);
    }
    if version < 3 {
        return product;
    }
    let never = "id = \"go\"\nprobe = { kind = \"file\", path = \"data/rows/never\" }\nwithin = { seconds = 1, every-ms = 100 }";
    product.check("server", never)
}

/// Changes the data in two halves, so that a kill can meet it between them, and for long enough that recovery has begun
/// when whoever was not killed with it goes on.
fn migrate(version: u64) -> String {
    format!(
        "#!/bin/sh\necho {version} > \"$1/first\"\n/bin/sleep 1\necho {version} > \"$1/second\"\n"
    )
}
