//! The lines of a backup, compressed, and the hash that vouches for them.

use std::io::{BufRead, BufReader, Write};

use serde::{Deserialize, Serialize};

use super::{BackupError, FORMAT, Header};

/// Fast, and most of what is copied is compressed or random already.
const COMPRESSION_LEVEL: i32 = 3;

#[derive(Serialize, Deserialize)]
struct End {
    /// Of all lines before this one, with their line ends.
    blake3: String,
}

/// How the end line begins, and no other.
const END: &str = "{\"blake3\":";

pub(super) struct Writer<W: Write> {
    encoder: zstd::stream::write::Encoder<'static, W>,
    hasher: blake3::Hasher,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(into: W) -> Result<Self, BackupError> {
        Ok(Self {
            encoder: zstd::stream::write::Encoder::new(into, COMPRESSION_LEVEL)?,
            hasher: blake3::Hasher::new(),
        })
    }

    pub(super) fn line(&mut self, line: &impl Serialize) -> Result<(), BackupError> {
        let text = serde_json::to_string(line).map_err(std::io::Error::from)?;
        self.text(&text)
    }

    pub(super) fn text(&mut self, line: &str) -> Result<(), BackupError> {
        for part in [line.as_bytes(), b"\n"] {
            self.hasher.update(part);
            self.encoder.write_all(part)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<W, BackupError> {
        let blake3 = self.hasher.finalize().to_hex().to_string();
        self.line(&End { blake3 })?;
        Ok(self.encoder.finish()?)
    }
}

pub struct Reader<R: BufRead> {
    lines: BufReader<zstd::stream::read::Decoder<'static, R>>,
    hasher: blake3::Hasher,
    has_ended: bool,
}

impl<R: BufRead> Reader<R> {
    pub(super) fn open(from: R) -> Result<(Header, Self), BackupError> {
        let decoder = zstd::stream::read::Decoder::with_buffer(from)?;
        let mut reader = Self {
            lines: BufReader::new(decoder),
            hasher: blake3::Hasher::new(),
            has_ended: false,
        };
        let foreign = || BackupError::Damaged("it does not begin like one");
        let first = reader.next_line()?.ok_or_else(foreign)?;
        let version: Version = serde_json::from_str(&first).map_err(|_other| foreign())?;
        if version.whynot_backup > FORMAT {
            return Err(BackupError::Newer);
        }
        let header = serde_json::from_str(&first).map_err(|_other| foreign())?;
        Ok((header, reader))
    }

    /// The next line; after the last one `None`, if the hash agrees.
    pub(super) fn next_line(&mut self) -> Result<Option<String>, BackupError> {
        if self.has_ended {
            return Ok(None);
        }
        let mut line = String::new();
        let read = self.lines.read_line(&mut line);
        if read.map_err(|_cut_or_foreign| BackupError::Damaged("it cannot be unpacked"))? == 0 {
            return Err(BackupError::Damaged("its end is missing"));
        }
        if line.starts_with(END) {
            self.has_ended = true;
            return self.check_end(&line).map(|()| None);
        }
        self.hasher.update(line.as_bytes());
        line.truncate(line.trim_end_matches('\n').len());
        Ok(Some(line))
    }

    fn check_end(&mut self, line: &str) -> Result<(), BackupError> {
        let end: End = serde_json::from_str(line)
            .map_err(|_malformed| BackupError::Damaged("its end cannot be read"))?;
        if end.blake3 != self.hasher.finalize().to_hex().as_str() {
            return Err(BackupError::Damaged(
                "its bytes are not those that were written",
            ));
        }
        let mut rest = String::new();
        match self.lines.read_line(&mut rest) {
            Ok(0) => Ok(()),
            _ => Err(BackupError::Damaged("something stands behind its end")),
        }
    }
}

/// Read before the rest: a newer form may have another header.
#[derive(Deserialize)]
struct Version {
    whynot_backup: u32,
}
