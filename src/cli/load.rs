//! Reads and loads the documents of one workspace of which everything else is known.
//!
//! Where its files are, on a disk or in memory, the workspace itself knows.

use crate::cli::config::Config;
use crate::cli::digest::sha256;
use crate::cli::prepare::Workplace;
use crate::cli::progress::Progress;
use crate::error::Result;
use crate::judge::pack::Pack;
use crate::model::Schemas;
use crate::model::load::{Loading, load_source};
use crate::report::Input;
use crate::source::{Root, Source};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Loads a workspace; `left_alone` tells which files, by their path in it, are no documents.
pub(super) fn loaded(
    root: Root,
    config: Config,
    packs: Vec<Pack>,
    as_of: Date,
    left_alone: &(dyn Fn(&str) -> bool + Sync),
) -> Result<Workplace> {
    let schemas = Schemas::embedded()?;
    let progress = Progress::new(root.files.len());
    let results = root.read_with(
        |inner| left_alone(inner),
        |content| {
            progress.step();
            content.map(|source: Arc<Source>| (input(&source), load_source(schemas, &source)))
        },
    );
    drop(progress);
    let (mut inputs, mut skipped, mut loading) = (Vec::new(), Vec::new(), Loading::default());
    for result in results {
        match result {
            Ok((input, source)) => {
                inputs.push(input);
                loading.add(source);
            }
            Err(problem) => skipped.push(problem),
        }
    }
    Ok(Workplace {
        root,
        config,
        packs,
        plan: None,
        loaded: loading.finish(),
        as_of,
        baseline: None,
        inputs,
        skipped,
    })
}

/// What a report says of a file that was read.
pub(super) fn input(source: &Source) -> Input {
    Input {
        path: source.path.clone(),
        hash: format!("sha256:{}", sha256(source.bytes())),
    }
}

impl Workplace {
    /// The files that were read, by their path below the workspace, each with its hash.
    pub(super) fn prints(&self) -> impl Iterator<Item = (String, String)> {
        let hashes: BTreeMap<&str, &str> = self
            .inputs
            .iter()
            .map(|input| (input.path.as_str(), input.hash.as_str()))
            .collect();
        self.root.files.iter().filter_map(move |file| {
            let hash = *hashes.get(file.name.as_str())?;
            Some((file.inner.clone(), hash.to_owned()))
        })
    }
}
