//! SHA-256, which every system has a program for, of inputs and of what a bundle holds.

use sha2::{Digest, Sha256};

/// The hash of some bytes that follow one another, as people see it: 64 hexadecimal digits.
pub(super) fn sha256<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    let halves = hasher.finalize().into_iter();
    let halves = halves.flat_map(|byte| [byte >> 4, byte & 15]);
    halves
        .filter_map(|half| char::from_digit(u32::from(half), 16))
        .collect()
}
