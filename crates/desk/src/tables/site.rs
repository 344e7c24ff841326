/// Everything that can be asked of a site, once: the name, the module of `calls` that answers, what is said and what is
/// answered. Hand it the name of a macro, and that macro is given the table; the dispatch, the window's commands, its
/// access list and the TypeScript stubs are all made from it.
#[macro_export]
macro_rules! site_calls {
    ($then:ident) => {
        $then! {
            /// What a window opens on.
            overview in site: Nothing => Overview;
            /// Puts interrupted runs right; the answer says what was done.
            recover in site: Nothing => Recovery;
            /// The rules in force.
            policy in site: Nothing => PolicyView;
            /// What they want in the record of every change.
            record_rules in site: Nothing => RecordRules;

            /// Who signed volumes and whether that is believed here; reads no contents.
            look in look: VolumesRequest => Look;
            /// Brings volumes into the depot, verifying every byte as it is read.
            import in media: VolumesRequest => Imported;

            /// Reads a public key file, for comparing.
            look_at_key in keys: KeyFileRequest => KeyView;
            /// The keys that are trusted here.
            trusted_keys in keys: Nothing => Vec<KeyView>;
            /// Accepts releases signed with a key from now on.
            trust_key in keys: TrustRequest => KeyView;
            /// Accepts a key no longer.
            distrust_key in keys: DistrustRequest => Nothing;

            /// The releases in the depot, the newest first within each product.
            releases in release: Nothing => Vec<ReleaseSummary>;
            /// A release in full.
            release in release: ReleaseRequest => ReleaseView;
            /// A document of a release, as text.
            document in release: DocumentRequest => DocumentText;
            /// Writes a whole document of a release to a file, as the vendor sealed it.
            save_document in release: SaveDocumentRequest => Saved;

            /// Judges every requirement of a release, all at once.
            check in compatibility: CheckRequest => CheckView;
            /// Writes this machine's facts to a file, to be judged elsewhere.
            save_facts in compatibility: SaveRequest => Saved;

            /// A release's form with what is known of its answers.
            form in configuration: ReleaseRequest => FormView;
            /// Judges answers, all at once.
            judge_answers in configuration: AnswersRequest => AnswersView;
            /// Reads answers from a file.
            load_answers in configuration: LoadAnswersRequest => LoadedAnswers;
            /// Writes answers to a file, secrets left out.
            save_answers in configuration: SaveAnswersRequest => Saved;

            /// Plans a change; nothing happens yet.
            plan in change: ChangeRequest => PlanView;
            /// Carries out the very plan that was shown.
            run in change: RunRequest => RunEnd;
            /// The numbered events of a run, for a window that was closed meanwhile.
            events in change: EventsRequest => Vec<OperationEvent>;

            /// What is installed, and how it is.
            installed in installed: Nothing => Vec<InstalledView>;
            /// One product, looked at as closely as wished.
            status in installed: StatusRequest => InstalledView;

            /// A page of the log.
            records in log: RecordsRequest => RecordsPage;
            /// What can be chosen in the log's filters.
            log_facets in log: Nothing => LogFacets;
            /// A record in full, with its proof.
            record in log: RecordRequest => RecordView;
            /// The newest signed checkpoint, recorded as handed over.
            checkpoint in log: Nothing => CheckpointView;
            /// Writes the newest signed checkpoint to a file.
            save_checkpoint in log: SaveRequest => Saved;
            /// Writes the log's public key to a file.
            save_log_key in log: SaveRequest => Saved;
            /// Writes the whole log to a file, with proofs and raw evidence inside.
            export_log in log: ExportRequest => Saved;
            /// Judges a report from any machine.
            examine in report: ExamineRequest => VerdictView;

            /// Reads every stored byte again.
            verify_depot in upkeep: Nothing => DepotHealth;
            /// Removes releases, and what nobody needs.
            clean_depot in upkeep: CleanRequest => CleanedView;
            /// Writes a release again, with its original signatures.
            export_release in export: DepotExportRequest => Exported;
            /// What a vendor's support would get, to be read before it is written.
            support_parts in upkeep: Nothing => SupportView;
            /// Writes what was shown of what a vendor's support would get.
            support_bundle in upkeep: SupportRequest => Saved;
        }
    };
}
