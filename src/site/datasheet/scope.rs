//! How far each topic is covered.

use super::told;
use crate::error::Result;
use crate::site::statement::{Subject, topics};
use serde::Serialize;

/// One topic.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Topic<'a> {
    name: String,
    covered: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<Limit<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    products: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    during: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Up to where a topic is covered.
#[derive(Debug, Serialize)]
struct Limit<'a> {
    count: u64,
    unit: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<&'a str>,
}

/// All topics: what is in, on request and out, then those of which the offering says more.
pub(super) fn topics<'a>(subject: &Subject<'a>) -> Result<Vec<Topic<'a>>> {
    let Some(scope) = subject.offering.scope() else {
        return Ok(Vec::new());
    };
    let plain = |covered: &'a str| {
        move |topic: &'a str| -> Result<Topic<'a>> {
            Ok(Topic {
                name: topics::name(subject, topic)?.text,
                covered,
                limit: None,
                products: Vec::new(),
                during: Vec::new(),
                note: None,
            })
        }
    };
    let included = scope.in_scope().map(plain("included"));
    let on_request = scope.on_request().map(plain("on_request"));
    let excluded = scope.out_of_scope().map(plain("excluded"));
    let more = scope.topics().map(|topic| {
        let limit = topic.limit();
        let limit = limit.and_then(|limit| {
            Some(Limit {
                count: limit.count()?,
                unit: limit.unit()?,
                per: limit.per(),
            })
        });
        Ok(Topic {
            name: topics::name(subject, topic.topic().unwrap_or_default())?.text,
            covered: topic.covered().unwrap_or_default(),
            limit,
            products: topic.products().collect(),
            during: topic.during().collect(),
            note: told(subject, topic.note()),
        })
    });
    included
        .chain(on_request)
        .chain(excluded)
        .chain(more)
        .collect()
}
