//! Reads and loads the documents of one workspace of which everything else is known.
//!
//! Where its files are, on a disk or in memory, the workspace itself knows.

use crate::cli::config::Config;
use crate::cli::digest::sha256;
use crate::cli::prepare::Workplace;
use crate::cli::progress::Progress;
use crate::judge::pack::Pack;
use crate::model::load::{Loading, load_source};
use crate::model::{Loaded, Schemas};
use crate::report::Input;
use crate::source::{Root, Skipped, Source};
use jiff::civil::Date;
use std::sync::Arc;

/// The documents of a workspace, read.
pub(super) struct Documents {
    loaded: Loaded,
    inputs: Vec<Input>,
    skipped: Vec<Skipped>,
}

impl Documents {
    /// Reads them; `left_alone` tells which files, by their path in the workspace, are no documents.
    pub(super) fn read(
        root: &Root,
        schemas: &Schemas,
        left_alone: &(dyn Fn(&str) -> bool + Sync),
    ) -> Self {
        let progress = Progress::new(root.files.len());
        let results = root.read_with(
            |inner| left_alone(inner),
            |content| {
                progress.step();
                content.map(|source: Arc<Source>| (input(&source), load_source(schemas, &source)))
            },
        );
        drop(progress);
        let (mut inputs, mut skipped) = (Vec::with_capacity(results.len()), Vec::new());
        let mut loading = Loading::of(results.len());
        for result in results {
            match result {
                Ok((input, source)) => {
                    inputs.push(input);
                    loading.add(source);
                }
                Err(problem) => skipped.push(problem),
            }
        }
        Self {
            loaded: loading.finish(),
            inputs,
            skipped,
        }
    }

    /// The workspace, with everything else that is known of it.
    pub(super) fn with(
        self,
        root: Root,
        config: Config,
        packs: Vec<Pack>,
        as_of: Date,
    ) -> Workplace {
        Workplace {
            root,
            config,
            packs,
            plan: None,
            loaded: self.loaded,
            as_of,
            baseline: None,
            inputs: self.inputs,
            skipped: self.skipped,
        }
    }
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
        // What was read stands in the order of the files.
        let mut read = self.inputs.iter().peekable();
        self.root.files.iter().filter_map(move |file| {
            let input = read.next_if(|input| input.path == file.name)?;
            Some((file.inner.clone(), input.hash.clone()))
        })
    }
}
