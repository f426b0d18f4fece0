//! `rules --format oscal`: the listed rules as an OSCAL catalog.
//!
//! Obligations that no rule judges are in the list for people only: a catalog holds what is asked.

use super::Line;
use crate::error::Result;
use crate::finding::builtin::BUILTINS;
use crate::judge::pack::Pack;
use crate::report::known::{rule_of_format, rule_of_pack};
use crate::report::oscal::{self, Group};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The catalog of those rules that are among the lines.
pub(super) fn written(packs: &[Pack], as_of: Date, lines: &[Line<'_>]) -> Result<String> {
    let listed: BTreeSet<&str> = lines.iter().map(|line| line.id).collect();
    let mut groups: Vec<Group> = packs.iter().map(|pack| group(pack, as_of)).collect();
    groups.push(format());
    for group in &mut groups {
        group.rules.retain(|rule| listed.contains(rule.id.as_str()));
    }
    oscal::catalog(&groups, &as_of.to_string(), env!("CARGO_PKG_VERSION"))
}

fn group(pack: &Pack, as_of: Date) -> Group {
    let rules = pack.rules.iter().map(|rule| rule_of_pack(rule, as_of));
    Group {
        id: pack.id.clone(),
        title: pack.title.clone(),
        version: pack.version.clone(),
        rules: rules.collect(),
    }
}

/// The checks that every document passes before a rule is asked.
fn format() -> Group {
    Group {
        id: "format".to_owned(),
        title: "Checks of the format itself".to_owned(),
        version: String::new(),
        rules: BUILTINS.iter().copied().map(rule_of_format).collect(),
    }
}
