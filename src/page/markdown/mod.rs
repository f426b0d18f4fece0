//! Free text of documents: `CommonMark` without raw HTML, images, and unsafe links.
//!
//! Cleaning works on the stream of Markdown events, so nothing that HTML could smuggle in ever
//! exists as HTML.

mod writer;

use crate::page::{escape, link};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Lists and quotations nested deeper than this lose their frame, not their text.
const MAX_NESTING: usize = 6;

/// Free text as HTML blocks; its headings start at `level`.
pub fn html(text: &str, level: u8) -> String {
    let text = escape::printable(text);
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, clean(&text, level).into_iter());
    html.trim_end().to_owned()
}

/// Free text as HTML inside a line: blocks become one run of text.
pub fn html_inline(text: &str) -> String {
    let text = escape::printable(text);
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, inline(clean(&text, 6)).into_iter());
    html.trim().to_owned()
}

/// Free text as clean Markdown blocks; its headings start at `level`.
pub fn markdown(text: &str, level: u8) -> String {
    let text = escape::printable(text);
    writer::blocks(clean(&text, level))
}

/// Free text as Markdown inside a line.
pub fn markdown_inline(text: &str) -> String {
    let text = escape::printable(text);
    writer::line(inline(clean(&text, 6)))
}

/// The plain words of free text, for descriptions and comparisons.
pub fn words(text: &str) -> String {
    let mut words = String::new();
    for event in inline(clean(text, 6)) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.trim().to_owned()
}

/// What is left of the text when everything a page may not carry is taken out.
fn clean(text: &str, level: u8) -> Vec<Event<'_>> {
    let mut cleaner = Cleaner {
        level,
        heading: 0,
        nesting: 0,
        links: Vec::new(),
    };
    Parser::new_ext(text, Options::empty())
        .filter_map(|event| cleaner.event(event))
        .collect()
}

struct Cleaner {
    level: u8,
    /// Level of the last heading in the text, 0 before the first.
    heading: u8,
    nesting: usize,
    /// For every open link whether it stays.
    links: Vec<bool>,
}

impl Cleaner {
    fn event<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
            Event::Start(tag) => self.start(tag).map(Event::Start),
            Event::End(tag) => self.end(tag).map(Event::End),
            other => Some(other),
        }
    }

    fn start<'a>(&mut self, tag: Tag<'a>) -> Option<Tag<'a>> {
        match tag {
            Tag::HtmlBlock => Some(Tag::Paragraph),
            Tag::Image { .. } => None,
            Tag::CodeBlock(_) => Some(Tag::CodeBlock(CodeBlockKind::Indented)),
            Tag::Heading { level, .. } => Some(Tag::Heading {
                level: self.demote(level as u8),
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            }),
            Tag::Link {
                link_type,
                dest_url,
                id,
                ..
            } => {
                let stays = link::allowed(&dest_url).is_some();
                self.links.push(stays);
                stays.then_some(Tag::Link {
                    link_type,
                    dest_url,
                    title: CowStr::Borrowed(""),
                    id,
                })
            }
            Tag::BlockQuote(_) | Tag::List(_) => {
                self.nesting += 1;
                (self.nesting <= MAX_NESTING).then_some(tag)
            }
            Tag::Item => (self.nesting <= MAX_NESTING).then_some(tag),
            other => Some(other),
        }
    }

    fn end(&mut self, tag: TagEnd) -> Option<TagEnd> {
        match tag {
            TagEnd::HtmlBlock => Some(TagEnd::Paragraph),
            TagEnd::Image => None,
            TagEnd::Heading(_) => Some(TagEnd::Heading(heading(self.level + self.heading - 1))),
            TagEnd::Link => self.links.pop().unwrap_or(true).then_some(tag),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.nesting -= 1;
                (self.nesting < MAX_NESTING).then_some(tag)
            }
            TagEnd::Item => (self.nesting <= MAX_NESTING).then_some(tag),
            other => Some(other),
        }
    }

    /// The first heading gets the first free level of the page; none skips a level.
    fn demote(&mut self, level: u8) -> HeadingLevel {
        self.heading = level.min(self.heading + 1).max(1);
        heading(self.level + self.heading - 1)
    }
}

fn heading(level: u8) -> HeadingLevel {
    HeadingLevel::try_from(usize::from(level.clamp(1, 6))).unwrap_or(HeadingLevel::H6)
}

/// Without blocks: their ends become breaks.
fn inline(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let flatten = |event| match event {
        Event::Start(tag) => is_inline(tag.to_end()).then_some(Event::Start(tag)),
        Event::End(tag) if is_inline(tag) => Some(Event::End(tag)),
        Event::End(_) | Event::HardBreak => Some(Event::SoftBreak),
        Event::Rule => None,
        other => Some(other),
    };
    let mut events: Vec<_> = events.into_iter().filter_map(flatten).collect();
    while events.last() == Some(&Event::SoftBreak) {
        events.pop();
    }
    events
}

const fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
}
