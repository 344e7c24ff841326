//! Export mode: what a vendor does to a product before it crosses the gap.
//!
//! [`keygen`] makes the key pair, a [`Description`] says what the release is, [`pack`] seals it into volumes, [`sign`]
//! signs volumes that were packed elsewhere, and [`inspect`] shows what a volume says of itself. This crate alone
//! reads secret keys; nothing that installs depends on it. It touches the files of the vendor's machine directly, and
//! writes none that could be taken for a whole one before it is.

pub mod description;
mod document;
mod inspect;
mod key;
mod output;
mod pack;
mod sign;
mod survey;
mod tree;
mod watch;

pub use description::{Description, DescriptionError, DescriptionProblem};
pub use document::document;
pub use inspect::{ClaimedSigner, InspectError, Inspection, inspect};
pub use key::{KeyFileError, KeyPaths, Password, SecretKeyFile, SigningKey, keygen};
pub use output::OutputError;
pub use pack::{Issued, PackError, PackOptions, PackedVolume, Packing, pack, preview};
pub use sign::{SignError, SignedVolume, sign};
pub use survey::{Survey, SurveyError, survey};
pub use tree::{ModeRule, Pattern, TreeProblem, TreeProblemKind, TreeRules};
pub use watch::{Phase, Progress, Watch};
