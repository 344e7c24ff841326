//! Which calls a window may close over without asking.

/// Calls that only look, ask a person, or tell the program something about the window itself. All others change or write
/// something, and so does a call that was added and not thought of here: a question too many loses nobody's work.
const LOOKS: &[&str] = &[
    // of a site
    "overview",
    "policy",
    "record_rules",
    "look",
    "look_at_key",
    "trusted_keys",
    "releases",
    "release",
    "document",
    "check",
    "form",
    "judge_answers",
    "load_answers",
    "plan",
    "events",
    "installed",
    "status",
    "records",
    "log_facets",
    "record",
    "examine",
    "verify_depot",
    "support_parts",
    // of the window
    "about",
    "preferences",
    "set_preferences",
    "unlock",
    "drives",
    "pick_files",
    "pick_folder",
    "pick_save",
    "read_text",
    "cancel",
    "set_unsaved",
    "close",
    "print",
    // of export mode
    "new_description",
    "open_description",
    "judge_description",
    "edit_description",
    "inspect",
];

/// Whether closing the window in the middle of a call loses nothing but its answer.
pub(crate) fn only_looks(call: &str) -> bool {
    LOOKS.contains(&call)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::names;

    #[test]
    fn u09_whatever_changes_or_writes_something_is_asked_about() {
        let asked_about: Vec<_> = names().filter(|name| !only_looks(name)).collect();
        for name in [
            "import",
            "run",
            "recover",
            "trust_key",
            "distrust_key",
            "clean_depot",
            "checkpoint",
            "export_log",
            "export_release",
            "support_bundle",
            "save_text",
            "generate_key",
            "pack",
            "write_media",
        ] {
            assert!(asked_about.contains(&name), "{name}");
        }
        let saving: Vec<_> = names().filter(|name| name.starts_with("save_")).collect();
        assert!(saving.len() > 5);
        assert!(saving.iter().all(|name| !only_looks(name)));
    }

    #[test]
    fn every_name_is_one_of_a_call() {
        for look in LOOKS {
            assert!(names().any(|name| name == *look), "{look}");
        }
    }
}
