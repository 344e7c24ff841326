### Sealift auf Deutsch. Fehler: der Schlüssel ist der Code, sein Text sagt in klaren Worten, was falsch ist, `.remedy`, was zu tun ist.
### Ein Code ohne eigenen Text nimmt den seiner Familie: `volume-gap` nimmt `volume`.

## Wörter des Terminals

word-error = Fehler
word-what-to-do = Was zu tun ist:
word-yes-no = [j/N]
word-going-back = zurück:{" "}
undo-started = Alles wird zurückgenommen ({ $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritte
})
undo-exact = genau umkehrbar
undo-compensating = durch sein Gegenstück umkehrbar
undo-none = nicht umkehrbar
phase-reading = lesen
phase-writing = schreiben
phase-checking = prüfen
stopped-early = Es war noch nichts begonnen, also ist nichts verändert.
word-nobody-there = An diesem Terminal sitzt niemand.
word-input-ended = Die Eingabe endete vor der Antwort.
word-none = keine
progress-of = { $done } von { $total }
progress-rate = { $bytes }/s
progress-left-seconds = noch { $seconds } s
progress-left-minutes = noch { $minutes } min
progress-left-hours = noch { $hours } h { $minutes } min
progress-waiting = { $seconds } s (höchstens { $most } s)

column-product = PRODUKT
column-version = VERSION
column-state = ZUSTAND
column-issued = AUSGEGEBEN
column-vendor = HERSTELLER
column-name = NAME
column-number = NR.
column-time = ZEIT (UTC)
column-event = EREIGNIS
column-outcome = AUSGANG
column-what = WAS
column-who = WER
column-part = TEIL
column-fields = Felder
column-size = GRÖSSE
column-key = SCHLÜSSEL
column-default = VORGABE
column-question = FRAGE
column-answer = ANTWORT
column-fingerprint = FINGERABDRUCK
label-prefix = Ordner
label-installed = installiert
label-service = Dienst { $name }
label-changed = verändert
label-words = Wörter
label-key-id = Schlüsselnummer
label-products = Produkte
label-added = hinzugefügt
label-product = Produkt
label-name = Name
label-vendor = Hersteller
label-version = Version
label-issued = ausgegeben
label-platforms = Plattformen
label-manifest = Manifest
label-volume = Paketdatei
label-size = Größe
label-holds = enthält
label-signed-by = unterschrieben von
label-component = Bestandteil
label-base = braucht
label-expires = läuft ab
label-floor = Untergrenze
label-requires = verlangt
label-asks = fragt nach
label-step = Schritt
label-document = Dokument
label-damaged = beschädigt
label-link = Verweis

## Pläne

operation-import = Importieren
operation-verify = Prüfen
operation-check = Eignung prüfen
operation-export = Ausgeben
operation-install = Installieren
operation-upgrade = Aktualisieren
operation-reconfigure = Neu einstellen
operation-rollback = Zurückkehren
operation-repair = Reparieren
operation-activate-staged = Bereitgelegte Version einschalten
operation-uninstall = Entfernen
operation-recover = Aufräumen
plan-heading = { $operation }: { $product }, { $from } → { $to }, { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritte
}
plan-room = Platz unter { $at }: { $do } für die Ausführung, { $undo } mehr für die Rücknahme
plan-question = { $code }: { $what } Zum Annehmen: `--accept { $code }`
plan-demand = { $code }: { $what }
plan-irreversible = Einige Schritte sind nicht umkehrbar. Scheitert ein späterer Schritt, bleibt, was sie getan haben.
plan-reboot = Danach muss die Maschine neu gestartet werden.
plan-nothing-changed = Es wurde nichts geändert.
plan-confirm = Jetzt ausführen?
plan-declined = Sie haben abgelehnt, darum wurde nichts getan.

effect-keep-secrets = Geheime Antworten ablegen
effect-remove-secrets = Geheime Antworten entfernen
effect-place-tree = Dateien ablegen
effect-activate = Version einschalten
effect-deactivate = Version ausschalten
effect-ensure-directory = Verzeichnis anlegen
effect-place-symlink = Verweis anlegen
effect-render-file = Konfiguration schreiben
effect-remove-file = Datei entfernen
effect-remove-link = Verweis entfernen
effect-remove-directory-if-empty = Nicht mehr benötigtes Verzeichnis entfernen
effect-create-user = Systembenutzer anlegen
effect-stop-service = Dienst anhalten
effect-place-service = Dienst einrichten
effect-start-service = Dienst starten und abwarten
effect-remove-service = Dienst entfernen
effect-backup = Daten sichern
effect-restore-backup = Daten aus der Sicherung zurückspielen
effect-run-command = Befehl ausführen
effect-check = Prüfung abwarten
effect-retire-tree = Dateien zum Entfernen beiseitelegen
effect-retire-data = Daten zum Entfernen beiseitelegen
effect-import-volume = Paketdatei importieren

warning-edited-file-kept = { $path } wurde hier bearbeitet und bleibt, wie es ist.
warning-edited-file-replaced = { $path } wurde hier bearbeitet und wird ersetzt; die bearbeitete Datei bleibt daneben erhalten.
warning-foreign-file-kept = { $path } stammt nicht von Sealift und bleibt; die neue Datei kommt nach { $beside }.
warning-outside-product = { $path } liegt außerhalb der eigenen Ordner des Produkts.
warning-outward-symlinks = { $component } hat { $links ->
    [one] 1 Verweis, der aus seinen Dateien hinausführt.
   *[other] { $links } Verweise, die aus seinen Dateien hinausführen.
}
warning-not-undoable = Der Schritt { $step } von { $component } ist nicht umkehrbar.
warning-reboot = Der Schritt { $step } von { $component } verlangt einen Neustart der Maschine.
warning-data-format-moves-on = Die Daten { $data } gehen von Format { $from } auf { $to } über; vorher wird gesichert.
warning-data-restored = Die Daten { $data } kehren zur Sicherung vom { $taken_at } zurück; was seither geschrieben wurde, wird beiseitegelegt.
warning-data-purged = Die Daten { $data } in { $at } werden vernichtet.
warning-data-kept = Die Daten { $data } in { $at } bleiben erhalten.
warning-user-kept = Der Benutzer { $name } bleibt, denn ihm können Dateien gehören.
warning-recommendation-unmet = Die Empfehlung { $requirement } ist nicht erfüllt.
warning-room-unknown = Es lässt sich nicht sagen, ob { $at } Platz für { $needed } hat.
warning-no-start-at-boot = Dienste kommen nach einem Neustart der Maschine nicht von selbst wieder: starten Sie sie mit `sealift supervise`.

## Ergebnisse

outcome-succeeded = Fertig: { $product } { $version }
outcome-succeeded-with-warnings = Fertig, mit den Warnungen oben: { $product } { $version }
outcome-reboot-required = Starten Sie die Maschine jetzt neu, damit es fertig wird: { $product } { $version }
outcome-staged = Die Dateien liegen bereit, die laufende Version ist unverändert: { $product } { $version }. Wiederholen Sie im Wartungsfenster denselben Befehl ohne `--stage-only`.
outcome-refused = Abgelehnt, nichts wurde versucht: { $product } { $version }
outcome-rolled-back = Gescheitert, und alles wurde zurückgenommen: { $product } { $version }
outcome-failed-partially = Gescheitert, und nicht alles ließ sich zurücknehmen: { $product } { $version }
outcome-cancelled = Angehalten, und alles wurde zurückgenommen: { $product } { $version }

recover-nothing = Nichts ist unfertig. Es gibt nichts aufzuräumen.
recover-what = { $operation ->
    [install] Installation
    [upgrade] Aktualisierung
    [reconfigure] Neueinstellung
    [rollback] Rückkehr
    [repair] Reparatur
    [activate-staged] Einschaltung
    [uninstall] Entfernung
   *[other] Ausführung
}
recover-finished = Eine frühere { recover-what } von { $product } war gelungen und wurde beim Aufräumen unterbrochen. Das ist jetzt erledigt.
recover-undone = { $outcome ->
    [failed-partially] Eine frühere { recover-what } von { $product } wurde unterbrochen, und nicht alles ließ sich zurücknehmen. Beheben Sie, was im Weg steht, und führen Sie dann `sealift recover` aus.
    [stays] Eine frühere { recover-what } von { $product } wurde unterbrochen. Alles ist zurückgenommen, nur nicht, was Schritte ohne Rücknahme getan haben; das bleibt.
   *[rolled-back] Eine frühere { recover-what } von { $product } wurde unterbrochen. Alles, was sie getan hatte, ist zurückgenommen.
}

status-nothing = Hier ist nichts installiert.
status-in-progress = In Arbeit: { $operation }, durch { $user } (Prozess { $process }), seit { $since }.
status-changing = eine Änderung ist im Gang, darum werden die Dateien nicht verglichen
status-staged = Bereitgelegt, aber noch nicht eingeschaltet: { $product } { $version }. `sealift install { $product }@{ $version }` schaltet diese Version ein.
status-unfinished = Unfertig: die Ausführung { $run }. `sealift recover` bringt sie in Ordnung.
status-staying = Ein gescheiterter Vorgang von { $product } hat hinterlassen, was Schritt { $number } ({ $step }) getan hat: Der Schritt hat keine Rücknahme. Aufzuräumen gibt es nichts.
release-state-installed = installiert
release-state-staged = bereitgelegt, noch nicht eingeschaltet
release-state-ready = bereit zur Installation
release-state-incomplete = unvollständig
service-state-absent = nicht vorhanden
service-state-stopped = angehalten
service-state-running = läuft (Prozess { $process })
service-state-restarting = beendet und wird neu gestartet: { $reason }
service-state-failed = gescheitert: { $reason }
service-state-unknown = nicht bekannt: { $reason }
drift-edited = { $path }: bearbeitet
drift-mode-changed = { $path }: Rechte verändert
drift-kind-changed = { $path }: durch etwas anderes ersetzt
drift-missing = { $path }: fehlt
drift-extra = { $path }: nicht von Sealift abgelegt

check-line = { $title }: erwartet { $expected }, gefunden { $found }
check-compatible = Diese Maschine kann { $product } { $version } aufnehmen.
evidence-port-free = frei
evidence-port-held = belegt von { $by }
evidence-port-taken = belegt
check-port = { $title } { $port }: { $found }
evidence-unknown = nicht bekannt
evidence-nothing = nichts
evidence-anything = beliebig
evidence-on = ein
evidence-off = aus

configure-needed = * hat keine Vorgabe: hier muss geantwortet werden.
limit-number = eine Zahl
limit-number-between = eine Zahl von { $least } bis { $most }
limit-number-least = eine Zahl, mindestens { $least }
limit-number-most = eine Zahl, höchstens { $most }
limit-characters-between = { $least } bis { $most } Zeichen
limit-characters-least = mindestens { $least } Zeichen
limit-characters-most = höchstens { $most } Zeichen
limit-items-between = { $least } bis { $most } Einträge
limit-items-least = mindestens { $least ->
    [one] 1 Eintrag
   *[other] { $least } Einträge
}
limit-items-most = höchstens { $most ->
    [one] 1 Eintrag
   *[other] { $most } Einträge
}
limit-format = Format { $format }
limit-pattern = muss { $pattern } entsprechen
limit-yes-or-no = ja oder nein
limit-list = durch Kommas getrennt
limit-file = Pfad einer Datei, höchstens { $most }
configure-kept = Die Antworten sind für die nächste Installation aufgehoben. Ihre Prüfsumme ist { $digest }.
import-complete = die Version ist vollständig
import-incomplete = Teile der Version fehlen noch
import-volume = { $volume }: { $product } { $version } ({ $number }/{ $count }), { $new ->
    [one] 1 neuer Teil
   *[other] { $new } neue Teile
}, { $known } bekannt: { $state }
verify-volume = { $volume }: { $product } { $version }, Paketdatei { $number } von { $count }, { $chunks ->
    [one] 1 Teil
   *[other] { $chunks } Teile
}, unterschrieben von { $signers }
depot-empty = Das Depot ist leer. Füllen Sie es mit `sealift import FILE`.
depot-sound = Das Depot ist in Ordnung: { $chunks ->
    [one] 1 Teil mit { $bytes } wurde gelesen und ist, wie er sein soll.
   *[other] { $chunks } Teile mit { $bytes } wurden gelesen und sind, wie sie sein sollen.
}
depot-cleaned = { $releases ->
    [0] Keine Version wurde entfernt.
    [one] 1 Version wurde entfernt.
   *[other] { $releases } Versionen wurden entfernt.
} { $bytes } sind wieder frei.
audit-key-rotated = Das Protokoll hat einen neuen Schlüssel, für den der alte mit seiner Unterschrift bürgt. Verwahren Sie dessen öffentlichen Teil bei
    den Prüfpunkten; der alte beweist weiterhin die Einträge davor.
audit-exported = Das Protokoll wurde nach { $file } geschrieben.
audit-verified = { $records ->
    [one] 1 Eintrag des Standorts { $site } wurde gelesen.
   *[other] { $records } Einträge des Standorts { $site } wurden gelesen.
}
policy-lies = Die Regeln dieses Standorts liegen in { $file }.
support-version = Version von Sealift
support-facts = Dieser Rechner: System, Hardware, Pakete, Dienste, Netz und Platten, ohne Benutzernamen
support-releases = Versionen im Depot
support-status = Was installiert ist und wie es darum steht
support-policy = Die Regeln des Standorts
support-records = Die letzten 500 Einträge des Protokolls, ohne Personen
support-confirm = Diese Teile in eine Datei schreiben, die den Standort verlassen darf?
support-written = Geschrieben nach { $file }. Lesen Sie die Datei, bevor Sie sie aus der Hand geben.
trust-none = Hier wird noch keinem Schlüssel vertraut. Fügen Sie einen mit `sealift trust add KEY.pub` hinzu.
trust-added = Ab jetzt vertraut, für { $products }: der Schlüssel { $fingerprint }
trust-added-everything = Ab jetzt vertraut, für jedes Produkt: der Schlüssel { $fingerprint }. Um das einzuengen, entfernen Sie ihn und fügen ihn mit `--product` wieder hinzu.
trust-already = Hier schon genau so vertraut: der Schlüssel { $fingerprint }. Es ist nichts zu tun.
trust-added-by = { $at } von { $by }
trust-removed = Nicht mehr vertraut: der Schlüssel { $fingerprint }
trust-compare = Nehmen Sie den Fingerabdruck des Herstellers vom Papier, oder lassen Sie ihn sich am Telefon vorlesen. Übernehmen Sie ihn nicht von dem Medium, das den Schlüssel gebracht hat.
trust-type-fingerprint = Tippen Sie den Fingerabdruck, alle 64 Zeichen oder alle 16 Wörter
keygen-done = Der geheime Schlüssel ist { $secret }: schließen Sie ihn weg. Der öffentliche Schlüssel ist { $public }: geben Sie ihn weiter. Sein Fingerabdruck, zum Drucken oder Vorlesen:
password-new = Neues Passwort für den Schlüssel:{" "}
password-again = Dasselbe Passwort noch einmal:{" "}
password-of-key = Passwort für { $key }:{" "}
pack-done = Gepackt und unterschrieben. Die Prüfsumme des Manifests ist { $digest }.
pack-dated = Die Beschreibung nannte keinen Zeitpunkt der Ausgabe. { $moment } steht jetzt in { $path }, damit alles, was daraus versiegelt wird, eine Version ist.
pack-done-unsigned = Gepackt, aber nicht unterschrieben. Unterschreiben Sie auf der Maschine mit dem Schlüssel, mit `sealift sign VOLUME --key KEY`. Die Prüfsumme des Manifests ist { $digest }.
inspect-unbelieved = Das sagt das Paket von sich selbst. Nichts davon wurde gegen einen vertrauten Schlüssel geprüft.
inspect-version = { $version } (Folgenummer { $sequence })
inspect-volume = { $number } von { $count }
inspect-size = { $bytes }, hier { $chunks ->
    [one] 1 Teil
   *[other] { $chunks } Teile
}
inspect-holds = { $files ->
    [one] 1 Datei
   *[other] { $files } Dateien
}, { $bytes }
inspect-base = die Version { $version }, denn dies ist eine Teillieferung dazu
inspect-component = { $id }: { $title }
inspect-optional-component = { $id }, wählbar: { $title }
usage-setting = `--set` nimmt KEY=VALUE, nicht { $given }.
usage-release = Nennen Sie die Version als PRODUCT@VERSION.
try-questions = Hier ist alles erlaubt. Die Regeln eines Standorts können danach fragen oder es ablehnen:
try-kept = Der Versuch liegt in { $root }.

## Zeilen unter einem Fehler

line-volume-has = Paketdatei { $number } von { $count } hat { $chunks } davon
line-base-has = die Grundversion { $releases } hat { $chunks } davon
line-chunk-needed = Teil { $chunk } ist beschädigt; { $releases } braucht ihn
line-repair = eine Reparaturdatei schreibt `sealift depot export { $release } --chunks { $chunks } --out ORDNER`, wo immer die Version vollständig ist
line-chunk-at = Teil { $chunk } bei Byte { $byte }
line-answer-unknown = nach { $field } wird nicht gefragt
line-answer-unknown-near = nach { $field } wird nicht gefragt; meinten Sie { $nearest }?
line-answer-not-asked = nach { $field } wird bei den anderen Antworten nicht gefragt
line-answer-missing = { $field } hat keine Antwort
line-answer-duplicate = { $field } ist zweimal beantwortet
line-answer-type = { $field } muss { $expected ->
    [text] ein Text
    [whole-number] eine ganze Zahl
    [number] eine Zahl
    [yes-or-no] true oder false
    [choice] eine der Auswahlen
    [list] eine Liste
   *[section] eine Gruppe von Antworten
} sein, nicht { $found }
line-answer-too-small = { $field } muss { $exclusive ->
    [true] größer als
   *[false] mindestens
} { $least } sein, nicht { $found }
line-answer-too-large = { $field } muss { $exclusive ->
    [true] kleiner als
   *[false] höchstens
} { $most } sein, nicht { $found }
line-answer-not-a-multiple = { $field } muss ein Vielfaches von { $of } sein, nicht { $found }
line-answer-too-short = { $field } muss mindestens { $least } Zeichen oder Einträge haben, nicht { $found }
line-answer-too-long = { $field } darf höchstens { $most } Zeichen oder Einträge haben, nicht { $found }
line-answer-pattern = { $field } muss { $pattern } entsprechen, nicht { $found }
line-answer-format = { $field } muss vom Format { $format } sein, nicht { $found }
line-answer-path-not-confined = { $field } muss ein vollständiger Pfad dieser Maschine ohne . und .. sein, nicht { $found }
line-answer-not-a-choice = { $field } muss eines von { $choices } sein, nicht { $found }
line-answer-not-unique = { $field } hat einen Eintrag zweimal
line-answer-licence-not-accepted = { $field }: die Lizenz { $licence } muss angenommen werden
line-answer-file-too-large = { $field } nimmt eine Datei von höchstens { $most } Bytes, nicht { $found }
line-answer-rule = { $field } verletzt die Regel { $keyword } des Formulars: { $found }

## Pakete

volume = Diese Paketdatei ist beschädigt, oder jemand hat sie verändert.
    .remedy = Nichts wurde daraus übernommen. Kopieren Sie die Datei noch einmal vom Medium des Herstellers. Wird auch die neue Kopie abgelehnt, bitten Sie den Hersteller um eine andere und heben Sie diese für Ihre Sicherheitsstelle auf.
volume-truncated = Diese Paketdatei endet zu früh.
    .remedy = Importieren Sie dieselbe Datei noch einmal von einer vollständigen Kopie. Was schon geprüft war, bleibt, und der Import macht dort weiter.
volume-read = Diese Paketdatei ließ sich nicht bis zum Ende lesen.
    .remedy = Versuchen Sie ein anderes Laufwerk oder eine andere Kopie und importieren Sie noch einmal. Was schon geprüft war, bleibt.
volume-not-a-volume = Diese Datei ist kein Paket von Sealift.
    .remedy = Suchen Sie nach Dateien, die auf .sealift enden. Ein umbenanntes oder umgewandeltes Archiv ist kein Paket.
volume-other-manifest = Diese Paketdatei gehört zu einer anderen Version als die übrigen.
    .remedy = Importieren Sie immer nur die Paketdateien einer Version.
volume-write = Die Paketdatei ließ sich nicht schreiben.
    .remedy = Sehen Sie sich den Grund oben an, prüfen Sie, ob der Ordner beschreibbar ist und Platz hat, und schreiben Sie sie noch einmal.
volume-write-other-chunk = Gespeicherte Daten haben sich geändert, während die Paketdatei geschrieben wurde.
    .remedy = Führen Sie `sealift depot verify` aus, beheben Sie, was dort genannt wird, und schreiben Sie die Datei noch einmal.
chunk-damaged = Ein Teil dieser Paketdatei ist beschädigt.
    .remedy = Der Rest wurde geprüft. Importieren Sie dieselbe Datei von einer anderen Kopie, oder eine Reparaturdatei, die der Hersteller oder ein anderer Standort wie gezeigt schreibt.
index = Die Dateiliste in diesem Paket ist in sich nicht stimmig.
    .remedy = Nichts wurde daraus übernommen. Bitten Sie den Hersteller um eine berichtigte Version und nennen Sie ihm den Code und den Befund oben.
index-name-not-portable = Das Paket enthält einen Dateinamen, den nicht jedes System aufnehmen kann.
    .remedy = Bitten Sie den Hersteller, die Datei umzubenennen oder die Version allein für Linux zu bestimmen.
encoding = Ein Teil dieses Pakets lässt sich nicht zu dem entpacken, was unterschrieben wurde.
    .remedy = Importieren Sie die Datei von einer anderen Kopie. Wird auch diese abgelehnt, bitten Sie den Hersteller um eine andere Version.
manifest = Die Beschreibung in diesem Paket ist nicht gültig.
    .remedy = Bitten Sie den Hersteller um eine berichtigte Version und nennen Sie ihm den Code und den Befund oben.
document = Ein Dokument hat nicht die Form, die seine Art verlangt.
    .remedy = Nehmen Sie die Datei so, wie Sealift oder der Hersteller sie geschrieben hat; eine bearbeitete oder umgewandelte Kopie wird abgelehnt.
package-not-signed = Niemand hat dieses Paket unterschrieben.
    .remedy = Nur unterschriebene Pakete werden importiert. Bitten Sie den Hersteller um die unterschriebenen Dateien. Sind Sie der Hersteller, unterschreiben Sie sie mit `sealift sign VOLUME --key KEY`.

## Unterschriften und Vertrauen

signature = Eine Unterschrift in diesem Paket ist nicht annehmbar.
    .remedy = Verwenden Sie dieses Paket nicht. Bitten Sie den Hersteller um eine frische Kopie und heben Sie diese für Ihre Sicherheitsstelle auf.
signature-unknown-key = Kein Schlüssel, dem dieser Standort vertraut, hat dieses Paket unterschrieben.
    .remedy = Kennen Sie den Hersteller, vergleichen Sie den Fingerabdruck des Schlüssels mit dem auf Papier und fügen Sie ihn mit `sealift trust add KEY.pub` hinzu; dann importieren Sie noch einmal.
signature-other-key = Das Paket beruft sich auf einen vertrauten Schlüssel, aber ein anderer hat es unterschrieben.
    .remedy = Verwenden Sie dieses Paket nicht: jemand gibt sich vielleicht als der Hersteller aus. Sagen Sie es Ihrer Sicherheitsstelle.
signature-key-id-of-another-key = Der Schlüssel, der dieses Paket unterschrieben hat, trägt die Nummer eines vertrauten Schlüssels, ist aber ein anderer.
    .remedy = Verwenden Sie dieses Paket nicht: jemand gibt sich vielleicht als der Hersteller aus. Sagen Sie es Ihrer Sicherheitsstelle.
signature-bad = Die Unterschrift eines vertrauten Schlüssels passt nicht zu diesem Paket: eines von beiden wurde danach verändert.
    .remedy = Verwenden Sie dieses Paket nicht. Holen Sie eine andere Kopie vom Hersteller, und sagen Sie es Ihrer Sicherheitsstelle, wenn auch die abgelehnt wird.
signature-legacy-algorithm = Das Paket ist auf eine alte Art unterschrieben, die nicht mehr angenommen wird.
    .remedy = Bitten Sie den Hersteller, es mit `sealift sign` oder mit einem heutigen minisign ohne die Option `-l` neu zu unterschreiben.
signature-key-revoked = Der Schlüssel, der dieses Paket unterschrieben hat, ist widerrufen.
    .remedy = Bitten Sie den Hersteller um eine Version, die mit einem gültigen Schlüssel unterschrieben ist.
signature-too-few-signers = Weniger Schlüssel haben diese Version unterschrieben, als dieser Standort verlangt.
    .remedy = Bitten Sie den Hersteller um eine Kopie, die auch die Fehlenden unterschrieben haben, und importieren Sie diese.
signature-out-of-scope = Dem Schlüssel, der dieses Paket unterschrieben hat, wird für dieses Produkt nicht vertraut.
    .remedy = Darf der Schlüssel für dieses Produkt sprechen, entfernt ihn ein Administrator mit `sealift trust remove HEX` und fügt ihn mit `sealift trust add KEY.pub --product PATTERN` neu hinzu.
trust = Die Liste der vertrauten Schlüssel lässt das nicht zu.
    .remedy = Sehen Sie `sealift trust list`; nur ein Administrator ändert die Liste.
trust-no-key = Hier wird noch keinem Schlüssel vertraut.
    .remedy = Vergleichen Sie den Fingerabdruck des Herstellerschlüssels mit dem auf Papier, dann fügen Sie den Schlüssel mit `sealift trust add KEY.pub` hinzu.
trust-store-malformed = Die Liste der vertrauten Schlüssel lässt sich nicht lesen, darum wird nichts vertraut.
    .remedy = Ein Administrator muss eine gute Kopie der oben genannten Datei zurückholen.
trust-store-fingerprint-differs = Die Liste der vertrauten Schlüssel widerspricht sich, darum wird nichts vertraut.
    .remedy = Ein Administrator muss eine gute Kopie der oben genannten Datei zurückholen. Sagen Sie es Ihrer Sicherheitsstelle: jemand hat sie vielleicht verändert.
trust-key-already-trusted = Diesem Schlüssel wird hier schon vertraut, aber für andere Produkte als diese.
    .remedy = `sealift trust list` zeigt, für welche. Um das zu ändern, entfernen Sie den Schlüssel mit `sealift trust remove HEX` und fügen Sie ihn mit `--product PATTERN` wieder hinzu.
trust-key-id-taken = Ein anderer vertrauter Schlüssel hat dieselbe Schlüsselnummer.
    .remedy = Halten Sie hier an und fragen Sie den Hersteller auf einem anderen Weg: zwei verschiedene Schlüssel mit einer Nummer sind selten Zufall.
trust-fingerprint-differs = Der Fingerabdruck passt nicht zu diesem Schlüssel.
    .remedy = Prüfen Sie, was Sie getippt haben: es braucht alle 64 Zeichen oder alle 16 Wörter. Passt es dann noch nicht, halten Sie an: das ist nicht der Schlüssel, der Ihnen genannt wurde. Fragen Sie den Hersteller auf einem anderen Weg.
trust-key-not-found = Kein vertrauter Schlüssel hat diesen Fingerabdruck.
    .remedy = `sealift trust list` zeigt die Schlüssel und ihre Fingerabdrücke; tippen Sie alle 64 Zeichen.
trust-key-revoked = Dieser Schlüssel ist hier widerrufen.
    .remedy = Bitten Sie den Hersteller um den Schlüssel, der an seine Stelle trat. Einem widerrufenen wird nicht wieder vertraut.
trust-key-without-scope = Niemand hat gesagt, für welche Produkte dieser Schlüssel sprechen darf.
    .remedy = Nennen Sie sie, etwa mit `sealift trust add KEY.pub --product 'com.acme.*'`.
trust-revocations-older = Diese Liste widerrufener Schlüssel ist nicht neuer als die geltende.
    .remedy = Es wurde nichts geändert. Bitten Sie den Hersteller um die aktuelle Liste.
trust-scope = Das ist kein Muster für Produkte.
    .remedy = Schreiben Sie die Kennung eines Produkts, oder ihren Anfang und einen Stern, etwa `--product 'com.acme.*'`.
trust-store-exposed = Andere als der Administrator könnten die Regeln dieses Standorts ändern, darum werden sie nicht benutzt.
    .remedy = Nehmen Sie der Gruppe und den anderen das Schreibrecht an der oben genannten Datei und den Ordnern darüber, prüfen Sie ihren Inhalt, und versuchen Sie es noch einmal.
scope = Das ist kein Muster für Produkte.
    .remedy = Schreiben Sie die Kennung eines Produkts, oder ihren Anfang und einen Stern, etwa `com.acme.*`.
fingerprint-incomplete = Der Fingerabdruck ist nicht vollständig.
    .remedy = Tippen Sie alle 64 Zeichen oder alle 16 Wörter; Leerzeichen, Doppelpunkte und Großschreibung sind gleichgültig.
key = Das ist kein öffentlicher Schlüssel, der sich verwenden lässt.
    .remedy = Nehmen Sie die .pub-Datei so, wie der Hersteller sie geschrieben hat: eine Kommentarzeile und darunter eine Zeile aus Buchstaben und Ziffern.
release = Diese Version darf hier nicht verwendet werden.
    .remedy = Bitten Sie den Hersteller um eine Version, die zu diesem Standort passt.
release-other-platform = Diese Version wurde für andere Maschinen gemacht.
    .remedy = Bitten Sie den Hersteller um eine Version für diese Plattform.
release-below-floor = Diese Version ist älter, als dieser Standort erlaubt.
    .remedy = Verwenden Sie eine neuere Version. Um zu einer zurückzukehren, die hier schon lief, verwenden Sie `sealift rollback PRODUCT`.
below-floor = Diese Version ist älter, als dieser Standort erlaubt.
    .remedy = Verwenden Sie eine neuere Version. Um zu einer zurückzukehren, die hier schon lief, verwenden Sie `sealift rollback PRODUCT`.
release-equivocation = Zwei verschiedene Versionen beanspruchen dasselbe Produkt und dieselbe Nummer.
    .remedy = Installieren Sie keine von beiden. Fragen Sie den Hersteller, welche die echte ist, und sagen Sie es Ihrer Sicherheitsstelle.
release-rescinded = Diese Version wurde zurückgezogen.
    .remedy = Verwenden Sie eine neuere Version.
release-expired = Diese Version ist über ihr Ablaufdatum hinaus.
    .remedy = Bitten Sie den Hersteller um eine aktuelle Version. Wo die Regeln es Ihnen überlassen, nehmen Sie das Alter mit `--accept release-expired` hin.
floor-reset = Diese Erlaubnis, unter die älteste zugelassene Version zu gehen, lässt sich nicht verwenden.
    .remedy = Bitten Sie den Hersteller um eine, die für dieses Produkt und die hier geltende Nummer unterschrieben ist.

## Regeln

policy = Die Regeln dieses Standorts lassen das nicht zu.
    .remedy = Sehen Sie `sealift policy show`. Wo die Regeln es Ihnen überlassen, wiederholen Sie den Befehl mit dem oben gezeigten `--accept`; sonst fragen Sie einen Administrator.
policy-malformed = Die Datei mit den Regeln lässt sich nicht lesen, darum ist nichts erlaubt.
    .remedy = Ein Administrator muss die oben genannte Datei berichtigen.
ticket-missing = Die Regeln dieses Standorts verlangen eine Auftragsnummer.
    .remedy = Nennen Sie die Auftragsnummer, im Feld dafür oder mit `--ticket NUMMER`, und versuchen Sie es noch einmal.
reason-missing = Die Regeln dieses Standorts verlangen einen Grund.
    .remedy = Nennen Sie den Grund, im Feld dafür oder mit `--reason "TEXT"`, und versuchen Sie es noch einmal.
approvals-missing = Die Regeln verlangen Freigaben; diese Version von Sealift nimmt noch keine entgegen, also darf nichts geändert werden.
    .remedy = Bitten Sie einen Administrator dieses Standorts, die Änderung so freigeben zu lassen, wie es hier üblich ist, und `approvals_required` auf 0 zu setzen.
clock-behind = Die Uhr dieser Maschine geht hinter einer Zeit nach, die dieser Standort schon unterschrieben gesehen hat.
    .remedy = Stellen Sie die Uhr, dann versuchen Sie es noch einmal. Wo die Regeln es Ihnen überlassen, geht es mit `--accept clock-behind` weiter.
downgrade = Diese Version ist älter als die installierte und lief hier nie.
    .remedy = Verwenden Sie eine neuere Version. Wo die Regeln es Ihnen überlassen, geht es mit `--accept downgrade` weiter.
last-sequence = Diese Version trägt die höchste Nummer, die es gibt; keine spätere könnte ihr je folgen.
    .remedy = Installieren Sie sie nicht, bevor der Hersteller die Nummer auf einem anderen Weg bestätigt hat. Wo die Regeln es Ihnen überlassen, geht es mit `--accept last-sequence` weiter.
outward-symlinks = Die Version enthält Verweise, die aus ihren eigenen Dateien hinausführen.
    .remedy = Fragen Sie den Hersteller, wozu. Wo die Regeln es Ihnen überlassen, geht es mit `--accept outward-symlinks` weiter.
world-writable = Die Version enthält Dateien, die jeder auf der Maschine ändern darf.
    .remedy = Bitten Sie den Hersteller um engere Rechte. Wo die Regeln es Ihnen überlassen, geht es mit `--accept world-writable` weiter.
host-path = Ein Schritt der Version greift außerhalb der eigenen Orte des Produkts ein.
    .remedy = Sehen Sie sich den Pfad oben an. Wo die Regeln es Ihnen überlassen, geht es mit `--accept host-path` weiter.
irreversible-step = Ein Schritt der Version ist nicht umkehrbar.
    .remedy = Sorgen Sie für eine eigene Sicherung. Wo die Regeln es Ihnen überlassen, geht es mit `--accept irreversible-step` weiter.
step-without-undo = Ein Befehl der Version kommt ohne einen Weg zurück.
    .remedy = Sorgen Sie für eine eigene Sicherung. Wo die Regeln es Ihnen überlassen, geht es mit `--accept step-without-undo` weiter.
reboot = Die Version verlangt einen Neustart der Maschine.
    .remedy = Wählen Sie eine Zeit, zu der das geht. Wo die Regeln es Ihnen überlassen, geht es mit `--accept reboot` weiter.
command-without-sandbox = Diese Maschine kann einen Befehl der Version nicht einsperren.
    .remedy = Verwenden Sie Linux 5.13 oder neuer mit Landlock. Wo die Regeln es Ihnen überlassen, geht es mit `--accept command-without-sandbox` weiter.
media-owner-missing = Die Regeln verlangen, dass der Eigentümer des Mediums bekannt ist; diese Version von Sealift kann ihn noch nicht feststellen, also kommt nichts herein.
    .remedy = Bitten Sie einen Administrator dieses Standorts, das Medium so zu prüfen, wie es hier üblich ist, und `media_owner_required` auf `false` zu setzen.
media-serial-missing = Die Regeln verlangen die Seriennummer des Mediums; diese Version von Sealift kann sie noch nicht lesen, also kommt nichts herein.
    .remedy = Bitten Sie einen Administrator dieses Standorts, das Medium so zu prüfen, wie es hier üblich ist, und `media_serial_required` auf `false` zu setzen.

## Depot

release-incomplete = Die Version ist nicht vollständig: Teile davon sind noch nicht hier.
    .remedy = Importieren Sie die oben genannten Paketdateien oder die genannte frühere Version, von jedem Laufwerk und in jeder Reihenfolge.
release-unknown = Diese Version ist nicht im Depot.
    .remedy = `sealift list` zeigt, was da ist; oder importieren Sie die Version zuerst.
depot = Das Depot kann das nicht.
    .remedy = `sealift depot verify` zeigt, was mit ihm nicht stimmt.
depot-damaged = Gespeicherte Versionen sind beschädigt.
    .remedy = Importieren Sie die oben genannten Paketdateien noch einmal, oder eine Reparaturdatei, die wie gezeigt entsteht; das behebt es. Kommt es wieder, prüfen Sie die Platte.
depot-release-unknown = Diese Version ist nicht im Depot.
    .remedy = `sealift list` zeigt, was da ist; oder importieren Sie die Version zuerst.
depot-document-damaged = Ein Teil einer gespeicherten Version ist beschädigt.
    .remedy = Importieren Sie noch einmal eine beliebige Paketdatei dieser Version; das behebt es. Kommt es wieder, prüfen Sie die Platte.
depot-document-unknown = Die Version hat kein solches Dokument.
    .remedy = Sehen Sie sich die Schreibweise des Namens oben an.
depot-component-unknown = Die Version hat keinen solchen Bestandteil.
    .remedy = Sehen Sie sich die Schreibweise des Namens oben an; `sealift inspect VOLUME` zählt die Bestandteile auf.
depot-chunk-damaged = Ein Teil einer gespeicherten Version ist beschädigt.
    .remedy = Importieren Sie noch einmal eine Paketdatei dieser Version; das behebt es. Kommt es wieder, prüfen Sie die Platte.
depot-chunk-content = Das Paket enthält nicht, was sein Hersteller unterschrieben hat.
    .remedy = Nichts wurde daraus übernommen. Nennen Sie dem Hersteller den Code und den Befund oben, und heben Sie die Datei für Ihre Sicherheitsstelle auf.
depot-chunk-other-form = Die Version lässt sich nicht allein ausgeben.
    .remedy = Sie teilt Daten mit einer früheren Version. Geben Sie auch diese aus, und nehmen Sie beide mit.
depot-file-damaged = Eine Datei kommt nicht so aus dem Depot, wie ihr Hersteller sie unterschrieben hat.
    .remedy = Führen Sie `sealift depot verify` aus. Findet das nichts, bitten Sie den Hersteller um eine berichtigte Version.
depot-release-in-use = Diese Version wird auf dieser Maschine noch gebraucht, darum bleibt sie.
    .remedy = Aktualisieren oder entfernen Sie zuerst das Produkt, dann die Version.
depot-no-space = Für dieses Paket ist nicht genug Platz.
    .remedy = Es wurde nichts begonnen. Schaffen Sie Platz, wo das Depot liegt, und importieren Sie noch einmal. `sealift depot gc` entfernt Versionen, die weder installiert noch aufgehoben sind.

## Eignung und Konfiguration

target-incompatible = Diese Maschine kann die Version nicht aufnehmen.
    .remedy = Beheben Sie, was oben steht, dann führen Sie `sealift check PRODUCT` noch einmal aus.
platform-unsupported = Die Version wurde nicht für diese Art von Maschine gemacht.
    .remedy = Bitten Sie den Hersteller um eine Version für diese Plattform, oder nehmen Sie eine andere Maschine.
platform-unknown = Diese Maschine ist von einer Art, die Sealift nicht kennt.
    .remedy = Nehmen Sie eine Maschine mit Linux, Windows oder macOS auf einem Prozessor der Art x86-64 oder ARM64.
requirements-unmet = Diese Maschine hat nicht, was die Version braucht.
    .remedy = `sealift check PRODUCT` zeigt, was fehlt und was dagegen zu tun ist. Beheben Sie das, dann versuchen Sie es noch einmal.
requirement = Eine Bedingung der Version
    .remedy = Ändern Sie die Maschine so, dass es passt, dann führen Sie `sealift check PRODUCT` noch einmal aus.
requirement-platform = Plattform
    .remedy = Bitten Sie den Hersteller um eine Version für diese Plattform, oder nehmen Sie eine andere Maschine.
requirement-room = Platz für die Dateien des Produkts
    .remedy = Schaffen Sie Platz auf diesem Dateisystem, dann prüfen Sie noch einmal.
requirement-disk = Freier Platz auf der Platte
    .remedy = Schaffen Sie Platz auf diesem Dateisystem, oder vergrößern Sie es, dann prüfen Sie noch einmal.
requirement-os = Betriebssystem
    .remedy = Nehmen Sie eine Maschine mit einem der erwarteten Systeme, oder bitten Sie den Hersteller um eine Version für dieses.
requirement-kernel = Betriebssystemkern
    .remedy = Aktualisieren Sie den Kern und starten Sie die Maschine neu, dann prüfen Sie noch einmal.
requirement-libc = Systembibliothek (libc)
    .remedy = Aktualisieren Sie das Betriebssystem, oder bitten Sie den Hersteller um eine Version für dieses.
requirement-cores = Prozessorkerne
    .remedy = Geben Sie der Maschine mehr Kerne, oder nehmen Sie eine andere.
requirement-cpu-features = Fähigkeiten des Prozessors
    .remedy = Nehmen Sie eine Maschine, deren Prozessor sie hat. Auf einer virtuellen Maschine sind sie vielleicht nur verborgen: sehen Sie in ihre Einstellungen.
requirement-memory = Arbeitsspeicher
    .remedy = Geben Sie der Maschine mehr Arbeitsspeicher, oder nehmen Sie eine andere.
requirement-port-free = Freier Netzwerkport
    .remedy = Halten Sie das Programm an, das den Port belegt, oder wählen Sie in den Antworten einen anderen.
requirement-os-package = Paket des Betriebssystems
    .remedy = Installieren oder aktualisieren Sie es mit den Mitteln des Betriebssystems, dann prüfen Sie noch einmal.
requirement-service-running = Laufender Dienst
    .remedy = Starten Sie diesen Dienst, dann prüfen Sie noch einmal.
requirement-user = Benutzerkonto
    .remedy = Legen Sie das Konto an, dann prüfen Sie noch einmal.
requirement-fips = FIPS-Betrieb
    .remedy = Bitten Sie einen Administrator, den Betrieb dieser Maschine umzustellen, dann prüfen Sie noch einmal.
requirement-clock = Uhr
    .remedy = Stellen Sie die Uhr dieser Maschine, dann prüfen Sie noch einmal.
requirement-product = Anderes Produkt
    .remedy = Installieren Sie dieses Produkt in einer passenden Version, dann prüfen Sie noch einmal.
facts = Die Beschreibung einer Maschine lässt sich nicht verwenden.
    .remedy = Schreiben Sie sie mit `sealift facts --out FILE` neu, auf der Maschine, um die es geht, und mit dieser Version von Sealift.
facts-unavailable = Diese Maschine sagt nicht einmal, was sie ist.
    .remedy = Nichts wurde geändert. Beheben Sie, was der Befund oben über das System sagt (eine Platte, die versagt, zu viele offene Dateien), und versuchen Sie es erneut. Sagt er nichts dergleichen, so senden Sie ihn an den Kundendienst des Herstellers.
configuration-invalid = Einige Antworten fehlen oder sind falsch.
    .remedy = Berichtigen Sie die oben genannten Antworten mit `--set KEY=VALUE` oder in der Antwortdatei. `sealift configure PRODUCT --show` zeigt alle Fragen.
answers = Die Antworten lassen sich nicht lesen.
    .remedy = Schreiben Sie sie als .json- oder .toml-Datei mit einem Wert für jede Frage.
answers-duplicate = Eine Frage ist zweimal beantwortet.
    .remedy = Lassen Sie eine der beiden Antworten stehen.
answer = Eine Antwort ist falsch.
    .remedy = `sealift configure PRODUCT --show` zeigt die Fragen. Ändern Sie die oben genannte Antwort.
answer-unknown = Diese Frage gibt es nicht.
    .remedy = Prüfen Sie die Schreibweise; `sealift configure PRODUCT --show` zeigt die Fragen.
answer-not-asked = Eine Antwort wurde gegeben, nach der bei den übrigen Antworten niemand fragt.
    .remedy = Lassen Sie sie weg, oder ändern Sie die Antwort, von der sie abhängt.
answer-missing = Eine Antwort fehlt.
    .remedy = Geben Sie sie mit `--set KEY=VALUE` oder in der Antwortdatei.
answer-licence-not-accepted = Die Lizenz wurde nicht angenommen.
    .remedy = Lesen Sie die Lizenz. Nehmen Sie sie an, beantworten Sie diese Frage mit ja.
answer-path-not-confined = Den Pfad darf dieses Produkt nicht benutzen.
    .remedy = Wählen Sie einen Pfad innerhalb der Orte, die die Frage nennt.
form = Die Fragen des Herstellers lassen sich nicht verwenden.
    .remedy = Bitten Sie den Hersteller um eine berichtigte Version und nennen Sie ihm den Code und den Befund oben.
template = Aus diesen Antworten lässt sich keine Konfigurationsdatei machen.
    .remedy = Nennt der Befund oben eine Ihrer Antworten, ändern Sie diese. Sonst bitten Sie den Hersteller um eine berichtigte Version.
template-secret-not-allowed = Die Version würde ein Geheimnis zeigen, wo andere Programme es sehen können.
    .remedy = Bitten Sie den Hersteller um eine berichtigte Version und nennen Sie ihm den Befund oben.
template-secret-needs-private-mode = Die Version würde ein Geheimnis in eine Datei schreiben, die andere lesen können.
    .remedy = Bitten Sie den Hersteller um eine berichtigte Version und nennen Sie ihm den Befund oben.
layout = Die Ordner des Produkts lassen sich hier nicht anlegen.
    .remedy = Geben Sie `--root` einen vollständigen Pfad ohne `.` und `..` darin.
layout-path-too-long = Ein Pfad würde zu lang.
    .remedy = Wählen Sie einen kürzeren Pfad für `--root`.

## Planung

plan = Das lässt sich nicht planen.
    .remedy = Sehen Sie sich den Befund oben an; `sealift status` zeigt, was installiert ist, und `sealift list`, was im Depot liegt.
plan-misfit = Zwischen Plan und Ausführung hat sich etwas geändert.
    .remedy = Führen Sie den Befehl noch einmal aus: er macht einen neuen Plan. Scheitert es wieder so, senden Sie die Ausgabe von `sealift support-bundle --out FILE` an den Kundendienst des Herstellers.
plan-volume-too-small = Die Paketdateien sind für diese Version zu klein.
    .remedy = Wählen Sie eine größere `--volume-size`; der Befund oben sagt, wie groß mindestens.
plan-too-many-volumes = Die Version bräuchte zu viele Paketdateien.
    .remedy = Wählen Sie eine größere `--volume-size`.
product-not-installed = Das Produkt ist nicht installiert.
    .remedy = `sealift status` zeigt, was installiert ist.
product-mismatch = Die Version gehört zu einem anderen Produkt.
    .remedy = Nennen Sie eine Version des Produkts, das Sie meinen; `sealift list` zeigt, was da ist.
already-installed = Diese Version ist schon installiert, genau so.
    .remedy = Es ist nichts zu tun. Um Antworten zu ändern, installieren Sie mit `--set KEY=VALUE`.
release-needed = Niemand hat gesagt, welche Version.
    .remedy = Nennen Sie sie als PRODUCT@VERSION; `sealift list` zeigt, was da ist.
downgrade-needs-rollback = Eine neuere Version ist installiert.
    .remedy = Um zurückzukehren, verwenden Sie `sealift rollback PRODUCT --to VERSION`.
nothing-earlier = Es gibt keine frühere Version, zu der zurückgekehrt werden könnte.
    .remedy = Zurück geht es nur zu einer Version, die hier schon lief und noch im Depot liegt. Siehe `sealift list`.
not-an-earlier-release = Die Version, zu der es zurückgehen soll, ist nicht älter als die installierte.
    .remedy = Um vorwärtszugehen, verwenden Sie `sealift install PRODUCT@VERSION`.
not-the-active-release = Das ist nicht die Version, die hier läuft.
    .remedy = `sealift status` zeigt die laufende Version; nennen Sie diese.
not-staged = Die Dateien dieser Version liegen noch nicht bereit.
    .remedy = Führen Sie `sealift install PRODUCT@VERSION` aus, mit `--stage-only`, wenn sie noch nicht eingeschaltet werden soll.
request-contradicts = Zwei Ihrer Wünsche schließen einander aus.
    .remedy = Lassen Sie einen der beiden oben genannten weg.
data-format-needs-backup = Die Daten haben ein neueres Format, als diese Version lesen kann, und es gibt keine Sicherung, zu der es zurückgehen könnte.
    .remedy = Installieren Sie eine Version, die das neuere Format liest.
data-moved = Die Version hält ihre Daten an einem anderen Ort, als sie jetzt liegen; sie würde ohne Daten beginnen.
    .remedy = Bitten Sie den Hersteller um eine Version, die ihre Daten lässt, wo sie sind.
component-unknown = Diesen Bestandteil hat die Version nicht.
    .remedy = Prüfen Sie die Schreibweise; `sealift inspect VOLUME` zählt die Bestandteile auf.
component-required = Dieser Bestandteil lässt sich nicht weglassen.
    .remedy = Nehmen Sie das `--without` dafür weg.
component-needed = Ein anderer Bestandteil braucht den weggelassenen.
    .remedy = Lassen Sie beide weg, oder keinen.
component-not-for-platform = Dieser Bestandteil wurde nicht für diese Maschine gemacht.
    .remedy = Lassen Sie ihn mit `--without COMPONENT` weg, wenn er wählbar ist, oder fragen Sie den Hersteller.
edited-in-the-way = Eine Datei, die hier bearbeitet wurde, ist im Weg.
    .remedy = Verschieben Sie die oben genannte Datei an einen anderen Ort, dann versuchen Sie es noch einmal.
path-occupied = Etwas, das nicht von Sealift stammt, ist im Weg.
    .remedy = Sehen Sie nach, was am Pfad oben liegt. Verschieben Sie es, dann versuchen Sie es noch einmal.
placed-twice = Zwei Schritte der Version legen etwas am selben Pfad ab.
    .remedy = Bitten Sie den Hersteller um eine berichtigte Version; ist ein Pfad eine Ihrer Antworten, wählen Sie einen anderen.
needs-system-scope = Diese Version muss für die ganze Maschine installiert werden.
    .remedy = Führen Sie den Befehl als Administrator und ohne `--root` aus.
user-in-relocated-root = Diese Version legt ein Benutzerkonto an, und das geht unter `--root` nicht.
    .remedy = Installieren Sie sie als Administrator ohne `--root`.
probe-invalid = Eine Prüfung der Version sieht auf eine Adresse, die sich nicht verwenden lässt.
    .remedy = Ist die Adresse oder der Port eine Ihrer Antworten, ändern Sie sie. Sonst bitten Sie den Hersteller um eine berichtigte Version.
not-enough-room = Es ist nicht genug Platz, um das zu installieren und wieder zurückzunehmen.
    .remedy = Schaffen Sie Platz auf dem oben genannten Dateisystem, dann versuchen Sie es noch einmal. `sealift depot gc` entfernt Versionen, die weder installiert noch aufgehoben sind.
room-insufficient = Es ist nicht genug Platz, um das zu installieren und wieder zurückzunehmen.
    .remedy = Es wurde nichts geändert. Schaffen Sie Platz auf dem oben genannten Dateisystem, dann versuchen Sie es noch einmal.

## Ausführung

locked = Ein anderer Vorgang ändert gerade dieses Ziel.
    .remedy = Warten Sie, bis er fertig ist, dann versuchen Sie es noch einmal. Er ist oben genannt; hängt er, beenden Sie ihn, und der nächste Befehl bringt alles in Ordnung.
journal = Der Aufzeichnung eines unfertigen Vorgangs ist nicht zu trauen, darum wird nichts geändert.
    .remedy = Installieren Sie nichts. Lassen Sie den Zustandsordner, wie er ist, machen Sie eine Kopie davon, und fragen Sie den Kundendienst des Herstellers.
journal-newer = Ein neueres Sealift hat hier einen Vorgang begonnen, der nicht fertig ist.
    .remedy = Verwenden Sie diese Version von Sealift oder eine spätere. Es wurde nichts geändert.
run-unknown = Diesen Vorgang gibt es nicht.
    .remedy = `sealift status` nennt die Vorgänge, die nicht fertig sind.
run-unfinished = Ein früherer Vorgang ist nicht fertig.
    .remedy = Führen Sie `sealift recover` aus, dann versuchen Sie es noch einmal.
interrupted = Der Vorgang wurde vor seinem Ende unterbrochen.
    .remedy = Sehen Sie sich `sealift status` an. Was er getan hatte, ist zurückgenommen, wenn dort nichts anderes steht; führen Sie ihn noch einmal aus.
cancelled = Das wurde angehalten, und was begonnen war, wurde zurückgenommen.
    .remedy = Es ist nichts zu tun. Führen Sie es noch einmal aus, wenn Sie so weit sind.
refused = Das wurde abgelehnt, bevor etwas versucht wurde.
    .remedy = Es wurde nichts geändert. Beheben Sie die oben genannte Ursache und führen Sie es noch einmal aus.
rolled-back = Der Vorgang ist gescheitert, und alles wurde zurückgenommen.
    .remedy = Das Ziel ist wie zuvor. Beheben Sie die oben genannte Ursache und führen Sie ihn noch einmal aus.
failed-partially = Der Vorgang ist gescheitert, und nicht alles ließ sich zurücknehmen.
    .remedy = Die Zeilen oben und `sealift status` sagen, was übrig ist. Beheben Sie, was im Weg steht, dann führen Sie `sealift recover` aus.
failed-lasting = Der Vorgang ist gescheitert, und alles wurde zurückgenommen, nur nicht, was Schritte ohne Rücknahme getan haben.
    .remedy = Was die Schritte oben getan haben, bleibt. Fragen Sie den Hersteller, ob es schadet, beheben Sie die oben genannte Ursache und führen Sie den Vorgang noch einmal aus. Aufzuräumen gibt es nichts.
step-stays = Der Schritt hat keine Rücknahme; was er getan hat, bleibt.
    .remedy = Fragen Sie den Hersteller, ob es schadet und wie es zu entfernen ist.
program = Ein Programm ließ sich nicht ausführen.
    .remedy = Prüfen Sie, ob es das genannte Programm auf dieser Maschine gibt. Gehört es zur Version, fragen Sie den Hersteller.
program-invalid = Die Version ruft ein Programm auf, das weder auf dieser Maschine noch in der Version ist.
    .remedy = Bitten Sie den Hersteller um eine berichtigte Version und nennen Sie ihm den Befund oben.
program-not-confined = Diese Maschine kann einen Befehl nicht so einsperren, wie die Regeln es verlangen.
    .remedy = Verwenden Sie Linux 5.13 oder neuer mit Landlock, oder bitten Sie einen Administrator, die Regeln zu ändern.
program-not-ended = Ein Programm endet nicht.
    .remedy = Beenden Sie das oben genannte Programm mit den Mitteln des Systems, dann versuchen Sie es noch einmal.
command-failed = Ein Befehl der Version ist gescheitert.
    .remedy = Sehen Sie sich seine Ausgabe oben an. Beheben Sie, was er beanstandet, und führen Sie es noch einmal aus; hilft das nicht, fragen Sie den Hersteller.
service = Ein Dienst ließ sich nicht ändern.
    .remedy = Sehen Sie sich den Grund oben an. `sealift status` zeigt den Zustand des Dienstes; unter Linux zeigt `journalctl -u NAME`, was er gesagt hat.
service-down = Ein Dienst bleibt nicht am Laufen.
    .remedy = Sehen Sie sich den Grund oben an. Wo systemd läuft, zeigt `journalctl -u NAME`, was er gesagt hat. Oft liegt es an einer Antwort oder einem belegten Port.
user = Ein Benutzerkonto ließ sich nicht anlegen, entfernen oder nachschlagen.
    .remedy = Sehen Sie sich den Grund oben an, und führen Sie den Befehl als Administrator aus.
user-relocated = Unter `--root` lässt sich kein Benutzerkonto anlegen.
    .remedy = Installieren Sie als Administrator ohne `--root`.
user-bad-name = So kann ein Benutzerkonto nicht heißen.
    .remedy = Ist der Name eine Ihrer Antworten, wählen Sie einen anderen. Sonst bitten Sie den Hersteller um eine berichtigte Version.
user-unsupported = Sealift kann auf diesem System kein Benutzerkonto anlegen.
    .remedy = Legen Sie das Konto mit den Mitteln des Systems an, dann versuchen Sie es noch einmal.
check-failed = Eine Prüfung ist nicht rechtzeitig eingetroffen.
    .remedy = Sehen Sie sich den Grund oben an: das Produkt ist gestartet, antwortet aber nicht, wie sein Hersteller es versprochen hat. Oft liegt es an einer Antwort, einem belegten Port oder einer langsamen Maschine.
content-differs = Eine Datei wurde nicht so geschrieben, wie der Hersteller sie unterschrieben hat.
    .remedy = Führen Sie `sealift depot verify` aus und prüfen Sie die Platte, dann versuchen Sie es noch einmal.
secret-exposed = Ein Geheimnis wäre für andere lesbar geworden, darum wurde es nicht geschrieben.
    .remedy = Bitten Sie den Hersteller um eine berichtigte Version und nennen Sie ihm den Befund oben.
edited-file-kept = Eine Datei, die hier bearbeitet wurde, bleibt, wie sie ist.
    .remedy = Vergleichen Sie sie mit der neuen Datei daneben, wo es eine gibt, und übernehmen Sie, was Sie brauchen.
edited-file-set-aside = Eine Datei, die inzwischen bearbeitet wurde, wurde beim Zurücknehmen beiseitegelegt.
    .remedy = Sie liegt neben der alten, am oben genannten Pfad. Vergleichen Sie beide und behalten Sie, was Sie brauchen.
directory-in-use = Ein Ordner bleibt, denn es liegt noch etwas anderes darin.
    .remedy = Sehen Sie nach, was darin ist. Braucht es niemand, entfernen Sie ihn selbst.
supervisor-running = Um die Dienste dieses Ortes kümmert sich schon ein Programm.
    .remedy = Es ist nichts zu tun. Um es zu beenden, verwenden Sie `sealift supervise --stop` mit demselben `--root`.
supervisor-does-not-end = Das Programm, das sich um die Dienste kümmert, endet nicht.
    .remedy = Beenden Sie den oben genannten Prozess mit den Mitteln des Systems.

## Dateien, Medien und Zustand

file = Eine Datei ließ sich nicht lesen oder ändern.
    .remedy = Sehen Sie sich Pfad und Grund oben an; prüfen Sie Rechte, Verweise und ob ein anderes Programm die Datei hält.
file-missing = Eine Datei oder ein Ordner ist nicht da.
    .remedy = Sehen Sie sich den Pfad oben an. Fehlt etwas von einem installierten Produkt, holen Sie es aus Ihrer Sicherung zurück.
file-exists = An dieser Stelle ist schon etwas.
    .remedy = Sehen Sie nach, was am Pfad oben liegt. Verschieben Sie es, dann versuchen Sie es noch einmal.
file-wrong-kind = Wo eine Datei oder ein Ordner sein sollte, liegt etwas anderes.
    .remedy = Sehen Sie nach, was am Pfad oben liegt. Verschieben Sie es, dann versuchen Sie es noch einmal.
file-in-use = Ein anderes Programm hält diese Datei.
    .remedy = Schließen Sie dieses Programm, dann versuchen Sie es noch einmal.
file-edited = Auf dem Ziel wurde etwas geändert, nachdem der Plan gemacht war.
    .remedy = Es bleibt, wie es ist. Führen Sie den Befehl noch einmal aus und sehen Sie sich den neuen Plan an, bevor Sie ja sagen.
file-not-text = Diese Datei ist kein Text.
    .remedy = Nehmen Sie die Datei, wie sie geschrieben wurde, oder speichern Sie sie als UTF-8-Text.
file-behind-link = Wo ein Ordner oder eine Datei sein sollte, liegt ein symbolischer Verweis.
    .remedy = Sealift folgt hier keinen Verweisen. Entfernen Sie den Verweis, oder legen Sie den wirklichen Ordner an seine Stelle.
file-denied = Sie haben kein Recht an dieser Datei oder diesem Ordner.
    .remedy = Führen Sie den Befehl als Administrator aus, oder mit `--root` auf einem eigenen Ordner.
file-system-read-only = Dieses Dateisystem ist schreibgeschützt.
    .remedy = Machen Sie es beschreibbar, oder wählen Sie einen anderen Ort.
file-system-unsupported = Dieses Dateisystem kann nicht, was gebraucht wird.
    .remedy = Wählen Sie einen Ort auf einem anderen Dateisystem, etwa ext4, XFS, NTFS oder APFS.
disk-full = Auf der Platte ist nicht genug Platz.
    .remedy = Schaffen Sie Platz auf dem oben genannten Dateisystem, dann versuchen Sie es noch einmal. `sealift depot gc` entfernt Versionen, die weder installiert noch aufgehoben sind.
files-too-many-open = Dieses Programm oder dieser Rechner hat so viele Dateien offen, wie es sein dürfen.
    .remedy = Schließen Sie andere Programme, dann versuchen Sie es noch einmal. Geschieht es wieder, lassen Sie einen Administrator die Grenze für offene Dateien erhöhen.
directory-not-empty = Der Ordner ist nicht leer.
    .remedy = Verschieben Sie, was darin ist, dann versuchen Sie es noch einmal.
device-failed = Die Platte oder das Medium hat versagt.
    .remedy = Trauen Sie diesem Gerät nicht. Versuchen Sie ein anderes, und prüfen Sie die Kabel.
path = Ein Pfad lässt sich nicht verwenden.
    .remedy = Ist der Pfad eine Ihrer Antworten oder `--root`, wählen Sie einen kürzeren. Sonst bitten Sie den Hersteller um eine berichtigte Version.
media = Das Medium lässt sich nicht lesen.
    .remedy = Stecken Sie es noch einmal ein, oder versuchen Sie ein anderes Laufwerk, dann wiederholen Sie den Befehl.
media-missing = Diese Datei oder diesen Ordner gibt es nicht.
    .remedy = Prüfen Sie den Pfad, und ob das Medium eingesteckt und eingehängt ist.
media-not-a-file = Das ist keine gewöhnliche Datei.
    .remedy = Nennen Sie eine .sealift-Datei oder einen Ordner mit solchen; Verweise, Pipes und Geräte werden nicht geöffnet. Für eine Pipe nehmen Sie `-`.
media-empty = Hier sind keine Pakete.
    .remedy = Suchen Sie nach Dateien, die auf .sealift enden; der oben genannte Ordner enthält keine.
media-bad-name = Dieser Dateiname lässt sich nicht lesen.
    .remedy = Benennen Sie die Datei mit einfachen Buchstaben und Ziffern um. Wo das nicht geht, etwa auf einem schreibgeschützten Laufwerk, kopieren Sie sie unter anderem Namen anderswohin, oder übergeben Sie ein Paket mit `sealift import - < DATEI`.
media-denied = Sie haben kein Recht an dieser Datei oder diesem Ordner.
    .remedy = Lassen Sie sich das Recht geben, oder führen Sie den Befehl als ein Benutzer aus, der es hat.
media-unplugged = Das Laufwerk wurde abgezogen.
    .remedy = Stecken Sie es wieder ein und wiederholen Sie den Befehl.
media-silent = Der Datenträger antwortet nicht mehr.
    .remedy = Ziehen Sie ihn ab, stecken Sie ihn wieder ein und versuchen Sie es noch einmal; was schon gelesen ist, wird nicht noch einmal gelesen. Verstummt er wieder, kopieren Sie das Paket auf einen anderen Datenträger.
media-differs = Der Datenträger gibt nicht zurück, was auf ihn geschrieben wurde; darum blieb die Datei nicht darauf.
    .remedy = Nehmen Sie einen anderen Datenträger, und diesen nicht mehr für Pakete.
media-crowded = Auf diesem Datenträger liegt mehr, als angesehen werden konnte; darum kann in der Liste etwas fehlen.
    .remedy = Wählen Sie die Dateien selbst aus, oder legen Sie sie auf die oberste Ebene des Datenträgers.
media-same-place = Dieser Teil liegt dort schon.
    .remedy = Wählen Sie einen anderen Ordner oder Datenträger.
media-full = Auf dem Laufwerk ist kein Platz mehr.
    .remedy = Schaffen Sie darauf Platz, oder nehmen Sie ein größeres, dann wiederholen Sie den Befehl.
media-too-large = Das Laufwerk kann keine so große Datei aufnehmen.
    .remedy = Schreiben Sie kleinere Paketdateien, mit `--volume-size 4000M`, oder formatieren Sie das Laufwerk mit einem anderen Dateisystem wie exFAT.
media-read-only = Das Laufwerk ist schreibgeschützt.
    .remedy = Lösen Sie den Schreibschutz, oder nehmen Sie ein anderes Laufwerk.
media-write-failed = Die Datei ließ sich nicht auf das Laufwerk schreiben.
    .remedy = Sehen Sie sich den Grund oben an, dann versuchen Sie ein anderes Laufwerk oder einen anderen Ordner.
output = Die Datei ließ sich nicht schreiben.
    .remedy = Prüfen Sie, ob es den Ordner gibt, ob er beschreibbar ist und Platz hat, dann wiederholen Sie den Befehl.
output-exists = Eine Datei dieses Namens gibt es schon.
    .remedy = Wählen Sie einen anderen Namen oder Ordner; Sealift überschreibt sie nicht.
root = Der Ordner für `--root` lässt sich nicht verwenden.
    .remedy = Nennen Sie einen Ordner, in den Sie schreiben dürfen, mit vollem Pfad.
root-not-a-folder = Wo bei `--root` ein Ordner sein soll, liegt eine Datei.
    .remedy = Nennen Sie einen Ordner oder einen Pfad, unter dem einer angelegt werden kann.
root-denied = Sie haben kein Recht auf den Ordner für `--root`.
    .remedy = Nennen Sie einen eigenen Ordner, oder führen Sie den Befehl als ein Benutzer aus, der dort schreiben darf.
home-missing = Dieses Benutzerkonto hat keinen eigenen Ordner.
    .remedy = Führen Sie den Befehl als ein Benutzer aus, der einen hat, als Administrator, oder mit `--root DIR`.
state = Der Zustand dieses Standorts lässt sich nicht verwenden.
    .remedy = Es wurde nichts geändert. Lassen Sie den Zustandsordner, wie er ist, machen Sie eine Kopie davon, und fragen Sie den Kundendienst des Herstellers.
state-absent = Hier gibt es noch keinen Zustand von Sealift.
    .remedy = Prüfen Sie `--root`. An einem neuen Standort beginnen Sie mit `sealift trust add KEY.pub`.
state-newer = Ein neueres Sealift hat den Zustand dieses Standorts geschrieben.
    .remedy = Verwenden Sie diese Version von Sealift oder eine spätere. Es wurde nichts geändert.
change-unfinished = Die Änderung ist gemacht und aufgezeichnet, aber was darauf folgt, ließ sich nicht beenden.
    .remedy = Beheben Sie, was oben genannt ist, dann führen Sie `sealift recover` aus; das erledigt den Rest.
state-unusable = Der Zustand dieses Standorts lässt sich nicht öffnen, lesen oder schreiben.
    .remedy = Prüfen Sie die Platte mit dem Zustandsordner, und ob jemand das Recht an ihm genommen hat, dann versuchen Sie es noch einmal. Lassen Sie den Ordner, wie er ist.
state-read-only = Der Zustand dieses Standorts lässt sich lesen, aber nicht schreiben.
    .remedy = Machen Sie das Dateisystem beschreibbar, auf dem er liegt, oder führen Sie den Befehl als ein Benutzer aus, der dort schreiben darf, dann versuchen Sie es noch einmal.
state-uncertain = Die Platte hat versagt, als die Änderung aufgezeichnet wurde; darum weiß noch niemand, ob sie gilt.
    .remedy = Prüfen Sie die Platte, dann führen Sie `sealift recover` aus: Das findet es heraus und bringt in Ordnung, was übrig ist.
state-busy = Ein anderer Prozess ändert gerade den Zustand dieses Standorts.
    .remedy = Warten Sie einen Augenblick, dann versuchen Sie es noch einmal.
state-full = Es ist kein Platz, um aufzuzeichnen, was geschehen soll, darum geschah nichts.
    .remedy = Schaffen Sie Platz auf dem Dateisystem mit dem Zustand, dann versuchen Sie es noch einmal.

## Fenster

request-malformed = Das Fenster hat etwas verlangt, das das Programm nicht versteht.
    .remedy = Schließen Sie das Fenster und öffnen Sie es erneut. Geschieht es wieder, sind Fenster und Programm von verschiedenen Ständen: Installieren Sie beide neu.
pick-unknown = Diese Datei oder dieser Ordner wurde von niemandem gewählt.
    .remedy = Wählen Sie die Datei oder den Ordner erneut.
pick-not-for-writing = Diese Datei wurde zum Lesen ausgewählt; darum wird nichts in sie geschrieben.
    .remedy = Wählen Sie im Dialog zum Sichern, wohin geschrieben werden soll.
plan-changed = Seit der Plan gezeigt wurde, hat sich etwas geändert; deshalb wurde nichts getan.
    .remedy = Sehen Sie sich den Plan erneut an und stimmen Sie dem neuen zu.
support-not-shown = Was der Support bekäme, liegt nicht mehr so vor, wie es gezeigt wurde; deshalb wurde nichts geschrieben.
    .remedy = Sehen Sie sich den Inhalt erneut an und schreiben Sie dann die Datei.
file-too-large = Diese Datei ist größer, als eine Datei dieser Art sein kann.
    .remedy = Wählen Sie die richtige Datei.
document-unknown = Diese Version hat kein solches Dokument.
    .remedy = Wählen Sie eines der aufgeführten.
document-elsewhere = Diese Paketdatei enthält das Dokument nicht ganz.
    .remedy = Sehen Sie in den anderen Paketdateien des Satzes nach, bei einer Teillieferung in der Grundversion; oder importieren Sie die Version und nehmen Sie `sealift configure PRODUCT --document ID`.
record-proven = Bewiesen: Dieser Eintrag steht im Protokoll von { $size } Einträgen, dessen Wurzel { $root } ist.
record-not-proven = NICHT BEWIESEN: Dieser Eintrag führt nicht zur Wurzel { $root } des Protokolls von { $size } Einträgen. Exportieren Sie das Protokoll und prüfen Sie es.
record-unknown = Das Protokoll hat an dieser Stelle keinen Eintrag.
    .remedy = `sealift audit log` und das Protokoll im Fenster nennen die vorhandenen Einträge.

request-too-large = Das Fenster hat mehr auf einmal gesagt, als das Programm annimmt.
    .remedy = Sagen Sie weniger auf einmal: Wählen Sie weniger Dateien oder kürzen Sie den Text.
operation-running = Diese Arbeit läuft schon.
    .remedy = Warten Sie, bis sie beendet ist, oder halten Sie sie zuerst an.
print-failed = Das Fenster konnte nicht gedruckt werden.
    .remedy = Prüfen Sie, ob dieser Rechner einen Drucker hat, oder sichern Sie den Bericht in eine Datei und drucken Sie ihn anderswo.
preferences-not-kept = Ihre Einstellungen gelten, bis das Fenster geschlossen wird, konnten aber nicht behalten werden.
    .remedy = Prüfen Sie, ob Ihr persönlicher Ordner Platz hat und beschrieben werden kann.
elevation-unavailable = Hier kann niemand nach einem Verwalter gefragt werden: `pkexec` fehlt.
    .remedy = Installieren Sie polkit, oder benutzen Sie den Befehl `sealift` als Verwalter. Es wurde nichts geändert.
elevation-dismissed = Die Frage nach einem Verwalter wurde geschlossen, darum wurde nichts geändert.
    .remedy = Versuchen Sie es noch einmal, und lassen Sie einen Verwalter das Passwort eingeben.
elevation-refused = Dieser Rechner ließ Sie nicht als Verwalter arbeiten oder konnte nicht danach fragen. Es wurde nichts geändert.
    .remedy = Setzen Sie sich an den Rechner selbst, in eine Sitzung, die nach einem Passwort fragen kann, oder lassen Sie es durch die polkit-Regeln der Anlage erlauben.
elevation-failed = Der Teil von Sealift, der als Verwalter arbeitet, ist nicht gestartet. Es wurde nichts geändert.
    .remedy = Installieren Sie Sealift neu; im Protokoll des Systems steht, was schiefging.
elevation-other-version = Der Teil von Sealift, der als Verwalter arbeitet, hat eine andere Version als dieses Fenster.
    .remedy = Schließen Sie das Fenster und öffnen Sie es wieder; hilft das nicht, installieren Sie Sealift neu.
elevation-needed = Zuerst muss ein Verwalter zustimmen.
    .remedy = Entsperren Sie den Rechner im Fenster und versuchen Sie es dann noch einmal.
elevation-gone = Der Teil von Sealift, der als Verwalter arbeitet, ist beendet.
    .remedy = Entsperren Sie den Rechner wieder. Lief gerade eine Arbeit, so bringt der nächste Start in Ordnung, was sie hinterließ.
elevation-busy = Vom Rechner wird zu viel auf einmal verlangt.
    .remedy = Warten Sie einen Augenblick und versuchen Sie es noch einmal.

dialog-package = Pakete auswählen
dialog-public-key = Öffentlichen Schlüssel auswählen
dialog-secret-key = Geheimen Schlüssel auswählen
dialog-facts = Fakten eines Rechners auswählen
dialog-answers = Datei mit Antworten auswählen
dialog-report = Bericht auswählen
dialog-checkpoint = Prüfpunkt auswählen
dialog-description = Beschreibung auswählen
dialog-log-key = Öffentlichen Schlüssel eines Protokolls auswählen
dialog-text = Ort für den Text auswählen
dialog-bundle = Ort für die Datei für den Kundendienst auswählen
file-kind-any = Alle Dateien
dialog-answer-file = Eine Datei auswählen, deren Text übernommen wird
dialog-document = Auswählen, wo das Dokument abgelegt wird
file-kind-package = Pakete
file-kind-public-key = Öffentliche Schlüssel
file-kind-secret-key = Geheime Schlüssel
file-kind-facts = Fakten
file-kind-answers = Antworten
file-kind-report = Berichte
file-kind-checkpoint = Prüfpunkte
file-kind-description = Beschreibungen
file-kind-log-key = Öffentliche Schlüssel
file-kind-text = Texte
file-kind-bundle = Dateien für den Kundendienst
file-kind-answer-file = Dateien
file-kind-document = Dokumente

event-site-created = Das Protokoll beginnt
event-trust-added = Einem Schlüssel wurde vertraut
event-trust-removed = Einem Schlüssel wurde das Vertrauen entzogen
event-trust-refused = Ein Schlüssel wurde abgelehnt
event-policy-changed = Die Regeln wurden geändert
event-package-imported = Eine Paketdatei wurde eingelesen
event-import-refused = Eine Paketdatei wurde abgelehnt
event-release-complete = Eine Version wurde vollständig
event-document-accepted = Ein Dokument wurde angenommen
event-depot-changed = Das Depot wurde geändert
event-check-run = Die Eignung wurde geprüft
event-configuration-set = Die Konfiguration wurde gesetzt
event-approval-given = Eine Freigabe wurde erteilt
event-plan-made = Ein Plan wurde gemacht
event-operation-started = Eine Änderung begann
event-step-started = Ein Schritt begann
event-step-done = Ein Schritt wurde ausgeführt
event-step-failed = Ein Schritt schlug fehl
event-step-undone = Ein Schritt wurde zurückgenommen
event-undo-failed = Ein Schritt konnte nicht zurückgenommen werden
event-operation-finished = Eine Änderung endete
event-recovery-run = Eine unterbrochene Änderung wurde bereinigt
event-edit-detected = Eine Bearbeitung am Ziel wurde gefunden
event-denied = Etwas wurde verweigert
event-policy-refused = Die Regeln lehnten etwas ab
event-audit-exported = Das Protokoll wurde ausgegeben
event-checkpoint-taken = Ein Prüfpunkt wurde ausgegeben
event-key-rotated = Der Schlüssel des Protokolls wurde gewechselt
event-clock-anomaly = Die Uhr wurde verstellt
event-support-bundle-written = Eine Datei für den Support wurde geschrieben
ended-started = begonnen
ended-succeeded = gelungen
ended-succeeded-with-warnings = mit Warnungen gelungen
ended-reboot-required = Neustart nötig
ended-refused = abgelehnt
ended-failed = fehlgeschlagen
ended-rolled-back = zurückgenommen
ended-failed-partially = teilweise fehlgeschlagen
ended-cancelled = abgebrochen
verdict-valid = Der Bericht ist vollständig und stammt aus dem Protokoll, dessen Schlüssel oder Prüfpunkt Sie besitzen.
verdict-valid-advice = Es ist nichts zu tun. Sie können sich auf seine Angaben verlassen.
verdict-consistent = Der Bericht ist in sich schlüssig, aber nichts beweist seine Herkunft.
verdict-consistent-advice = Vergleichen Sie ihn mit einem Prüfpunkt auf Papier oder mit dem öffentlichen Schlüssel des Protokolls aus einer Quelle, der Sie vertrauen.
verdict-clock-anomaly = Der Bericht ist vollständig, aber die Uhr des Rechners wurde verstellt. Die Reihenfolge der Einträge steht fest; bei ihren Zeiten ist Vorsicht geboten.
verdict-clock-anomaly-advice = Fragen Sie, wer die Uhr warum verstellt hat, und vermerken Sie die Antwort beim Bericht.
verdict-truncated = Am Ende dieses Berichts fehlen Einträge.
verdict-truncated-advice = Verlassen Sie sich nicht darauf. Verlangen Sie eine neue Ausgabe und benachrichtigen Sie Ihre Sicherheitsstelle.
verdict-forked = Nach den gemeinsamen Einträgen gibt es zwei verschiedene Verläufe dieses Rechners.
verdict-forked-advice = Verlassen Sie sich auf keinen von beiden. Ein alter Stand wurde zurückgespielt, oder jemand führt zwei Protokolle: Benachrichtigen Sie Ihre Sicherheitsstelle.
verdict-rewritten = Dies ist nicht der Verlauf, für den ein früherer Prüfpunkt bürgt.
verdict-rewritten-advice = Verlassen Sie sich nicht darauf. Bewahren Sie Datei und Prüfpunkt auf und benachrichtigen Sie Ihre Sicherheitsstelle.
verdict-unknown-key = Der Bericht ist mit einem anderen Schlüssel unterschrieben als dem, den Sie besitzen.
verdict-unknown-key-advice = Prüfen Sie, ob Bericht und Schlüssel vom selben Standort sind. Wenn ja, verlassen Sie sich nicht auf den Bericht.
verdict-broken = Der Bericht wurde verändert oder ist beschädigt.
verdict-broken-advice = Verlassen Sie sich nicht darauf. Bewahren Sie die Datei auf und verlangen Sie eine neue Ausgabe vom Rechner selbst.
held-own = der Protokollschlüssel dieses Rechners und sein Prüfpunkt über { $size } Einträge
held-key = der Protokollschlüssel in { $file }
held-checkpoint = der Prüfpunkt in { $file }
held-typed = ein eingegebener oder eingelesener Prüfpunkt
policy-rule-expired-releases = Versionen, deren Zeit abgelaufen ist
policy-rule-clock-behind = Eine Uhr, die zu früh geht
policy-rule-clock-tolerance-seconds = Sekunden, die die Uhr zu früh gehen darf
policy-rule-downgrades = Ältere Versionen, die hier nie liefen
policy-rule-last-sequence = Eine Version, nach der keine mehr folgen könnte
policy-rule-outward-symlinks = Verweise, die aus einer Version hinausführen
policy-rule-world-writable = Dateien, die jeder ändern darf
policy-rule-host-paths = Orte außerhalb des Produkts, die Schritte ändern dürfen
policy-rule-irreversible-steps = Schritte, die nicht zurückgenommen werden können
policy-rule-steps-without-undo = Befehle ohne Rücknahme
policy-rule-reboots = Schritte, die einen Neustart brauchen
policy-rule-commands-without-sandbox = Befehle, wo das System keine Abschottung bietet
policy-rule-ticket-required = Eine Auftragsnummer für jede Änderung
policy-rule-reason-required = Eine Begründung für jede Änderung
policy-rule-approvals-required = Personen, die eine Version freigeben müssen
policy-rule-media-owner-required = Datenträger müssen einen bekannten Eigentümer haben
policy-rule-media-serial-required = Datenträger müssen eine Seriennummer haben
policy-says-allow = erlaubt
policy-says-ask = fragt nach
policy-says-refuse = abgelehnt

## Protokoll

audit-not-verified = Das Protokoll in dieser Datei hat die Prüfung nicht bestanden.
    .remedy = Verlassen Sie sich nicht auf diesen Bericht. Heben Sie die Datei auf und vergleichen Sie sie mit einer früheren Ausgabe oder einem früheren Prüfpunkt; die Befunde oben sagen, was nicht stimmt.
evidence = Diese Datei enthält keine Nachweise, die sich lesen lassen.
    .remedy = Nehmen Sie die Datei so, wie `sealift audit export` sie geschrieben hat, JSON oder HTML.
report = Dieser Bericht lässt sich nicht verwenden.
    .remedy = Nehmen Sie die Datei so, wie `sealift audit export` sie geschrieben hat, JSON oder HTML.
report-same = Die Seite zeigt, was ihre Nachweise sagen.
    .remedy = Es ist nichts zu tun.
report-doctored = Diese Seite zeigt nicht, was ihre Nachweise sagen: jemand hat sie verändert.
    .remedy = Glauben Sie der Seite nicht. Heben Sie die Datei für Ihre Sicherheitsstelle auf, und bitten Sie um eine frische Ausgabe.
report-other-layout = Diese Seite wurde von einer anderen Version von Sealift gestaltet, darum lässt sie sich nicht mit ihren Nachweisen vergleichen.
    .remedy = Prüfen Sie sie mit der Version, die sie geschrieben hat, oder bitten Sie um die Nachweise als JSON.
checkpoint = Das ist kein Prüfpunkt, der sich verwenden lässt.
    .remedy = Nehmen Sie den Text so, wie `sealift audit checkpoint` ihn ausgegeben hat.
note = Das ist kein unterschriebener Text, der sich verwenden lässt.
    .remedy = Nehmen Sie den Text so, wie `sealift audit checkpoint` ihn ausgegeben hat, ohne Zeilen hinzuzufügen oder wegzulassen.
log = Das Protokoll lässt sich nicht verwenden, darum wurde nichts geändert.
    .remedy = Lassen Sie den Zustandsordner, wie er ist, machen Sie eine Kopie davon, und fragen Sie den Kundendienst des Herstellers.
log-key = Das ist kein Protokollschlüssel, der sich verwenden lässt.
    .remedy = Nehmen Sie den Text so, wie `sealift audit checkpoint --key` ihn ausgegeben hat.
log-signature-missing = Der Text ist nicht mit dem Schlüssel des Protokolls unterschrieben.
    .remedy = Prüfen Sie, ob Text und Schlüssel vom selben Standort sind.
log-signature-bad = Die Unterschrift des Protokollschlüssels passt nicht zu diesem Text.
    .remedy = Verlassen Sie sich nicht darauf. Nehmen Sie den Text so, wie er ausgegeben wurde, und sagen Sie es Ihrer Sicherheitsstelle, wenn auch das scheitert.
site-name = So kann ein Standort nicht heißen.
    .remedy = Nehmen Sie 3 bis 64 Kleinbuchstaben, Ziffern, Punkte und Bindestriche.
record = Diese Handlung ließ sich nicht aufzeichnen, darum wurde nichts getan.
    .remedy = Kürzen Sie Auftragsnummer, Namen oder Grund, und versuchen Sie es noch einmal.
proof = Ein Beweis über das Protokoll hält nicht.
    .remedy = { audit-not-verified.remedy }
rotation = Die Erklärung über einen Wechsel des Protokollschlüssels hält nicht.
    .remedy = { audit-not-verified.remedy }

record-torn = Ein Eintrag des Protokolls lässt sich nicht lesen.
    .remedy = { audit-not-verified.remedy }
record-misplaced = Ein Eintrag ist nicht an seinem Platz: einer wurde entfernt, eingefügt oder verschoben.
    .remedy = { audit-not-verified.remedy }
record-foreign = Ein Eintrag gehört zum Protokoll eines anderen Standorts.
    .remedy = { audit-not-verified.remedy }
record-epoch = Ein Eintrag behauptet, aus einem anderen Abschnitt des Protokolls zu sein als dem, der ihn schrieb.
    .remedy = { audit-not-verified.remedy }
record-edited = Ein Eintrag wurde verändert.
    .remedy = { audit-not-verified.remedy }
record-spliced = Ein Eintrag wurde aus einem anderen Protokoll hierher gesetzt.
    .remedy = { audit-not-verified.remedy }
opening-differs = Ein Name oder Wert neben einem Eintrag ist nicht der aufgezeichnete.
    .remedy = { audit-not-verified.remedy }
opening-unknown = Ein Eintrag zeigt etwas, das nicht aufgezeichnet wurde.
    .remedy = { audit-not-verified.remedy }
redaction-undeclared = Etwas wird zurückgehalten, aber die Datei sagt, dass nichts zurückgehalten wird.
    .remedy = { audit-not-verified.remedy }
redaction-empty = Die Datei sagt, dass etwas zurückgehalten wird, aber das stimmt nicht.
    .remedy = { audit-not-verified.remedy }
omission-undeclared = Ein Eintrag ist ausgelassen, und die Datei sagt nicht, warum.
    .remedy = { audit-not-verified.remedy }
root-differs = Die Einträge sind nicht die, für die das Protokoll unterschrieben hat.
    .remedy = { audit-not-verified.remedy }
checkpoint-unreadable = Ein Prüfpunkt in der Datei lässt sich nicht lesen.
    .remedy = { audit-not-verified.remedy }
checkpoint-unsigned = Ein Prüfpunkt in der Datei ist nicht mit dem Schlüssel des Protokolls unterschrieben.
    .remedy = { audit-not-verified.remedy }
checkpoint-contradicted = Die ersten Einträge des Protokolls wurden umgeschrieben: ein früherer eigener Prüfpunkt bürgt für andere.
    .remedy = { audit-not-verified.remedy }
epoch-key-misused = Ein Schlüssel des Protokolls hat etwas unterschrieben, das ihm nicht zustand.
    .remedy = { audit-not-verified.remedy }
epoch-key-unreadable = Ein öffentlicher Schlüssel des Protokolls lässt sich nicht lesen oder gehört zu einem anderen Protokoll.
    .remedy = { audit-not-verified.remedy }
epochs-differ = Die Schlüssel und die Schlüsselwechsel in der Datei passen nicht zueinander.
    .remedy = { audit-not-verified.remedy }
end-unsigned = Keine Unterschrift deckt das Ende des Protokolls.
    .remedy = { audit-not-verified.remedy }
ends-early = Das Ende des Protokolls wurde abgeschnitten.
    .remedy = { audit-not-verified.remedy }
rotation-bad = Ein Wechsel des Protokollschlüssels hält nicht.
    .remedy = { audit-not-verified.remedy }
rotation-contradicted = Die ersten Einträge des Protokolls wurden umgeschrieben: beim Schlüsselwechsel bürgten beide Schlüssel für andere.
    .remedy = { audit-not-verified.remedy }
statement-bad = Die Erklärung am Ende der Ausgabe hält nicht.
    .remedy = { audit-not-verified.remedy }
body-differs = Die Datei wurde nach der Ausgabe verändert.
    .remedy = { audit-not-verified.remedy }
material-differs = Ein als Nachweis aufgehobenes Dokument ist nicht das aufgezeichnete.
    .remedy = { audit-not-verified.remedy }
held-key-absent = Das Protokoll ist nicht mit dem Schlüssel unterschrieben, den Sie haben.
    .remedy = Prüfen Sie, ob der Schlüssel von diesem Standort ist. Ist er es, verlassen Sie sich nicht auf diese Datei, und sagen Sie es Ihrer Sicherheitsstelle.
held-checkpoint-foreign = Der Prüfpunkt, den Sie haben, ist nicht von diesem Protokoll.
    .remedy = Prüfen Sie, ob der Prüfpunkt von diesem Standort ist. Ist er es, verlassen Sie sich nicht auf diese Datei, und sagen Sie es Ihrer Sicherheitsstelle.
held-contradicted = Das Protokoll wurde umgeschrieben: der Prüfpunkt, den Sie haben, bürgt für andere Einträge.
    .remedy = Verlassen Sie sich nicht auf diese Datei. Heben Sie sie mit Ihrem Prüfpunkt auf, und sagen Sie es Ihrer Sicherheitsstelle.
held-forked = Das Protokoll wurde nach dem ersten Ihrer Prüfpunkte umgeschrieben.
    .remedy = Verlassen Sie sich nicht auf diese Datei. Heben Sie sie mit Ihren Prüfpunkten auf, und sagen Sie es Ihrer Sicherheitsstelle.
held-beyond-end = Der Prüfpunkt, den Sie haben, bürgt für mehr Einträge: am Ende fehlen welche, oder der Prüfpunkt ist neuer als die Ausgabe.
    .remedy = Bitten Sie um eine neuere Ausgabe. Ist auch die so kurz, verlassen Sie sich nicht darauf, und sagen Sie es Ihrer Sicherheitsstelle.
clock-backwards = Zwischen zwei Einträgen ging die Uhr zurück.
    .remedy = Fragen Sie am Standort nach dem Grund. Die Einträge gelten, aber ihre Zeiten stimmen vielleicht nicht.
clock-stepped = Die Uhr wurde verstellt, während die Maschine lief.
    .remedy = Fragen Sie am Standort nach dem Grund. Die Einträge gelten, aber ihre Zeiten stimmen vielleicht nicht.
clock-gap = Zwischen zwei Einträgen verging viel Zeit.
    .remedy = Fragen Sie am Standort, ob das so war. Die Einträge gelten.
clock-recorded = Ein Eintrag sagt selbst, dass die Uhr verstellt wurde.
    .remedy = Fragen Sie am Standort nach dem Grund. Die Einträge gelten, aber ihre Zeiten stimmen vielleicht nicht.
clock-reviewed = Auffälligkeiten der Uhr wurden angesehen, wie Sie sagen.
    .remedy = Es ist nichts zu tun.
redacted = In einigen Einträgen werden Namen oder Werte zurückgehalten. Was zurückgehalten wird, kann nicht verändert worden sein.
    .remedy = Es ist nichts zu tun. Brauchen Sie sie, bitten Sie den Standort um eine Ausgabe ohne `--redact`.
partial = Einige Einträge sind ausgelassen, wie die Datei sagt. Was ausgelassen ist, kann nicht verändert worden sein.
    .remedy = Es ist nichts zu tun. Brauchen Sie sie, bitten Sie den Standort um die ganze Ausgabe.
event-unknown = Ein Eintrag ist von einer Art, die diese Version von Sealift nicht kennt.
    .remedy = Verwenden Sie ein neueres Sealift, um zu sehen, was er bedeutet. Der Eintrag selbst gilt.

## Hersteller

description = Die Beschreibung der Version hat einen Fehler.
    .remedy = Berichtigen Sie sealift.toml an der oben genannten Stelle; docs/sealift-toml.md erklärt jedes Feld.
description-elsewhere = Eine Beschreibung steht in einer Datei, deren Name auf `.toml` endet.
    .remedy = Wählen Sie eine solche Datei.
description-place-unknown = Die Beschreibung hat keine solche Stelle, an die geschrieben werden könnte.
    .remedy = Ändern Sie den Text selbst.
description-source-missing = Der Ordner, aus dem eine Komponente kommt, ist nicht da:
    .remedy = Bauen Sie die Komponente, oder berichtigen Sie ihr `source`.
try-failed = Der Versuch ist gescheitert, und was er getan hat, liegt zum Ansehen da.
    .remedy = Sehen Sie sich an, was unter dem genannten Ordner liegt, bessern Sie die Version nach und versuchen Sie es mit einem anderen Ordner. Entfernen Sie diesen, wenn Sie genug gesehen haben.
try-not-imported = Der Probestandort hat diesen Stand abgewiesen, wie ihn jeder Standort abweisen würde.
    .remedy = Der Befund sagt, warum. Bringen Sie die Beschreibung oder die Dateien in Ordnung und versuchen Sie es noch einmal.
description-read = Die Beschreibung der Version lässt sich nicht lesen.
    .remedy = Prüfen Sie den Pfad von sealift.toml und Ihr Recht, die Datei zu lesen.
description-undated = Der Zeitpunkt der Ausgabe ließ sich nicht in die Beschreibung schreiben.
    .remedy = Machen Sie die Datei beschreibbar, schreiben Sie selbst `issued = ZEIT` hinein, oder geben Sie `--issued ZEIT` an. Versiegelt wurde nichts: Ohne diese Zeile ergäbe ein zweites Versiegeln eine andere Version derselben Folgenummer.
tree = Einige Dateien lassen sich so nicht packen.
    .remedy = Berichtigen Sie jeden oben genannten Eintrag oder schließen Sie ihn aus, dann packen Sie noch einmal.
pack = Die Version ließ sich nicht packen.
    .remedy = Beheben Sie die oben genannte Ursache und packen Sie noch einmal.
pack-changed = Dateien haben sich beim Packen geändert.
    .remedy = Warten Sie, bis sie fertig gebaut sind, dann packen Sie noch einmal.
pack-trees = Einige Dateien lassen sich so nicht packen.
    .remedy = Berichtigen Sie jeden oben genannten Eintrag oder schließen Sie ihn aus, dann packen Sie noch einmal.
pack-templates = Einige Vorlagen der Version lassen sich nicht ausfüllen.
    .remedy = Bringen Sie jede oben genannte Vorlage in Ordnung und packen Sie erneut; docs/configuration.md sagt, was eine Vorlage verwenden kann.
pack-rule = Kein Leser nähme diese Version an.
    .remedy = Oben steht die Regel, etwa wie viele Dateien eine Version höchstens haben kann. Machen Sie die Version passend und packen Sie erneut.
pack-questions = Die Fragen der Version lassen sich nicht verwenden.
    .remedy = Berichtigen Sie die oben genannte Datei; docs/sealift-toml.md sagt, was eine Frage sein kann.
pack-base = Eine frühere Version lässt sich nicht als Grundlage verwenden.
    .remedy = Geben Sie `--base` eine unbeschädigte Paketdatei einer früheren Version desselben Produkts.
pack-read-back = Eine Paketdatei liest sich nicht so, wie sie geschrieben wurde.
    .remedy = Geben Sie sie nicht weiter. Prüfen Sie das Laufwerk, dann packen Sie auf ein anderes.
sign = Die Paketdatei ließ sich nicht unterschreiben.
    .remedy = Prüfen Sie den Pfad oben und Ihr Recht, dort zu lesen und zu schreiben. Die Paketdatei ist, wie sie war.
sign-damaged = Die Paketdatei ist beschädigt, darum wurde sie nicht unterschrieben.
    .remedy = Kopieren Sie sie noch einmal von dort, wo sie gepackt wurde, oder packen Sie sie neu.
inspect = Die Paketdatei lässt sich nicht lesen.
    .remedy = Prüfen Sie den Pfad oben, und ob das Medium eingesteckt ist.
key-read = Der geheime Schlüssel lässt sich nicht lesen.
    .remedy = Prüfen Sie den Pfad oben und Ihr Recht, die Datei zu lesen.
key-not-a-key = Das ist kein geheimer Schlüssel.
    .remedy = Nennen Sie die Datei sealift.key, die `sealift keygen` geschrieben hat, oder einen geheimen Schlüssel von minisign.
key-password-missing = Dieser Schlüssel ist durch ein Passwort geschützt, und keines wurde angegeben.
    .remedy = Führen Sie den Befehl an einem Terminal aus, wo Sie es tippen können.
key-password-wrong = Das Passwort öffnet diesen Schlüssel nicht.
    .remedy = Tippen Sie das Passwort noch einmal. Ein verlorenes Passwort lässt sich nicht zurückholen: machen Sie einen neuen Schlüssel und lassen Sie ihm vertrauen.
key-password-empty = Ein leeres Passwort schützt nichts.
    .remedy = Tippen Sie ein Passwort, oder verlangen Sie mit `--no-password` einen Schlüssel ohne Passwort.
key-unusable = Der Schlüssel ließ sich nicht verwenden.
    .remedy = Sehen Sie sich den Grund oben an. Bleibt es dabei, machen Sie mit `sealift keygen` einen neuen Schlüssel und lassen Sie ihm vertrauen.
password-differs = Die beiden Passwörter sind nicht gleich.
    .remedy = Führen Sie den Befehl noch einmal aus und tippen Sie zweimal dasselbe Passwort. Es wurde kein Schlüssel gemacht.
password-needed = Ein Passwort wird gebraucht, und an diesem Terminal sitzt niemand.
    .remedy = Führen Sie den Befehl an einem Terminal aus, oder machen Sie mit `--no-password` einen Schlüssel ohne Passwort.

## Wir selbst

confirmation-needed = Das braucht das Ja eines Menschen, und an diesem Terminal sitzt niemand.
    .remedy = Vergewissern Sie sich, dass Sie es so wollen, dann wiederholen Sie den Befehl mit `--yes`; `--dry-run` zeigt, was eine Installation täte. Für `sealift trust add` geben Sie den verglichenen Fingerabdruck mit `--fingerprint HEX`.
usage = Der Befehl ist nicht zu verstehen.
    .remedy = Sehen Sie `sealift help` und die Beispiele dort.
usage-not-text = Ein Wort des Befehls ist kein Text.
    .remedy = Benennen Sie die Datei oder den Ordner mit einfachen Buchstaben und Ziffern um. Wo das nicht geht, etwa auf einem schreibgeschützten Laufwerk, kopieren Sie sie unter anderem Namen anderswohin, oder übergeben Sie ein Paket mit `sealift import - < DATEI`.
internal = Sealift hat einen Fehler gemacht.
    .remedy = Mehr wurde nicht getan. Bitte senden Sie die Ausgabe von `sealift support-bundle --out FILE` an den Kundendienst des Herstellers.
