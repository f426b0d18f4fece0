//! `pack test`: proves rules by their examples and mutants.

use crate::cli::args::PackTest;
use crate::cli::output::print_words;
use crate::cli::packs::{all_packs, beside_embedded};
use crate::cli::{CLEAN, FINDINGS};
use crate::error::Result;
use crate::judge::pack::Pack;
use crate::judge::proof::{Proof, prove};
use crate::model::Schemas;
use crate::report::plain::Escape;
use crate::report::words;
use rayon::prelude::*;
use std::fmt::Write;

pub(super) fn run(test: &PackTest) -> Result<u8> {
    let schemas = Schemas::embedded()?;
    let packs = match &test.path {
        Some(path) => beside_embedded(path, schemas)?,
        None => all_packs(&[])?,
    };
    let tested = match (&test.path, packs.split_last()) {
        (Some(_), Some((last, _))) => std::slice::from_ref(last),
        _ => packs.as_slice(),
    };
    let mut proofs = Vec::new();
    for pack in tested {
        let proven = pack.rules.par_iter().map(|rule| prove(pack, rule, schemas));
        proofs.extend(proven.collect::<Result<Vec<_>>>()?);
    }
    let told = format!("{}{}", adjusted(tested, &packs), told(&proofs));
    print_words(&told, Escape::Visible)?;
    let broken = proofs.iter().any(|proof| !proof.problems.is_empty());
    Ok(if broken { FINDINGS } else { CLEAN })
}

/// What packs tighten and retire of the others; that it may be done was settled before.
fn adjusted(tested: &[Pack], packs: &[Pack]) -> String {
    let rules = packs.iter().flat_map(|pack| &pack.rules);
    let mut lines: Vec<String> = Vec::new();
    for rule in rules {
        let by = |name: &str| tested.iter().any(|pack| pack.id == name);
        let id = &rule.id;
        if let Some(raised) = rule.raised.as_ref().filter(|raised| by(&raised.pack)) {
            let levels = rule.editions.last().map(|edition| rule.own_level(edition));
            let from = levels.map_or("nothing", |level| level.severity().word());
            let (to, reason) = (raised.to.word(), &raised.reason);
            lines.push(format!("{id}  tightened from {from} to {to}: {reason}\n"));
        }
        if let Some(fixed) = rule.unwaivable.as_ref().filter(|fixed| by(&fixed.pack))
            && fixed.pack != rule.pack
        {
            lines.push(format!("{id}  no waiver allowed: {}\n", fixed.reason));
        }
        if let Some(retired) = rule.retired.as_ref().filter(|retired| by(&retired.pack)) {
            lines.push(format!("{id}  retired: {}\n", retired.reason));
        }
    }
    if !lines.is_empty() {
        lines.push("\n".to_owned());
    }
    lines.concat()
}

fn told(proofs: &[Proof]) -> String {
    let mut text = String::new();
    for proof in proofs.iter().filter(|proof| !proof.problems.is_empty()) {
        let _ = writeln!(text, "{}", proof.rule);
        for problem in &proof.problems {
            let _ = writeln!(text, "  {problem}");
        }
    }
    let sum = |of: fn(&Proof) -> usize| proofs.iter().map(of).sum::<usize>();
    let broken = sum(|proof| usize::from(!proof.problems.is_empty()));
    let _ = writeln!(
        text,
        "{}, {}, {}: {}",
        words::number(proofs.len() as u64, "rule"),
        words::number(sum(|proof| proof.cases) as u64, "example"),
        words::number(sum(|proof| proof.mutants) as u64, "mutant"),
        if broken == 0 {
            "all proven".to_owned()
        } else {
            format!("{broken} rules are not proven")
        }
    );
    text
}
