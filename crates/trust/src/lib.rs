//! Whom a site believes, for which products, and what its own rules add.
//!
//! Everything here is pure: bytes, policy and time come in, a judgement comes out. No file is read, no clock is asked,
//! and a key is learnt from the site's trust store alone, never from a package (threat T19). A manifest takes three
//! steps, each of which hands out a type that nothing else can build:
//!
//! 1. [`authenticate`]: known keys signed these bytes ([`Authentic`]);
//! 2. [`authorise`]: enough of them may speak for this product, and nothing was withdrawn ([`Authorised`]);
//! 3. [`admit`]: this site, now, on this machine, wants it ([`Admission`]).

mod judge;
pub mod key;
pub mod policy;
mod reset;
pub mod signature;
pub mod store;

pub use judge::{
    Admission, AdmissionRefusal, Authentic, Authorised, History, IgnoredSigner, SignatureFile,
    Signer, Situation, TrustRefusal, admit, authenticate, authenticate_seal, authorise,
};
pub use key::{Fingerprint, KeyError, KeyId, PublicKey};
pub use policy::{Acknowledgements, Policy, PolicyStop, Question, Standing, Verdict};
pub use reset::{FloorReset, ResetError};
pub use signature::{Signature, SignatureError};
pub use store::{ProductScope, StoreError, TrustStore, TrustedKey};
