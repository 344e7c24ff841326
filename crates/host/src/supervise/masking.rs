//! Secrets masked in bytes as they come, also where a piece ends in the middle of one (threat A18).

/// What stands for a secret, as in records.
const MASK: &[u8] = b"[secret]";

/// Lets bytes through but for secrets.
pub(super) struct Masking {
    /// The longest first, so that none survives inside another.
    secrets: Vec<Vec<u8>>,
    /// Bytes that may be the beginning of a secret.
    waiting: Vec<u8>,
}

impl Masking {
    pub(super) fn of(secrets: &[String]) -> Self {
        let mut secrets: Vec<Vec<u8>> = secrets
            .iter()
            .filter(|secret| !secret.is_empty())
            .map(|secret| secret.clone().into_bytes())
            .collect();
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self {
            secrets,
            waiting: Vec::new(),
        }
    }

    /// What may be seen once these bytes have come.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.waiting.extend_from_slice(bytes);
        self.let_through(false)
    }

    /// What may be seen of the rest, once nothing more comes.
    pub(super) fn end(&mut self) -> Vec<u8> {
        self.let_through(true)
    }

    fn let_through(&mut self, is_over: bool) -> Vec<u8> {
        let mut seen = Vec::with_capacity(self.waiting.len());
        let mut at = 0;
        while let Some(rest) = self.waiting.get(at..).filter(|rest| !rest.is_empty()) {
            let may_go_on =
                |secret: &&Vec<u8>| secret.len() > rest.len() && secret.starts_with(rest);
            if !is_over && self.secrets.iter().any(|secret| may_go_on(&secret)) {
                break;
            }
            let found = self.secrets.iter().find(|secret| rest.starts_with(secret));
            match found {
                Some(secret) => {
                    seen.extend_from_slice(MASK);
                    at += secret.len();
                }
                None => {
                    seen.push(rest[0]);
                    at += 1;
                }
            }
        }
        self.waiting.drain(..at);
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_masked_wherever_the_pieces_end_and_nothing_else_is_lost() {
        let text = b"a hunter2hunter2 b hunter2 hunter2hunter2hunter2hunt";
        let secrets = ["hunter2hunter2".to_owned(), "hunter2".to_owned()];
        for size in 1..text.len() {
            let mut masking = Masking::of(&secrets);
            let mut seen: Vec<u8> = text
                .chunks(size)
                .flat_map(|piece| masking.pass(piece))
                .collect();
            seen.extend(masking.end());
            let seen = String::from_utf8(seen).expect("text");
            assert_eq!(seen, "a [secret] b [secret] [secret][secret]hunt", "{size}");
        }
        let mut masking = Masking::of(&[]);
        assert_eq!(masking.pass(text), text);
        assert_eq!(masking.end(), b"");
    }
}
