//! The policy that the built page lives under (threats U2, U6).

use tauri::Wry;

use crate::context;
use tauri::utils::assets::AssetKey;
use tauri::utils::config::Csp;

#[test]
fn u02_no_script_but_the_programs_own_may_run() {
    let context = context::<Wry>();
    let security = &context.config().app.security;
    assert!(security.csp.is_some(), "there is no policy at all");
    assert!(security.freeze_prototype);
    for policy in [&security.csp, &security.dev_csp].into_iter().flatten() {
        let directives = directives(policy);
        let sources = |name: &str| {
            let found = directives.iter().find(|(directive, _)| directive == name);
            found.map(|(_, sources)| sources.as_str())
        };
        assert_eq!(sources("default-src"), Some("'none'"));
        assert_eq!(sources("script-src"), Some("'self'"));
        // Styles that libraries add while the page runs carry the word of this very start, and need no exception.
        assert_eq!(sources("style-src"), Some("'self'"));
        assert_eq!(sources("frame-src"), Some("'none'"));
        assert_eq!(sources("connect-src"), Some("ipc: http://ipc.localhost"));
        for (directive, sources) in &directives {
            for open in ["unsafe", "data:", "blob:", "*", "https:"] {
                assert!(!sources.contains(open), "{directive} {sources}");
            }
        }
        for loophole in ["script-src-elem", "script-src-attr", "worker-src"] {
            assert_eq!(sources(loophole), None);
        }
    }
}

#[test]
fn u02_the_embedded_page_has_no_script_within_it() {
    // Tauri would allow such a script by its digest, so the policy alone does not keep it out.
    let context = context::<Wry>();
    let page = context
        .assets()
        .get(&AssetKey::from("index.html"))
        .expect("the page is embedded");
    let page = String::from_utf8(page.into_owned()).expect("the page is text");
    let scripts: Vec<&str> = page.split("<script").skip(1).collect();
    assert!(!scripts.is_empty(), "{page}");
    assert!(
        !page.contains(" style=") && !page.contains(" onload="),
        "{page}"
    );
    for script in scripts {
        let (attributes, rest) = script.split_once('>').expect("a tag ends");
        assert!(attributes.contains("src=\"./assets/"), "{attributes}");
        assert!(rest.trim_start().starts_with("</script>"), "{rest}");
    }
}

#[test]
fn u06_no_other_program_and_no_global_name_is_within_reach() {
    let context = context::<Wry>();
    let config = context.config();
    assert!(
        !config.app.with_global_tauri,
        "the page would have names that it does not need"
    );
    assert!(
        !config.app.security.asset_protocol.enable,
        "the page could read files"
    );
    assert!(
        config.app.windows.iter().all(|window| !window.create),
        "one is made, in Rust"
    );
    let granted = include_str!("../../capabilities/main.json");
    for foreign in [
        "core:", "opener", "shell", "fs:", "http", "dialog", "remote",
    ] {
        assert!(!granted.contains(&format!("\"{foreign}")), "{foreign}");
    }
}

fn directives(policy: &Csp) -> Vec<(String, String)> {
    let map: std::collections::HashMap<_, _> = policy.clone().into();
    map.into_iter()
        .map(
            |(name, sources): (String, tauri::utils::config::CspDirectiveSources)| {
                (name, Vec::<String>::from(sources).join(" "))
            },
        )
        .collect()
}
