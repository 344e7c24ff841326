### Sealift in English. Errors: the key is the code, its text says what is wrong in plain words, `.remedy` what to do.
### A code that has no text of its own takes that of its family: `volume-gap` takes `volume`.

## Words of the terminal

word-error = Error
word-what-to-do = What to do:
word-yes-no = [y/N]
word-going-back = going back:{" "}
undo-started = Taking everything back ({ $steps ->
    [one] 1 step
   *[other] { $steps } steps
})
undo-exact = undone exactly
undo-compensating = undone by its counterpart
undo-none = cannot be undone
phase-reading = reading
phase-writing = writing
phase-checking = checking
stopped-early = Nothing had been begun, so nothing was changed.
word-nobody-there = Nobody sits at this terminal.
word-input-ended = The input ended before the answer.
word-none = none
progress-of = { $done } of { $total }
progress-rate = { $bytes }/s
progress-left-seconds = { $seconds } s left
progress-left-minutes = { $minutes } min left
progress-left-hours = { $hours } h { $minutes } min left
progress-waiting = { $seconds } s (at most { $most } s)

column-product = PRODUCT
column-version = VERSION
column-state = STATE
column-issued = ISSUED
column-vendor = VENDOR
column-name = NAME
column-number = NO.
column-time = TIME (UTC)
column-event = EVENT
column-outcome = OUTCOME
column-what = WHAT
column-who = WHO
column-part = PART
column-fields = Fields
column-size = SIZE
column-key = KEY
column-default = DEFAULT
column-question = QUESTION
column-answer = ANSWER
column-fingerprint = FINGERPRINT
label-prefix = folder
label-installed = installed
label-service = service { $name }
label-changed = changed
label-words = words
label-key-id = key id
label-products = products
label-added = added
label-product = product
label-name = name
label-vendor = vendor
label-version = version
label-issued = issued
label-platforms = platforms
label-manifest = manifest
label-volume = volume
label-size = size
label-holds = holds
label-signed-by = signed by
label-component = component
label-base = needs
label-expires = expires
label-floor = floor
label-requires = requires
label-asks = asks for
label-step = step
label-document = document
label-damaged = damaged
label-link = link

## Plans

operation-import = Import
operation-verify = Verify
operation-check = Check
operation-export = Export
operation-install = Install
operation-upgrade = Upgrade
operation-reconfigure = Reconfigure
operation-rollback = Roll back
operation-repair = Repair
operation-activate-staged = Activate the staged release of
operation-uninstall = Uninstall
operation-recover = Recover
plan-heading = { $operation } { $product }: { $from } → { $to }, { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
plan-room = Room below { $at }: { $do } to do it, { $undo } more to take it back
plan-question = { $code }: { $what }. To accept it: `--accept { $code }`
plan-demand = { $code }: { $what }
plan-irreversible = Some steps cannot be undone. If a later step fails, what they did stays.
plan-reboot = The machine must be restarted afterwards.
plan-nothing-changed = Nothing has been changed.
plan-confirm = Do this now?
plan-declined = You said no, so nothing was done.

effect-keep-secrets = store the secret answers
effect-remove-secrets = remove the secret answers
effect-place-tree = place files
effect-activate = make the release the active one
effect-deactivate = take the active release away
effect-ensure-directory = create a directory
effect-place-symlink = place a link
effect-render-file = write configuration
effect-remove-file = remove a file
effect-remove-link = remove a link
effect-remove-directory-if-empty = remove a directory that is no longer needed
effect-create-user = create a system user
effect-stop-service = stop a service
effect-place-service = define a service
effect-start-service = start a service and wait for it
effect-remove-service = remove a service
effect-backup = back up data
effect-restore-backup = restore data from its backup
effect-run-command = run a command
effect-check = wait for a check
effect-retire-tree = set files aside for removal
effect-retire-data = set data aside for removal
effect-import-volume = import a package file

warning-edited-file-kept = { $path } was edited here and stays as it is.
warning-edited-file-replaced = { $path } was edited here and will be replaced; the edited file is kept beside it.
warning-foreign-file-kept = { $path } was not placed by Sealift and stays; the new file goes to { $beside }.
warning-outside-product = { $path } lies outside the product's own folders.
warning-outward-symlinks = { $component } has { $links ->
    [one] 1 link that leads
   *[other] { $links } links that lead
} out of its files.
warning-not-undoable = The step { $step } of { $component } cannot be undone.
warning-reboot = The step { $step } of { $component } needs a restart of the machine.
warning-data-format-moves-on = The data { $data } moves from format { $from } to { $to }; a backup is taken first.
warning-data-restored = The data { $data } goes back to the backup of { $taken_at }; what was written since is set aside.
warning-data-purged = The data { $data } in { $at } will be destroyed.
warning-data-kept = The data { $data } in { $at } is kept.
warning-user-kept = The user { $name } is kept, for files may belong to it.
warning-recommendation-unmet = The recommendation { $requirement } is not met.
warning-room-unknown = Nobody can tell whether { $at } has room for { $needed }.
warning-no-start-at-boot = Services do not come back by themselves after a restart of the machine: start them with `sealift supervise`.

## Results

outcome-succeeded = Done: { $product } { $version }
outcome-succeeded-with-warnings = Done, with the warnings above: { $product } { $version }
outcome-reboot-required = Restart the machine now to finish: { $product } { $version }
outcome-staged = The files are in place, the active release is unchanged: { $product } { $version }. In the maintenance window, run the same install without `--stage-only`.
outcome-refused = Refused, nothing was tried: { $product } { $version }
outcome-rolled-back = Failed, and everything was taken back: { $product } { $version }
outcome-failed-partially = Failed, and not everything could be taken back: { $product } { $version }
outcome-cancelled = Stopped, and everything was taken back: { $product } { $version }

recover-nothing = Nothing is unfinished. There is nothing to recover.
recover-what = { $operation ->
    [install] install
    [upgrade] upgrade
    [reconfigure] change of configuration
    [rollback] rollback
    [repair] repair
    [activate-staged] activation
    [uninstall] uninstall
   *[other] run
}
recover-finished = An earlier { recover-what } of { $product } had succeeded and was interrupted while tidying up. That is done now.
recover-undone = { $outcome ->
    [failed-partially] An earlier { recover-what } of { $product } was interrupted, and not everything could be taken back. Mend what stands in the way, then run `sealift recover`.
    [stays] An earlier { recover-what } of { $product } was interrupted. Everything was taken back but what steps without undo have done; that stays.
   *[rolled-back] An earlier { recover-what } of { $product } was interrupted. Everything that it did has been taken back.
}

status-nothing = Nothing is installed here.
status-in-progress = In progress: { $operation }, by { $user } (process { $process }), since { $since }.
status-changing = a change is under way, so its files are not compared
status-staged = Placed but not active yet: { $product } { $version }. `sealift install { $product }@{ $version }` makes it the active one.
status-unfinished = Unfinished: the run { $run }. `sealift recover` puts it right.
status-staying = A failed run of { $product } left what step { $number } ({ $step }) did: the step has no undo. Nothing is left to recover.
release-state-installed = installed
release-state-staged = files placed, not active yet
release-state-ready = ready to install
release-state-incomplete = incomplete
service-state-absent = not there
service-state-stopped = stopped
service-state-running = running (process { $process })
service-state-restarting = ended and is started again: { $reason }
service-state-failed = failed: { $reason }
service-state-unknown = not known: { $reason }
drift-edited = { $path }: edited
drift-mode-changed = { $path }: mode changed
drift-kind-changed = { $path }: replaced by something else
drift-missing = { $path }: missing
drift-extra = { $path }: not placed by Sealift

check-line = { $title }: expected { $expected }, found { $found }
check-compatible = This machine can take { $product } { $version }.
evidence-port-free = free
evidence-port-held = held by { $by }
evidence-port-taken = taken
check-port = { $title } { $port }: { $found }
evidence-unknown = not known
evidence-nothing = nothing
evidence-anything = anything
evidence-on = on
evidence-off = off

configure-needed = * has no default: it must be answered.
limit-number = a number
limit-number-between = a number from { $least } to { $most }
limit-number-least = a number, at least { $least }
limit-number-most = a number, at most { $most }
limit-characters-between = { $least } to { $most } characters
limit-characters-least = at least { $least ->
    [one] 1 character
   *[other] { $least } characters
}
limit-characters-most = at most { $most ->
    [one] 1 character
   *[other] { $most } characters
}
limit-items-between = { $least } to { $most } items
limit-items-least = at least { $least ->
    [one] 1 item
   *[other] { $least } items
}
limit-items-most = at most { $most ->
    [one] 1 item
   *[other] { $most } items
}
limit-format = a { $format }
limit-pattern = must match { $pattern }
limit-yes-or-no = yes or no
limit-list = parted by commas
limit-file = path of a file, at most { $most }
configure-kept = The answers are kept for the next install. Their digest is { $digest }.
import-complete = the release is complete
import-incomplete = parts of the release are still missing
import-volume = { $volume }: { $product } { $version } ({ $number }/{ $count }), { $new ->
    [one] 1 new chunk
   *[other] { $new } new chunks
}, { $known } known: { $state }
verify-volume = { $volume }: { $product } { $version } volume { $number } of { $count }, { $chunks ->
    [one] 1 chunk
   *[other] { $chunks } chunks
}, signed by { $signers }
depot-empty = The depot is empty. Fill it with `sealift import FILE`.
depot-sound = The depot is sound: { $chunks ->
    [one] 1 chunk with { $bytes } was read and is as it should be.
   *[other] { $chunks } chunks with { $bytes } were read and are as they should be.
}
depot-cleaned = Removed { $releases ->
    [0] no release.
    [one] 1 release.
   *[other] { $releases } releases.
} { $bytes } are free again.
audit-key-rotated = The log has a new key, which the old one vouches for. Keep its public half where you keep checkpoints; the old
    one still proves the records before.
audit-exported = The log was written to { $file }.
audit-verified = { $records ->
    [one] 1 record of the site { $site } was read.
   *[other] { $records } records of the site { $site } were read.
}
policy-lies = The rules of this site lie in { $file }.
support-version = Version of Sealift
support-facts = This machine: system, hardware, packages, services, network and disks, without user names
support-releases = Releases in the depot
support-status = What is installed and how it stands
support-policy = The site's rules
support-records = The last 500 records of the log, without people
support-confirm = Write these parts into a file that may leave the site?
support-written = Written to { $file }. Read it before you hand it over.
trust-none = No key is trusted here yet. Add one with `sealift trust add KEY.pub`.
trust-added = Trusted from now on, for { $products }: the key { $fingerprint }
trust-added-everything = Trusted from now on, for every product: the key { $fingerprint }. To narrow that, remove it and add it again with `--product`.
trust-already = Trusted here already, just like this: the key { $fingerprint }. Nothing needs to be done.
trust-added-by = { $at } by { $by }
trust-removed = No longer trusted: the key { $fingerprint }
trust-compare = Take the vendor's fingerprint from paper, or have it read to you over the telephone. Do not copy it from the medium that brought the key.
trust-type-fingerprint = Type the fingerprint, all 64 digits or all 16 words
keygen-done = The secret key is { $secret }: keep it locked away. The public key is { $public }: hand it out. Its fingerprint, to be printed or read aloud:
password-new = New password for the key:{" "}
password-again = The same password again:{" "}
password-of-key = Password for { $key }:{" "}
pack-done = Packed and signed. The digest of the manifest is { $digest }.
pack-dated = The description said no moment of issue. { $moment } now stands in { $path }, so that every volume sealed from it is of one release.
pack-done-unsigned = Packed, but not signed. Sign on the machine that holds the key, with `sealift sign VOLUME --key KEY`. The digest of the manifest is { $digest }.
inspect-unbelieved = This is what the package says of itself. Nothing of it has been checked against a trusted key.
inspect-version = { $version } (sequence { $sequence })
inspect-volume = { $number } of { $count }
inspect-size = { $bytes }, { $chunks ->
    [one] 1 chunk
   *[other] { $chunks } chunks
} here
inspect-holds = { $files ->
    [one] 1 file
   *[other] { $files } files
}, { $bytes }
inspect-base = the release { $version }, for this is a delta to it
inspect-component = { $id }: { $title }
inspect-optional-component = { $id }, optional: { $title }
usage-setting = `--set` takes KEY=VALUE, not { $given }.
usage-release = Name the release as PRODUCT@VERSION.
try-questions = Here everything is allowed. The rules of a site may ask about this, or refuse it:
try-kept = What was tried lies in { $root }.

## Lines below a failure

line-volume-has = volume { $number } of { $count } has { $chunks } of them
line-base-has = the base release { $releases } has { $chunks } of them
line-chunk-needed = chunk { $chunk } is damaged; { $releases } needs it
line-repair = a repair volume is written by `sealift depot export { $release } --chunks { $chunks } --out FOLDER`, wherever the release is complete
line-chunk-at = chunk { $chunk } at byte { $byte }
line-answer-unknown = { $field } is not asked
line-answer-unknown-near = { $field } is not asked; did you mean { $nearest }?
line-answer-not-asked = { $field } is not asked, given the other answers
line-answer-missing = { $field } has no answer
line-answer-duplicate = { $field } is answered twice
line-answer-type = { $field } must be { $expected ->
    [text] a text
    [whole-number] a whole number
    [number] a number
    [yes-or-no] true or false
    [choice] one of the choices
    [list] a list
   *[section] a group of answers
}, not { $found }
line-answer-too-small = { $field } must be { $exclusive ->
    [true] more than
   *[false] at least
} { $least }, not { $found }
line-answer-too-large = { $field } must be { $exclusive ->
    [true] less than
   *[false] at most
} { $most }, not { $found }
line-answer-not-a-multiple = { $field } must be a multiple of { $of }, not { $found }
line-answer-too-short = { $field } must have at least { $least } characters or items, not { $found }
line-answer-too-long = { $field } must have at most { $most } characters or items, not { $found }
line-answer-pattern = { $field } must match { $pattern }, not { $found }
line-answer-format = { $field } must be of the format { $format }, not { $found }
line-answer-path-not-confined = { $field } must be an absolute path of this machine without . and .., not { $found }
line-answer-not-a-choice = { $field } must be one of { $choices }, not { $found }
line-answer-not-unique = { $field } has an item twice
line-answer-licence-not-accepted = { $field }: the licence { $licence } must be accepted
line-answer-file-too-large = { $field } takes a file of at most { $most } bytes, not { $found }
line-answer-rule = { $field } breaks the form's rule { $keyword }: { $found }

## Packages

volume = This package file is damaged, or somebody changed it.
    .remedy = Nothing was taken from it. Copy the file from the vendor's medium again; if the new copy is refused too, ask the vendor for another and keep this one for your security officer.
volume-truncated = This package file ends too early.
    .remedy = Import the same volume again from a complete copy. What was verified before is kept, and the import goes on where it stopped.
volume-read = This package file could not be read to its end.
    .remedy = Try another drive or another copy of the medium, and import again. What was verified before is kept.
volume-not-a-volume = This file is not a Sealift package.
    .remedy = Look for files that end in .sealift. A renamed or converted archive is not a package.
volume-other-manifest = This volume belongs to another release than the others.
    .remedy = Import the volumes of one release at a time.
volume-write = The package file could not be written.
    .remedy = Look at the reason above, check that the folder is writable and has room, and write it again.
volume-write-other-chunk = Stored data changed while the package file was being written.
    .remedy = Run `sealift depot verify`, mend what it names, and write the file again.
chunk-damaged = Part of this package file is damaged.
    .remedy = The rest was verified. Import the same volume from another copy, or a repair volume made as shown, by the vendor or by another site.
index = The list of files in this package does not hold together.
    .remedy = Nothing was taken from it. Ask the vendor for a corrected release; tell them the code and the finding above.
index-name-not-portable = The package holds a file name that not every system can hold.
    .remedy = Ask the vendor to rename the file, or to declare the release for Linux alone.
encoding = Part of this package cannot be unpacked to what was signed.
    .remedy = Import the volume from another copy. If that is refused too, ask the vendor for another release.
manifest = The description inside this package is not valid.
    .remedy = Ask the vendor for a corrected release; tell them the code and the finding above.
document = A document is not in the form that its type asks for.
    .remedy = Use the file as Sealift or the vendor wrote it; an edited or converted copy is refused.
package-not-signed = Nobody has signed this package.
    .remedy = Only signed packages are imported. Ask the vendor for the signed volumes. If you are the vendor, sign them with `sealift sign VOLUME --key KEY`.

## Signatures and trust

signature = A signature in this package is not acceptable.
    .remedy = Do not use this package. Ask the vendor for a fresh copy, and keep this one for your security officer.
signature-unknown-key = No key that this site trusts has signed this package.
    .remedy = If you know the vendor, compare the key's fingerprint with the one on paper and add it with `sealift trust add KEY.pub`; then import again.
signature-other-key = The package claims a trusted key, but another key signed it.
    .remedy = Do not use this package: somebody may be pretending to be the vendor. Tell your security officer.
signature-key-id-of-another-key = The key that signed this package bears the number of a trusted key, but is another one.
    .remedy = Do not use this package: somebody may be pretending to be the vendor. Tell your security officer.
signature-bad = The signature of a trusted key does not fit this package: one of the two was changed after signing.
    .remedy = Do not use this package. Get another copy from the vendor, and tell your security officer if that is refused too.
signature-legacy-algorithm = The package is signed in an old way that is no longer accepted.
    .remedy = Ask the vendor to sign it again with `sealift sign`, or with a current minisign without its option `-l`.
signature-key-revoked = The key that signed this package has been revoked.
    .remedy = Ask the vendor for a release that is signed with a key still in force.
signature-too-few-signers = Fewer keys have signed this release than this site demands.
    .remedy = Ask the vendor for a copy that the missing signers have signed too, and import that.
signature-out-of-scope = The key that signed this package is not trusted for this product.
    .remedy = If the key may speak for this product, an administrator removes it with `sealift trust remove HEX` and adds it again with `sealift trust add KEY.pub --product PATTERN`.
trust = The list of trusted keys does not allow this.
    .remedy = See `sealift trust list`; only an administrator changes it.
trust-no-key = No key is trusted here yet.
    .remedy = Compare the fingerprint of the vendor's key with the one on paper, then add the key with `sealift trust add KEY.pub`.
trust-store-malformed = The list of trusted keys cannot be read, so nothing is trusted.
    .remedy = An administrator must bring back a good copy of the file named above.
trust-store-fingerprint-differs = The list of trusted keys contradicts itself, so nothing is trusted.
    .remedy = An administrator must bring back a good copy of the file named above. Tell your security officer: somebody may have changed it.
trust-key-already-trusted = This key is trusted here already, for other products than these.
    .remedy = `sealift trust list` shows for which. To change that, remove the key with `sealift trust remove HEX` and add it again with `--product PATTERN`.
trust-key-id-taken = Another trusted key has the same key number.
    .remedy = Stop here and ask the vendor over another channel: two different keys with one number are seldom an accident.
trust-fingerprint-differs = The fingerprint does not fit this key.
    .remedy = Check what you typed: it takes all 64 digits or all 16 words. If it still does not fit, stop: this is not the key that you were told of. Ask the vendor over another channel.
trust-key-not-found = No trusted key has this fingerprint.
    .remedy = See `sealift trust list` for the keys and their fingerprints, and type all 64 digits.
trust-key-revoked = This key has been revoked here.
    .remedy = Ask the vendor for the key that took its place. A revoked key is not trusted again.
trust-key-without-scope = Nobody said for which products this key may speak.
    .remedy = Name them, as in `sealift trust add KEY.pub --product 'com.acme.*'`.
trust-revocations-older = This list of revoked keys is not newer than the one in force.
    .remedy = Nothing was changed. Ask the vendor for the current list.
trust-scope = This is not a pattern for products.
    .remedy = Write a product's id, or the beginning of one and a star, as in `--product 'com.acme.*'`.
trust-store-exposed = Others than the administrator could change the rules of this site, so they are not used.
    .remedy = Take away the write rights of group and others from the file named above and the folders above it, check that its content is as it should be, and try again.
scope = This is not a pattern for products.
    .remedy = Write a product's id, or the beginning of one and a star, as in `com.acme.*`.
fingerprint-incomplete = The fingerprint is not whole.
    .remedy = Type all 64 digits or all 16 words; spaces, colons and case make no difference.
key = This is not a public key that can be used.
    .remedy = Use the .pub file as the vendor wrote it: a comment line and one line of letters and digits below it.
release = This release may not be used here.
    .remedy = Ask the vendor for a release that fits this site.
release-other-platform = This release was made for other machines.
    .remedy = Ask the vendor for a release for this platform.
release-below-floor = This release is older than this site allows.
    .remedy = Use a newer release. To go back to a release that ran here before, use `sealift rollback PRODUCT`.
below-floor = This release is older than this site allows.
    .remedy = Use a newer release. To go back to a release that ran here before, use `sealift rollback PRODUCT`.
release-equivocation = Two different releases claim the same product and the same number.
    .remedy = Do not install either. Ask the vendor which one is real, and tell your security officer.
release-rescinded = This release has been withdrawn.
    .remedy = Use a newer release.
release-expired = This release has passed its expiry date.
    .remedy = Ask the vendor for a current release. Where the policy leaves it to you, accept the age with `--accept release-expired`.
floor-reset = This permission to go below the oldest allowed release cannot be used.
    .remedy = Ask the vendor for one that is signed for this product and for the number in force here.

## Policy

policy = This site's policy does not allow this.
    .remedy = See `sealift policy show`. Where the policy leaves it to you, repeat the command with the `--accept` shown above; otherwise ask an administrator.
policy-malformed = The policy file cannot be read, so nothing is allowed.
    .remedy = An administrator must correct the file named above.
ticket-missing = This site's policy asks for a change ticket.
    .remedy = Name the ticket, in its field or with `--ticket NUMBER`, and try again.
reason-missing = This site's policy asks for a reason.
    .remedy = Say why, in the field for it or with `--reason "TEXT"`, and try again.
approvals-missing = The policy asks for approvals, and this version of Sealift takes none yet, so nothing may be changed.
    .remedy = Ask an administrator of this site to have the change approved in the way that the site has, and to set `approvals_required` to 0.
clock-behind = This machine's clock is behind a time that this site has already seen signed.
    .remedy = Set the clock, then try again. Where the policy leaves it to you, go on with `--accept clock-behind`.
downgrade = This release is older than the installed one, and never ran here.
    .remedy = Use a newer release. Where the policy leaves it to you, go on with `--accept downgrade`.
last-sequence = This release carries the highest number there is, so no later one could ever follow it.
    .remedy = Do not install it before the vendor has confirmed the number over another channel. Where the policy leaves it to you, go on with `--accept last-sequence`.
outward-symlinks = The release holds links that lead out of its own files.
    .remedy = Ask the vendor what they are for. Where the policy leaves it to you, go on with `--accept outward-symlinks`.
world-writable = The release holds files that anyone on the machine may change.
    .remedy = Ask the vendor for narrower rights. Where the policy leaves it to you, go on with `--accept world-writable`.
host-path = A step of the release acts outside the product's own places.
    .remedy = Look at the path above. Where the policy leaves it to you, go on with `--accept host-path`.
irreversible-step = A step of the release cannot be undone.
    .remedy = Make sure that you have a backup of your own. Where the policy leaves it to you, go on with `--accept irreversible-step`.
step-without-undo = A command of the release comes without a way to undo it.
    .remedy = Make sure that you have a backup of your own. Where the policy leaves it to you, go on with `--accept step-without-undo`.
reboot = The release needs a restart of the machine.
    .remedy = Choose a time when that is possible. Where the policy leaves it to you, go on with `--accept reboot`.
command-without-sandbox = This machine cannot lock in a command of the release.
    .remedy = Use Linux 5.13 or later with Landlock. Where the policy leaves it to you, go on with `--accept command-without-sandbox`.
media-owner-missing = The policy asks whose medium this is, and this version of Sealift cannot tell yet, so nothing is let in.
    .remedy = Ask an administrator of this site to check the medium in the way that the site has, and to set `media_owner_required` to `false`.
media-serial-missing = The policy asks for the medium's serial number, and this version of Sealift cannot read it yet, so nothing is let in.
    .remedy = Ask an administrator of this site to check the medium in the way that the site has, and to set `media_serial_required` to `false`.

## Depot

release-incomplete = The release is not complete: parts of it are not here yet.
    .remedy = Import the volumes or the base release named above, from any drive and in any order.
release-unknown = There is no such release in the depot.
    .remedy = See `sealift list` for what is there, or import the release first.
depot = The depot cannot do this.
    .remedy = Run `sealift depot verify` to see what is wrong with it.
depot-damaged = Stored releases are damaged.
    .remedy = Import the volumes named above again, or a repair volume made as shown; that mends them. If it comes back, check the disk.
depot-release-unknown = There is no such release in the depot.
    .remedy = See `sealift list` for what is there, or import the release first.
depot-document-damaged = Part of a stored release is damaged.
    .remedy = Import any volume of that release again; that mends it. If it comes back, check the disk.
depot-document-unknown = The release has no such document.
    .remedy = Look at the spelling of the name above.
depot-component-unknown = The release has no such component.
    .remedy = Look at the spelling of the name above; `sealift inspect VOLUME` lists the components.
depot-chunk-damaged = Part of a stored release is damaged.
    .remedy = Import a volume of that release again; that mends it. If it comes back, check the disk.
depot-chunk-content = The package does not hold what its vendor signed for.
    .remedy = Nothing was taken from it. Tell the vendor the code and the finding above, and keep the file for your security officer.
depot-chunk-other-form = The release cannot be written out on its own.
    .remedy = It shares data with an earlier release. Export that earlier release too, and take both along.
depot-file-damaged = A file does not come out of the depot as its vendor signed it.
    .remedy = Run `sealift depot verify`. If that finds nothing, ask the vendor for a corrected release.
depot-release-in-use = This release is still in use on this machine, so it stays.
    .remedy = Upgrade or uninstall the product first, then remove the release.
depot-no-space = There is not enough room for this package.
    .remedy = Nothing was begun. Free some room where the depot lies, then import again. `sealift depot gc` removes releases that are neither installed nor kept.

## Compatibility and configuration

target-incompatible = This machine cannot take the release.
    .remedy = Mend what is listed above, then run `sealift check PRODUCT` again.
platform-unsupported = The release was not made for this kind of machine.
    .remedy = Ask the vendor for a release for this platform, or use another machine.
platform-unknown = This machine is of a kind that Sealift does not know.
    .remedy = Use a machine with Linux, Windows or macOS on an x86-64 or ARM64 processor.
requirements-unmet = This machine does not have what the release needs.
    .remedy = `sealift check PRODUCT` lists what is missing and what to do about it. Mend that, then try again.
requirement = A condition of the release
    .remedy = Change the machine so that it fits, then run `sealift check PRODUCT` again.
requirement-platform = Platform
    .remedy = Ask the vendor for a release for this platform, or use another machine.
requirement-room = Room for the product's files
    .remedy = Free some room on that file system, then check again.
requirement-disk = Free room on the disk
    .remedy = Free some room on that file system, or make it larger, then check again.
requirement-os = Operating system
    .remedy = Use a machine with one of the expected systems, or ask the vendor for a release for this one.
requirement-kernel = Kernel
    .remedy = Update the kernel and restart the machine, then check again.
requirement-libc = System library (libc)
    .remedy = Update the operating system, or ask the vendor for a release for this one.
requirement-cores = Processor cores
    .remedy = Give the machine more cores, or use another one.
requirement-cpu-features = Processor features
    .remedy = Use a machine whose processor has them. On a virtual machine, they may only be hidden: look at its settings.
requirement-memory = Memory
    .remedy = Give the machine more memory, or use another one.
requirement-port-free = Free network port
    .remedy = Stop the program that holds the port, or choose another port in the answers.
requirement-os-package = Package of the operating system
    .remedy = Install or update it with the operating system's own means, then check again.
requirement-service-running = Running service
    .remedy = Start that service, then check again.
requirement-user = User account
    .remedy = Create the account, then check again.
requirement-fips = FIPS mode
    .remedy = Ask an administrator to switch the mode of this machine, then check again.
requirement-clock = Clock
    .remedy = Set the clock of this machine, then check again.
requirement-product = Other product
    .remedy = Install that product in a version that fits, then check again.
facts = The description of a machine cannot be used.
    .remedy = Write it again with `sealift facts --out FILE` on the machine in question, with this version of Sealift.
facts-unavailable = This machine does not even say what it is.
    .remedy = Nothing was changed. Mend what the finding above says of the system (a disk that fails, too many open files), then try again. If it says nothing of the kind, send it to the vendor's support.
configuration-invalid = Some answers are missing or wrong.
    .remedy = Correct the answers listed above with `--set KEY=VALUE` or in the answers file. `sealift configure PRODUCT --show` lists all questions.
answers = The answers cannot be read.
    .remedy = Write them as a .json or .toml file with one value for each question.
answers-duplicate = A question is answered twice.
    .remedy = Keep one of the two answers.
answer = An answer is wrong.
    .remedy = `sealift configure PRODUCT --show` lists the questions. Change the answer named above.
answer-unknown = There is no such question.
    .remedy = Check the spelling; `sealift configure PRODUCT --show` lists the questions.
answer-not-asked = An answer was given that nothing asks for with these other answers.
    .remedy = Leave it out, or change the answer that it depends on.
answer-missing = An answer is missing.
    .remedy = Give it with `--set KEY=VALUE` or in the answers file.
answer-licence-not-accepted = The licence has not been accepted.
    .remedy = Read the licence. If you accept it, answer that question with yes.
answer-path-not-confined = The path is not one that this product may use.
    .remedy = Choose a path inside the places that the question names.
form = The vendor's form cannot be used.
    .remedy = Ask the vendor for a corrected release; tell them the code and the finding above.
template = A configuration file cannot be made from these answers.
    .remedy = If the finding above names one of your answers, change it. Otherwise ask the vendor for a corrected release.
template-secret-not-allowed = The release would show a secret where other programs can see it.
    .remedy = Ask the vendor for a corrected release; tell them the finding above.
template-secret-needs-private-mode = The release would write a secret into a file that others can read.
    .remedy = Ask the vendor for a corrected release; tell them the finding above.
layout = The product's folders cannot be laid out here.
    .remedy = Give `--root` an absolute path without `.` and `..` in it.
layout-path-too-long = A path would become too long.
    .remedy = Choose a shorter path for `--root`.

## Plans

plan = This cannot be planned.
    .remedy = Look at the finding above; `sealift status` shows what is installed and `sealift list` what is in the depot.
plan-misfit = Something changed between making the plan and running it.
    .remedy = Run the command again: it makes a new plan. If that fails in the same way, send the output of `sealift support-bundle --out FILE` to the vendor's support.
plan-volume-too-small = The volumes are too small for this release.
    .remedy = Choose a larger `--volume-size`; the finding above says how large at least.
plan-too-many-volumes = The release would need too many volumes.
    .remedy = Choose a larger `--volume-size`.
product-not-installed = The product is not installed.
    .remedy = See `sealift status` for what is installed.
product-mismatch = The release is of another product.
    .remedy = Name a release of the product that you mean; `sealift list` shows what there is.
already-installed = This release is installed already, just like this.
    .remedy = Nothing needs to be done. To change its answers, run the install with `--set KEY=VALUE`.
release-needed = Nobody said which release.
    .remedy = Name it as PRODUCT@VERSION; `sealift list` shows what there is.
downgrade-needs-rollback = A newer release is installed.
    .remedy = To go back, use `sealift rollback PRODUCT --to VERSION`.
nothing-earlier = There is no earlier release to go back to.
    .remedy = Only a release that ran here and is still in the depot can be gone back to. See `sealift list`.
not-an-earlier-release = The release to go back to is not older than the installed one.
    .remedy = To go forward, use `sealift install PRODUCT@VERSION`.
not-the-active-release = This is not the release that is active here.
    .remedy = `sealift status` shows the active version; name that one.
not-staged = The files of this release have not been placed yet.
    .remedy = Run `sealift install PRODUCT@VERSION`, with `--stage-only` if it shall not become active yet.
request-contradicts = Two of your wishes exclude each other.
    .remedy = Leave out one of the two named above.
data-format-needs-backup = The data is in a newer format than this release can read, and there is no backup to go back to.
    .remedy = Install a release that reads the newer format.
data-moved = The release keeps its data in another place than where it lies now; it would begin with none.
    .remedy = Ask the vendor for a release that keeps its data where it is.
component-unknown = There is no such component in this release.
    .remedy = Check the spelling; `sealift inspect VOLUME` lists the components.
component-required = This component cannot be left out.
    .remedy = Take the `--without` for it away.
component-needed = Another component needs the one that was left out.
    .remedy = Leave out both, or neither.
component-not-for-platform = This component was not made for this machine.
    .remedy = Leave it out with `--without COMPONENT` if it is optional, or ask the vendor.
edited-in-the-way = A file that was edited here is in the way.
    .remedy = Move the file named above to another place, then try again.
path-occupied = Something that Sealift did not place is in the way.
    .remedy = Look at what lies at the path above. Move it elsewhere, then try again.
placed-twice = Two steps of the release place something at the same path.
    .remedy = Ask the vendor for a corrected release; if a path is one of your answers, choose another.
needs-system-scope = This release must be installed for the whole machine.
    .remedy = Run the command as an administrator, without `--root`.
user-in-relocated-root = This release creates a user account, and that cannot be done below `--root`.
    .remedy = Install it as an administrator without `--root`.
probe-invalid = A check of the release looks at an address that cannot be used.
    .remedy = If the address or port is one of your answers, change it. Otherwise ask the vendor for a corrected release.
not-enough-room = There is not enough room to install this and to take it back.
    .remedy = Free some room on the file system named above, then try again. `sealift depot gc` removes releases that are neither installed nor kept.
room-insufficient = There is not enough room to install this and to take it back.
    .remedy = Nothing was changed. Free some room on the file system named above, then try again.

## Running

locked = Another run is changing this target.
    .remedy = Wait until it is done and try again. It is named above; if it hangs, end it, and the next command puts things right.
journal = The record of an unfinished run cannot be trusted, so nothing is changed.
    .remedy = Do not install anything. Keep the state folder as it is, make a copy of it, and ask the vendor's support.
journal-newer = A newer Sealift has begun a run here that is not finished.
    .remedy = Use that version of Sealift or a later one. Nothing was changed.
run-unknown = There is no such run.
    .remedy = `sealift status` names the runs that are not finished.
run-unfinished = An earlier run is not finished.
    .remedy = Run `sealift recover`, then try again.
interrupted = The run was interrupted before its end.
    .remedy = Look at `sealift status`. What the run did has been taken back unless it says otherwise; run it again.
cancelled = This was stopped, and what it had begun was taken back.
    .remedy = Nothing needs to be done. Run it again when you are ready.
refused = This was refused before anything was tried.
    .remedy = Nothing was changed. Mend the cause named above and run it again.
rolled-back = The run failed, and everything was taken back.
    .remedy = The target is as it was before. Mend the cause named above and run it again.
failed-partially = The run failed, and not everything could be taken back.
    .remedy = The lines above and `sealift status` say what is left. Mend what stands in the way, then run `sealift recover`.
failed-lasting = The run failed, and everything was taken back but what steps without undo have done.
    .remedy = What the steps above did stays. Ask the vendor whether it does harm, mend the cause named above, and run it again. There is nothing to recover.
step-stays = The step has no undo, so what it did stays.
    .remedy = Ask the vendor whether it does harm, and what removes it.
program = A program could not be run.
    .remedy = Check that the named program exists on this machine. If it belongs to the release, ask the vendor.
program-invalid = The release calls a program that is neither on this machine nor in the release.
    .remedy = Ask the vendor for a corrected release; tell them the finding above.
program-not-confined = This machine cannot lock in a command as the policy demands.
    .remedy = Use Linux 5.13 or later with Landlock, or ask an administrator to change the policy.
program-not-ended = A program does not end.
    .remedy = End the program named above by the system's own means, then try again.
command-failed = A command of the release failed.
    .remedy = Look at its output above. Mend what it complains about and run it again; if that does not help, ask the vendor.
service = A service could not be changed.
    .remedy = Look at the reason above. `sealift status` shows the service's state; on Linux, `journalctl -u NAME` shows what it said.
service-down = A service does not stay up.
    .remedy = Look at the reason above. Where systemd runs, `journalctl -u NAME` shows what it said. Often an answer or a busy port is the cause.
user = A user account could not be created, removed or looked up.
    .remedy = Look at the reason above, and run the command as an administrator.
user-relocated = A user account cannot be created below `--root`.
    .remedy = Install as an administrator without `--root`.
user-bad-name = This is not a name that a user account can have.
    .remedy = If the name is one of your answers, choose another. Otherwise ask the vendor for a corrected release.
user-unsupported = Sealift has no way to create a user account on this system.
    .remedy = Create the account by the system's own means, then try again.
check-failed = A check did not come true in time.
    .remedy = Look at the reason above: the product started but does not answer as its vendor promised. Often an answer, a busy port or a slow machine is the cause.
content-differs = A file was not written as the vendor signed it.
    .remedy = Run `sealift depot verify` and check the disk, then try again.
secret-exposed = A secret would have become readable for others, so it was not written.
    .remedy = Ask the vendor for a corrected release; tell them the finding above.
edited-file-kept = A file that was edited here stays as it is.
    .remedy = Compare it with the new file beside it, where there is one, and carry over what you need.
edited-file-set-aside = A file that was edited meanwhile was set aside while taking back.
    .remedy = It lies beside the old one, at the path named above. Compare the two and keep what you need.
directory-in-use = A folder stays, because something else lies in it.
    .remedy = Look at what is in it. If nobody needs it, remove it yourself.
supervisor-running = The services of this root are being looked after already.
    .remedy = Nothing needs to be done. To end it, use `sealift supervise --stop` with the same `--root`.
supervisor-does-not-end = The program that looks after the services does not end.
    .remedy = End the process named above by the system's own means.

## Files, media and state

file = A file could not be read or changed.
    .remedy = Look at the path and the reason above; check rights, links and whether another program holds the file.
file-missing = A file or folder is not there.
    .remedy = Look at the path above. If something of an installed product is gone, bring it back from your backup.
file-exists = Something is already in this place.
    .remedy = Look at what lies at the path above. Move it elsewhere, then try again.
file-wrong-kind = Something else lies where a file or folder should be.
    .remedy = Look at what lies at the path above. Move it elsewhere, then try again.
file-in-use = Another program holds this file.
    .remedy = Close that program, then try again.
file-edited = Something was changed on the target after the plan was made.
    .remedy = It is left as it is. Run the command again and look at the new plan before saying yes.
file-not-text = This file is not text.
    .remedy = Use the file as it was written, or save it as UTF-8 text.
file-behind-link = A symbolic link lies where a folder or file should be.
    .remedy = Sealift does not follow links here. Remove the link, or put the real folder in its place.
file-denied = You have no right to this file or folder.
    .remedy = Run the command as an administrator, or with `--root` on a folder of your own.
file-system-read-only = This file system is read-only.
    .remedy = Make it writable, or choose another place.
file-system-unsupported = This file system cannot do what is needed.
    .remedy = Choose a place on another file system, such as ext4, XFS, NTFS or APFS.
disk-full = There is not enough room on the disk.
    .remedy = Free some room on the file system named above, then try again. `sealift depot gc` removes releases that are neither installed nor kept.
files-too-many-open = This program, or this computer, has as many files open as it may.
    .remedy = Close other programs and try again. If it happens again, have an administrator raise the limit of open files.
directory-not-empty = The folder is not empty.
    .remedy = Move what is in it elsewhere, then try again.
device-failed = The disk or medium failed.
    .remedy = Do not trust this device. Try another one, and check the cables.
path = A path cannot be used.
    .remedy = If the path is one of your answers or the `--root`, choose a shorter one. Otherwise ask the vendor for a corrected release.
media = The medium cannot be read.
    .remedy = Plug it in again or try another drive, then repeat the command.
media-missing = There is no such file or folder.
    .remedy = Check the path, and whether the medium is plugged in and mounted.
media-not-a-file = This is not an ordinary file.
    .remedy = Name a .sealift file or a folder that holds some; links, pipes and devices are not opened. For a pipe, use `-`.
media-empty = There are no packages here.
    .remedy = Look for files that end in .sealift; the folder named above holds none.
media-bad-name = This file name cannot be read.
    .remedy = Rename the file with plain letters and digits. Where that cannot be, as on a write-protected drive, copy it elsewhere under another name, or hand a package over with `sealift import - < FILE`.
media-denied = You have no right to this file or folder.
    .remedy = Ask for the right to it, or run the command as a user who has it.
media-unplugged = The drive was unplugged.
    .remedy = Plug it in again and repeat the command.
media-silent = The drive does not answer any more.
    .remedy = Unplug it, plug it in again and try once more; what was read already is not read again. If it falls silent again, copy the package to another drive.
media-differs = The drive does not give back what was written to it, so the file was not left on it.
    .remedy = Use another drive. Keep this one away from packages.
media-crowded = There is more on this drive than could be looked at, so something may not be listed.
    .remedy = Choose the files yourself, or put them at the top of the drive.
media-same-place = This volume lies in that place already.
    .remedy = Choose another folder or drive.
media-full = The drive has no room left.
    .remedy = Free some room on it or take a larger one, then repeat the command.
media-too-large = The drive cannot hold a file this large.
    .remedy = Write smaller volumes, with `--volume-size 4000M`, or format the drive with another file system such as exFAT.
media-read-only = The drive is write-protected.
    .remedy = Release its write protection, or take another drive.
media-write-failed = The file could not be written to the drive.
    .remedy = Look at the reason above, then try another drive or folder.
output = The file could not be written.
    .remedy = Check that the folder exists, is writable and has room, then repeat the command.
output-exists = A file of this name exists already.
    .remedy = Choose another name or folder; Sealift does not write over it.
root = The folder for `--root` cannot be used.
    .remedy = Name a folder that you may write to, as a full path.
root-not-a-folder = There is a file where `--root` should be a folder.
    .remedy = Name a folder, or a path where one can be made.
root-denied = You have no right to the folder for `--root`.
    .remedy = Name a folder of your own, or run the command as a user who may write there.
home-missing = This user account has no home folder.
    .remedy = Run the command as a user who has one, as an administrator, or with `--root DIR`.
state = The state of this site cannot be used.
    .remedy = Nothing was changed. Keep the state folder as it is, make a copy of it, and ask the vendor's support.
state-absent = There is no Sealift state here yet.
    .remedy = Check `--root`. On a new site, begin with `sealift trust add KEY.pub`.
state-newer = A newer Sealift wrote the state of this site.
    .remedy = Use that version of Sealift or a later one. Nothing was changed.
change-unfinished = The change is made and recorded, but what comes after it could not be finished.
    .remedy = Mend what is named above, then run `sealift recover`, which does the rest.
state-unusable = The state of this site cannot be opened, read or written.
    .remedy = Check the disk that holds the state folder, and that nobody took away the right to it, then try again. Keep the folder as it is.
state-read-only = The state of this site can be read, but not written.
    .remedy = Make the file system that holds it writable, or run the command as a user who may write there, then try again.
state-uncertain = The disk failed while the change was being recorded, so nobody knows yet whether it holds.
    .remedy = Check the disk, then run `sealift recover`: it finds out, and puts right what is left.
state-busy = Another process is changing the state of this site.
    .remedy = Wait a moment and try again.
state-full = There is no room to record what would be done, so nothing was done.
    .remedy = Free some room on the file system that holds the state, then try again.

## Window

request-malformed = The window asked for something that the program does not understand.
    .remedy = Close the window and open it again. If it happens again, the window and the program are of different versions: install them anew.
pick-unknown = This file or folder was not chosen by anybody.
    .remedy = Choose it again.
pick-not-for-writing = This file was chosen to be read, so nothing is written to it.
    .remedy = Choose where to write in the dialog for saving.
plan-changed = Something changed since the plan was shown, so nothing was done.
    .remedy = Look at the plan again and say yes to the new one.
support-not-shown = What support would get is not as it was shown, so nothing was written.
    .remedy = Look at what is in it again, then write the file.
file-too-large = This file is larger than any file of its kind can be.
    .remedy = Choose the right file.
document-unknown = This release has no such document.
    .remedy = Choose one of those listed.
document-elsewhere = This volume does not hold the whole document.
    .remedy = Look into the other volumes of its set or, of a delta, into the base; or import the release and use `sealift configure PRODUCT --document ID`.
record-proven = Proven: this record is in the log of { $size } records whose root is { $root }.
record-not-proven = NOT PROVEN: this record does not lead to the root { $root } of the log of { $size } records. Export the log and verify it.
record-unknown = The log has no record in this place.
    .remedy = `sealift audit log` and the window's log list the records that there are.

request-too-large = The window said more at once than the program takes.
    .remedy = Say less at once: choose fewer files, or shorten the text.
operation-running = This work is running already.
    .remedy = Wait until it has ended, or stop it first.
print-failed = The window could not be printed.
    .remedy = Check that this machine has a printer, or save the report to a file and print it elsewhere.
preferences-not-kept = Your settings hold until the window is closed, but could not be kept.
    .remedy = Check that your home folder has room and can be written.
elevation-unavailable = Nobody can be asked for an administrator here: `pkexec` is missing.
    .remedy = Install polkit, or use the `sealift` command as an administrator. Nothing was changed.
elevation-dismissed = The prompt for an administrator was closed, so nothing was changed.
    .remedy = Try again, and have an administrator enter the password.
elevation-refused = This machine did not let you work as an administrator, or had no way to ask. Nothing was changed.
    .remedy = Sit at the machine itself, in a desktop session that can ask for a password, or have the facility's polkit rules allow it.
elevation-failed = The part of Sealift that works as an administrator did not start. Nothing was changed.
    .remedy = Install Sealift anew; the system's log says what went wrong.
elevation-other-version = The part of Sealift that works as an administrator is of another version than this window.
    .remedy = Close the window and open it again; if that does not help, install Sealift anew.
elevation-needed = An administrator has to say yes first.
    .remedy = Unlock the machine in the window, then try again.
elevation-gone = The part of Sealift that works as an administrator has ended.
    .remedy = Unlock the machine again. If work was running, the next start puts right what it left.
elevation-busy = Too much is asked of the machine at once.
    .remedy = Wait a moment and try again.

dialog-package = Choose packages
dialog-public-key = Choose a public key
dialog-secret-key = Choose a secret key
dialog-facts = Choose a machine's facts
dialog-answers = Choose a file of answers
dialog-report = Choose a report
dialog-checkpoint = Choose a checkpoint
dialog-description = Choose a description
dialog-log-key = Choose a log's public key
dialog-text = Choose where the text is kept
dialog-bundle = Choose where the file for support is kept
file-kind-any = All files
dialog-answer-file = Choose a file whose text is taken
dialog-document = Choose where the document is kept
file-kind-package = Packages
file-kind-public-key = Public keys
file-kind-secret-key = Secret keys
file-kind-facts = Facts
file-kind-answers = Answers
file-kind-report = Reports
file-kind-checkpoint = Checkpoints
file-kind-description = Descriptions
file-kind-log-key = Public keys
file-kind-text = Texts
file-kind-bundle = Files for support
file-kind-answer-file = Files
file-kind-document = Documents

event-site-created = The log begins
event-trust-added = A key was trusted
event-trust-removed = A key was no longer trusted
event-trust-refused = A key was refused
event-policy-changed = The rules changed
event-package-imported = A package file was brought in
event-import-refused = A package file was refused
event-release-complete = A release became complete
event-document-accepted = A document was accepted
event-depot-changed = The depot was changed
event-check-run = Compatibility was checked
event-configuration-set = The configuration was set
event-approval-given = An approval was given
event-plan-made = A plan was made
event-operation-started = A change began
event-step-started = A step began
event-step-done = A step was done
event-step-failed = A step failed
event-step-undone = A step was taken back
event-undo-failed = A step could not be taken back
event-operation-finished = A change ended
event-recovery-run = An interrupted change was put right
event-edit-detected = An edit on the target was found
event-denied = Something was denied
event-policy-refused = The rules refused something
event-audit-exported = The log was exported
event-checkpoint-taken = A checkpoint was handed out
event-key-rotated = The log's key changed
event-clock-anomaly = The clock was moved
event-support-bundle-written = A file for support was written
ended-started = begun
ended-succeeded = succeeded
ended-succeeded-with-warnings = succeeded with warnings
ended-reboot-required = restart needed
ended-refused = refused
ended-failed = failed
ended-rolled-back = taken back
ended-failed-partially = partly failed
ended-cancelled = cancelled
verdict-valid = The report is whole, and it comes from the log whose key or checkpoint you hold.
verdict-valid-advice = Nothing needs to be done. You can rely on what it says.
verdict-consistent = The report is whole in itself, but nothing proves where it comes from.
verdict-consistent-advice = Compare it with a checkpoint on paper, or with the public key of the log, from a source you trust.
verdict-clock-anomaly = The report is whole, but the clock of the machine was moved. The order of the records stands; their times need care.
verdict-clock-anomaly-advice = Ask who moved the clock and why, and note the answer beside the report.
verdict-truncated = Records are missing from the end of this report.
verdict-truncated-advice = Do not rely on it. Ask for a fresh export, and tell your security officer.
verdict-forked = There are two different histories of this machine after the records that both share.
verdict-forked-advice = Do not rely on either. An older state was restored, or somebody keeps two logs: tell your security officer.
verdict-rewritten = This is not the history that an earlier checkpoint vouched for.
verdict-rewritten-advice = Do not rely on it. Keep the file and the checkpoint, and tell your security officer.
verdict-unknown-key = The report is signed by a key that is not the one you hold.
verdict-unknown-key-advice = Check that report and key are of the same site. If they are, do not rely on the report.
verdict-broken = The report was changed, or it is damaged.
verdict-broken-advice = Do not rely on it. Keep the file, and ask for a fresh export from the machine itself.
held-own = this machine's own log key, and its checkpoint of { $size } records
held-key = the log key in { $file }
held-checkpoint = the checkpoint in { $file }
held-typed = a checkpoint that was typed or scanned
policy-rule-expired-releases = Releases whose time has passed
policy-rule-clock-behind = A clock that stands too early
policy-rule-clock-tolerance-seconds = Seconds that the clock may stand too early
policy-rule-downgrades = Older releases that never ran here
policy-rule-last-sequence = A release after which none could follow
policy-rule-outward-symlinks = Links that lead out of a release
policy-rule-world-writable = Files that anyone may change
policy-rule-host-paths = Places outside the product that steps may change
policy-rule-irreversible-steps = Steps that cannot be undone
policy-rule-steps-without-undo = Commands without an undo
policy-rule-reboots = Steps that need a restart
policy-rule-commands-without-sandbox = Commands where the system offers no sandbox
policy-rule-ticket-required = A ticket number for every change
policy-rule-reason-required = A reason for every change
policy-rule-approvals-required = People who must approve a release
policy-rule-media-owner-required = Media must have a known owner
policy-rule-media-serial-required = Media must have a serial number
policy-says-allow = allowed
policy-says-ask = asks first
policy-says-refuse = refused

## Audit

audit-not-verified = The log in this file did not verify.
    .remedy = Do not rely on this report. Keep the file, and compare it with an earlier export or checkpoint; the findings above say what is wrong.
evidence = This file holds no evidence that can be read.
    .remedy = Use the file as `sealift audit export` wrote it, JSON or HTML.
report = This report cannot be used.
    .remedy = Use the file as `sealift audit export` wrote it, JSON or HTML.
report-same = The page shows what its evidence says.
    .remedy = Nothing needs to be done.
report-doctored = This page does not show what its evidence says: somebody changed it.
    .remedy = Do not believe the page. Keep the file for your security officer, and ask for a fresh export.
report-other-layout = This page was laid out by another version of Sealift, so it cannot be compared with its evidence.
    .remedy = Verify it with the version that wrote it, or ask for the evidence as JSON.
checkpoint = This is not a checkpoint that can be used.
    .remedy = Use the text as `sealift audit checkpoint` printed it.
note = This is not a signed text that can be used.
    .remedy = Use the text as `sealift audit checkpoint` printed it, without adding or removing lines.
log = The audit log cannot be used, so nothing was changed.
    .remedy = Keep the state folder as it is, make a copy of it, and ask the vendor's support.
log-key = This is not a log key that can be used.
    .remedy = Use the text as `sealift audit checkpoint --key` printed it.
log-signature-missing = The text is not signed by the log's key.
    .remedy = Check that the text and the key are of the same site.
log-signature-bad = The signature of the log's key does not fit this text.
    .remedy = Do not rely on it. Use the text as it was printed, and tell your security officer if that fails too.
site-name = This is not a name for a site.
    .remedy = Use 3 to 64 lower-case letters, digits, dots and hyphens.
record = The record of this action could not be written, so nothing was done.
    .remedy = Shorten the ticket, name or reason, and try again.
proof = A proof about the log does not hold.
    .remedy = { audit-not-verified.remedy }
rotation = The statement about a change of the log's key does not hold.
    .remedy = { audit-not-verified.remedy }

record-torn = A record in the log cannot be read.
    .remedy = { audit-not-verified.remedy }
record-misplaced = A record is not in its place: one was removed, added or moved.
    .remedy = { audit-not-verified.remedy }
record-foreign = A record belongs to the log of another site.
    .remedy = { audit-not-verified.remedy }
record-epoch = A record claims another time of the log's life than the one that wrote it.
    .remedy = { audit-not-verified.remedy }
record-edited = A record was edited.
    .remedy = { audit-not-verified.remedy }
record-spliced = A record was put here from another log.
    .remedy = { audit-not-verified.remedy }
opening-differs = A name or value shown beside a record is not the one that was logged.
    .remedy = { audit-not-verified.remedy }
opening-unknown = A record shows something that was not logged.
    .remedy = { audit-not-verified.remedy }
redaction-undeclared = Something is withheld, but the file says that nothing is.
    .remedy = { audit-not-verified.remedy }
redaction-empty = The file says that something is withheld, but nothing is.
    .remedy = { audit-not-verified.remedy }
omission-undeclared = A record is left out, and the file does not say why.
    .remedy = { audit-not-verified.remedy }
root-differs = The records are not the ones that the log signed for.
    .remedy = { audit-not-verified.remedy }
checkpoint-unreadable = A checkpoint in the file cannot be read.
    .remedy = { audit-not-verified.remedy }
checkpoint-unsigned = A checkpoint in the file is not signed by the log's key.
    .remedy = { audit-not-verified.remedy }
checkpoint-contradicted = The first records of the log were rewritten: an earlier checkpoint of its own vouches for others.
    .remedy = { audit-not-verified.remedy }
epoch-key-misused = A key of the log signed something that was not its to sign.
    .remedy = { audit-not-verified.remedy }
epoch-key-unreadable = A public key of the log cannot be read, or belongs to another log.
    .remedy = { audit-not-verified.remedy }
epochs-differ = The keys and the changes of key in the file do not fit together.
    .remedy = { audit-not-verified.remedy }
end-unsigned = No signature covers the end of the log.
    .remedy = { audit-not-verified.remedy }
ends-early = The end of the log has been cut off.
    .remedy = { audit-not-verified.remedy }
rotation-bad = A change of the log's key does not hold.
    .remedy = { audit-not-verified.remedy }
rotation-contradicted = The first records of the log were rewritten: both keys signed for others when the key changed.
    .remedy = { audit-not-verified.remedy }
statement-bad = The statement at the end of the export does not hold.
    .remedy = { audit-not-verified.remedy }
body-differs = The file was changed after it was exported.
    .remedy = { audit-not-verified.remedy }
material-differs = A document that was kept as evidence is not the one that was logged.
    .remedy = { audit-not-verified.remedy }
held-key-absent = The log is not signed by the key that you hold.
    .remedy = Check that the key is of this site. If it is, do not rely on this file, and tell your security officer.
held-checkpoint-foreign = The checkpoint that you hold is not of this log.
    .remedy = Check that the checkpoint is of this site. If it is, do not rely on this file, and tell your security officer.
held-contradicted = The log was rewritten: the checkpoint that you hold vouches for other records.
    .remedy = Do not rely on this file. Keep it together with your checkpoint, and tell your security officer.
held-forked = The log was rewritten after the first of the checkpoints that you hold.
    .remedy = Do not rely on this file. Keep it together with your checkpoints, and tell your security officer.
held-beyond-end = The checkpoint that you hold vouches for more records: some are missing at the end, or the checkpoint is newer than the export.
    .remedy = Ask for a newer export. If that is as short, do not rely on it, and tell your security officer.
clock-backwards = The clock went back between two records.
    .remedy = Ask the site why. The records stand, but their times may not be right.
clock-stepped = The clock was moved while the machine ran.
    .remedy = Ask the site why. The records stand, but their times may not be right.
clock-gap = Much time passed between two records.
    .remedy = Ask the site whether that was so. The records stand.
clock-recorded = A record says itself that the clock was moved.
    .remedy = Ask the site why. The records stand, but their times may not be right.
clock-reviewed = Oddities of the clock have been looked at, as you said.
    .remedy = Nothing needs to be done.
redacted = Names or values are withheld in some records. What is withheld cannot have been changed.
    .remedy = Nothing needs to be done. If you need them, ask the site for an export without `--redact`.
partial = Some records are left out, as the file says. What is left out cannot have been changed.
    .remedy = Nothing needs to be done. If you need them, ask the site for the whole export.
event-unknown = A record is of a kind that this version of Sealift does not know.
    .remedy = Use a newer Sealift to see what it means. The record itself stands.

## Vendor

description = The description of the release has a mistake.
    .remedy = Correct sealift.toml at the place named above; docs/sealift-toml.md explains every field.
description-elsewhere = A description is kept in a file whose name ends in `.toml`.
    .remedy = Choose such a file.
description-place-unknown = The description has no such place to write to.
    .remedy = Change the text itself.
description-source-missing = The folder that a component comes from is not there:
    .remedy = Build the component, or correct its `source`.
try-failed = The try failed, and what it did lies there to be looked at.
    .remedy = Look below the root named here, mend the release, and try again with another root. Remove this one when you have seen enough.
try-not-imported = The build was refused by the throwaway site as any site would refuse it.
    .remedy = The finding says why. Mend the description or the files, and try again.
description-read = The description of the release cannot be read.
    .remedy = Check the path of sealift.toml and your right to read it.
description-undated = The moment of issue could not be written into the description.
    .remedy = Make the file writable, write `issued = TIME` into it yourself, or give `--issued TIME`. Nothing was sealed: without that line, sealing once more would make another release of the same sequence.
tree = Some files cannot be packed as they are.
    .remedy = Mend or exclude each entry listed above, then pack again.
pack = The release could not be packed.
    .remedy = Mend the cause named above and pack again.
pack-changed = Files changed while they were being packed.
    .remedy = Wait until the build is done, then pack again.
pack-trees = Some files cannot be packed as they are.
    .remedy = Mend or exclude each entry listed above, then pack again.
pack-templates = Some templates of the release cannot be rendered.
    .remedy = Mend each template listed above, then pack again; docs/configuration.md tells what a template can use.
pack-rule = No reader would accept this release.
    .remedy = The finding above names the rule, such as the most files that a release can hold. Make the release fit, then pack again.
pack-questions = The questions of the release cannot be used.
    .remedy = Correct the file named above; docs/sealift-toml.md says what a question can be.
pack-base = A base release cannot be used.
    .remedy = Give `--base` a volume of an earlier release of the same product, undamaged.
pack-read-back = A volume does not read back as it was written.
    .remedy = Do not hand it out. Check the drive, then pack again to another one.
sign = The volume could not be signed.
    .remedy = Check the path above and your right to read and write there. The volume is as it was.
sign-damaged = The volume is damaged, so it was not signed.
    .remedy = Copy it again from where it was packed, or pack it again.
inspect = The volume cannot be read.
    .remedy = Check the path above, and whether the medium is plugged in.
key-read = The secret key cannot be read.
    .remedy = Check the path above and your right to read the file.
key-not-a-key = This is not a secret key.
    .remedy = Name the sealift.key that `sealift keygen` wrote, or a secret key of minisign.
key-password-missing = This key is protected by a password, and none was given.
    .remedy = Run the command at a terminal, where you can type it.
key-password-wrong = The password does not open this key.
    .remedy = Type the password again. A lost password cannot be recovered: make a new key and have it trusted.
key-password-empty = An empty password protects nothing.
    .remedy = Type a password, or ask for a key without one with `--no-password`.
key-unusable = The key could not be used.
    .remedy = Look at the reason above. If it stays, make a new key with `sealift keygen` and have it trusted.
password-differs = The two passwords are not the same.
    .remedy = Run the command again and type the same password twice. No key was made.
password-needed = A password is needed, and nobody sits at this terminal.
    .remedy = Run the command at a terminal, or make a key without a password with `--no-password`.

## Ourselves

confirmation-needed = This needs a person's yes, and nobody sits at this terminal.
    .remedy = Make sure that it is what you want, then repeat the command with `--yes`; `--dry-run` shows what an install would do. For `sealift trust add`, give the compared fingerprint with `--fingerprint HEX`.
usage = The command cannot be understood.
    .remedy = See `sealift help` and the examples there.
usage-not-text = A word of the command is not text.
    .remedy = Rename the file or folder with plain letters and digits. Where that cannot be, as on a write-protected drive, copy it elsewhere under another name, or hand a package over with `sealift import - < FILE`.
internal = Sealift made a mistake.
    .remedy = Nothing more was done. Please send the output of `sealift support-bundle --out FILE` to the vendor's support.
