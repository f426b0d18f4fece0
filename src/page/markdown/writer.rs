//! Markdown events as Markdown again, in one plain style.

use crate::page::{escape, link};
use pulldown_cmark::{Event, Tag, TagEnd};

/// Writes cleaned events as blocks.
pub(super) fn blocks(events: Vec<Event<'_>>) -> String {
    write(Writer::default(), events)
}

/// Writes cleaned events as one line, fit for the cell of a table: there, code too must hide its `|`.
pub(super) fn line(events: Vec<Event<'_>>) -> String {
    let writer = Writer {
        cell: true,
        ..Writer::default()
    };
    write(writer, events).replace('\n', " ")
}

fn write(mut writer: Writer, events: Vec<Event<'_>>) -> String {
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        let item = matches!(event, Event::Start(Tag::Item));
        writer.event(event);
        if item && matches!(events.peek(), Some(Event::Start(Tag::Paragraph))) {
            writer.loosen();
        }
    }
    writer.text.trim_end().to_owned()
}

#[derive(Default)]
struct Writer {
    text: String,
    /// What each open quotation or list item puts before a line.
    indents: Vec<String>,
    lists: Vec<List>,
    /// Destinations of open links.
    links: Vec<String>,
    /// Whether a block may begin right here: a marker has just been written.
    fresh: bool,
    /// Text of the open code block.
    code_block: Option<String>,
    cell: bool,
}

/// An open list.
struct List {
    /// The next number; `None` for bullets.
    next: Option<u64>,
    /// Whether its items stand without empty lines between them.
    tight: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code_block.is_some() => {
                self.code_block.get_or_insert_default().push_str(&text);
            }
            Event::Text(text) => self.plain(&text),
            Event::Code(code) => self.code(&code),
            Event::SoftBreak => self.line(),
            Event::HardBreak => {
                self.text.push('\\');
                self.line();
            }
            Event::Rule => {
                self.block();
                self.raw("* * *");
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.block(),
            Tag::Heading { level, .. } => {
                self.block();
                self.raw(&format!("{} ", "#".repeat(level as usize)));
            }
            Tag::BlockQuote(_) => {
                self.block();
                self.indents.push("> ".to_owned());
                self.raw("> ");
            }
            Tag::CodeBlock(_) => {
                self.block();
                self.code_block = Some(String::new());
            }
            Tag::List(first) => {
                self.block();
                self.fresh = true;
                self.lists.push(List {
                    next: first,
                    tight: true,
                });
            }
            Tag::Item => self.item(),
            Tag::Emphasis => self.raw("*"),
            Tag::Strong => self.raw("**"),
            Tag::Link { dest_url, .. } => {
                self.raw("[");
                self.links.push(link::for_markdown(&dest_url));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.indents.pop();
            }
            TagEnd::CodeBlock => self.code_lines(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Emphasis => self.raw("*"),
            TagEnd::Strong => self.raw("**"),
            TagEnd::Link => {
                let to = self.links.pop().unwrap_or_default();
                self.raw(&format!("]({to})"));
            }
            _ => {}
        }
    }

    /// Begins a block: after an empty line, unless a marker has just been written or the list is tight.
    fn block(&mut self) {
        if self.text.is_empty() || std::mem::take(&mut self.fresh) {
            return;
        }
        self.text.truncate(self.text.trim_end().len());
        if !self.lists.last().is_some_and(|list| list.tight) {
            self.text.push('\n');
            self.text.push_str(self.indents.concat().trim_end());
        }
        self.line();
    }

    fn item(&mut self) {
        self.block();
        let marker = match self.lists.last_mut().and_then(|list| list.next.as_mut()) {
            Some(number) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            None => "- ".to_owned(),
        };
        self.indents.push(" ".repeat(marker.len()));
        self.text.push_str(&marker);
        self.fresh = true;
    }

    /// The item that has just begun holds paragraphs: its list keeps empty lines.
    fn loosen(&mut self) {
        if let Some(list) = self.lists.last_mut() {
            list.tight = false;
        }
    }

    fn line(&mut self) {
        self.text.push('\n');
        self.text.push_str(&self.indents.concat());
    }

    fn raw(&mut self, text: &str) {
        self.fresh = text.ends_with("> ");
        self.text.push_str(text);
    }

    fn plain(&mut self, text: &str) {
        self.fresh = false;
        let before = self.text.chars().next_back();
        let before = before.filter(|&c| c != '\n' && !(c == ' ' && self.starts_line()));
        self.text.push_str(&escape::markdown_piece(text, before));
    }

    fn starts_line(&self) -> bool {
        let line = self.text.rsplit('\n').next().unwrap_or_default();
        line.chars().all(|c| " >-.0123456789".contains(c))
    }

    fn code(&mut self, code: &str) {
        let fence = "`".repeat(longest_fence(code) + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        let code = if self.cell {
            code.replace('|', "\\|")
        } else {
            code.to_owned()
        };
        self.raw(&format!("{fence}{pad}{code}{pad}{fence}"));
    }

    /// A fenced block, its fence longer than any inside.
    fn code_lines(&mut self) {
        let code = self.code_block.take().unwrap_or_default();
        let fence = "`".repeat(longest_fence(&code).max(2) + 1);
        let block = format!("{fence}\n{}\n{fence}", code.trim_end_matches('\n'));
        let indent = format!("\n{}", self.indents.concat());
        self.raw(&block.replace('\n', &indent));
    }
}

fn longest_fence(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
