//! Where requests about each of the customer's products are filed, and what that takes.

use super::Subject;
use crate::error::Result;
use crate::judge::facts::desk::{Goes, Route};
use crate::model::catalog::{Catalogs, PortalBasis, Product, Ticket};
use schemars::JsonSchema;
use serde::Serialize;

/// One product.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookPortal")]
pub(super) struct Row {
    /// The product.
    product: String,
    /// The portal, or why there is none.
    portal: String,
    /// The support plan to choose in the form.
    plan: Option<String>,
    /// What it takes to file there.
    needs: String,
    /// Whether the guidance names the right only, and the portal is our reading.
    read: bool,
}

pub(super) fn rows(subject: &Subject<'_>) -> Result<Vec<Row>> {
    let routes = subject.desk.routes.iter();
    routes.map(|route| row(subject, route)).collect()
}

fn row(subject: &Subject<'_>, route: &Route<'_>) -> Result<Row> {
    let (words, product) = (subject.words, route.product);
    let known = Catalogs::embedded()?.portal(&product.id);
    let ours = route.goes != Goes::Provider;
    let portal = known.and_then(|known| known.portal.as_ref());
    let plan = known.and_then(|known| known.plan.as_ref());
    let plan = plan.filter(|_| ours);
    Ok(Row {
        product: words.name("product", &product.id)?,
        portal: match portal {
            _ if !ours => subject.say("runbook.provider_files", &[])?,
            Some(portal) => words.name("entry_point", portal)?,
            None => subject.say("runbook.no_portal", &[])?,
        },
        plan: plan
            .map(|plan| words.name("support_plan", plan))
            .transpose()?,
        needs: if ours {
            subject.say(&format!("runbook.needs.{}", needs(product, subject)), &[])?
        } else {
            subject.say("runbook.needs.provider", &[])?
        },
        read: ours && known.is_some_and(|known| known.basis == PortalBasis::Interpretation),
    })
}

/// The key of what it takes.
fn needs(product: &Product, subject: &Subject<'_>) -> &'static str {
    let license = subject
        .spec()
        .and_then(|spec| spec.path(&["security", "entraLicense"]));
    match (product.ticket, license.map(crate::yaml::NodeRef::text)) {
        (Ticket::None, _) if product.id == "marketplace_third_party" => "publisher",
        (Ticket::None, _) => "plan",
        (Ticket::Azure, _) | (Ticket::Entra, Some("free")) => "azure",
        (Ticket::Entra, Some(_)) => "entra",
        (Ticket::Entra, None) => "entra_unknown",
        (Ticket::M365, _) => "m365",
    }
}
