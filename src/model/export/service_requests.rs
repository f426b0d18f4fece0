//! Requests to Microsoft as Partner Center has them: a list of a customer's, or one by its id.
//!
//! Lists write severity and status as numbers, single requests as words. What the numbers mean is nowhere
//! published; they are read in the order of the words and always told.

use super::record::{Record, Unreadable, is_never, option};
use super::telephone::put_number;
use super::{Draft, Fields, Key, Known, Reading, Told, tenant};
use crate::model::shape::Shape;
use crate::model::{Entry, Kind, Schemas};
use crate::yaml::{NodeKind, NodeRef};
use serde_json::Value;

/// How they are understood.
pub(super) const READING: Reading = Reading {
    kind: "PartnerCenterServiceRequests",
    told: &[Told::Customer],
    draft,
    lists,
    whole: None,
};

/// Fields that are text, by where they stand in an export and in a document.
const TEXTS: &[(&[&str], &str)] = &[
    (&["id"], "number"),
    (&["title"], "title"),
    (&["description"], "description"),
    (&["supportTopicId"], "supportTopic.id"),
    (&["supportTopicName"], "supportTopic.name"),
    (&["organization", "name"], "organization"),
    (&["countryCode"], "country"),
    (&["primaryContact", "firstName"], "primaryContact.firstName"),
    (&["primaryContact", "lastName"], "primaryContact.lastName"),
    (&["primaryContact", "email"], "primaryContact.email"),
];

fn draft<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let number = record.text(&["id"])?;
    let (customer, at) = tenant::customer(known, record)?;
    let mut fields = Fields::default();
    fields.put("customer", customer, at);
    for (from, to) in TEXTS {
        let node = record.node.path(from);
        // Nothing was entered, which is not the same as taken back.
        fields.text(to, node.filter(|node| !node.text().trim().is_empty()));
    }
    let phone = record.node.path(&["primaryContact", "phoneNumber"]);
    put_number(&mut fields, "primaryContact.phone", phone);
    for field in ["severity", "status"] {
        if let Some((node, Some(word))) = record.get(field).map(|node| (node, word(field, node))) {
            fields.put(field, word, node);
        }
    }
    put_moment(&mut fields, "createdAt", record.node.get("createdDate"));
    put_moment(&mut fields, "closedAt", record.node.get("lastClosedDate"));
    let id = known.new_id("ServiceRequest", &format!("request {number}"), number);
    let draft = Draft::new("ServiceRequest", Key::new(&["number"], number), id, record);
    Ok(vec![draft.with_fields(fields)])
}

fn put_moment<'a>(fields: &mut Fields<'a>, path: &str, node: Option<NodeRef<'a>>) {
    if let Some(node) = node {
        let moment = Some(node.text().trim()).filter(|_| !is_never(node));
        fields.put(path, Value::from(moment), node);
    }
}

/// The word that a severity or status means, whether it is written as a word or a number.
fn word(field: &str, node: NodeRef<'_>) -> Option<String> {
    let options = options(field)?;
    match number(node) {
        Some(number) => options.get(number?).cloned(),
        None => Some(option(node.text().trim(), options, "")).filter(|word| !word.is_empty()),
    }
}

/// A whole number, also as text; `Some(None)` where it cannot be a place in a list.
#[allow(clippy::option_option, reason = "no number at all is another matter")]
fn number(node: NodeRef<'_>) -> Option<Option<usize>> {
    let text = node.text().trim();
    let is_number = node.kind() == NodeKind::Int || text.parse::<i64>().is_ok();
    is_number.then(|| text.parse().ok())
}

/// The words of a field, in the order in which our schema and Microsoft's reference list them.
fn options(field: &str) -> Option<&'static [String]> {
    let kind = Kind::named("ServiceRequest").map(Kind::index)?;
    let spec = Schemas::embedded().ok()?.of(kind).shape.field("spec")?;
    spec.field(field)
        .map(|shape: &Shape| shape.options.as_slice())
}

/// A severity or status that was written as a number.
#[derive(Debug)]
pub struct Numbered<'a> {
    /// The field.
    pub field: &'static str,
    /// The number.
    pub node: NodeRef<'a>,
    /// The word that it was read as; none where it is beyond the words that are known.
    pub word: Option<String>,
}

/// Which of a request's fields are numbers where words are meant.
pub fn numbered(request: NodeRef<'_>) -> Vec<Numbered<'_>> {
    let fields = ["severity", "status"].into_iter();
    let numbered = fields.filter_map(|field| {
        let node = request.get(field)?;
        number(node)?;
        let word = word(field, node);
        Some(Numbered { field, node, word })
    });
    numbered.collect()
}

/// A whole list of a customer's requests has all that have a number.
fn lists(known: &Known<'_>, entry: &Entry) -> bool {
    let spec = entry.spec().filter(|_| entry.kind.name == "ServiceRequest");
    let Some(spec) = spec.filter(|spec| spec.get("number").is_some()) else {
        return false;
    };
    let is_whole_list_of = |export: &Entry| {
        let Some(list) = export.spec().filter(|_| export.kind.name == READING.kind) else {
            return false;
        };
        let count = list.get("items").map(NodeRef::len);
        let total = list.get("totalCount").and_then(NodeRef::as_int);
        let is_whole = total.is_some() && total == count.and_then(|count| count.try_into().ok());
        let told = list.str(Told::Customer.field()).or_else(|| {
            let first = list.get("items")?.items().next().unwrap_or(list);
            let record = Record {
                export,
                node: first,
            };
            tenant::customer(known, record)
                .ok()
                .map(|(customer, _)| customer)
        });
        is_whole && told.is_some() && told == spec.str("customer")
    };
    known.exports().any(is_whole_list_of)
}
