//! A volume taken apart into its records, to be put together again with one of them spoilt.

/// One entry: both its headers, names and extra fields included, and its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The local header.
    pub local: Vec<u8>,
    /// The content.
    pub content: Vec<u8>,
    /// The central header.
    pub central: Vec<u8>,
}

/// A volume's records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The entries, in order.
    pub entries: Vec<Part>,
    /// The end record.
    pub end: Vec<u8>,
}

impl Parts {
    /// Takes a good small volume apart.
    #[must_use]
    pub fn of(volume: &[u8]) -> Self {
        let number = |at: usize, bytes: usize| {
            volume[at..at + bytes]
                .iter()
                .rev()
                .fold(0, |sum, b| sum << 8 | usize::from(*b))
        };
        let end = volume.len() - 22;
        let mut central = number(end + 16, 4);
        let mut entries = vec![];
        while central < end {
            let central_end = central + 46 + number(central + 28, 2) + number(central + 30, 2);
            let local = number(central + 42, 4);
            let content = local + 30 + number(local + 26, 2) + number(local + 28, 2);
            entries.push(Part {
                local: volume[local..content].to_vec(),
                content: volume[content..content + number(central + 20, 4)].to_vec(),
                central: volume[central..central_end].to_vec(),
            });
            central = central_end;
        }
        Self {
            entries,
            end: volume[end..].to_vec(),
        }
    }

    /// Puts the records together, with offsets, counts and the directory's place put right: what stays wrong is what
    /// was made wrong.
    #[must_use]
    pub fn volume(&self) -> Vec<u8> {
        let mut volume = vec![];
        let mut directory = vec![];
        for entry in &self.entries {
            let mut central = entry.central.clone();
            if central.len() >= 46 {
                central[42..46].copy_from_slice(&(volume.len() as u32).to_le_bytes());
            }
            directory.extend(central);
            volume.extend(&entry.local);
            volume.extend(&entry.content);
        }
        let listed = self
            .entries
            .iter()
            .filter(|entry| !entry.central.is_empty())
            .count() as u16;
        let mut end = self.end.clone();
        end[8..10].copy_from_slice(&listed.to_le_bytes());
        end[10..12].copy_from_slice(&listed.to_le_bytes());
        end[12..16].copy_from_slice(&(directory.len() as u32).to_le_bytes());
        end[16..20].copy_from_slice(&(volume.len() as u32).to_le_bytes());
        volume.extend(directory);
        volume.extend(end);
        volume
    }

    /// The entry whose name begins so.
    ///
    /// # Panics
    /// When there is none.
    pub fn entry(&mut self, name: &str) -> &mut Part {
        let named = |entry: &&mut Part| entry.local[30..].starts_with(name.as_bytes());
        self.entries
            .iter_mut()
            .find(named)
            .expect("an entry of this name")
    }
}

impl Part {
    /// An entry of this name and content, honest but for both.
    #[must_use]
    pub fn new(name: &[u8], content: &[u8]) -> Self {
        let mut common = vec![10, 0, 0, 0, 0, 0, 0, 0, 33, 0];
        common.extend(crc32fast::hash(content).to_le_bytes());
        common.extend((content.len() as u32).to_le_bytes());
        common.extend((content.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        let local = [b"PK\x03\x04", &common[..], name].concat();
        let attributes = (0o100_644_u32 << 16).to_le_bytes();
        let rest = [&[0; 6][..], &attributes, &[0; 4], name].concat();
        let central = [b"PK\x01\x02\x0a\x03", &common[..], &rest].concat();
        Self {
            local,
            content: content.to_vec(),
            central,
        }
    }

    /// Gives both headers the right CRC-32 and sizes for the content as it is now.
    pub fn set_honest(&mut self) {
        let crc = crc32fast::hash(&self.content).to_le_bytes();
        let bytes = (self.content.len() as u32).to_le_bytes();
        for (header, at) in [(&mut self.local, 14), (&mut self.central, 16)] {
            header[at..at + 4].copy_from_slice(&crc);
            header[at + 4..at + 8].copy_from_slice(&bytes);
            header[at + 8..at + 12].copy_from_slice(&bytes);
        }
    }

    /// Sets two bytes in both headers; the central header has its fields two bytes further on.
    pub fn set_both(&mut self, local_at: usize, value: u16) {
        self.local[local_at..local_at + 2].copy_from_slice(&value.to_le_bytes());
        self.central[local_at + 2..local_at + 4].copy_from_slice(&value.to_le_bytes());
    }

    /// Gives the local header an extra field.
    pub fn add_local_extra(&mut self, extra: &[u8]) {
        self.local[28..30].copy_from_slice(&(extra.len() as u16).to_le_bytes());
        self.local.extend(extra);
    }

    /// Gives the central header an extra field.
    pub fn add_central_extra(&mut self, extra: &[u8]) {
        self.central[30..32].copy_from_slice(&(extra.len() as u16).to_le_bytes());
        self.central.extend(extra);
    }
}
