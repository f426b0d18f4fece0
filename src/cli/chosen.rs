//! The rules that `--select` and `--ignore` name.
//!
//! A name that is nobody's would choose nothing, and a run that asks nothing finds nothing.

use crate::cli::args::Judging;
use crate::cli::prepare::Workplace;
use crate::error::{Error, Result};
use crate::finding::builtin::BUILTINS;
use crate::judge::rule::Rule;
use crate::model::nearest::nearest;
use crate::report::plain;

/// Refuses a name that no rule of these workspaces and no built-in check bears.
pub(super) fn insist_on_rules(workplaces: &[Workplace], judging: &Judging) -> Result<()> {
    let packs = workplaces.iter().flat_map(|place| &place.packs);
    let rules: Vec<&Rule> = packs.flat_map(|pack| &pack.rules).collect();
    if rules.is_empty() {
        return Ok(());
    }
    let known = |name: &str| {
        rules.iter().any(|rule| rule.bears(name)) || BUILTINS.iter().any(|check| check.id == name)
    };
    let flags = [("--select", &judging.select), ("--ignore", &judging.ignore)];
    for (flag, names) in flags {
        if let Some(name) = names.iter().find(|name| !known(name)) {
            return Err(unknown(flag, name, &rules));
        }
    }
    Ok(())
}

fn unknown(flag: &str, name: &str, rules: &[&Rule]) -> Error {
    let ids = rules.iter().map(|rule| rule.id.as_str());
    let names = rules.iter().map(|rule| rule.name.as_str());
    let groups = ids.clone().flat_map(|id| {
        let ends = id.match_indices('-');
        ends.map(move |(end, _)| &id[..end])
    });
    let checks = BUILTINS.iter().map(|check| check.id);
    let help = match nearest(name, ids.chain(names).chain(groups).chain(checks)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`csp-support rules` lists all".to_owned(),
    };
    let name = plain::line(name);
    Error::Usage(format!("`{flag} {name}` names no rule; {help}"))
}
