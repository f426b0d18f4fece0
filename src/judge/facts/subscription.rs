//! Facts about Azure subscriptions: which of our roles reach them, and which of these earn credit.

use super::access;
use super::known::{catalogs, field};
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::Answer;
use crate::model::catalog::AzureRole;
use crate::yaml::NodeRef;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "azure_roles",
        of: "Customer.azureSubscriptions[]",
        ty: FactType::Texts,
        about: "names of the Azure roles that grants in force give us on the subscription or something in it",
        compute: |context, subject| roles(context, subject, |_| true),
    },
    Fact {
        name: "earning_roles",
        of: "Customer.azureSubscriptions[]",
        ty: FactType::Texts,
        about: "those of these roles that are eligible for partner earned credit",
        compute: |context, subject| roles(context, subject, |role| role.earns_credit),
    },
];

fn roles<'a>(
    context: &Context<'a>,
    subject: Subject<'a>,
    wanted: fn(&AzureRole) -> bool,
) -> Found<'a> {
    let catalogs = catalogs()?;
    let id = field(subject.node, "id")?;
    let within = format!("/subscriptions/{}", id.text().to_lowercase());
    let mut names = Vec::new();
    for grant in access::grants(context, &subject.entry.id, "azure_rbac") {
        let scope = grant.spec().and_then(|spec| spec.str("scope"));
        let scope = scope.unwrap_or_default().to_lowercase();
        let reaches = scope.strip_prefix(&within);
        if !reaches.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
            continue;
        }
        let roles = grant.spec().and_then(|spec| spec.get("roles"));
        let roles = roles.into_iter().flat_map(NodeRef::items);
        let known = roles.filter_map(|role| catalogs.azure_role(role.str("id")?));
        names.extend(
            known
                .filter(|role| wanted(role))
                .map(|role| role.name.clone()),
        );
    }
    Ok(Answer::texts(names).at(Some(id)))
}
