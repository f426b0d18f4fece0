//! What Tera says of a template that does not work, in words for whoever wrote it, with the place.
//!
//! It must never know what a template is for.

use super::locale::MARKS;
use super::texts::Texts;
use crate::error::{Error, Flaw};
use crate::model::nearest::nearest;
use std::ops::Range;
use tera::ErrorKind;

/// Filters that templates may use: ours, then Tera's.
const FILTERS: &[&str] = &[
    "t",
    "markdown",
    "markdown_inline",
    "href",
    "date",
    "full_date",
    "list",
    "capital",
    "sentence",
    "apart",
    "once",
    "json",
    "css",
    "abs",
    "capitalize",
    "default",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// Tera's tests.
const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// Tera's functions; ours are the marks.
const FUNCTIONS: &[&str] = &["range", "super", "throw"];

/// What Tera has met, and where.
struct Met {
    template: String,
    span: Range<usize>,
    message: String,
}

/// The error as people are told it.
pub(super) fn told(error: &tera::Error, texts: &Texts) -> Error {
    let found = met(error, texts).and_then(|met| Some((texts.get(&met.template)?, met)));
    let Some((text, met)) = found else {
        return Error::Usage(format!("a template does not work: {error}"));
    };
    let (message, advice) = said(&met.message, texts);
    let ours = "this template ships with csp-support, and one of your own no longer fits it";
    let help = match (texts.is_own(&met.template), advice.is_empty()) {
        (true, _) => advice,
        (false, true) => ours.to_owned(),
        (false, false) => format!("{advice}; {ours}"),
    };
    Error::Template(Box::new(Flaw {
        path: texts.path(&met.template),
        text: text.to_owned(),
        span: met.span,
        message,
        help,
    }))
}

fn met(error: &tera::Error, texts: &Texts) -> Option<Met> {
    let at = |template: &str, span, message: &str| Met {
        template: template.to_owned(),
        span,
        message: message.to_owned(),
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span().range.clone();
            Some(at(report.filename(), span, report.message()))
        }
        ErrorKind::Msg(text) => reported(text, texts),
        ErrorKind::MissingParent { current, parent } => {
            let start = texts.get(current)?.find(parent.as_str())?;
            let message = format!("Unknown template `{parent}`");
            Some(at(current, start..start + parent.len(), &message))
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            Some(at(tpl, 0..0, "This template extends itself."))
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            Some(at(tpl, 0..0, "This template includes itself."))
        }
        _ => None,
    }
}

/// The first of the problems that Tera has put into one text, each with its lines and carets.
fn reported(text: &str, texts: &Texts) -> Option<Met> {
    let mut lines = text.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut place = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
    let column: usize = place.next()?.parse().ok()?;
    let line: usize = place.next()?.parse().ok()?;
    let template = place.next()?;
    let carets = lines.nth(2)?.matches('^').count();
    let source = texts.get(template)?;
    let before: usize = source
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let mut places = source
        .get(before..)?
        .char_indices()
        .map(|(at, _)| before + at);
    let start = places.nth(column.checked_sub(1)?)?;
    let end = places.nth(carets.saturating_sub(1)).unwrap_or(source.len());
    Some(Met {
        template: template.to_owned(),
        span: start..end,
        message: message.to_owned(),
    })
}

/// What is wrong, and what to do about it.
fn said(message: &str, texts: &Texts) -> (String, String) {
    let name = message.split('`').nth(1).unwrap_or_default();
    let known = message
        .split_once(". Available ")
        .and_then(|(_, names)| names.split_once(": "));
    let known = || known.into_iter().flat_map(|(_, names)| names.split(", "));
    if message.starts_with("Variable `") {
        return (format!("there is no `{name}` here"), advice(name, known()));
    }
    if message.starts_with("Field `") {
        return (
            format!("there is no field `{name}` here"),
            advice(name, known()),
        );
    }
    let unknown = message
        .strip_prefix("Unknown ")
        .and_then(|rest| rest.split_once(" `"));
    if let Some((kind, _)) = unknown {
        let names = names(kind, texts);
        let names = names.iter().map(String::as_str);
        return (format!("there is no {kind} `{name}`"), advice(name, names));
    }
    (lower_case(message), String::new())
}

/// Names that a template may use for something of a kind.
fn names(kind: &str, texts: &Texts) -> Vec<String> {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match kind {
        "filter" => own(FILTERS),
        "test" => own(TESTS),
        "function" => own(&[FUNCTIONS, &MARKS].concat()),
        "template" => texts.names().map(str::to_owned).collect(),
        _ => components(texts),
    }
}

fn components(texts: &Texts) -> Vec<String> {
    let pieces = texts
        .ending(".html")
        .flat_map(|(_, text)| text.split("{% component ").skip(1));
    let names = pieces.filter_map(|piece| piece.split('(').next());
    names.map(|name| name.trim().to_owned()).collect()
}

/// The name that was probably meant, or all there are.
pub(super) fn advice<'n>(name: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    if let Some(near) = nearest(name, known.clone()) {
        return format!("did you mean `{near}`?");
    }
    let mut known: Vec<_> = known.map(|name| format!("`{name}`")).collect();
    known.sort_unstable();
    if known.is_empty() {
        String::new()
    } else {
        format!("possible are {}", known.join(", "))
    }
}

/// A sentence of Tera's as messages begin and end.
fn lower_case(message: &str) -> String {
    let mut rest = message.trim_end_matches('.').chars();
    let first = rest
        .next()
        .map(|first| first.to_lowercase().collect::<String>());
    first.unwrap_or_default() + rest.as_str()
}
