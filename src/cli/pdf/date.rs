//! What in a PDF is about the moment in which it was made, and nothing else: the same page is the same file.

/// Where dates are, and what begins them.
const DATES: [&[u8]; 2] = [b"/CreationDate (D:", b"/ModDate (D:"];

/// Whether some bytes are in a file.
pub(super) fn holds(pdf: &[u8], bytes: &[u8]) -> bool {
    pdf.windows(bytes.len()).any(|window| window == bytes)
}

/// Writes blanks over the dates, so that everything stays where the table of objects says. In a text these
/// bytes cannot be: there a bracket stands behind a backslash.
pub(super) fn erase(pdf: &mut [u8]) {
    for date in DATES {
        while let Some(start) = pdf.windows(date.len()).position(|window| window == date) {
            let rest = pdf.get_mut(start..).unwrap_or_default();
            let end = rest.iter().position(|byte| *byte == b')');
            let end = end.map_or(date.len(), |end| end + 1);
            rest.iter_mut().take(end).for_each(|byte| *byte = b' ');
        }
    }
}
