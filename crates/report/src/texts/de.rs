//! German.

use super::{ControlText, Texts};
use crate::view::controls::Item;
use sealift_audit::{Event, Outcome, Verdict};

pub(super) static TEXTS: Texts = Texts {
    language: "de",
    title: "Bericht über Änderungen und Protokoll",
    withheld: "[zurückgehalten]",
    secret: "[geheim, gesetzt]",
    verdict: "Prüfung",
    summary: "Überblick",
    changes: "Änderungen",
    packages: "Pakete",
    settings: "Einstellungen",
    refusals: "Verweigert und abgelehnt",
    timeline: "Alle Einträge",
    clock: "Uhr",
    keeping: "Aufbewahrung und Ort",
    controls_title: "Vorschriften",
    events: "Aufgezeichnete Ereignisse",
    signatures: "Unterschriften",
    meaning,
    outcome,
    item,
    reason,
    words: WORDS,
    controls: CONTROLS,
};

/// Words that the views choose, and results that Sealift records by a word of its own.
static WORDS: &[(&str, &str)] = &[
    ("not on record", "nicht aufgezeichnet"),
    ("none on record", "keine aufgezeichnet"),
    (
        "no term is set; Sealift itself deletes no record",
        "keine Frist ist gesetzt; Sealift selbst löscht keinen Eintrag",
    ),
    ("verified", "geprüft"),
    ("refused", "abgelehnt"),
    ("pass", "bestanden"),
    ("warn", "Warnung"),
    ("fail", "nicht bestanden"),
    ("unknown", "nicht bekannt"),
];

const fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid | Verdict::Consistent => {
            "Die Einträge gehen auf und sind mit dem unten genannten Schlüssel unterschrieben. Ob das der Schlüssel \
             Ihres Standorts ist, kann diese Datei nicht von sich selbst sagen: vergleichen Sie ihn mit dem, was Sie \
             haben, wie hier beschrieben."
        }
        Verdict::ClockAnomaly => {
            "Die Einträge gehen auf, aber die Uhr wurde verstellt. Ihre Reihenfolge ist bewiesen; ihre Zeiten brauchen \
             Vorsicht."
        }
        Verdict::Truncated => {
            "Das Protokoll ist kürzer, als sein eigener unterschriebener Prüfpunkt sagt."
        }
        Verdict::Forked => "Das Protokoll trennt sich von einer Geschichte, für die gebürgt wurde.",
        Verdict::Rewritten => {
            "Das Protokoll ist nicht die Geschichte, für die sein eigener früherer Prüfpunkt bürgt."
        }
        Verdict::UnknownKey => "Das Protokoll ist mit einem unerwarteten Schlüssel unterschrieben.",
        Verdict::Broken => {
            "Diese Datei geht nicht auf: Einträge wurden verändert, gelöscht, umgestellt, eingefügt oder zerrissen."
        }
    }
}

const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Started => "begonnen",
        Outcome::Succeeded => "gelungen",
        Outcome::SucceededWithWarnings => "gelungen mit Warnungen",
        Outcome::RebootRequired => "Neustart nötig",
        Outcome::Refused => "abgelehnt",
        Outcome::Failed => "gescheitert",
        Outcome::RolledBack => "zurückgenommen",
        Outcome::FailedPartially => "teilweise gescheitert",
        Outcome::Cancelled => "abgebrochen",
    }
}

const fn reason(event: &Event) -> &'static str {
    match event {
        Event::SiteCreated => {
            "zeigt, wo das Protokoll beginnt, auf welcher Maschine und unter wessen Hand"
        }
        Event::TrustAdded => "wem vertraut wird, entscheidet, was installiert werden kann",
        Event::TrustRemoved => "erklärt, warum eine Version von hier an abgelehnt wird",
        Event::TrustRefused => "ein Versuch, das Vertrauen auszuweiten, deutet auf einen Angriff",
        Event::PolicyChanged => "die Regeln entscheiden, was damals erlaubt war",
        Event::PackageImported => {
            "zeigt, was die Luftlücke überquert hat, und von welchem Datenträger"
        }
        Event::ImportRefused => "ein abgelehntes Paket zeugt von Schaden oder Angriff",
        Event::ReleaseComplete => {
            "Identität und Unversehrtheit sind bewiesen, bevor etwas installiert wird"
        }
        Event::DocumentAccepted => "zeigt, wer welchen Bedingungen zugestimmt hat",
        Event::DepotChanged => "zeigt, warum man zu einer Version zurückkehren kann oder nicht",
        Event::CheckRun => "zeugt davon, dass die Änderung gegen ihr Ziel geprüft wurde",
        Event::ConfigurationSet => "Einstellungen gehören zum überwachten Bestand",
        Event::ApprovalGiven => {
            "eine Änderung braucht eine zweite Person, wo die Richtlinie es sagt"
        }
        Event::PlanMade => "was beschlossen wurde, lässt sich mit dem vergleichen, was getan wurde",
        Event::OperationStarted => "nichts wird geändert, bevor das aufgezeichnet ist",
        Event::StepStarted => "nennt den Schritt, den ein Absturz unterbrach",
        Event::StepDone => "jede Änderung am Ziel, mit ihrer Rücknahme",
        Event::StepFailed => "die Ursache einer Rücknahme",
        Event::StepUndone => "Beweis, dass das Ziel wieder ist, was es war",
        Event::UndoFailed => "was am Ziel übrig ist und einen Menschen braucht",
        Event::OperationFinished => "der Ausgang der Änderung",
        Event::RecoveryRun => "was nach einem Absturz oder Stromausfall geschah",
        Event::EditDetected => "Abweichung vom überwachten Bestand",
        Event::Denied => "verweigerte Versuche zeigen Missbrauch und fehlende Rechte",
        Event::PolicyRefused => "zeigt, dass die Regel in Kraft war",
        Event::AuditExported => "wer das Protokoll gesehen hat, und mit welchem Filter",
        Event::CheckpointTaken => "nennt, was die Sicherheitsstelle zum Vergleichen hat",
        Event::KeyRotated => "verbindet einen Abschnitt des Protokolls mit dem nächsten",
        Event::ClockAnomaly => "Zeiten darum herum brauchen Vorsicht; die Reihenfolge steht",
        Event::SupportBundleWritten => "zeigt, was den Standort für den Kundendienst verlassen hat",
        Event::Other(_) => "von einer späteren Version von Sealift aufgezeichnet",
    }
}

const fn item(item: Item) -> &'static str {
    match item {
        Item::Records => "Einträge",
        Item::EventList => "Liste der aufgezeichneten Ereignisse",
        Item::Clock => "Quelle der Uhr",
        Item::Changes => "Einträge von Änderungen",
        Item::Tickets => "Auftragsnummer",
        Item::Approvals => "Freigabe",
        Item::Checks => "Prüfergebnisse",
        Item::Refusals => "verweigerte Versuche",
        Item::Settings => "Einstellungen",
        Item::Packages => "Versionen",
        Item::Identity => "Identität der Quelle",
        Item::Integrity => "Unversehrtheit",
        Item::RawEvidence => "Manifest, Unterschrift und Schlüssel im Rohzustand",
        Item::Sbom => "Prüfsumme der SBOM",
        Item::Medium => "Datenträger",
        Item::MediaScan => "Untersuchung des Datenträgers auf Schadprogramme",
        Item::Rollback => "Rückkehr",
        Item::Baseline => "Bestand vorher und nachher",
        Item::Retention => "Aufbewahrungsfrist",
        Item::Storage => "Ort des Protokolls",
        Item::PrintedNames => "Name in Druckschrift",
        Item::Meaning => "Bedeutung der Unterschrift",
        Item::Review => "Durchsicht des Protokolls",
        Item::Rules => "Regel der Richtlinie, die galt",
        Item::Installed => "was installiert ist",
        Item::Vulnerabilities => "behobene Schwachstellen",
        Item::Verification => "Unversehrtheit des Protokolls",
    }
}

static CONTROLS: &[ControlText] = controls! {
    "NIST 800-53 AU-3, AU-12; STIG V-222473/476/477" asks "was, wann, wo, Quelle, Ausgang, Identität" from Records;
    "AU-2" asks "die Liste der aufgezeichneten Ereignisse, mit Begründung" from EventList;
    "AU-6; 800-171 3.3.6; CIP-007 R4.4" asks "wer durchsah, Zeitraum, Befunde; verwendete Filter" from Review;
    "AU-8; 3.3.7" asks "UTC und Abweichung, Quelle der Uhr, Auffälligkeiten" from Clock;
    "AU-9(2)(3)(4); 3.3.8-9; IEC 62443-4-2 CR 3.9" asks "wo das Protokoll liegt und wer es verwaltet" from Storage Verification;
    "AU-10" asks "wer handelte und wer freigab, an Personen gebunden" from Records PrintedNames Identity;
    "AU-11; CIP-007 R4.3" asks "Aufbewahrungsfrist, ältester Eintrag" from Retention;
    "CM-3(1)(2); 3.4.3-4; CIP-010 R1.2/1.4/1.5" asks "Auftrag, Freigabe, Prüfergebnis, Kontrolle" from Changes Tickets Approvals Checks;
    "CM-5(1)" asks "verweigerte Versuche" from Refusals;
    "CM-6" asks "Einstellungen und Abweichungen von den Vorgaben" from Settings;
    "CM-7(5), CM-11; 3.4.8-9" asks "die Regel, die es erlaubte; wer installierte" from Rules Changes;
    "CM-14; STIG V-222513; SI-7(1)(15); SA-10(1); SR-4(3); SR-11" asks "Unterschrift und Paket, vor der Installation geprüft" from Identity Integrity Packages;
    "SI-2; CIP-007 R2.2-2.3" asks "Tage der Ausgabe, Bewertung und Installation; behobene Schwachstellen" from Packages Changes Vulnerabilities;
    "SI-3; MA-3(2); 3.7.4; CIP-010 R4.3.2" asks "Untersuchung des Datenträgers mit Werkzeug und Stand" from MediaScan;
    "MP-2/4/5/7; 3.8.7-8; CIP-010 R4.3.1" asks "Datenträger: Benutzer, Eigentümer, Seriennummer" from Medium;
    "SR-3/4; SSDF PS.2.1/3.1/3.2" asks "Herkunft, aufgehobene Version, Prüfsumme der SBOM" from Packages Sbom;
    "CIP-010 R1.1/1.3" asks "Bestand, nach der Änderung fortgeschrieben" from Installed Baseline;
    "CIP-010 R1.6.1/1.6.2" asks "Identität der Quelle und Unversehrtheit als zwei Ergebnisse, mit Rohnachweisen" from Identity Integrity RawEvidence;
    "IEC 62443-2-3, 62443-2-4 SP.11" asks "Echtheit, Eignung, Stand" from Identity Checks Installed;
    "IEC 62443-4-2 CR 2.8-2.12, 3.4, 3.10" asks "Verlauf der Änderungen; Rückkehr" from Records Changes Rollback;
    "21 CFR Part 11 \u{a7}11.10(e), \u{a7}11.50" asks "Protokoll; Name in Druckschrift, Zeit und Bedeutung der Unterschrift" from Records PrintedNames Meaning;
    "GAMP IQ/OQ" asks "Soll und Ist, bestanden oder nicht, wer ausführte" from Checks Changes;
    "HIPAA 164.312(b),(c)" asks "aufgezeichnete Tätigkeit; Unversehrtheit des Protokolls" from Records Verification;
    "GDPR 30, 32" asks "aufbewahrte Daten der Bedienenden, Löschfrist, Schutzmaßnahmen" from Retention Verification;
    "ISO 27001 A.8.15, 8.17, 8.19, 8.32" asks "Ereignisse, Uhr, wer freigab und Plan der Rückkehr" from Records Clock Approvals Rollback;
    "EU CRA Annex I 1.2.f/l, 2.1" asks "Meldung von Schäden; Aufzeichnung der Tätigkeit; SBOM" from Integrity Records Sbom;
};
