//! One column of a mapping, and the field of the schema that it is.
//!
//! It must never look at a cell.

use crate::finding::{Finding, builtin};
use crate::model::nearest::nearest;
use crate::model::shape::{Shape, Type};
use crate::yaml::NodeRef;

/// One column that is a field.
pub(super) struct Column<'a> {
    pub(super) name: &'a str,
    pub(super) field: &'a str,
    pub(super) shape: &'static Shape,
    /// What cells mean.
    pub(super) values: Option<NodeRef<'a>>,
    /// What parts several values.
    pub(super) list: Option<&'a str>,
    /// How days are written.
    pub(super) date: Option<&'a str>,
    /// The field of the document that a cell names.
    pub(super) by: Option<&'a str>,
}

impl<'a> Column<'a> {
    pub(super) fn read(node: NodeRef<'a>, field: &'a str, shape: &'static Shape) -> Self {
        Self {
            name: node.str("column").unwrap_or_default(),
            field,
            shape,
            values: node.get("values"),
            list: node.str("list"),
            date: node.str("date"),
            by: node.str("by"),
        }
    }
}

/// The field at the end of a way of dots.
pub(super) fn of_way(
    spec: &'static Shape,
    way: NodeRef<'_>,
) -> Result<&'static Shape, Box<Finding>> {
    let mut at = spec;
    for part in way.text().split('.') {
        at = at.field(part).ok_or_else(|| {
            let message = format!("there is no field `{part}` in `{}`", way.text());
            let finding = Finding::builtin(builtin::SCHEMA_UNKNOWN_KEY, way.place(), message);
            let names: Vec<&str> = match &at.ty {
                Type::Object(object) => object.fields.keys().map(String::as_str).collect(),
                _ => Vec::new(),
            };
            Box::new(finding.help(help(part, names.iter().copied(), "possible are")))
        })?;
    }
    Ok(at)
}

/// What to write instead of a name that is not known.
pub(super) fn help<'n>(
    text: &str,
    names: impl Iterator<Item = &'n str> + Clone,
    all: &str,
) -> String {
    match nearest(text, names.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{all} {}", names.collect::<Vec<_>>().join(", ")),
    }
}
