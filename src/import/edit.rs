//! Changes single values of a YAML text and leaves everything else as it is: comments, order, quotes.
//!
//! It knows nodes and bytes; why a value changes, it must never know.

use super::lines::{
    CROWDED, Stuck, column, dash, indicator, is_flow, line_end, line_start, newline, range, source,
};
use super::written::inline;
use crate::yaml::NodeRef;
use serde_json::Value;
use std::ops::Range;

/// These bytes of a text become this.
#[derive(Debug)]
pub(super) struct Splice {
    pub(super) at: Range<usize>,
    pub(super) text: String,
}

const BORROWED: Stuck = "it comes from an anchor or a merge key";

/// All changes made.
pub(super) fn apply(text: &str, mut splices: Vec<Splice>) -> Result<String, Stuck> {
    splices.sort_by_key(|splice| (splice.at.start, splice.at.end));
    let (mut changed, mut from) = (String::with_capacity(text.len()), 0);
    for splice in splices {
        let between = text.get(from..splice.at.start);
        changed.push_str(between.ok_or("two changes touch each other")?);
        changed.push_str(&splice.text);
        from = splice.at.end;
    }
    changed.push_str(text.get(from..).unwrap_or_default());
    Ok(changed)
}

/// Replaces a value.
pub(super) fn set(node: NodeRef<'_>, value: &Value) -> Result<Splice, Stuck> {
    own(node)?;
    let mut at = range(node);
    at.start = indicator(source(node), at.start).unwrap_or(at.start);
    // A value that is missing stands right behind the colon.
    let gap = if at.is_empty() { " " } else { "" };
    Ok(Splice {
        text: format!("{gap}{}", inline(value)),
        at,
    })
}

/// Adds a field to a mapping, behind one of its values if one is named, else before all of them.
pub(super) fn insert(
    map: NodeRef<'_>,
    after: Option<NodeRef<'_>>,
    key: &str,
    value: &Value,
) -> Result<Splice, Stuck> {
    if let Some(nothing) = map.get(key) {
        return set(nothing, value);
    }
    own(map)?;
    let pair = format!("{}: {}", inline(&key.into()), inline(value));
    let Some((first, last)) = map.entries().next().zip(map.entries().last()) else {
        return set(map, &[(key, value.clone())].into_iter().collect());
    };
    match after {
        None => before(map, first.0, pair),
        Some(after) => behind(map, after, &pair).or_else(|_| behind(map, last.1, &pair)),
    }
}

fn before(map: NodeRef<'_>, first: NodeRef<'_>, pair: String) -> Result<Splice, Stuck> {
    own(first)?;
    let (text, start) = (source(map), range(first).start);
    let gap = if is_flow(map) {
        ", ".to_owned()
    } else {
        format!("{}{}", newline(text), " ".repeat(column(text, start)))
    };
    Ok(at(start, pair + &gap))
}

fn behind(map: NodeRef<'_>, after: NodeRef<'_>, pair: &str) -> Result<Splice, Stuck> {
    own(after)?;
    let text = source(map);
    if is_flow(map) {
        return Ok(at(range(after).end, format!(", {pair}")));
    }
    let first = map.entries().next().ok_or(CROWDED)?.0;
    let end = line_end(text, range(after).end)?;
    let indent = column(text, range(first).start);
    Ok(at(
        end,
        format!("{}{}{pair}", newline(text), " ".repeat(indent)),
    ))
}

/// Takes items out of a list and adds others to its end.
pub(super) fn relist(
    list: NodeRef<'_>,
    gone: &[NodeRef<'_>],
    new: &[&Value],
) -> Result<Vec<Splice>, Stuck> {
    own(list)?;
    if list.len() == gone.len() {
        return Ok(vec![replace(
            list,
            &new.iter().map(|value| (*value).clone()).collect(),
        )?]);
    }
    let mut splices = Vec::new();
    for item in gone {
        splices.push(remove_item(list, *item)?);
    }
    if !new.is_empty() {
        splices.push(append(list, gone, new)?);
    }
    Ok(splices)
}

/// Adds items behind the last one that stays.
fn append(list: NodeRef<'_>, gone: &[NodeRef<'_>], new: &[&Value]) -> Result<Splice, Stuck> {
    let text = source(list);
    let staying = list.items().filter(|item| !gone.contains(item));
    let end_item = staying.last().ok_or(CROWDED)?;
    own(end_item)?;
    let lead = if is_flow(list) {
        ", ".to_owned()
    } else {
        let indent = column(text, dash(text, range(end_item).start)?);
        format!("{}{}- ", newline(text), " ".repeat(indent))
    };
    let items = new.iter().map(|value| format!("{lead}{}", inline(value)));
    let end = range(end_item).end;
    let end = if is_flow(list) {
        end
    } else {
        line_end(text, end)?
    };
    Ok(at(end, items.collect()))
}

/// Takes away a field with its value.
pub(super) fn remove(node: NodeRef<'_>) -> Result<Splice, Stuck> {
    own(node)?;
    let owner = node.owners().pop().ok_or("it is the whole document")?;
    own(owner)?;
    remove_field(owner, node)
}

fn remove_item(list: NodeRef<'_>, item: NodeRef<'_>) -> Result<Splice, Stuck> {
    own(item)?;
    let text = source(list);
    if is_flow(list) {
        return Ok(out_of_flow(
            &list.items().map(range).collect::<Vec<_>>(),
            &range(item),
        ));
    }
    let dash = dash(text, range(item).start)?;
    whole_lines(text, dash, range(item).end)
}

/// The list gets all new items.
fn replace(list: NodeRef<'_>, items: &Value) -> Result<Splice, Stuck> {
    if is_flow(list) {
        return set(list, items);
    }
    let owner = list.owners().pop().ok_or("it is the whole document")?;
    let mut entries = owner.entries();
    let key = entries.find(|(_, value)| *value == list).ok_or(CROWDED)?.0;
    let text = source(list);
    let colon = text[range(key).end..].find(':').ok_or(CROWDED)?;
    let from = range(key).end + colon + 1;
    Ok(Splice {
        at: from..range(list).end,
        text: format!(" {}", inline(items)),
    })
}

fn remove_field(map: NodeRef<'_>, value: NodeRef<'_>) -> Result<Splice, Stuck> {
    let text = source(map);
    let pairs: Vec<_> = map
        .entries()
        .map(|(key, value)| range(key).start..range(value).end)
        .collect();
    let mut values = map.entries().map(|(_, value)| value);
    let place = values.position(|other| other == value).ok_or(BORROWED)?;
    let pair = pairs[place].clone();
    if is_flow(map) {
        return Ok(out_of_flow(&pairs, &pair));
    }
    let before = &text[line_start(text, pair.start)..pair.start];
    if before.trim().is_empty() {
        return whole_lines(text, pair.start, pair.end);
    }
    // The first field of a list's item stands behind its dash.
    let next = pairs.get(place + 1).ok_or(CROWDED)?;
    Ok(Splice {
        at: pair.start..next.start,
        text: String::new(),
    })
}

/// One of several parts between brackets goes, with a comma.
fn out_of_flow(parts: &[Range<usize>], part: &Range<usize>) -> Splice {
    let place = parts
        .iter()
        .position(|other| other == part)
        .unwrap_or_default();
    let at = match (parts.get(place + 1), place.checked_sub(1)) {
        (Some(next), _) => part.start..next.start,
        (None, Some(before)) => parts[before].end..part.end,
        (None, None) => part.clone(),
    };
    Splice {
        at,
        text: String::new(),
    }
}

fn whole_lines(text: &str, from: usize, to: usize) -> Result<Splice, Stuck> {
    let start = line_start(text, from);
    if !text[start..from].trim().is_empty() {
        return Err(CROWDED);
    }
    let end = line_end(text, to)?;
    let rest = &text[end..];
    let ending = ["\r\n", "\n", "\r"]
        .into_iter()
        .find(|ending| rest.starts_with(ending));
    Ok(Splice {
        at: start..end + ending.map_or(0, str::len),
        text: String::new(),
    })
}

/// A value that an alias or a merge key brought here stands in another place as well.
fn own(node: NodeRef<'_>) -> Result<(), Stuck> {
    let mut all = node.owners().into_iter().chain([node]);
    if all.any(|node| node.origin().is_some()) {
        return Err(BORROWED);
    }
    Ok(())
}

const fn at(place: usize, text: String) -> Splice {
    Splice {
        at: place..place,
        text,
    }
}
