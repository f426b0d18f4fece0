//! Fills the arena from CSV, the form in which everything else exports what it knows.
//!
//! Rows become mappings under `rows`, with the header's names as keys. A row that cannot be read is told and
//! costs no other row. It must never know what a column means.

use crate::finding::{Finding, Place, Span, builtin};
use crate::source::Source;
use crate::yaml::arena::Node;
use crate::yaml::build::narrow;
use crate::yaml::limits::{self, Limit};
use crate::yaml::{Document, NodeKind, Reading};
use csv_core::ReadFieldResult as Step;
use std::sync::Arc;

/// What may part the columns where nobody says it.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Reads a table whose first row names the columns; without a separator it has to be plain from that row.
pub fn read_csv(source: &Arc<Source>, separator: Option<u8>) -> Reading {
    let mut findings = Vec::new();
    let documents = match Table::begin(source, separator) {
        Ok(table) => table.read(&mut findings),
        Err(finding) => {
            findings.push(*finding);
            Vec::new()
        }
    };
    Reading {
        documents,
        findings,
    }
}

/// One cell as it stands in the text.
struct Cell {
    /// With its quotes.
    span: (usize, usize),
    text: String,
    /// Whether its quotes, if any, close where it ends.
    closed: bool,
}

struct Table<'a> {
    source: &'a Arc<Source>,
    core: csv_core::Reader,
    /// Where reading goes on.
    at: usize,
    scratch: Vec<u8>,
    document: Document,
    /// Names of the columns, as nodes to be copied.
    header: Vec<Node>,
}

impl<'a> Table<'a> {
    fn begin(source: &'a Arc<Source>, separator: Option<u8>) -> Result<Self, Box<Finding>> {
        let (told, at) = hint(&source.text);
        let Some(separator) = separator.or(told).or_else(|| guess(&source.text[at..])) else {
            let message =
                "the columns could be parted by more than one of comma, semicolon and tab";
            let finding = finding(source, (at, at + 1), message);
            let finding = finding.help("name the `separator` in the mapping");
            return Err(finding.into());
        };
        let mut table = Self {
            source,
            core: csv_core::ReaderBuilder::new().delimiter(separator).build(),
            at,
            scratch: vec![0; source.text.len() + 1],
            document: Document::new(source),
            header: Vec::new(),
        };
        let names = table.row().unwrap_or_default();
        table.name_columns(&names)?;
        Ok(table)
    }

    fn name_columns(&mut self, names: &[Cell]) -> Result<(), Box<Finding>> {
        let mut seen: Vec<String> = Vec::new();
        for (number, cell) in names.iter().enumerate() {
            let name = match cell.text.trim() {
                "" => format!("column {}", number + 1),
                name => name.to_owned(),
            };
            if seen.contains(&name) {
                let message = format!("`{name}` is the name of two columns");
                let finding = finding(self.source, cell.span, &message);
                return Err(Box::new(finding.help("rename one of them")));
            }
            let node = self.node(NodeKind::Str, cell.span, Some(&name));
            self.header.push(node);
            seen.push(name);
        }
        Ok(())
    }

    fn read(mut self, findings: &mut Vec<Finding>) -> Vec<Document> {
        if self.header.is_empty() {
            let message = "the file has no row with the names of the columns";
            findings.push(finding(self.source, (0, 0), message));
            return Vec::new();
        }
        let end = self.source.text.len();
        let key = self.node(NodeKind::Str, (0, 0), Some("rows"));
        for node in [
            Node::empty(NodeKind::Map, span((0, end))),
            key,
            Node::empty(NodeKind::Seq, span((0, end))),
        ] {
            self.document.nodes.push(node);
        }
        let mut count = 0;
        while let Some(cells) = self.row() {
            if self.document.nodes.len() + 2 * cells.len() > limits::MAX_NODES {
                let at = span(cells.first().map_or((0, 0), |cell| cell.span));
                findings.push(Limit::Nodes.finding(self.source, at));
                break;
            }
            match self.fault(&cells) {
                Some(finding) => findings.push(finding),
                None => count += u32::from(self.take(&cells)),
            }
        }
        let after = narrow(self.document.nodes.len());
        let nodes = &mut self.document.nodes;
        (nodes[0].a, nodes[0].b) = (1, after);
        (nodes[2].a, nodes[2].b) = (count, after);
        vec![self.document]
    }

    /// Why a row cannot be read; after quotes that do not close, reading goes on in the next line.
    fn fault(&mut self, cells: &[Cell]) -> Option<Finding> {
        if let Some(cell) = cells.iter().find(|cell| !cell.closed) {
            let (start, end) = cell.span;
            let rest = &self.source.text[start..];
            let line = rest.find(['\r', '\n']).unwrap_or(rest.len());
            self.at = start + line;
            let message = "the quotes that open here do not close where the cell ends";
            let finding = finding_of_record(self.source, (start, end.min(start + line)), message);
            return Some(finding.help("write quotes inside of quotes twice"));
        }
        let (wanted, found) = (self.header.len(), cells.len());
        let surplus = cells.iter().skip(wanted);
        let is_empty = surplus.clone().all(|cell| cell.text.trim().is_empty());
        if found >= wanted && is_empty {
            return None;
        }
        let at = surplus.clone().next().or(cells.last());
        let at = at.map_or((0, 0), |cell| cell.span);
        let (found, wanted) = (counted(found, "cell"), counted(wanted, "column"));
        let message = format!("the row has {found}, but the table has {wanted}");
        let finding = finding_of_record(self.source, at, &message);
        Some(finding.help("write one cell for each column; quote a cell that holds a separator"))
    }

    /// Puts a row into the document, unless all of its cells are empty.
    fn take(&mut self, cells: &[Cell]) -> bool {
        let cells = &cells[..self.header.len()];
        if cells.iter().all(|cell| cell.text.trim().is_empty()) {
            return false;
        }
        let whole = (cells[0].span.0, cells[cells.len() - 1].span.1);
        let row = self.document.nodes.len();
        self.document.nodes.push(Node {
            a: narrow(cells.len()),
            b: narrow(row + 1 + 2 * cells.len()),
            ..Node::empty(NodeKind::Map, span(whole))
        });
        for (number, cell) in cells.iter().enumerate() {
            // A key stands where its cell does, so that a place in the row is never in the header.
            let key = Node {
                span: span(cell.span),
                ..self.header[number]
            };
            let text = Some(cell.text.as_str()).filter(|text| !text.trim().is_empty());
            let kind = text.map_or(NodeKind::Null, |_| NodeKind::Str);
            let value = self.node(kind, cell.span, text);
            self.document.nodes.extend([key, value]);
        }
        true
    }

    fn node(&mut self, kind: NodeKind, at: (usize, usize), text: Option<&str>) -> Node {
        let node = Node::empty(kind, span(at));
        let Some(text) = text else { return node };
        let written = &self.source.text[at.0..at.1];
        let (offset, owned) = match written.find(text) {
            Some(inner) => (at.0 + inner, false),
            None => (self.document.owned.len(), true),
        };
        if owned {
            self.document.owned.push_str(text);
        }
        Node {
            a: narrow(offset),
            b: narrow(text.len()),
            owned,
            ..node
        }
    }

    /// The cells of the next row that is not blank.
    fn row(&mut self) -> Option<Vec<Cell>> {
        let text = self.source.text.as_str();
        self.at += text[self.at..].len() - text[self.at..].trim_start_matches(['\r', '\n']).len();
        if self.at == text.len() {
            return None;
        }
        self.core.reset();
        let mut cells = Vec::new();
        loop {
            let (step, length, written) = self
                .core
                .read_field(&text.as_bytes()[self.at..], &mut self.scratch);
            let start = self.at;
            self.at += length;
            let (last, written) = if let Step::Field { record_end } = step {
                (record_end, written)
            } else {
                // The text ends without a line end.
                let rest = &mut self.scratch[written..];
                let (_, _, more) = self.core.read_field(&[], rest);
                (true, written + more)
            };
            let ends = &text[start..self.at];
            let ends = match (last, ends.chars().last()) {
                (false, Some(separator)) => &ends[..ends.len() - separator.len_utf8()],
                _ => ends.trim_end_matches(['\r', '\n']),
            };
            cells.push(Cell {
                span: (start, start + ends.len()),
                text: unix_lines(&String::from_utf8_lossy(&self.scratch[..written])),
                closed: is_closed(ends),
            });
            if last {
                return Some(cells);
            }
        }
    }
}

/// Line breaks in a cell, whoever wrote them, as one character.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether a cell that begins with a quote ends with its closing one.
fn is_closed(written: &str) -> bool {
    let Some(inner) = written.strip_prefix('"') else {
        return true;
    };
    let inner = inner.strip_suffix('"');
    inner.is_some_and(|inner| !inner.replace("\"\"", "").contains('"'))
}

/// The separator that a first line `sep=;` tells, and where the table begins.
fn hint(text: &str) -> (Option<u8>, usize) {
    let line = text.lines().next().unwrap_or_default();
    match line.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (Some(*separator), line.len()),
        _ => (None, 0),
    }
}

/// The only separator that occurs outside of quotes in the first line; a comma where there is one column.
fn guess(text: &str) -> Option<u8> {
    let line = text.trim_start().lines().next().unwrap_or_default();
    let bare: String = line.split('"').step_by(2).collect();
    let mut found = SEPARATORS
        .iter()
        .filter(|sign| bare.as_bytes().contains(sign));
    match (found.next(), found.next()) {
        (Some(only), None) => Some(*only),
        (None, _) => Some(b','),
        _ => None,
    }
}

fn place(source: &Arc<Source>, at: (usize, usize)) -> Place {
    let (source, span) = (Arc::clone(source), span(at));
    Place { source, span }
}

fn span((start, end): (usize, usize)) -> Span {
    Span {
        start: narrow(start),
        end: narrow(end),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn finding(source: &Arc<Source>, at: (usize, usize), message: &str) -> Finding {
    Finding::builtin(builtin::EXPORT_SYNTAX, place(source, at), message)
}

fn finding_of_record(source: &Arc<Source>, at: (usize, usize), message: &str) -> Finding {
    Finding::builtin(builtin::EXPORT_RECORD, place(source, at), message)
}
