//! What the built program promises about its page, whatever the page says.

use super::context;
use tauri::utils::assets::AssetKey;
use tauri::utils::config::Csp;

#[test]
fn u02_no_script_but_the_programs_own_may_run() {
    let context = context();
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
        assert_eq!(sources("frame-src"), Some("'none'"));
        assert_eq!(sources("connect-src"), Some("ipc: http://ipc.localhost"));
        for loophole in ["script-src-elem", "script-src-attr", "worker-src"] {
            assert_eq!(sources(loophole), None);
        }
    }
}

#[test]
fn u02_the_embedded_page_has_no_script_within_it() {
    // Tauri would allow such a script by its digest, so the policy alone does not keep it out.
    let context = context();
    let page = context
        .assets()
        .get(&AssetKey::from("index.html"))
        .expect("the page is embedded");
    let page = String::from_utf8(page.into_owned()).expect("the page is text");
    let scripts: Vec<&str> = page.split("<script").skip(1).collect();
    assert!(!scripts.is_empty(), "{page}");
    for script in scripts {
        let (attributes, rest) = script.split_once('>').expect("a tag ends");
        assert!(attributes.contains("src=\"./assets/"), "{attributes}");
        assert!(rest.trim_start().starts_with("</script>"), "{rest}");
    }
}

#[test]
fn the_window_may_ask_for_releases_and_nothing_else() {
    let capability: serde_json::Value =
        serde_json::from_str(include_str!("../capabilities/main.json")).expect("it is JSON");
    assert_eq!(
        capability["permissions"],
        serde_json::json!(["allow-releases"])
    );
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert_eq!(capability.get("remote"), None);
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
