//! Random bytes from the operating system.

use sealift_engine::effects::Entropy;

/// The operating system's own generator.
pub(crate) struct HostEntropy;

impl Entropy for HostEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // A system without randomness can make neither keys nor salts: nothing sensible is left to be done there.
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fills_differ() {
        let (mut first, mut second) = ([0; 32], [0; 32]);
        HostEntropy.fill(&mut first);
        HostEntropy.fill(&mut second);
        assert_ne!(first, second);
    }
}
