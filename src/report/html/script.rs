//! The page's own script, and the words by which the page's policy lets it run and no other.

use crate::error::Result;
use crate::page::{Templates, escape};
use sha2::{Digest, Sha256};

/// The digits of base 64 (RFC 4648).
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The script as it stands in the page, and its hash as a Content Security Policy names it.
pub(super) fn script(templates: &Templates) -> Result<(String, String)> {
    let script = escape::css(templates.text("audit.js")?);
    let hash = Sha256::digest(script.as_bytes());
    Ok((script, format!("sha256-{}", base64(&hash))))
}

fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place) & 63) as usize;
            let padded = place > group.len();
            text.push(if padded {
                '='
            } else {
                char::from(DIGITS[digit])
            });
        }
    }
    text
}
