//! What an audit rests on, held in memory: the files of the workspace, the packs of one's own, what was asked.
//!
//! From it alone the bundle follows, byte for byte: the reports are those of an audit that reads nothing
//! else, so that anybody can make them again.

use super::archive::Files;
use super::back::{self, FOLDERS};
use super::manifest::{self, Judge, Manifest};
use super::recipe::Recipe;
use super::{entry, readme};
use crate::cli::baseline::{self, Kept};
use crate::cli::check::report;
use crate::cli::config::Config;
use crate::cli::load::Documents;
use crate::cli::pack::LOCK;
use crate::cli::packs::{self, PackText};
use crate::cli::plan;
use crate::cli::prepare::{Prepared, Workplace};
use crate::error::{Error, Result};
use crate::judge::pack::Pack;
use crate::model::Schemas;
use crate::report::{Report, evidence, format};
use crate::source::discover::CONFIG;
use crate::source::{Root, Skipped, Source, decode, embedded};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The reports of a bundle: their files and their formats.
const REPORTS: [(&str, &str); 7] = [
    ("report/audit.csv", "csv"),
    ("report/audit.html", "html"),
    ("report/audit.json", "json"),
    ("report/audit.md", "markdown"),
    ("report/audit.oscal.json", "oscal"),
    ("report/audit.sarif", "sarif"),
    ("report/ends.ics", "ics"),
];

/// The folders of a bundle.
const WORKSPACE: &str = "workspace";
const PACKS: &str = "packs";

/// What an audit rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Evidence {
    pub(super) recipe: Recipe,
    /// Files by their path in the workspace: documents, settings, lock.
    pub(super) workspace: Files,
    /// What it looks back at and lies elsewhere, by folder and name.
    pub(in crate::cli) back: Files,
    /// The packs of one's own, in the order in which they judge.
    pub(super) packs: Vec<OwnPack>,
}

/// A pack of one's own: its id, and its files by their path in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnPack {
    pub(super) id: String,
    pub(super) files: Files,
}

impl Evidence {
    /// What a bundle holds; what cannot be part of one is said.
    pub(in crate::cli) fn of(manifest: &Manifest, files: &Files) -> Result<Self, String> {
        if manifest.audit.as_of().is_none() {
            return Err("its manifest names no day".to_owned());
        }
        let own = manifest.packs.iter().filter(|pack| !pack.ships);
        let own = own.map(|pack| {
            let files = below(&folder(&pack.id), files)?;
            let id = pack.id.clone();
            Ok(OwnPack { id, files })
        });
        let mut back = Files::new();
        for folder in FOLDERS {
            let inner = below(folder, files)?;
            let inner = inner.into_iter();
            back.extend(inner.map(|(path, content)| (format!("{folder}/{path}"), content)));
        }
        Ok(Self {
            recipe: manifest.audit.clone(),
            workspace: below(WORKSPACE, files)?,
            back,
            packs: own.collect::<Result<_, String>>()?,
        })
    }

    /// All files of the bundle.
    pub(in crate::cli) fn files(&self) -> Result<Files> {
        let (report, judges) = self.audit()?;
        let mut files = Files::new();
        for (path, content) in &self.workspace {
            files.insert(entry::of(WORKSPACE, path), content.clone());
        }
        for (path, content) in &self.back {
            let (folder, name) = path.split_once('/').unwrap_or_default();
            files.insert(entry::of(folder, name), content.clone());
        }
        for pack in &self.packs {
            for (path, content) in &pack.files {
                files.insert(entry::of(&folder(&pack.id), path), content.clone());
            }
        }
        for pack in judges.iter().filter(|pack| pack.ships) {
            files.extend(shipped(&pack.id));
        }
        let style = self.recipe.style();
        for (path, name) in REPORTS {
            let format = format(name).ok_or_else(|| Error::Internal(format!("no `{name}`")))?;
            let text = (format.render)(&report, &style)?;
            files.insert(path.to_owned(), text.into_bytes());
        }
        let lists = [
            ("citations.csv", evidence::citations(&report)),
            ("waivers.csv", evidence::waivers(&report)),
            ("README.txt", readme::text(&report, &self.recipe)),
        ];
        files.extend(lists.map(|(path, text)| (path.to_owned(), text.into_bytes())));
        let manifest = Manifest::of(self.recipe.clone(), judges, &files);
        files.insert(manifest::NAME.to_owned(), manifest.to_bytes()?);
        files.insert(manifest::SUMS.to_owned(), manifest::sums(&files));
        Ok(files)
    }

    /// Audits what is held here, and nothing else.
    fn audit(&self) -> Result<(Report, Vec<Judge>)> {
        let schemas = Schemas::embedded()?;
        let settings = self.workspace.get(CONFIG);
        let settings = settings.map(|bytes| text(CONFIG, bytes)).transpose()?;
        let root = self.root(settings);
        let config = Config::of(&root, schemas)?;
        let own = self.packs.iter().map(OwnPack::read);
        let packs = packs::of_texts(own.collect::<Result<_>>()?, schemas)?;
        let judges = packs.iter().map(Judge::of).collect();
        let as_of = self.recipe.as_of().unwrap_or_default();
        let plan = self.workspace.get(plan::NAME).cloned();
        let plan = plan
            .map(|bytes| plan::of(plan::NAME, bytes))
            .transpose()?
            .flatten();
        let documents = Documents::read(&root, schemas, &|_| false);
        let workplace = documents.with(root, config, packs, as_of);
        let baseline = self.recipe.baseline.as_ref();
        let baseline = baseline.map(|name| {
            let bytes = back::found(name, &self.workspace, &self.back)?;
            Kept::of(&workplace.root, name, bytes.to_vec())
        });
        let earlier = self.recipe.compare.iter().map(|name| {
            let bytes = back::found(name, &self.workspace, &self.back)?;
            baseline::earlier(name, bytes)
        });
        let workplace = Workplace {
            plan,
            baseline: baseline.transpose()?,
            ..workplace
        };
        let prepared = Prepared::of(workplace, earlier.collect::<Result<_>>()?);
        let (judging, gate) = (self.recipe.judging(), self.recipe.gate());
        let mut report = report(&prepared, &judging, gate, self.recipe.words(), true)?;
        // Which day it is must not show; the command names the day that was asked for.
        report.run.as_of_is_today = false;
        Ok((report, judges))
    }

    /// The documents as a workspace of which nothing is on a disk.
    fn root(&self, settings: Option<Arc<Source>>) -> Root {
        let beside = [CONFIG, LOCK, plan::NAME];
        let documents = self.workspace.iter();
        let documents = documents.filter(|(path, _)| !beside.contains(&path.as_str()));
        let documents = documents.map(|(path, content)| (path.clone(), content.clone()));
        let only: BTreeSet<&String> = self.recipe.only.iter().collect();
        let asked = |path: &str| only.is_empty() || only.iter().any(|only| *only == path);
        Root::of_texts(settings, documents, asked)
    }
}

impl OwnPack {
    fn read(&self) -> Result<PackText> {
        let texts = self.files.iter().map(|(path, content)| {
            let shown = format!("{}/{path}", folder(&self.id));
            Ok((path.clone(), text(&shown, content)?))
        });
        Ok(PackText {
            name: self.id.clone(),
            files: texts.collect::<Result<_>>()?,
        })
    }
}

impl Judge {
    fn of(pack: &Pack) -> Self {
        Self {
            id: pack.id.clone(),
            version: pack.version.clone(),
            hash: pack.hash.clone(),
            ships: pack.ships,
        }
    }
}

/// The folder of a pack in a bundle.
fn folder(id: &str) -> String {
    entry::of(PACKS, &id.replace('/', "%"))
}

/// The files of a pack that ships with the program.
fn shipped(id: &str) -> Files {
    let prefix = format!("{id}/");
    let texts = embedded::policies(&prefix).into_iter();
    let files = texts.filter_map(|(path, text)| {
        let inner = path.strip_prefix(&prefix)?;
        Some((entry::of(&folder(id), inner), text.into_bytes()))
    });
    files.collect()
}

/// The files below a folder of the bundle, by the paths that their names stand for.
fn below(folder: &str, files: &Files) -> Result<Files, String> {
    let inner = files
        .iter()
        .filter(|(name, _)| name.starts_with(&format!("{folder}/")));
    let paths = inner.map(|(name, content)| {
        let path = entry::path(folder, name);
        let path = path.ok_or_else(|| format!("`{name}` stands for no file of a workspace"))?;
        Ok((path, content.clone()))
    });
    paths.collect::<Result<BTreeMap<_, _>, String>>()
}

fn text(path: &str, bytes: &[u8]) -> Result<Arc<Source>> {
    decode(path, bytes.to_vec()).map_err(Skipped::into_error)
}

/// Which files of a workplace the audit reports on; none where it is all of them.
pub(super) fn only(workplace: &Workplace) -> Vec<String> {
    let root = &workplace.root;
    let (asked, other): (Vec<_>, Vec<_>) =
        root.files.iter().partition(|file| root.reports(&file.name));
    if other.is_empty() {
        return Vec::new();
    }
    asked.into_iter().map(|file| file.inner.clone()).collect()
}
