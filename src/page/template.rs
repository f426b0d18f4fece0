//! Tera, and the only place that knows it.
//!
//! A template sees a view and nothing else. Every value it prints is escaped for its format; there is
//! no way around that, so the usual `safe` filter does not exist. An undefined name is an error that
//! shows the template's line.

use super::fixed;
use super::flaw;
use super::once;
use super::texts::Texts;
use super::words;
use crate::error::{Error, Result};
use crate::page::locale::{Languages, Locale, MARKS};
use crate::page::{escape, isolate, link, markdown};
use crate::source::embedded;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// The texts of all templates: ours, and file by file those of the workspace in their place.
#[derive(Debug)]
pub struct Templates {
    pub(super) texts: Arc<Texts>,
    languages: Languages,
}

impl Templates {
    /// Ours, replaced by `overrides`, whose keys are paths below `templates/`; sentences are added to ours.
    pub fn new(overrides: BTreeMap<String, String>) -> Result<Self> {
        let ours = embedded::templates();
        let languages = Languages::new(&ours, &overrides)?;
        let texts = Arc::new(Texts::new(ours, overrides));
        Ok(Self { texts, languages })
    }

    /// The same, where people know the folder of the workspace's own by a name.
    #[must_use]
    pub fn lying_in(mut self, folder: &str) -> Self {
        Arc::make_mut(&mut self.texts).lie_in(folder);
        self
    }

    /// A language as written in `country`, with its sentences.
    pub fn locale(&self, language: &str, country: Option<&str>) -> Result<Arc<Locale>> {
        self.languages.locale(language, country).map(Arc::new)
    }

    /// The languages that pages can be written in.
    pub const fn languages(&self) -> &Languages {
        &self.languages
    }

    /// A file that is copied as it is, such as the style sheet.
    pub fn text(&self, path: &str) -> Result<&str> {
        let text = self.texts.get(path);
        text.ok_or_else(|| Error::Internal(format!("`templates/{path}` is missing")))
    }

    /// Compiles all templates for one locale.
    pub fn renderer(&self, locale: &Arc<Locale>) -> Result<Renderer> {
        let compile = |format: Format| {
            let filled = |(name, text)| (name, fixed::filled(text, format, locale));
            let texts: Vec<_> = self.texts.ending(format.suffix()).map(filled).collect();
            let compiled = compiled(texts, format, locale);
            compiled.or_else(|_| as_written(&self.texts, format, locale))
        };
        let (html, markdown) = rayon::join(|| compile(Format::Html), || compile(Format::Markdown));
        Ok(Renderer {
            html: html?,
            markdown: markdown?,
            texts: Arc::clone(&self.texts),
            locale: Arc::clone(locale),
        })
    }
}

/// Templates as people wrote them, so that what is wrong with them is told with its place.
fn as_written(texts: &Texts, format: Format, locale: &Arc<Locale>) -> Result<Arc<Tera>> {
    let written = texts.ending(format.suffix());
    compiled(written, format, locale).map_err(|error| flaw::told(&error, texts))
}

fn compiled<S: AsRef<str>, T: AsRef<str>>(
    texts: impl IntoIterator<Item = (S, T)>,
    format: Format,
    locale: &Arc<Locale>,
) -> TeraResult<Arc<Tera>> {
    let mut added = Ok(());
    let tera = Arc::new_cyclic(|own| {
        let mut tera = Tera::new();
        tera.set_escape_fn(format.escape());
        tera.autoescape_on([""]);
        register(&mut tera, format, locale);
        once::register(&mut tera, own.clone());
        added = tera.add_raw_templates(texts);
        tera
    });
    added.map(|()| tera)
}

/// Everything one page shows, ready for a template.
#[derive(Debug)]
pub struct View(Context);

impl View {
    /// A view struct's fields by name.
    pub fn of<V: Serialize>(view: &V) -> Result<Self> {
        let context = Context::from_serialize(view);
        let context = context.map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(context))
    }
}

/// Templates ready to print in one locale.
pub struct Renderer {
    html: Arc<Tera>,
    markdown: Arc<Tera>,
    texts: Arc<Texts>,
    locale: Arc<Locale>,
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer").finish_non_exhaustive()
    }
}

impl Renderer {
    /// Prints a view through the template of that name, `.html` or `.md`.
    pub fn render(&self, template: &str, view: &View) -> Result<String> {
        let mut page = Vec::new();
        self.render_to(template, view, &mut page)?;
        String::from_utf8(page).map_err(|error| Error::Internal(error.to_string()))
    }

    /// The same at the end of a page that is there already, so that many can be printed in the room of one.
    pub fn render_to(&self, template: &str, view: &View, page: &mut Vec<u8>) -> Result<()> {
        let (tera, format) = if template.ends_with(Format::Markdown.suffix()) {
            (&self.markdown, Format::Markdown)
        } else {
            (&self.html, Format::Html)
        };
        let rendered = tera.render_to(template, &view.0, page);
        rendered.map_err(|error| self.flaw(&error, template, view, format))
    }

    /// What is wrong with a template that could not be printed, with its place in the text as it was written.
    fn flaw(&self, error: &tera::Error, template: &str, view: &View, format: Format) -> Error {
        match as_written(&self.texts, format, &self.locale) {
            Ok(tera) => {
                let again = tera.render_to(template, &view.0, std::io::sink()).err();
                flaw::told(again.as_ref().unwrap_or(error), &self.texts)
            }
            Err(flaw) => flaw,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Html,
    Markdown,
}

impl Format {
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Html => ".html",
            Self::Markdown => ".md",
        }
    }

    fn escape(self) -> tera::EscapeFn {
        match self {
            Self::Html => escape::html,
            Self::Markdown => escape::markdown,
        }
    }

    /// A text as a page prints it.
    pub(super) fn escaped(self, text: &str) -> std::io::Result<String> {
        let mut escaped = Vec::new();
        self.escape()(text, &mut escaped)?;
        Ok(String::from_utf8_lossy(&escaped).into_owned())
    }

    /// A text within a line that keeps its blanks at both ends.
    pub(super) fn escaped_piece(self, text: &str) -> std::io::Result<String> {
        match self {
            Self::Html => self.escaped(text),
            Self::Markdown => Ok(escape::markdown_piece(text, Some('x'))),
        }
    }
}

fn register(tera: &mut Tera, format: Format, locale: &Arc<Locale>) {
    for name in ["safe", "escape_html", "escape_xml", "newlines_to_br"] {
        tera.register_filter(
            name,
            |_: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
                Err(tera::Error::message(
                    "values are always escaped; free text goes through `markdown`",
                ))
            },
        );
    }
    register_text(tera, format);
    register_marks(tera, format, locale);
    words::register(tera, locale);
    if format == Format::Html {
        register_data(tera);
    }
}

/// Values as data for programs: `json`, for the inside of a script element and no other place, and `css`, for
/// that of a style element. Keys are sorted, because a template does not keep their order.
fn register_data(tera: &mut Tera) {
    tera.register_filter("css", |sheet: &str, _: Kwargs, _: &State| {
        Value::safe_string(&escape::css(sheet))
    });
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State| {
        let mut value = serde_json::to_value(value).map_err(tera::Error::message)?;
        value.sort_all_objects();
        TeraResult::Ok(Value::safe_string(&escape::json(&value.to_string())))
    });
}

/// Filters whose result is markup.
fn register_text(tera: &mut Tera, format: Format) {
    let blocks = match format {
        Format::Html => markdown::html,
        Format::Markdown => markdown::markdown,
    };
    let line = match format {
        Format::Html => markdown::html_inline,
        Format::Markdown => markdown::markdown_inline,
    };
    tera.register_filter("markdown", move |text: &str, args: Kwargs, _: &State| {
        let level = args.get::<u8>("level")?.unwrap_or(3);
        TeraResult::Ok(Value::safe_string(&blocks(text, level)))
    });
    tera.register_filter(
        "markdown_inline",
        move |text: &str, _: Kwargs, _: &State| Value::safe_string(&line(text)),
    );
    tera.register_filter("apart", |value: &Value, _: Kwargs, _: &State| {
        let field = |name| value.get_from_path(name).and_then(Value::as_str);
        let text = field("text").unwrap_or_default();
        match field("dir") {
            Some(_) => isolate::apart(text),
            None => text.to_owned(),
        }
    });
    tera.register_filter("href", move |address: &str, _: Kwargs, _: &State| {
        let address = link::allowed(address).ok_or_else(|| {
            tera::Error::message(format!("`{address}` is no address a page may link to"))
        })?;
        TeraResult::Ok(match format {
            Format::Html => Value::from(address),
            Format::Markdown => Value::safe_string(&link::for_markdown(address)),
        })
    });
}

/// Functions such as `colon()`, for the marks between two values; their blanks are kept.
fn register_marks(tera: &mut Tera, format: Format, locale: &Arc<Locale>) {
    for name in MARKS {
        let mark = locale.mark(name).map_err(|error| error.to_string());
        let piece = |mark: String| {
            format
                .escaped_piece(&mark)
                .map_err(|error| error.to_string())
        };
        let mark = mark.and_then(piece);
        let mark = mark.map(|mark| Value::safe_string(&mark));
        tera.register_function(name, move |_: Kwargs, _: &State| {
            mark.clone().map_err(tera::Error::message)
        });
    }
}
