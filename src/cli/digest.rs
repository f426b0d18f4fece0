//! SHA-256, which every system has a program for, of inputs and of what a bundle holds.

use sha2::{Digest, Sha256};

/// The hash of some bytes that follow one another, as people see it: 64 hexadecimal digits.
pub(super) fn sha256<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    let hash = hasher.finalize();
    let mut text = String::with_capacity(2 * hash.len());
    for byte in hash {
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(half), 16));
        }
    }
    text
}
