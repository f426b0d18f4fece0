//! The relation `can_file`: who can file a request with Microsoft for which customer and product today.
//!
//! It lists what `filing` finds out, and must never look at a person itself.

use super::duties::{self, Duty};
use super::filing::Case;
use super::known::{all, field};
use super::promise;
use super::step::Ability;
use super::{Context, Fact, FactType, Found, Relation, Row, Subject};
use crate::judge::expr::{Answer, Missing};
use std::collections::HashSet;

/// The relation, for rules.
pub(super) const RELATION: Relation = Relation {
    name: "can_file",
    columns: &[
        ("customer", FactType::Text),
        ("product", FactType::Text),
        ("agent", FactType::Text),
        ("ok", FactType::Bool),
        ("failing", FactType::Text),
        ("detail", FactType::Text),
    ],
    about: "who can file a request with Microsoft for which customer and product, and what stands in the way",
    rows,
};

/// What follows from the relation for an assignment, for rules that want one verdict.
pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "filing_gap",
        of: "SupportAssignment",
        ty: FactType::Text,
        about: "products for which nobody can file requests with Microsoft, and why; empty where somebody can for all",
        compute: filing_gap,
    },
    Fact {
        name: "in_force",
        of: "SupportAssignment",
        ty: FactType::Bool,
        about: "the assignment holds today and its customer is still with us",
        compute: |context, subject| duties::in_force(context, subject.entry).map(Answer::yes),
    },
    Fact {
        name: "somebody_can_file",
        of: "SupportAssignment",
        ty: FactType::Bool,
        about: "for each product for which we file requests with Microsoft, somebody can",
        compute: somebody_can_file,
    },
];

/// How near we come for each product of an assignment for which we file.
fn abilities<'a>(
    context: &Context<'a>,
    subject: Subject<'a>,
) -> Result<Vec<(Duty<'a>, Ability)>, Missing> {
    let customer = field(promise::spec(subject.entry)?, "customer")?.text();
    let duties = duties::of_assignment(context, subject.entry)?.into_iter();
    let filed = duties.filter(|duty| duty.we_file);
    filed
        .map(|duty| {
            let case = Case::new(context, subject.entry, customer, duty.product)?;
            Ok((duty, case.best()))
        })
        .collect()
}

fn somebody_can_file<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let abilities = abilities(context, subject)?.into_iter();
    all(abilities.map(|(_, ability)| ability.known())).map(Answer::yes)
}

fn filing_gap<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let abilities = abilities(context, subject)?.into_iter();
    let gaps = abilities.filter_map(|(duty, ability)| match ability {
        Ability::Cannot(step, obstacle) => {
            let detail = step.detail(&obstacle);
            Some(format!("{}: {detail}", duty.product.name))
        }
        Ability::Can | Ability::Unknown(_) => None,
    });
    Ok(Answer::text(gaps.collect::<Vec<_>>().join("; ")))
}

fn rows<'a>(context: &Context<'a>) -> Vec<Row<'a>> {
    let (mut seen, mut rows) = (HashSet::new(), Vec::new());
    for assignment in context.workspace.of_kind("SupportAssignment") {
        let customer = assignment.spec().and_then(|spec| spec.str("customer"));
        let duties = duties::of_assignment(context, assignment).unwrap_or_default();
        for duty in duties.into_iter().filter(|duty| duty.we_file) {
            let customer = customer.unwrap_or_default();
            if seen.insert((customer, duty.product.id.as_str())) {
                rows.extend(rows_of(context, customer, duty));
            }
        }
    }
    rows
}

fn rows_of<'a>(context: &Context<'a>, customer: &'a str, duty: Duty<'a>) -> Vec<Row<'a>> {
    let Ok(case) = Case::new(context, duty.assignment, customer, duty.product) else {
        return Vec::new();
    };
    let people = case.everybody();
    if people.is_empty() {
        return row(duty, customer, "-", case.best()).into_iter().collect();
    }
    let rows = people
        .into_iter()
        .filter_map(|agent| row(duty, customer, &agent.id, case.best_of(agent)));
    rows.collect()
}

/// A row without `ok` is one that could not be told.
fn row<'a>(duty: Duty<'a>, customer: &'a str, agent: &'a str, ability: Ability) -> Option<Row<'a>> {
    let spec = duty.assignment.spec()?;
    let mut columns = vec![
        ("customer", Answer::text(customer)),
        ("product", Answer::text(duty.product.id.as_str())),
        ("agent", Answer::text(agent)),
    ];
    let (failing, detail) = match ability {
        Ability::Can => {
            columns.push(("ok", Answer::yes(true)));
            ("", String::new())
        }
        Ability::Cannot(step, obstacle) => {
            columns.push(("ok", Answer::yes(false)));
            (step.words(), step.detail(&obstacle))
        }
        Ability::Unknown(missing) => ("", missing.what),
    };
    columns.push(("failing", Answer::text(failing)));
    columns.push(("detail", Answer::text(detail)));
    Some(Row {
        entry: duty.assignment,
        at: spec.get("customer").unwrap_or(spec),
        columns,
    })
}
