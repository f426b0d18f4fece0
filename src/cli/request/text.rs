//! Requests as plain text, to be pasted field by field.

use super::Checked;
use crate::report::plain;
use crate::site::request::Row;

/// Between two requests.
const RULE: &str = "========================================================================";

pub(super) fn render(requests: &[&Checked<'_>]) -> String {
    let texts = requests.iter().map(|one| request(one));
    let texts: Vec<_> = texts.collect();
    texts.join(&format!("\n{RULE}\n\n"))
}

fn request(one: &Checked<'_>) -> String {
    let mut lines = Lines(String::new());
    lines.add(&one.written.heading);
    for row in &one.written.rows {
        lines.field(row);
    }
    lines.0
}

/// Lines of text; what documents say in them is made harmless.
struct Lines(String);

impl Lines {
    fn add(&mut self, text: &str) {
        self.0.push_str(&plain::line(text));
        self.0.push('\n');
    }

    fn field(&mut self, row: &Row) {
        self.add("");
        self.add(&row.label);
        self.add(&"-".repeat(row.label.chars().count()));
        for line in row.lines() {
            self.add(line);
        }
        for gap in &row.gaps {
            self.add(&format!("[{gap}]"));
        }
    }
}
