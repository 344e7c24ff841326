//! The report of a realistic log: complete, self-contained, inert, and checked against its own evidence.

mod sample;

use sample::{Plant, plant, release};
use sealift_audit::{Event, Fact, Held, Outcome, Verdict, detail, verify};
use sealift_report::{Appearance, LAYOUT, ReportError, evidence_in, examine, render_html};
use sealift_testkit::figures;

fn rendered() -> (Vec<u8>, String) {
    let evidence = plant().close();
    let html = render_html(&evidence, "en").expect("a report");
    (evidence, html)
}

#[test]
fn the_sample_is_a_valid_log_of_forty_records() {
    let plant = plant();
    let held = Held {
        log_key: Some(plant.key.public().clone()),
        ..Held::default()
    };
    let verification = verify(&plant.close(), &held).expect("evidence");
    assert_eq!(
        verification.verdict,
        Verdict::Valid,
        "{:?}",
        verification.findings
    );
    assert!(verification.size >= 40, "{}", verification.size);
}

#[test]
fn a17_the_report_alone_gives_the_evidence_to_the_byte_and_the_same_verdict() {
    let (evidence, html) = rendered();
    assert_eq!(evidence_in(html.as_bytes()).as_deref(), Ok(&evidence[..]));
    let examined = examine(html.as_bytes()).expect("a report");
    assert_eq!(
        (examined.appearance, examined.evidence == evidence),
        (Appearance::Same, true)
    );
}

#[test]
fn the_same_evidence_gives_the_same_page() {
    let (evidence, html) = rendered();
    assert_eq!(render_html(&evidence, "en").as_deref(), Ok(html.as_str()));
    assert_eq!(render_html(&evidence, "xx").as_deref(), Ok(html.as_str()));
}

#[test]
fn a_german_report_is_german_and_compares_with_its_own_words() {
    let (evidence, english) = rendered();
    let html = render_html(&evidence, "de").expect("a report");
    assert!(html.starts_with("<!doctype html>\n<html lang=\"de\">"));
    let (told, _) = html.split_once("<script").expect("its evidence");
    for word in [
        "<dt>Site",
        ">Found<",
        "Verify it yourself",
        "Log is at",
        "Asks for",
    ] {
        assert!(english.contains(word), "{word} is not looked for any more");
        assert!(!told.contains(word), "{word}");
    }
    assert!(told.contains("Prüfen Sie selbst"));
    let appearance = |page: &str| examine(page.as_bytes()).map(|found| found.appearance);
    assert_eq!(appearance(&html), Ok(Appearance::Same));
    let claims = html.replacen("lang=\"de\"", "lang=\"en\"", 1);
    assert!(matches!(
        appearance(&claims),
        Ok(Appearance::Doctored { .. })
    ));
}

#[test]
fn every_form_carries_the_same_digest_and_a20_the_page_never_calls_itself_valid() {
    let (evidence, html) = rendered();
    let digest = sealift_document::Digest::of(&evidence).to_string();
    assert!(html.contains(&digest));
    assert!(html.contains("<p class=\"headline\">CONSISTENT, ORIGIN UNPROVEN</p>"));
}

#[test]
fn doctored_visible_text_is_caught() {
    let (_, html) = rendered();
    for (from, to) in [
        ("rolled back", "succeeded"),
        ("Maria Keller", "Maria Koller"),
        ("CONSISTENT, ORIGIN UNPROVEN", "VALID"),
        ("</main>", "<p>Approved.</p></main>"),
        ("<html lang=\"en\">", "<html lang=\"en\" class=\"x\">"),
    ] {
        // The evidence block stays as it is: the change is made in the visible part alone.
        let (page, evidence) = html.split_once("<script").expect("a data block");
        let doctored = format!("{}<script{evidence}", page.replacen(from, to, 1));
        assert_ne!(doctored, html, "{from}");
        let examined = examine(doctored.as_bytes()).expect("readable");
        assert!(
            matches!(examined.appearance, Appearance::Doctored { .. }),
            "{from}"
        );
    }
}

/// Cut or changed anywhere, a page is refused, or called doctored, or of a layout that is not compared: what a person
/// would read on it is never called the same.
#[test]
fn every_changed_byte_of_a_page_and_every_cut_is_noticed() {
    let mut plant = Plant::new();
    let draft = plant.draft(Event::SiteCreated, Outcome::Succeeded);
    plant.write(draft);
    let page = render_html(&plant.close(), "en").expect("a report");
    let same =
        |bytes: &[u8]| examine(bytes).is_ok_and(|found| found.appearance == Appearance::Same);
    assert!(same(page.as_bytes()));
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let page = page.as_bytes();
            scope.spawn(move || {
                for at in (worker..page.len()).step_by(workers) {
                    assert!(!same(&page[..at]), "cut at {at}");
                    let mut changed = page.to_vec();
                    changed[at] ^= 1 << (at % 8);
                    assert!(!same(&changed), "byte {at}");
                }
            });
        }
    });
    let bytes = page.len() as u64;
    figures::tell("report-flips", &[("bytes", bytes), ("cuts", bytes)]);
}

#[test]
fn a_page_of_another_layout_is_told_and_not_compared() {
    let (_, html) = rendered();
    let other = html.replacen(LAYOUT, "sealift.report/v9 9.9.9", 1);
    let examined = examine(other.as_bytes()).expect("readable");
    let found = Some("sealift.report/v9 9.9.9".to_owned());
    assert_eq!(examined.appearance, Appearance::OtherLayout { found });
}

#[test]
fn u01_a13_hostile_text_is_inert() {
    let hostile = "</script><script>alert(1)</script><!--\"'&\u{1b}[2J\u{202e}\n<img src=x>";
    let mut plant = Plant::new();
    let mut draft = plant
        .draft(Event::ImportRefused, Outcome::Refused)
        .about(release(hostile, 1))
        .detail(detail::MESSAGE, hostile)
        .private(detail::PATH, hostile);
    draft.who.name = Some(hostile.into());
    draft.operation = Some(hostile.into());
    plant.write(draft);
    plant.export().filtered_by(hostile, hostile);
    let evidence = plant.close();
    let html = render_html(&evidence, "en").expect("a report");
    assert_eq!(html.matches("<script").count(), 1, "only the data block");
    assert_eq!(html.matches("</script").count(), 1);
    assert!(!html.contains("<img") && !html.contains("<!--"));
    assert!(!html.contains('\u{1b}'));
    let page = html.split_once("<script").expect("a data block").0;
    assert!(!page.contains('\u{202e}'), "text that reads backwards");
    assert_eq!(
        examine(html.as_bytes()).map(|found| found.appearance),
        Ok(Appearance::Same)
    );
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let (_, html) = rendered();
    let page = html.split_once("<script").expect("a data block").0;
    for outside in [
        "http://", "https://", "src=", "@import", "url(", "style=", "onclick", "<link", "<iframe",
    ] {
        let shown = page.replace("http://127.0.0.1:9090/-/healthy", "");
        assert!(!shown.contains(outside), "{outside}");
    }
    assert!(html.contains("default-src 'none'; style-src 'sha256-"));
}

#[test]
fn a19_a_redacted_report_shows_no_withheld_field_and_says_so() {
    let evidence = plant().close();
    let evidence: sealift_audit::Evidence = serde_json::from_slice(&evidence).expect("evidence");
    let redacted =
        evidence.redact(&|path| path.starts_with("who.") || path.starts_with("details."));
    let bytes = sealift_document::to_canonical(&redacted).expect("canonical");
    let html = render_html(&bytes, "en").expect("a report");
    for hidden in ["Maria", "keller", "hmi-7.plant-3", "CHG-20417", "TRANSFER"] {
        assert!(!html.contains(hidden), "{hidden}");
    }
    assert!(html.contains("[withheld]") && html.contains("Redacted:"));
}

#[test]
fn a11_a_torn_record_is_shown_as_such() {
    let mut plant = plant();
    plant.export().keep(b"{\"authen", Default::default());
    let html = render_html(&plant.close(), "en").expect("a report");
    assert!(html.contains("cannot be read") && html.contains("BROKEN"));
}

#[test]
fn the_control_map_says_what_is_not_recorded() {
    let (_, html) = rendered();
    let scan = html
        .split("SI-3; MA-3(2)")
        .nth(1)
        .expect("the control")
        .split("</tr>")
        .next();
    assert!(scan.is_some_and(|row| row.contains("malware scan of the medium")));
    let raw = html
        .split("CIP-010 R1.6.1/1.6.2")
        .nth(1)
        .expect("the control")
        .split("</tr>")
        .next();
    assert!(raw.is_some_and(|row| row.ends_with("<td></td>")), "{raw:?}");
}

/// The page of a plant after something more has happened there.
fn page_after(happens: impl FnOnce(&mut Plant)) -> String {
    let mut plant = Plant::new();
    happens(&mut plant);
    render_html(&plant.close(), "en").expect("a report")
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = page.split_once(from).expect(from).1;
    rest.split_once(to).expect(to).0
}

#[test]
fn what_was_uninstalled_or_only_staged_is_not_shown_as_installed() {
    let installed = |page: &str| {
        between(page, "<h3>Installed now</h3>", "<dl").contains("com.example.monitoring")
    };
    let first = || release("1.0.0", 1);
    assert!(first().product.as_deref() == Some("com.example.monitoring"));
    assert!(installed(&page_after(|plant| {
        plant.change("install", None, &first(), None);
    })));
    assert!(!installed(&page_after(|plant| {
        plant.change("install", None, &first(), None);
        plant.change("uninstall", Some("1.0.0"), &first(), None);
    })));
    let staged = page_after(|plant| {
        for event in [Event::OperationStarted, Event::OperationFinished] {
            let mut draft = plant
                .draft(event.clone(), Outcome::Succeeded)
                .in_operation("op-1")
                .about(first())
                .detail(detail::KIND, "install");
            if event == Event::OperationFinished {
                draft = draft.detail(detail::STAGED, true);
            }
            plant.write(draft);
        }
    });
    assert!(!installed(&staged));
    assert!(staged.contains("staged, not activated"));
}

/// A run of three steps, of which two have one name and one belongs to no component.
fn run_of_namesakes(plant: &mut Plant) {
    let release = release("1.0.0", 1);
    let step = |id: &str, component: &str, kind: &str| {
        Fact::map([
            ("id", id.into()),
            ("component", component.into()),
            ("kind", kind.into()),
            ("summary", format!("{kind} it").as_str().into()),
            ("undo", "exact".into()),
        ])
    };
    let steps = vec![
        step("activate", "", "activate"),
        step("run", "server", "place-service"),
        step("run", "server", "start-service"),
    ];
    let plan = sealift_document::Digest::of(b"namesakes");
    let draft = plant
        .draft(Event::PlanMade, Outcome::Succeeded)
        .about(release.clone())
        .detail(detail::PLAN, plan)
        .detail(detail::STEPS, Fact::List(steps));
    plant.write(draft);
    let draft = plant
        .draft(Event::OperationStarted, Outcome::Started)
        .in_operation("op-namesakes")
        .about(release.clone())
        .detail(detail::KIND, "namesakes")
        .detail(detail::PLAN, plan);
    plant.write(draft);
    let ended = [
        (1_u32, None, "activate", Event::StepDone),
        (2, Some("server"), "run", Event::StepDone),
        (3, Some("server"), "run", Event::StepFailed),
    ];
    for (number, component, id, event) in ended {
        let mut subject = release.clone();
        subject.component = component.map(Into::into);
        subject.step = Some(id.into());
        let draft = plant
            .draft(event, Outcome::Succeeded)
            .in_operation("op-namesakes")
            .about(subject)
            .detail(detail::NUMBER, number);
        plant.write(draft);
    }
    let draft = plant
        .draft(Event::OperationFinished, Outcome::FailedPartially)
        .in_operation("op-namesakes")
        .about(release)
        .detail(detail::KIND, "namesakes")
        .detail("left", Fact::List(vec!["run".into()]));
    plant.write(draft);
}

#[test]
fn each_step_of_a_plan_stands_once_with_what_became_of_it() {
    let page = page_after(run_of_namesakes);
    let change = between(&page, "<h3>namesakes:", "</article>");
    let steps = between(change, "<h4>Steps</h4>", "</table>");
    assert!(!steps.contains("not run"), "{steps}");
    let rows: Vec<Vec<&str>> = steps
        .split("<tr><th scope=\"row\">")
        .skip(1)
        .map(|row| {
            let known = ["activate it", "place-service it", "start-service it"];
            let told = ["step-done", "step-failed"];
            let words = known.iter().chain(&told).copied();
            words.filter(|word| row.contains(word)).collect()
        })
        .collect();
    let wanted: [&[&str]; 3] = [
        &["activate it", "step-done"],
        &["place-service it", "step-done"],
        &["start-service it", "step-failed"],
    ];
    assert_eq!(rows, wanted);
    assert!(change.contains("Not taken back:</strong> run"), "{change}");
}

#[test]
fn a_refusal_says_why_where_its_message_is_withheld_and_opened() {
    let page = page_after(|plant| {
        let draft = plant
            .draft(Event::PlanMade, Outcome::Refused)
            .detail(detail::CODE, "target-incompatible")
            .detail(detail::ATTEMPT, "install")
            .private(detail::MESSAGE, "the port 8080 is taken");
        plant.write(draft);
    });
    let refusals = between(&page, "<section id=\"refusals\"", "</section>");
    let row = between(refusals, "target-incompatible", "</tr>");
    assert!(!row.contains("\u{2014}"), "{row}");
    assert!(refusals.contains("the port 8080 is taken"), "{refusals}");
}

#[test]
fn an_uninstall_names_one_version_and_no_checks_and_a_volume_its_number() {
    let page = page_after(|plant| {
        let row = Fact::map([("requirement", "Memory".into()), ("result", "pass".into())]);
        let draft = plant
            .draft(Event::CheckRun, Outcome::Succeeded)
            .about(release("1.0.0", 1))
            .detail(detail::CHECKS, Fact::List(vec![row]));
        plant.write(draft);
        plant.change("uninstall", Some("1.0.0"), &release("1.0.0", 1), None);
    });
    let change = between(&page, "<h3>uninstall:", "</article>");
    let heading = between(change, "com.example.monitoring", "<span");
    assert_eq!(heading.trim(), "1.0.0");
    assert!(!change.contains("Checked before the change"), "{change}");
    assert!(rendered().1.contains("<td>1 / 1</td>"));
}

#[test]
fn what_nobody_knows_is_called_unknown() {
    let page = page_after(|plant| {
        let draft = plant
            .draft(Event::OperationStarted, Outcome::Started)
            .in_operation("op-1")
            .about(release("1.0.0", 1));
        plant.write(draft);
        let draft = plant
            .draft(Event::PackageImported, Outcome::Succeeded)
            .about(release("1.0.0", 1));
        plant.write(draft);
        let draft = plant
            .draft(Event::ReleaseComplete, Outcome::Succeeded)
            .about(release("1.0.0", 1));
        plant.write(draft);
        let draft = plant.draft(Event::AuditExported, Outcome::Succeeded);
        plant.write(draft);
    });
    for (name, said) in [
        ("Baseline before (SHA-256)", "not on record"),
        ("Baseline after (SHA-256)", "not on record"),
        ("Medium", "not on record"),
        ("Malware scan of the medium", "none on record"),
        (
            "Records are kept",
            "no term is set; Sealift itself deletes no record",
        ),
        ("Administered by", "not on record"),
    ] {
        let shown = between(&page, &format!("<dt>{name}</dt>"), "</div>");
        assert!(shown.contains(said), "{name}: {shown}");
    }
}

#[test]
fn the_key_of_a_signer_is_raw_evidence_of_each_release_that_it_signed() {
    let page = page_after(|plant| {
        let key = sealift_audit::Material::new("public-key", "8d2e.pub", None, b"a key");
        plant.export().material(key);
        for version in ["1.0.0", "2.0.0"] {
            let signer = sealift_audit::Fact::map([("fingerprint", "8d2e".into())]);
            let signers = sealift_audit::Fact::List(vec![signer]);
            let identity = sealift_audit::Fact::map([("signers", signers)]);
            let draft = plant
                .draft(Event::ReleaseComplete, Outcome::Succeeded)
                .about(release(version, 1))
                .detail(detail::IDENTITY, identity);
            plant.write(draft);
        }
    });
    assert_eq!(page.matches("<td>8d2e.pub</td>").count(), 2);
}

#[test]
fn one_release_without_raw_evidence_shows_in_the_control_map() {
    let evidence = plant().close();
    let mut evidence: serde_json::Value = serde_json::from_slice(&evidence).expect("JSON");
    evidence["material"].as_array_mut().expect("a list").pop();
    let bytes = sealift_document::to_canonical(&evidence).expect("canonical");
    let html = render_html(&bytes, "en").expect("a report");
    let raw = html
        .split("CIP-010 R1.6.1/1.6.2")
        .nth(1)
        .expect("the control")
        .split("</tr>")
        .next();
    assert!(
        raw.is_some_and(|row| row.contains("raw manifest, signature and key")),
        "{raw:?}"
    );
}

#[test]
fn other_files_are_refused_with_a_code() {
    assert_eq!(
        examine(b"<html></html>").map_err(|error| error.code()),
        Err("report-without-evidence")
    );
    let bad = render_html(b"{}", "en").expect_err("not evidence");
    assert!(matches!(bad, ReportError::Evidence(_)));
}
