//! A table on its way from whoever writes it to whoever reads it, given back piece by piece: it is never held twice.

use std::collections::VecDeque;
use std::io::{self, Read, Write};

/// Bytes of a piece.
const PIECE: usize = 1 << 20;

/// Bytes written and not read yet.
#[derive(Default)]
pub(super) struct Chunks {
    pieces: VecDeque<Vec<u8>>,
    /// How much of the first piece has been read.
    read: usize,
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let full = self.pieces.back().is_none_or(|piece| piece.len() + bytes.len() > piece.capacity());
        if full {
            self.pieces.push_back(Vec::with_capacity(PIECE.max(bytes.len())));
        }
        if let Some(piece) = self.pieces.back_mut() {
            piece.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Chunks {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(piece) = self.pieces.front() else { return Ok(0) };
        let rest = &piece[self.read..];
        let taken = rest.len().min(out.len());
        out[..taken].copy_from_slice(&rest[..taken]);
        self.read += taken;
        if self.read == piece.len() {
            self.pieces.pop_front();
            self.read = 0;
        }
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut chunks = Chunks::default();
        let written: Vec<u8> = (0..3_000_000_u32).map(|k| (k % 251) as u8).collect();
        for part in written.chunks(70_001) {
            chunks.write_all(part).unwrap();
        }
        chunks.write_all(&[]).unwrap();
        let mut read = Vec::new();
        chunks.read_to_end(&mut read).unwrap();
        assert!(read == written);
    }
}
