/// Everything that can be asked of the window itself, as [`site_calls`](crate::site_calls) has it for a site.
#[macro_export]
macro_rules! window_calls {
    ($then:ident) => {
        $then! {
            /// What program this is, and where it works.
            about in about: Nothing => About;
            /// How the window looks and what it offers.
            preferences in preferences: Nothing => Preferences;
            /// Keeps how the window looks; what is not understood stays as it was.
            set_preferences in preferences: Preferences => Preferences;
            /// Asks for an administrator, who lets the site be seen and changed.
            unlock in elevation: Nothing => Unlocked;
            /// The drives and what lies on them.
            drives in drives: Nothing => Vec<Drive>;
            /// Lets a person choose files.
            pick_files in dialogs: PickRequest => Picked;
            /// Lets a person choose a folder.
            pick_folder in dialogs: PickRequest => Picked;
            /// Lets a person choose where a file is written.
            pick_save in dialogs: PickSaveRequest => Picked;
            /// Reads a text of a bounded length from a file that a person chose.
            read_text in dialogs: ReadTextRequest => TextRead;
            /// Writes a text where a person chose.
            save_text in dialogs: SaveTextRequest => Saved;
            /// Asks a running operation to stop and undo.
            cancel in running: OperationRequest => Nothing;
            /// Says whether the page holds work that is in no file, so that closing asks first.
            set_unsaved in running: Unsaved => Nothing;
            /// Closes the window, once nothing runs.
            close in running: Nothing => Nothing;
            /// Prints what the window shows.
            print in about: Nothing => Nothing;
        }
    };
}
