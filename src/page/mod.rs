//! What site and HTML report share: templates, locale formatting, Markdown, escaping.
//!
//! Everything that reaches a page passes through here, so that text from a document is data
//! everywhere: a template prints it escaped for the format it is in, free text is Markdown without
//! raw HTML, an address is linked only if its scheme is harmless. This module must never know what a
//! page is about.

mod capital;
pub mod escape;
mod fields;
mod fixed;
mod flaw;
pub mod fold;
pub mod ics;
pub mod isolate;
mod known;
pub mod link;
pub mod locale;
pub mod markdown;
mod misfits;
mod once;
mod part;
pub mod phone;
pub mod sections;
mod template;
mod texts;
mod words;

pub use capital::capitalised;
pub use known::Known;
pub use locale::Locale;
pub use part::Part;
pub use template::{Renderer, Templates, View};
