//! What a request to Microsoft needs, as a checklist, with what is the same for every request of this
//! customer filled in.

use super::Subject;
use crate::error::Result;
use crate::model::catalog::Catalogs;
use crate::model::lens::Lens;
use crate::site::form::{self, FORM, Field, Need};
use crate::site::statement;
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookChecklist")]
pub(super) struct Section {
    /// The rows in their order.
    rows: Vec<Row>,
    /// Our severities beside those of Microsoft.
    severities: Vec<Severity>,
}

/// One field of the form.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ChecklistRow")]
struct Row {
    /// What people read.
    label: String,
    /// What to write.
    about: String,
    /// Whether it is needed, in words.
    need: String,
    /// Whether every request needs it.
    must: bool,
    /// What is the same for all requests of this customer.
    value: Option<String>,
}

/// What one of our severities is called at Microsoft.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ChecklistSeverity")]
struct Severity {
    /// Our severity.
    ours: String,
    /// Microsoft's.
    theirs: String,
}

pub(super) fn section(subject: &Subject<'_>) -> Result<Section> {
    let rows = FORM.iter().filter(|field| asked(subject, field));
    Ok(Section {
        rows: rows
            .map(|field| row(subject, field))
            .collect::<Result<_>>()?,
        severities: severities(subject)?,
    })
}

/// Fields that only requests about one product have are left out where the customer does not have it.
fn asked(subject: &Subject<'_>, field: &Field) -> bool {
    let has = |id: &str| {
        subject
            .desk
            .routes
            .iter()
            .any(|route| route.product.id == id)
    };
    match field.need {
        Need::Azure => has("azure"),
        Need::Outage => has("business_central"),
        Need::Always | Need::Impact | Need::Optional => true,
    }
}

fn row(subject: &Subject<'_>, field: &Field) -> Result<Row> {
    let say = |key: String| subject.words.say(&key, &[]);
    Ok(Row {
        label: say(format!("form.field.{}", field.key))?,
        about: say(format!("form.about.{}", field.key))?,
        need: say(format!("form.need.{}", field.need.key()))?,
        must: field.need == Need::Always,
        value: value(subject, field.key)?,
    })
}

fn value(subject: &Subject<'_>, key: &str) -> Result<Option<String>> {
    let partner = |path: &[&str]| Some(subject.partner()?.path(path)?.text());
    Ok(match key {
        "entry_point" => Some(form::way(subject.customer_name(), None).join(" › ")),
        "tenant" => subject
            .spec()
            .and_then(|spec| spec.str("tenantId"))
            .map(str::to_owned),
        "plan" => Catalogs::embedded()?
            .portal("azure")
            .and_then(|portal| portal.plan.as_ref())
            .map(|plan| subject.words.name("support_plan", plan))
            .transpose()?,
        "organization" => partner(&["legalName"]).map(str::to_owned),
        "country" => partner(&["legalAddress", "country"])
            .map(|code| {
                let locale = subject.words.locale;
                locale.with_aside(&locale.country_name(code), code)
            })
            .transpose()?,
        _ => None,
    })
}

/// Which of our severities is which of Partner Center's, over all promises.
fn severities(subject: &Subject<'_>) -> Result<Vec<Severity>> {
    let mut found = Vec::new();
    for one in &subject.desk.promised {
        let page = statement::Subject::new(subject.edition, one.offering)?;
        for level in page.offering.by_urgency() {
            let (Some(id), Some(map)) = (level.id(), level.node().get("map")) else {
                continue;
            };
            let mut theirs = Vec::new();
            if let Some(word) = map.str("partnerCenter") {
                theirs.push(subject.words.name("request_severity", word)?);
            }
            theirs.extend(map.str("microsoft").map(str::to_owned));
            let row = Severity {
                ours: page.severity_name(id)?.text,
                theirs: subject.words.locale.joined("comma", &theirs)?,
            };
            if !theirs.is_empty() && !found.contains(&row) {
                found.push(row);
            }
        }
    }
    Ok(found)
}
