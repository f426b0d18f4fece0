//! What in a PDF is about the moment in which it was made, and nothing else: the same page is the same file.
//!
//! All is written over in its place, so that everything stays where the table of objects says.

use std::collections::BTreeMap;

/// Where dates are, and what begins them.
const DATES: [&[u8]; 2] = [b"/CreationDate (D:", b"/ModDate (D:"];

/// What begins the number of a table's cell, and how many digits that has.
const CELL: &[u8] = b"(node";
const DIGITS: usize = 8;

/// Whether some bytes are in a file.
pub(super) fn holds(pdf: &[u8], bytes: &[u8]) -> bool {
    pdf.windows(bytes.len()).any(|window| window == bytes)
}

/// Writes over what another moment would have made otherwise.
pub(super) fn erase(pdf: &mut [u8]) {
    erase_dates(pdf);
    number_cells(pdf);
}

/// Writes blanks over the dates. In a text these bytes cannot be: there a bracket stands behind a backslash.
fn erase_dates(pdf: &mut [u8]) {
    for date in DATES {
        while let Some(start) = pdf.windows(date.len()).position(|window| window == date) {
            let rest = pdf.get_mut(start..).unwrap_or_default();
            let end = rest.iter().position(|byte| *byte == b')');
            let end = end.map_or(date.len(), |end| end + 1);
            rest.iter_mut().take(end).for_each(|byte| *byte = b' ');
        }
    }
}

/// Numbers the cells of tables from zero, in the order they are in: a Chromium counts on from what it looked at
/// before the page, and that is not always as much.
fn number_cells(pdf: &mut [u8]) {
    let mut cells: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
    for start in 0..pdf.len() {
        if let Some(digits) = digits_of_cell(pdf, start) {
            let places = cells.entry(digits.to_vec()).or_default();
            places.push(start + CELL.len());
        }
    }
    for (number, places) in cells.into_values().enumerate() {
        let digits = format!("{number:0DIGITS$}");
        for place in places {
            let old = pdf.iter_mut().skip(place);
            old.zip(digits.bytes()).for_each(|(old, new)| *old = new);
        }
    }
}

/// The number of the cell that is named from a place on.
fn digits_of_cell(pdf: &[u8], start: usize) -> Option<&[u8]> {
    let named = pdf.get(start..)?.strip_prefix(CELL)?;
    let (digits, rest) = named.split_at_checked(DIGITS)?;
    let is_cell = digits.iter().all(u8::is_ascii_digit) && rest.starts_with(b")");
    is_cell.then_some(digits)
}
