//! What a cell says, as a value of the field that its column is.
//!
//! A cell that can be read in two ways is not read; it must never know what the field is for.

use super::column::Column;
use crate::model::export::Known;
use crate::model::export::record::option;
use crate::model::export::telephone::international;
use crate::model::format;
use crate::model::shape::{Shape, Type};
use crate::yaml::NodeRef;
use serde_json::Value;

/// The value of a cell, or why it has none.
pub(super) fn value(
    known: &Known<'_>,
    column: &Column<'_>,
    cell: NodeRef<'_>,
) -> Result<Value, String> {
    let text = cell.text().trim();
    let each = match &column.shape.ty {
        Type::List(items) => items.as_ref(),
        _ => column.shape,
    };
    let Some(between) = column.list else {
        let value = item(known, column, each, text)?;
        let is_list = matches!(column.shape.ty, Type::List(_)) && !value.is_array();
        return Ok(if is_list { vec![value].into() } else { value });
    };
    let parts = text.split(between).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts
        .map(|part| item(known, column, each, part))
        .collect::<Result<Vec<_>, _>>()
        .map(Value::from)
}

fn item(
    known: &Known<'_>,
    column: &Column<'_>,
    shape: &Shape,
    text: &str,
) -> Result<Value, String> {
    if let Some(values) = column.values {
        let meant = values.entries().find(|(word, _)| word.text() == text);
        let (_, value) = meant
            .ok_or_else(|| format!("`{text}` is not among the `values` that the mapping lists"))?;
        return serde_json::to_value(value).map_err(|error| error.to_string());
    }
    if let Some(field) = column.by {
        return referred(known, shape, field, text);
    }
    match shape.ty {
        Type::Bool => match text {
            "true" => Ok(true.into()),
            "false" => Ok(false.into()),
            _ => Err(format!(
                "`{text}` is neither `true` nor `false`; list in `values` what it means"
            )),
        },
        Type::Int => {
            let number = text.parse::<i64>();
            number.map_or_else(
                |_| Err(format!("`{text}` is no whole number")),
                |n| Ok(n.into()),
            )
        }
        Type::Number => number(text),
        Type::Object(_) => Err("a group of fields has no value; name a field in it".to_owned()),
        _ => written(column, shape, text).map(Value::from),
    }
}

/// Only what JSON takes for a number: digits and a point, no comma.
fn number(text: &str) -> Result<Value, String> {
    let value = serde_json::from_str::<Value>(text).ok();
    let value = value.filter(Value::is_number);
    value.ok_or_else(|| format!("`{text}` is no number such as `1234.5`"))
}

fn written(column: &Column<'_>, shape: &Shape, text: &str) -> Result<String, String> {
    match shape.format.as_deref() {
        Some("date") => day(column, text),
        Some("guid") => Ok(text.to_lowercase()),
        Some("phone") => Ok(international(text).unwrap_or_else(|| text.to_owned())),
        _ => Ok(option(text, &shape.options, text)),
    }
}

/// A day in the way of writing that the mapping names; where it names none, only the one that cannot be mistaken.
fn day(column: &Column<'_>, text: &str) -> Result<String, String> {
    let way = column.date.unwrap_or("YYYY-MM-DD");
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let parted = |sign: char| text.matches(sign).count() == 2;
    let found = match (way, parts.as_slice()) {
        ("YYYY-MM-DD", [year, month, day]) if parted('-') => Some((year, month, day)),
        ("DD.MM.YYYY", [day, month, year]) if parted('.') => Some((year, month, day)),
        ("DD/MM/YYYY", [day, month, year]) | ("MM/DD/YYYY", [month, day, year]) if parted('/') => {
            Some((year, month, day))
        }
        _ => None,
    };
    let iso = found.filter(|(year, ..)| year.len() == 4);
    let iso = iso.map(|(year, month, day)| format!("{year}-{month:0>2}-{day:0>2}"));
    let is_day = |iso: &String| format::named("date").is_some_and(|format| (format.check)(iso));
    iso.filter(is_day).ok_or_else(|| match column.date {
        Some(way) => format!("`{text}` is no day that is written `{way}`"),
        None => format!(
            "`{text}` is no day such as `2026-10-01`; name in the mapping how days are written, such as `date: DD.MM.YYYY`"
        ),
    })
}

/// The id of the document that has a value in one of its fields.
fn referred(known: &Known<'_>, shape: &Shape, field: &str, text: &str) -> Result<Value, String> {
    let found = match (shape.refers_to.as_ref().map(|to| to.kind.as_str()), field) {
        (Some("Customer"), "tenantId") => known.customer(text),
        (Some("AgentGroup"), "objectId") => known.group(text),
        _ => return Err(format!("the field names no document that has a `{field}`")),
    };
    let found = found.map(|entry| Value::from(entry.id.clone()));
    found.ok_or_else(|| format!("no document has `{text}` as its `{field}`"))
}
