//! The fingerprint by which GitHub code scanning recognises a line.
//!
//! Defined by what its upload action computes: a polynomial hash of the next hundred UTF-16 units
//! from the start of the line, blanks left out. It must stay bit for bit what GitHub computes.

use std::collections::BTreeMap;

const WINDOW: usize = 100;
const BASE: u64 = 37;
const END_OF_FILE: u16 = 0xffff;

/// One hash per line, first line first: `hex:n`, where `n` counts equal hashes.
pub fn line_hashes(text: &str) -> Vec<String> {
    let (units, starts) = significant(text);
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    let number = |hash: u64| {
        let count = seen.entry(hash).or_default();
        *count += 1;
        format!("{hash:x}:{count}")
    };
    window_hashes(&units, &starts)
        .into_iter()
        .map(number)
        .collect()
}

/// The units that count, and where among them each line starts.
fn significant(text: &str) -> (Vec<u16>, Vec<usize>) {
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut starts = vec![0];
    let mut after_cr = false;
    for unit in text.encode_utf16() {
        let (is_cr, is_lf) = (unit == u16::from(b'\r'), unit == u16::from(b'\n'));
        let blank = unit == u16::from(b' ') || unit == u16::from(b'\t');
        if !(blank || (is_lf && after_cr)) {
            units.push(if is_cr { u16::from(b'\n') } else { unit });
            if is_cr || is_lf {
                starts.push(units.len());
            }
        }
        after_cr = is_cr;
    }
    units.push(END_OF_FILE);
    (units, starts)
}

/// The hash of the window that begins at each start; past the end, units are zero.
fn window_hashes(units: &[u16], starts: &[usize]) -> Vec<u64> {
    let unit = |at: usize| u64::from(units.get(at).copied().unwrap_or(0));
    let leaving = (0..WINDOW).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = 0_u64;
    let mut next = 0;
    let mut hashes = Vec::with_capacity(starts.len());
    for &start in starts {
        while next < start + WINDOW {
            hash = hash.wrapping_mul(BASE).wrapping_add(unit(next));
            if next >= WINDOW {
                hash = hash.wrapping_sub(leaving.wrapping_mul(unit(next - WINDOW)));
            }
            next += 1;
        }
        hashes.push(hash);
    }
    hashes
}
