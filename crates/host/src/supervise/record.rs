//! What a service wrote last: two files of bounded size, the older of which is given up for the newer.

use std::io::{PipeReader, Read, Write};
use std::thread::{self, JoinHandle};

use sealift_engine::effects::{FileFault, Files, FilesError, Sink};
use sealift_package::manifest::Mode;

use super::store::{Name, Store};

/// Bytes after which the newer file becomes the older.
const TURN: u64 = 512 << 10;

/// A service's output files, being written.
struct Record {
    store: Store,
    name: Name,
    sink: Option<Box<dyn Sink>>,
    written: u64,
}

/// Keeps what comes out of a pipe until it ends, in a thread of its own. What cannot be kept is read all the same, so that
/// a full disk does not stop a service.
pub(super) fn keep(store: &Store, name: &Name, mut pipe: PipeReader) -> Option<JoinHandle<()>> {
    let mut record = Record {
        store: store.clone(),
        name: name.clone(),
        sink: None,
        written: 0,
    };
    let keeping = move || {
        let mut bytes = vec![0; 16 << 10];
        loop {
            match pipe.read(&mut bytes) {
                Ok(0) | Err(_) => return,
                Ok(count) => {
                    if record.write(&bytes[..count]).is_err() {
                        record.sink = None;
                    }
                }
            }
        }
    };
    let started = thread::Builder::new().name("output".into()).spawn(keeping);
    started
        .inspect_err(|error| log::warn!("the output of {} is not kept: {error}", name.as_str()))
        .ok()
}

impl Record {
    fn write(&mut self, bytes: &[u8]) -> Result<(), FilesError> {
        if self.sink.is_none() || self.written >= TURN {
            self.turn()?;
        }
        let Some(sink) = &mut self.sink else {
            return Ok(());
        };
        self.written += bytes.len() as u64;
        let at = self.store.of(&self.name, "output");
        sink.write_all(bytes)
            .map_err(|error| FilesError::from_io("write", at.as_str(), &error))
    }

    fn turn(&mut self) -> Result<(), FilesError> {
        self.sink = None;
        let (new, old) = (
            self.store.of(&self.name, "output"),
            self.store.of(&self.name, "output.1"),
        );
        match self.store.files.rename(&new, &old) {
            Err(error) if error.fault != FileFault::Missing => return Err(error),
            _ => {}
        }
        self.sink = Some(self.store.files.create(&new, Mode::PRIVATE)?);
        self.written = 0;
        Ok(())
    }
}

/// The last bytes that a service wrote, from the beginning of a line where that is possible.
pub(super) fn last(store: &Store, name: &Name, most: usize) -> Result<Vec<u8>, FilesError> {
    let mut bytes = store
        .bytes(&store.of(name, "output.1"))?
        .unwrap_or_default();
    bytes.extend(store.bytes(&store.of(name, "output"))?.unwrap_or_default());
    if bytes.len() > most {
        bytes.drain(..bytes.len() - most);
        if let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            bytes.drain(..=end);
        }
    }
    Ok(bytes)
}
