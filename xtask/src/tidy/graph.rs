//! Which foreign crates may stand below which of ours, in the whole graph that cargo resolved for all systems.

use crate::metadata::{Metadata, Package};
use crate::workspace::Workspace;
use anyhow::Result;

/// A foreign crate that some of ours must not hold, directly or by a detour.
struct Ban {
    /// Names of foreign crates; a trailing `*` stands for any ending.
    names: &'static [&'static str],
    /// Our crates that may hold them.
    except: &'static [&'static str],
    /// Whether a detour counts, or only a line in the crate's own manifest.
    through_others: bool,
    reason: &'static str,
}

const PURE: [&str; 6] = [
    "sealift-document",
    "sealift-package",
    "sealift-trust",
    "sealift-plan",
    "sealift-audit",
    "sealift-report",
];

/// Holds for every crate of the project but the exceptions.
const BANS: [Ban; 3] = [
    Ban {
        names: &[
            "tokio",
            "async-std",
            "smol",
            "tauri",
            "tauri-*",
            "wry",
            "tao",
        ],
        except: &["sealift-desktop", "sealift-window-journeys"],
        through_others: true,
        reason: "below the desktop shell everything is synchronous and knows no window",
    },
    Ban {
        names: &["minisign"],
        except: &[
            "sealift-vendor",
            "sealift-testkit",
            "sealift-journeys",
            "sealift-fuzz",
            "sealift-cli",
            "sealift-desktop",
        ],
        through_others: true,
        reason: "export mode is the only reader of a secret vendor key",
    },
    Ban {
        names: &[
            "openssl-sys",
            "native-tls",
            "rustls",
            "reqwest",
            "hyper",
            "curl",
        ],
        except: &["sealift-desktop", "sealift-window-journeys"],
        through_others: true,
        reason: "the product has no use for a network client: whatever it reads was carried in",
    },
];

/// Holds for the pure crates: bytes, time and limits come to them as arguments.
const BANS_FROM_PURE: [Ban; 2] = [
    Ban {
        names: &[
            "rusqlite",
            "libsqlite3-sys",
            "cap-std",
            "sysinfo",
            "landlock",
            "ctrlc",
            "indicatif",
        ],
        except: &[],
        through_others: true,
        reason: "this crate does no I/O of its own",
    },
    Ban {
        // Others may need these for reasons of their own (a mutex, a source of randomness), so only a direct line counts.
        names: &[
            "rustix",
            "libc",
            "windows-sys",
            "tempfile",
            "walkdir",
            "cap-fs-ext",
            "log",
            "rpassword",
        ],
        except: &[],
        through_others: false,
        reason: "this crate does no I/O of its own",
    },
];

pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    Ok(faults(&workspace.metadata()?))
}

fn faults(metadata: &Metadata) -> Vec<String> {
    let mut faults = Vec::new();
    for package in metadata.members() {
        let pure: &[Ban] = if PURE.contains(&package.name.as_str()) {
            &BANS_FROM_PURE
        } else {
            &[]
        };
        for ban in BANS.iter().chain(pure) {
            if ban.except.contains(&package.name.as_str()) {
                continue;
            }
            faults.extend(direct(package, ban));
            if ban.through_others {
                faults.extend(by_detour(metadata, package, ban));
            }
        }
    }
    faults
}

/// Lines of the crate's own manifest; an optional dependency counts though nobody turned it on.
fn direct(package: &Package, ban: &Ban) -> Vec<String> {
    let lines = package
        .dependencies
        .iter()
        .filter(|dependency| !dependency.is_for_tests());
    let banned = lines.filter(|dependency| ban.covers(&dependency.name));
    banned
        .map(|to| format!("{} -> {}: {}", package.name, to.name, ban.reason))
        .collect()
}

/// Crates further down, each with the way that leads to it.
fn by_detour(metadata: &Metadata, package: &Package, ban: &Ban) -> Vec<String> {
    let below = metadata.graph_below(&package.id);
    let mut faults = Vec::new();
    for (id, parent) in &below {
        let banned = metadata.package(id).filter(|found| ban.covers(&found.name));
        let Some(banned) = banned.filter(|_| *parent != package.id) else {
            continue;
        };
        let mut way = vec![banned.name.as_str()];
        let mut here = *parent;
        while here != package.id {
            way.push(
                metadata
                    .package(here)
                    .map_or(here, |found| found.name.as_str()),
            );
            here = below[here];
        }
        way.push(&package.name);
        way.reverse();
        faults.push(format!("{}: {}", way.join(" -> "), ban.reason));
    }
    faults
}

impl Ban {
    fn covers(&self, name: &str) -> bool {
        self.names
            .iter()
            .any(|pattern| match pattern.strip_suffix('*') {
                Some(start) => name.starts_with(start),
                None => *pattern == name,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// A resolved graph of the given edges; `ours` are the project's crates.
    fn resolved(ours: &[&str], edges: &[(&str, &str, Value)]) -> Metadata {
        let ends = edges.iter().flat_map(|(from, to, _)| [*from, *to]);
        let mut names: Vec<&str> = ours.iter().copied().chain(ends).collect();
        names.sort_unstable();
        names.dedup();
        let of = |name: &str| {
            edges
                .iter()
                .filter(move |(from, _, _)| *from == name)
                .collect::<Vec<_>>()
        };
        let package = |name: &&str| {
            let lines: Vec<_> = of(name)
                .iter()
                .map(|(_, to, kind)| json!({ "name": to, "kind": kind }))
                .collect();
            json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT",
                    "dependencies": lines, "targets": [], "manifest_path": "/Cargo.toml" })
        };
        let node = |name: &&str| {
            let deps: Vec<_> = of(name)
                .iter()
                .map(|(_, to, kind)| json!({ "pkg": to, "dep_kinds": [{ "kind": kind }] }))
                .collect();
            json!({ "id": name, "deps": deps })
        };
        serde_json::from_value(json!({
            "packages": names.iter().map(package).collect::<Vec<_>>(),
            "workspace_members": ours,
            "resolve": { "nodes": names.iter().map(node).collect::<Vec<_>>() },
        }))
        .expect("the fields are those of cargo metadata")
    }

    #[test]
    fn a_detour_to_an_async_runtime_is_shown_step_by_step() {
        let edges = [
            ("sealift-app", "innocent", Value::Null),
            ("innocent", "tokio", Value::Null),
        ];
        let found = faults(&resolved(&["sealift-app"], &edges));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("sealift-app -> innocent -> tokio: "),
            "{found:?}"
        );
    }

    #[test]
    fn the_desktop_shell_and_tests_may_hold_what_others_may_not() {
        let edges = [
            ("sealift-desktop", "tauri", Value::Null),
            ("tauri", "tokio", Value::Null),
            ("sealift-app", "tokio", json!("dev")),
        ];
        assert_eq!(
            faults(&resolved(&["sealift-desktop", "sealift-app"], &edges)),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_pure_crate_holds_no_database_no_files_and_no_system_calls() {
        for io in ["rusqlite", "cap-std", "sysinfo", "rustix", "tempfile"] {
            let edges = [("sealift-plan", io, Value::Null)];
            assert_eq!(
                faults(&resolved(&["sealift-plan"], &edges)).len(),
                1,
                "{io}"
            );
            let edges = [("sealift-host", io, Value::Null)];
            assert_eq!(
                faults(&resolved(&["sealift-host"], &edges)).len(),
                0,
                "{io}"
            );
        }
        let edges = [
            ("sealift-plan", "semver", Value::Null),
            ("semver", "rusqlite", Value::Null),
        ];
        assert_eq!(faults(&resolved(&["sealift-plan"], &edges)).len(), 1);
    }
}
