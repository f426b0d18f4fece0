//! What is known of the values in a template: the JSON Schemas that they may have.
//!
//! It reads the part of JSON Schema that views are described in, and must never know what a view is about.

use serde_json::{Value, json};

/// Schemas of views by the stem of their templates.
#[derive(Debug)]
pub(in crate::page) struct Shapes<'s> {
    whole: &'s Value,
    looping: Value,
}

/// The schemas that a value may have; nothing is known where it is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape<'s> {
    nodes: Vec<&'s Value>,
    open: bool,
}

/// A field that no value of a shape has: what there is instead.
#[derive(Debug)]
pub(super) enum Missing<'s> {
    /// It is a list.
    List,
    /// It is a text, a number or a choice between two.
    Plain,
    /// It has other fields.
    Fields(Vec<&'s str>),
}

impl<'s> Shapes<'s> {
    pub(in crate::page) fn new(whole: &'s Value) -> Self {
        let number = json!({"type": "integer"});
        let choice = json!({"type": "boolean"});
        let looping = json!({"properties": {
            "index": number, "index0": number, "length": number, "first": choice, "last": choice,
        }});
        Self { whole, looping }
    }

    /// The view of the templates of a stem.
    pub(super) fn view(&self, stem: &str) -> Option<Shape<'s>> {
        let view = self.whole.get("properties")?.get(stem)?;
        Some(self.resolved([view]))
    }

    /// What `loop` is.
    pub(super) fn looping(&'s self) -> Shape<'s> {
        self.resolved([&self.looping])
    }

    /// A field of a value, or what the value has instead.
    pub(super) fn field(&self, shape: &Shape<'s>, name: &str) -> Result<Shape<'s>, Missing<'s>> {
        let found = shape.nodes.iter().filter_map(|node| {
            let own = node.get("properties").and_then(|fields| fields.get(name));
            own.or_else(|| others(node))
        });
        let mut field = self.resolved(found);
        field.open |= shape.open;
        if !field.is_nothing() || shape.nodes.is_empty() {
            return Ok(field);
        }
        Err(shape.instead())
    }

    /// What a loop over a value gets, or any entry of it.
    pub(super) fn entry(&self, shape: &Shape<'s>) -> Shape<'s> {
        let entries = shape.nodes.iter().flat_map(|node| {
            let tuple = node.get("prefixItems").and_then(Value::as_array);
            let items = node.get("items").filter(|items| items.is_object());
            tuple.into_iter().flatten().chain(items).chain(others(node))
        });
        self.resolved(entries).or_open(shape)
    }

    /// The entry of a list at a place.
    pub(super) fn entry_at(&self, shape: &Shape<'s>, place: usize) -> Shape<'s> {
        let entries = shape.nodes.iter().filter_map(|node| {
            let tuple = node.get("prefixItems").and_then(|tuple| tuple.get(place));
            tuple.or_else(|| node.get("items").filter(|items| items.is_object()))
        });
        self.resolved(entries).or_open(shape)
    }

    /// Schemas without references and choices; what may be missing counts as if it were there.
    fn resolved(&self, nodes: impl IntoIterator<Item = &'s Value>) -> Shape<'s> {
        let mut shape = Shape::default();
        let mut left: Vec<&'s Value> = nodes.into_iter().collect();
        while let Some(node) = left.pop() {
            let reference = node.get("$ref").and_then(Value::as_str);
            let choices = ["anyOf", "oneOf"]
                .iter()
                .filter_map(|key| node.get(key)?.as_array());
            let choices: Vec<_> = choices.flatten().collect();
            if let Some(target) =
                reference.and_then(|path| self.whole.pointer(path.strip_prefix('#')?))
            {
                left.push(target);
            } else if !choices.is_empty() {
                left.extend(choices);
            } else if node.get("type").is_some_and(|kind| kind == "null") {
            } else if describes(node) {
                shape.add(node);
            } else {
                shape.open = true;
            }
        }
        shape
    }
}

/// Whether a schema says anything about fields or entries.
fn describes(node: &Value) -> bool {
    [
        "type",
        "properties",
        "items",
        "prefixItems",
        "enum",
        "const",
    ]
    .iter()
    .any(|key| node.get(key).is_some())
}

/// The schema of fields with any name.
fn others(node: &Value) -> Option<&Value> {
    node.get("additionalProperties")
        .filter(|other| other.is_object())
}

impl<'s> Shape<'s> {
    /// A value of which nothing is known.
    pub(super) const fn open() -> Self {
        Self {
            nodes: Vec::new(),
            open: true,
        }
    }

    /// Takes in what else a value may be; tells whether that is new.
    pub(super) fn join(&mut self, other: &Self) -> bool {
        let before = (self.nodes.len(), self.open);
        other.nodes.iter().for_each(|node| self.add(node));
        self.open |= other.open;
        before != (self.nodes.len(), self.open)
    }

    /// The names of all fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'s str> {
        let fields = self
            .nodes
            .iter()
            .filter_map(|node| node.get("properties")?.as_object());
        fields.flat_map(|fields| fields.keys().map(String::as_str))
    }

    fn add(&mut self, node: &'s Value) {
        if !self.nodes.iter().any(|known| std::ptr::eq(*known, node)) {
            self.nodes.push(node);
        }
    }

    const fn is_nothing(&self) -> bool {
        self.nodes.is_empty() && !self.open
    }

    fn or_open(mut self, whole: &Self) -> Self {
        self.open |= whole.open;
        self
    }

    fn instead(&self) -> Missing<'s> {
        let mut fields: Vec<_> = self.fields().collect();
        fields.sort_unstable();
        fields.dedup();
        let is_list =
            |node: &&Value| node.get("items").is_some() || node.get("prefixItems").is_some();
        match (fields.is_empty(), self.nodes.iter().any(is_list)) {
            (false, _) => Missing::Fields(fields),
            (true, true) => Missing::List,
            (true, false) => Missing::Plain,
        }
    }
}
