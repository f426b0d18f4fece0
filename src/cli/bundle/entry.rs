//! Names of files in a bundle: plain on every system, and read back to the path that they stand for.
//!
//! They are compared and never followed.

use std::fmt::Write as _;

/// The longest name that is taken.
const LONGEST: usize = 4096;

/// The name of a path of the workspace below a folder of the bundle. What some system does not allow in a
/// name is percent-encoded.
pub(super) fn of(folder: &str, path: &str) -> String {
    let mut name = format!("{folder}/");
    for c in path.chars() {
        if c.is_alphanumeric() || "/-_.~ +@,()".contains(c) {
            name.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(name, "%{byte:02X}");
            }
        }
    }
    name
}

/// The path that a name below a folder of the bundle stands for; none where no path has that name.
pub(super) fn path(folder: &str, name: &str) -> Option<String> {
    let encoded = name.strip_prefix(folder)?.strip_prefix('/')?;
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    (is_inside(&path) && of(folder, &path) == name).then_some(path)
}

/// Whether a path stays in its folder.
pub(super) fn is_inside(path: &str) -> bool {
    path.split('/').all(|part| !["", ".", ".."].contains(&part))
}

/// Whether a name in an archive is one that a bundle can have.
pub(super) fn is_plain(name: &str) -> bool {
    name.len() <= LONGEST
        && is_inside(name)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || "/-_.~ +@,()%".contains(c))
}
