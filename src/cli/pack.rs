//! `pack test`: proves rules by their examples and mutants.

use crate::cli::args::PackTest;
use crate::cli::output::print;
use crate::cli::packs::{all_packs, read_pack};
use crate::cli::{CLEAN, FINDINGS};
use crate::error::Result;
use crate::judge::proof::{Proof, prove};
use crate::model::Schemas;
use rayon::prelude::*;
use std::fmt::Write;

pub(super) fn run(test: &PackTest) -> Result<u8> {
    let schemas = Schemas::embedded()?;
    let packs = match &test.path {
        Some(path) => vec![read_pack(path, schemas)?],
        None => all_packs(&[])?,
    };
    let mut proofs = Vec::new();
    for pack in &packs {
        let proven = pack.rules.par_iter().map(|rule| prove(pack, rule, schemas));
        proofs.extend(proven.collect::<Result<Vec<_>>>()?);
    }
    print(&words(&proofs))?;
    let broken = proofs.iter().any(|proof| !proof.problems.is_empty());
    Ok(if broken { FINDINGS } else { CLEAN })
}

fn words(proofs: &[Proof]) -> String {
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
        "{} rules, {} examples, {} mutants: {}",
        proofs.len(),
        sum(|proof| proof.cases),
        sum(|proof| proof.mutants),
        if broken == 0 {
            "all proven".to_owned()
        } else {
            format!("{broken} rules are not proven")
        }
    );
    text
}
