//! Reads a source: runs the parser, passes on its events and tells people about its complaints.
//!
//! After a syntax error it goes on with the next document. It must never know what a document means.

use crate::finding::{Finding, Place, Span, builtin};
use crate::source::{MAX_BYTES, Source};
use crate::yaml::build::{Builder, Next, narrow};
use crate::yaml::limits::{self, Limit};
use crate::yaml::{Reading, read_everyday, syntax, text};
use granit_parser::{ErrorKind, Options, Parser, ScanError};
use std::sync::Arc;

/// Reads all documents of a source.
pub fn read(source: &Arc<Source>) -> Reading {
    read_everyday(source).unwrap_or_else(|| read_by_grammar(source))
}

/// Reads all documents of a source by the whole grammar, the authority on what a text says.
pub fn read_by_grammar(source: &Arc<Source>) -> Reading {
    if source.text.len() > MAX_BYTES {
        let finding = Limit::Bytes(source.text.len()).finding(source, Span::default());
        return Reading {
            documents: Vec::new(),
            findings: vec![finding],
        };
    }
    let mut builder = Builder::new(source);
    run(&mut builder);
    builder.reading()
}

fn run(builder: &mut Builder<'_>) {
    let source = Arc::clone(builder.source);
    let mut parser = Parser::new_from_str_with_options(&source.text, options());
    while let Some(event) = parser.next_event() {
        let (next, at) = match event {
            Ok((event, span)) => {
                let at = narrow(span.end.byte_offset().unwrap_or(0));
                (builder.event(event, &span), at)
            }
            Err(error) => {
                let at = position(&source, &error);
                builder.complain(&error, at);
                (Next::Document, at)
            }
        };
        if next == Next::Event {
            continue;
        }
        builder.abandon(at);
        let stop = next == Next::Nothing || builder.size() > limits::MAX_NODES;
        if stop || !matches!(parser.proceed_next_document(), Ok(true)) {
            break;
        }
    }
}

/// How the grammar is read.
pub(crate) fn options() -> Options {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.strict_indentation = true;
    options.emit_unresolved_aliases = true;
    options.block_nesting_limit = limits::MAX_DEPTH;
    options.flow_nesting_limit = limits::MAX_DEPTH;
    options
}

/// Where a complaint points, inside the text: at the tab or escape if it is about one.
fn position(source: &Source, error: &ScanError) -> u32 {
    let text = source.text.as_str();
    let reported = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let mut inside = (0..=reported).rev();
    let at = inside.find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let nearer = match error.kind() {
        ErrorKind::UnknownQuotedScalarEscape => unknown_escape(text, at),
        kind if syntax::concerns_tab(kind) => tab(text, at),
        _ => None,
    };
    narrow(nearer.unwrap_or(at))
}

/// The tab in the indentation of a line, else the next one.
fn tab(text: &str, at: usize) -> Option<usize> {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let words = text[line..].trim_start_matches([' ', '\t']);
    let indentation = &text[line..text.len() - words.len()];
    match indentation.find('\t') {
        Some(tab) => Some(line + tab),
        None => text[at..].find('\t').map(|tab| at + tab),
    }
}

fn unknown_escape(text: &str, at: usize) -> Option<usize> {
    const KNOWN: &str = "0abt\tnvfre \"/\\N_LPxuU\n\r";
    let mut from = at;
    loop {
        from += text[from..].find('\\')?;
        let escaped = text[from + 1..].chars().next()?;
        if !KNOWN.contains(escaped) {
            return Some(from);
        }
        from += 1 + escaped.len_utf8();
    }
}

impl Builder<'_> {
    /// Reports what the parser complains about, unless the cause is reported already.
    fn complain(&mut self, error: &ScanError, at: u32) {
        let span = character_at(self.source, at);
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => self.limit(Limit::Depth, span, Next::Document),
            ErrorKind::UnexpectedCharacter { character } if text::is_forbidden(*character) => {}
            kind => {
                if *kind == ErrorKind::BomInsideDocument {
                    let findings = &mut self.reading.findings;
                    findings.retain(|finding| finding.place.span.start != at);
                }
                let finding = self.complaint(kind, span);
                self.report(finding);
            }
        }
    }

    fn complaint(&self, kind: &ErrorKind, span: Span) -> Finding {
        let (message, help) = match kind {
            ErrorKind::MappingValueNotAllowed if self.is_second_colon(span.start) => (
                "a second `:` on this line",
                "put the text after the first `:` in quotes",
            ),
            _ => syntax::sentence(kind),
        };
        let message = match kind {
            ErrorKind::UnexpectedCharacter { character } => {
                format!("a value cannot begin with `{character}`")
            }
            _ => message.to_owned(),
        };
        let finding = Finding::builtin(builtin::YAML_SYNTAX, self.place(span), message).help(help);
        match self.beginning(kind, span.start) {
            Some(place) => finding.related(place, "it began here"),
            None => finding,
        }
    }

    fn is_second_colon(&self, at: u32) -> bool {
        let before = &self.source.text[..at as usize];
        let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
        line.contains(": ")
    }

    /// Where the quote or bracket was opened that explains a complaint.
    fn beginning(&self, kind: &ErrorKind, before: u32) -> Option<Place> {
        let text = &self.source.text;
        let at = if syntax::concerns_quote(kind) {
            let last = self.document.nodes.last();
            let from = last.map_or(0, |node| node.span.end.min(before));
            let between = &text[from as usize..before as usize];
            from + narrow(between.find(['"', '\''])?)
        } else if syntax::concerns_bracket(kind) {
            let open = self.open.iter().rev();
            let mut starts = open.map(|open| self.document.nodes[open.node].span.start);
            starts.find(|at| text[*at as usize..].starts_with(['[', '{']))?
        } else {
            return None;
        };
        Some(self.place(character_at(self.source, at)))
    }
}

/// The character at an offset; nothing at the end of a line.
fn character_at(source: &Source, at: u32) -> Span {
    let character = source.text[at as usize..].chars().next();
    let shown = character.filter(|character| !matches!(character, '\n' | '\r'));
    Span {
        start: at,
        end: at + narrow(shown.map_or(0, char::len_utf8)),
    }
}
