//! The three judgements on a manifest. Each hands out a type that only it can build, and takes the one before.

mod admit;
mod authenticate;
mod authorise;
mod history;
mod refusal;

pub use admit::{Admission, AdmissionRefusal, Situation, admit};
pub use authenticate::{
    Authentic, IgnoredSigner, SignatureFile, Signer, authenticate, authenticate_seal,
};
pub use authorise::{Authorised, authorise};
pub use history::History;
pub use refusal::TrustRefusal;

pub(crate) use authorise::count_signers;
