//! Reads what an audit rests on from the disk: each file that was read, and nothing outside of the workspace
//! but packs that were named.

use super::archive::Files;
use super::back::{self, Back};
use super::entry;
use super::evidence::{Evidence, OwnPack, only};
use super::recipe::Recipe;
use crate::cli::args::{Audit, Judging};
use crate::cli::pack::LOCK;
use crate::cli::packs;
use crate::cli::plan;
use crate::cli::prepare::Prepared;
use crate::error::{Error, Result};
use crate::report::Gate;
use crate::source::discover::CONFIG;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

impl Evidence {
    /// What an audit of this workspace rests on.
    pub(in crate::cli) fn gather(prepared: &Prepared, audit: &Audit, gate: Gate) -> Result<Self> {
        let workplace = prepared.single("a bundle holds")?;
        let back = Back::gather(workplace, &audit.outcome)?;
        let recipe = Recipe::new(workplace.as_of, audit, gate, &back).only(only(workplace));
        let mut evidence = Self::with(prepared, &audit.judging, recipe, back.beside)?;
        evidence.workspace.extend(back.inside);
        Ok(evidence)
    }

    /// What an audit of this workspace rests on if it is asked as before; `back` is what it looks back at and
    /// that lies elsewhere.
    pub(in crate::cli) fn with(
        prepared: &Prepared,
        judging: &Judging,
        recipe: Recipe,
        back: Files,
    ) -> Result<Self> {
        if prepared.is_incomplete() {
            let message =
                "a bundle holds all that was read, and not everything could be; mend that first";
            return Err(Error::Usage(message.to_owned()));
        }
        let workplace = prepared.single("a bundle holds")?;
        let root = &workplace.root;
        let mut workspace = Files::new();
        workspace.extend(beside(&root.dir, plan::NAME)?);
        let baseline = recipe.baseline.as_deref();
        if let Some(name) = baseline.filter(|name| back::is_inside(name)) {
            workspace.extend(beside(&root.dir, name)?);
        }
        if root.config.is_some() {
            workspace.extend(beside(&root.dir, CONFIG)?);
            workspace.extend(beside(&root.dir, LOCK)?);
        }
        let read: BTreeSet<&str> = workplace.names().collect();
        for file in root
            .files
            .iter()
            .filter(|file| read.contains(file.name.as_str()))
        {
            if !entry::is_inside(&file.inner) {
                return Err(Error::Usage(format!(
                    "`{}` lies outside of `{}`, and a bundle holds one folder; name the folder that holds all files",
                    file.name,
                    root.dir.display()
                )));
            }
            workspace.insert(file.inner.clone(), file.bytes()?);
        }
        let folders = packs::distinct(&packs::folders(&root.dir, &workplace.config, judging));
        let own = workplace.packs.iter().filter(|pack| !pack.ships);
        let own = own.zip(folders).map(|(pack, folder)| {
            Ok(OwnPack {
                id: pack.id.clone(),
                files: packs::files(&folder)?,
            })
        });
        Ok(Self {
            recipe,
            workspace,
            back,
            packs: own.collect::<Result<_>>()?,
        })
    }
}

/// A file beside the settings, if it is there.
fn beside(dir: &Path, name: &str) -> Result<Option<(String, Vec<u8>)>> {
    let path = dir.join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some((name.to_owned(), bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path, source }),
    }
}
