//! A file's bytes in blocks that copies share, so that a machine can be remembered at each of thousands of moments.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, OnceLock};

use sealift_document::Digest;
use sealift_engine::effects::HostPath;

use super::fault::Faults;
use super::trouble::Call;

const BLOCK: usize = 4096;

/// A file's bytes.
#[derive(Debug, Clone, Default)]
pub(super) struct Bytes {
    blocks: Vec<Arc<Block>>,
    len: u64,
    digest: Arc<OnceLock<Digest>>,
}

#[derive(Debug, Clone)]
struct Block {
    bytes: Box<[u8; BLOCK]>,
    mark: OnceLock<u64>,
}

impl Block {
    fn empty() -> Self {
        Self {
            bytes: Box::new([0; BLOCK]),
            mark: OnceLock::new(),
        }
    }

    fn mark(&self) -> u64 {
        *self.mark.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            self.bytes.hash(&mut hasher);
            hasher.finish()
        })
    }
}

impl Bytes {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut all = Self::default();
        all.write_at(0, bytes);
        all
    }

    pub(super) const fn len(&self) -> u64 {
        self.len
    }

    /// Reads what there is at an offset; the count of bytes read.
    pub(super) fn read_at(&self, at: u64, into: &mut [u8]) -> usize {
        let left = self.len.saturating_sub(at);
        let wanted = usize::try_from(left).map_or(into.len(), |left| left.min(into.len()));
        let mut done = 0;
        while done < wanted {
            let (block, within) = place(at + done as u64);
            let count = (BLOCK - within).min(wanted - done);
            let from = &self.blocks[block].bytes[within..within + count];
            into[done..done + count].copy_from_slice(from);
            done += count;
        }
        wanted
    }

    /// Writes at an offset; a gap before it is filled with zeros.
    pub(super) fn write_at(&mut self, at: u64, bytes: &[u8]) {
        self.digest = Arc::default();
        let end = at + bytes.len() as u64;
        if end > self.len {
            self.resize(end);
        }
        let mut done = 0;
        while done < bytes.len() {
            let (block, within) = place(at + done as u64);
            let count = (BLOCK - within).min(bytes.len() - done);
            let block = Arc::make_mut(&mut self.blocks[block]);
            block.bytes[within..within + count].copy_from_slice(&bytes[done..done + count]);
            block.mark = OnceLock::new();
            done += count;
        }
    }

    pub(super) fn resize(&mut self, len: u64) {
        self.digest = Arc::default();
        let blocks =
            usize::try_from(len.div_ceil(BLOCK as u64)).expect("files in memory are small");
        self.blocks.resize_with(blocks, || Arc::new(Block::empty()));
        let (_, within) = place(len);
        // What is cut off must not come back when the file grows again.
        if len < self.len && within > 0 {
            let last = Arc::make_mut(&mut self.blocks[blocks - 1]);
            last.bytes[within..].fill(0);
            last.mark = OnceLock::new();
        }
        self.len = len;
    }

    pub(super) fn to_vec(&self) -> Vec<u8> {
        let mut bytes = vec![0; usize::try_from(self.len).expect("files in memory are small")];
        self.read_at(0, &mut bytes);
        bytes
    }

    /// Their digest, taken once for all copies.
    pub(super) fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| Digest::of(&self.to_vec()))
    }

    /// The same for the same bytes, and almost surely for no others.
    pub(super) fn mark(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.len.hash(&mut hasher);
        for block in &self.blocks {
            block.mark().hash(&mut hasher);
        }
        hasher.finish()
    }
}

fn place(at: u64) -> (usize, usize) {
    let at = usize::try_from(at).expect("files in memory are small");
    (at / BLOCK, at % BLOCK)
}

/// Reads a file as it was when it was opened.
pub(super) struct Reader {
    bytes: Bytes,
    at: u64,
    of: HostPath,
    faults: Faults,
}

impl Reader {
    pub(super) const fn new(bytes: Bytes, of: HostPath, faults: Faults) -> Self {
        Self {
            bytes,
            at: 0,
            of,
            faults,
        }
    }
}

impl Read for Reader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let entered = self.faults.enter_stream(Call::Read, "read", &self.of)?;
        let part = entered.part_of(into.len());
        let count = self.bytes.read_at(self.at, &mut into[..part]);
        entered.done();
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.bytes.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_as_a_file_would_keep_them() {
        let mut bytes = Bytes::of(b"begin");
        bytes.write_at(5_000, b"later");
        let copy = bytes.clone();
        bytes.resize(5_002);
        bytes.resize(5_005);
        let mut expected = b"begin".to_vec();
        expected.resize(5_000, 0);
        expected.extend(b"la\0\0\0");
        assert_eq!(bytes.to_vec(), expected);
        assert_eq!(&copy.to_vec()[5_000..], b"later", "a copy stays as it was");
        assert_eq!(bytes.mark(), Bytes::of(&expected).mark());
        assert_ne!(bytes.mark(), copy.mark());
    }
}
