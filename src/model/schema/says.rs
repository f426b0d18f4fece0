//! Schema errors in our own words, at the nearest span, with suggestions.
//!
//! It translates; what is allowed stands in the schemas.

use super::{MOST, Misfit, Schema};
use crate::finding::builtin::{self, BuiltIn};
use crate::finding::{Finding, Place};
use crate::model::format;
use crate::model::nearest::nearest;
use crate::model::shape::{Shape, Type};
use crate::yaml::{NodeKind, NodeRef, lookalike};
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// One validation error as findings: several unknown keys are several findings.
pub(super) fn misfits(
    schema: &Schema,
    root: NodeRef<'_>,
    error: &jsonschema::ValidationError<'_>,
) -> Vec<Misfit> {
    let pointer = error.instance_path().as_str();
    let Some((key, value)) = root.pointer(pointer) else {
        return Vec::new();
    };
    let beside = beside(&schema.json, error.evaluation_path().as_str());
    let word = |keyword: &str| beside.and_then(|all| all.get(keyword)?.as_str());
    let spot = Spot {
        schema,
        pointer,
        key,
        value,
        form: word("x-says"),
    };
    let wrong_type = error.evaluation_path().as_str().ends_with("/type");
    let rule = word("x-rule").filter(|_| !wrong_type).map(str::to_owned);
    let with_rule = |finding| Misfit {
        finding,
        rule: rule.clone(),
        missing: match error.kind() {
            Kind::Required { property } => property.as_str().map(str::to_owned),
            _ => None,
        },
    };
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .take(MOST + 1)
            .filter_map(|name| spot.unknown_key(name))
            .map(with_rule)
            .collect(),
        kind => vec![with_rule(spot.finding(kind))],
    }
}

/// The part of the schema in which the failed keyword stands. There `x-rule` names the catalogued
/// rule that is broken (a wrong type is never a rule's business), `x-says` words for a pattern.
fn beside<'a>(schema: &'a Value, keyword_path: &str) -> Option<&'a Value> {
    let (parent, _) = keyword_path.rsplit_once('/')?;
    let mut at = schema;
    for part in parent.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        at = match at {
            Value::Array(items) => items.get(part.parse::<usize>().ok()?)?,
            _ => at.get(&part)?,
        };
        if part == "$ref" {
            at = schema.pointer(at.as_str()?.trim_start_matches('#'))?;
        }
    }
    Some(at)
}

/// Where an error occurred.
struct Spot<'a> {
    schema: &'a Schema,
    pointer: &'a str,
    key: Option<NodeRef<'a>>,
    value: NodeRef<'a>,
    /// The wanted form in words, where the schema has some.
    form: Option<&'a str>,
}

impl Spot<'_> {
    fn finding(&self, kind: &Kind) -> Finding {
        match kind {
            Kind::Required { property } => self.missing(property.as_str().unwrap_or_default()),
            Kind::Type { kind } => self.wrong_type(kind),
            Kind::Enum { options } => self.not_among(options),
            Kind::Constant { expected_value } => {
                self.should_be(&format!("`{}`", plain(expected_value)))
            }
            Kind::Format { format } => self.in_another_format(format),
            Kind::Pattern { pattern } => match self.form {
                Some(form) => self.should_be(form),
                None => self.should_be(&format!("of the form `{pattern}`")),
            },
            Kind::MinLength { .. } => self.value("is empty or too short"),
            Kind::MaxLength { limit } => self.value(&format!("is longer than {limit} characters")),
            Kind::MinItems { limit } | Kind::MinProperties { limit } => {
                self.value(&format!("needs at least {limit} {}", entries(*limit)))
            }
            Kind::MaxItems { limit } => {
                self.value(&format!("has more than {limit} {}", entries(*limit)))
            }
            Kind::Minimum { limit } => self.should_be(&format!("at least {limit}")),
            Kind::Maximum { limit } => self.should_be(&format!("at most {limit}")),
            Kind::UniqueItems => self.value("lists the same thing twice"),
            Kind::PropertyNames { .. } => self.value("has a key in a form that is not allowed"),
            Kind::FalseSchema => self.value("is not allowed here"),
            other => self.value(&format!("does not fit the schema ({})", other.keyword())),
        }
    }

    fn name(&self) -> String {
        match self.key {
            Some(key) => format!("`{}`", key.text()),
            None if self.pointer.is_empty() => "this document".to_owned(),
            None => "this item".to_owned(),
        }
    }

    /// The key that introduces a container, or the scalar itself: never half a page.
    fn place(&self) -> Place {
        let container = matches!(
            self.value.kind(),
            NodeKind::Map | NodeKind::Seq | NodeKind::Null
        );
        let introduced = if container { self.key } else { None };
        let first_key = || self.value.entries().next().map(|(key, _)| key);
        introduced
            .or_else(|| if container { first_key() } else { None })
            .unwrap_or(self.value)
            .place()
    }

    fn at_value(&self, check: &BuiltIn, message: String) -> Finding {
        let finding = Finding::builtin(check, self.place(), message).help(check.fix);
        self.value.with_origin(finding)
    }

    /// The value as people see it in a message; nothing for groups and lists.
    fn shown(&self) -> String {
        match self.value.kind() {
            NodeKind::Map | NodeKind::Seq => String::new(),
            NodeKind::Null => ", but is empty".to_owned(),
            _ if self.value.text().is_empty() => ", but is empty".to_owned(),
            _ => format!(", not `{}`", shorten(self.value.text())),
        }
    }

    fn value(&self, problem: &str) -> Finding {
        self.at_value(builtin::SCHEMA_VALUE, format!("{} {problem}", self.name()))
    }

    fn should_be(&self, wanted: &str) -> Finding {
        self.value(&format!("should be {wanted}{}", self.shown()))
    }

    fn in_another_format(&self, name: &str) -> Finding {
        let says = format::named(name).map_or("in another format", |format| format.says);
        let text = self.value.text();
        let Some(mistake) = format::mistake(name, text) else {
            return self.should_be(says);
        };
        let message = format!("{}: {}", self.name(), mistake.message);
        let mut finding = self.at_value(builtin::SCHEMA_VALUE, message);
        // What an alias brings is shown as a whole, beside the place where it was written.
        if self.value.origin().is_none() && !mistake.at.is_empty() {
            finding.place = self.value.place_within(mistake.at);
        }
        finding.help(format!("write {says}"))
    }

    fn missing(&self, field: &str) -> Finding {
        let message = format!("{} needs `{field}`", self.name());
        let about = self
            .shape()
            .and_then(|shape| shape.field(field))
            .map(hint)
            .unwrap_or_default();
        self.at_value(builtin::SCHEMA_MISSING_KEY, message)
            .help(format!("add `{field}: …`{about}"))
    }

    fn wrong_type(&self, kind: &TypeKind) -> Finding {
        let wanted = match kind {
            TypeKind::Single(kind) => type_word(&kind.to_string()),
            TypeKind::Multiple(_) => "of another type",
        };
        let shown = match self.value.kind() {
            NodeKind::Map => "a group of fields".to_owned(),
            NodeKind::Seq => "a list".to_owned(),
            NodeKind::Null => "empty".to_owned(),
            _ => format!("`{}`", shorten(self.value.text())),
        };
        let message = format!("{} should be {wanted}, not {shown}", self.name());
        let misread = wanted == "text"
            && matches!(
                self.value.kind(),
                NodeKind::Int | NodeKind::Float | NodeKind::Bool
            );
        if misread {
            let repaired = format!("write `{}`", lookalike::as_string_repair(self.value));
            return self
                .at_value(builtin::YAML_LOOKALIKE, message)
                .help(repaired);
        }
        self.at_value(builtin::SCHEMA_TYPE, message)
    }

    fn not_among(&self, options: &Value) -> Finding {
        let options: Vec<_> = options
            .as_array()
            .into_iter()
            .flatten()
            .map(plain)
            .collect();
        let text = self.value.text();
        let message = format!("{} cannot be `{}`", self.name(), shorten(text));
        let help = match nearest(text, options.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`? Possible are {}", listed(&options)),
            None => format!("possible are {}", listed(&options)),
        };
        self.at_value(builtin::SCHEMA_VALUE, message).help(help)
    }

    fn unknown_key(&self, name: &str) -> Option<Finding> {
        let (key, _) = self.value.entry(name)?;
        let known: Vec<&str> = match self.shape().map(|shape| &shape.ty) {
            Some(Type::Object(object)) => object.fields.keys().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        let whole = self.name();
        let message = format!("{whole} has no field `{}`", shorten(name));
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => builtin::SCHEMA_UNKNOWN_KEY.fix.to_owned(),
            None => format!("its fields are {}", listed(&known)),
        };
        let finding = Finding::builtin(builtin::SCHEMA_UNKNOWN_KEY, key.place(), message);
        Some(key.with_origin(finding.help(help)))
    }

    fn shape(&self) -> Option<&Shape> {
        let mut parts = self.pointer.split('/').skip(1);
        parts.try_fold(&self.schema.shape, |shape, part| match &shape.ty {
            Type::List(items) => Some(items.as_ref()),
            _ => shape.field(part),
        })
    }
}

fn type_word(kind: &str) -> &'static str {
    match kind {
        "string" => "text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        "object" => "a group of fields",
        _ => "empty",
    }
}

fn hint(shape: &Shape) -> String {
    if shape.options.is_empty() {
        String::new()
    } else {
        format!(" with one of {}", listed(&shape.options))
    }
}

fn entries(count: u64) -> &'static str {
    if count == 1 { "entry" } else { "entries" }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<_> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    quoted.join(", ")
}

/// Long values are cut: the excerpt below the message shows them anyway.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
