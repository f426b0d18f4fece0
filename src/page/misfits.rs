//! What does not fit in a workspace's own templates, as findings with their place.
//!
//! It must never know what a page is about: what templates get is told as a schema.

use super::fields::{self, Miss, Shapes};
use super::flaw;
use super::template::{Format, Templates};
use crate::finding::builtin::{TEMPLATE_BROKEN, TEMPLATE_FIELD};
use crate::finding::{Finding, Place, Span};
use crate::model::nearest::nearest;
use crate::source::Source;
use serde_json::Value;
use std::ops::Range;

impl Templates {
    /// Finds the names in the workspace's own that stand for nothing in the view that they get, and files that
    /// stand for none of ours; `views` is a JSON Schema of views by the stem of their templates. What is no
    /// template at all is not its matter.
    pub fn misfits(&self, views: &Value) -> Vec<Finding> {
        let shapes = Shapes::new(views);
        let misses = [Format::Html, Format::Markdown].map(|format| {
            let texts = self.texts.ending(format.suffix());
            let tags = texts
                .map(|(name, text)| (name, fields::tags(text)))
                .collect();
            fields::misses(&shapes, &tags)
        });
        let all = misses.iter().flatten();
        let own = all.filter(|((name, _), _)| self.texts.is_own(name));
        let own = own.map(|((name, _), miss)| self.unknown(name, miss));
        own.chain(self.texts.unused().filter_map(|name| self.stray(name)))
            .collect()
    }

    fn unknown(&self, name: &str, miss: &Miss) -> Finding {
        let place = self.place(name, &miss.span);
        let advice = flaw::advice(&miss.name, miss.known.iter().map(String::as_str));
        Finding::builtin(TEMPLATE_FIELD, place, miss.message.as_str()).help(advice)
    }

    /// A file that is called nearly as one of ours and would change nothing. Components need no such name, and
    /// what sentences are for is looked at where they are read.
    fn stray(&self, name: &str) -> Option<Finding> {
        let text = self.texts.get(name)?;
        if text.contains("{% component ") || name.starts_with("locales/") {
            return None;
        }
        let near = nearest(name, self.texts.ours())?;
        let message =
            format!("`{name}` takes the place of no file of ours, and no template names it");
        let finding = Finding::builtin(TEMPLATE_BROKEN, self.place(name, &(0..0)), message);
        Some(finding.help(format!("did you mean `{near}`?")))
    }

    fn place(&self, name: &str, span: &Range<usize>) -> Place {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let text = self.texts.get(name).unwrap_or_default();
        Place {
            source: Source::new(self.texts.path(name), text),
            span: Span {
                start: offset(span.start),
                end: offset(span.end),
            },
        }
    }
}
