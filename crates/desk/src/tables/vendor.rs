/// Everything that can be asked in export mode.
#[macro_export]
macro_rules! vendor_calls {
    ($then:ident) => {
        $then! {
            /// A first description for a folder of files; nothing is written.
            new_description in description: FolderRequest => DescriptionView;
            /// A description from its file.
            open_description in description: FileRequest => DescriptionView;
            /// Judges a description as it stands in the editor.
            judge_description in description: DescriptionRequest => DescriptionView;
            /// Sets one value of a description, and judges it.
            edit_description in description: EditRequest => DescriptionView;
            /// Writes a description to its file.
            save_description in description: DescriptionRequest => Saved;
            /// Makes a key pair.
            generate_key in keys: KeygenRequest => NewKey;
            /// Seals a release into volumes.
            pack in sealing: PackRequest => Packed;
            /// Signs volumes that were sealed elsewhere.
            sign in sealing: SignRequest => Packed;
            /// A volume, as a technician would see it.
            inspect in inspecting: FileRequest => InspectionView;
            /// Installs an unsigned build into a throwaway root.
            try_release in trying: TryRequest => Tried;
            /// Copies volumes to a drive and reads them back.
            write_media in writing: WriteMediaRequest => Written;
        }
    };
}
