//! Lines of tables, as every table of ours is written.

use crate::report::plain;

/// What tells spreadsheets that a table is UTF-8: without it, Excel takes it for the code page of the machine.
pub(in crate::report) const MARK: char = '\u{feff}';

/// One line of a table; a cell that a spreadsheet would take for a formula starts with an apostrophe.
pub(in crate::report) fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    cells.join(",") + "\r\n"
}

fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let number = cell.parse::<i64>().is_ok() && !cell.starts_with('+');
    let guard = if formula && !number { "'" } else { "" };
    let shown = plain::line(cell).replace('"', "\"\"");
    format!("\"{guard}{shown}\"")
}
