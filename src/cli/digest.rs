//! SHA-256, which every system has a program for, of inputs and of what a bundle holds.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The hash of some bytes that follow one another, as people see it: 64 hexadecimal digits.
pub(super) fn sha256<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    let mut digits = String::with_capacity(64);
    for byte in hasher.finalize() {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
