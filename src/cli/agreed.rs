//! New waivers on their way into a file: tried against the workspace first, then added to its end.
//!
//! Both who asks for one waiver and who brings a list of them come here. What a waiver excuses is the
//! judge's business.

use crate::cli::args::Judging;
use crate::cli::output::write_file;
use crate::cli::pack::LOCK;
use crate::cli::plan;
use crate::cli::prepare::Workplace;
use crate::cli::scope::globs;
use crate::error::{Error, Result};
use crate::import::{NewWaiver, appended};
use crate::judge::Judgement;
use crate::judge::waiver::{Target, Waiver};
use crate::model::nearest::nearest;
use crate::model::{Entry, load};
use crate::report::{plain, words};
use crate::source::discover::CONFIG;
use crate::source::{Source, decode};
use std::path::{Component, Path, PathBuf};

/// Places that are named as an example.
const NAMED: usize = 5;

/// Waivers that somebody wants.
pub(super) struct Wanted<'a> {
    pub(super) waivers: Vec<NewWaiver>,
    /// The file, below the workspace's folder.
    pub(super) file: &'a str,
    /// Whether they may excuse nothing today.
    pub(super) force: bool,
}

/// Waivers that were tried, and the file that is to hold them.
pub(super) struct Adding {
    path: PathBuf,
    bytes: Vec<u8>,
    /// The new documents, one after the other.
    pub(super) documents: String,
    /// What people are told.
    pub(super) told: Vec<String>,
}

impl Adding {
    pub(super) fn write(&self) -> Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| Error::Write {
                path: folder.to_owned(),
                source,
            })?;
        }
        write_file(&self.path, &self.bytes)
    }
}

/// The id of the rule with an id or a name.
pub(super) fn rule(place: &Workplace, name: &str) -> Result<String> {
    let mut rules = place.packs.iter().flat_map(|pack| &pack.rules);
    let found = rules.find(|rule| rule.id.eq_ignore_ascii_case(name) || rule.name == name);
    found.map(|rule| rule.id.clone()).ok_or_else(|| {
        let rules = place.packs.iter().flat_map(|pack| &pack.rules);
        let names = rules.flat_map(|rule| [rule.id.as_str(), rule.name.as_str()]);
        let help = nearest(name, names)
            .map_or("`csp-support rules` lists all".to_owned(), |near| {
                format!("did you mean `{near}`?")
            });
        Error::Usage(format!("there is no rule `{name}`; {help}"))
    })
}

/// The next free id of the year, some places further on.
pub(super) fn next_id(place: &Workplace, further: u32) -> String {
    let prefix = format!("waiver-{}-", place.as_of.year());
    let ids = place.loaded.workspace.of_kind("RuleWaiver");
    let numbers = ids.filter_map(|entry| entry.id.strip_prefix(&prefix)?.parse::<u32>().ok());
    let last = numbers.max().unwrap_or_default();
    format!(
        "{prefix}{:03}",
        last.saturating_add(1).saturating_add(further)
    )
}

/// A target that names a document must lead to one.
pub(super) fn leads_somewhere(place: &Workplace, target: &str, force: bool) -> Result<()> {
    let workspace = &place.loaded.workspace;
    let refused = |message: String| Err(Error::Usage(format!("{message}; nothing was written")));
    match Target::parse(target) {
        None => refused(format!(
            "`{target}` is neither a document such as `AccessGrant/acme` nor a file pattern"
        )),
        Some(Target::Document { kind, id, .. }) if workspace.position(kind, id).is_none() => {
            let ids = workspace.of_kind(kind.name).map(|entry| entry.id.as_str());
            let help = match nearest(id, ids) {
                Some(near) => format!(" (did you mean `{}/{near}`?)", kind.name),
                None => String::new(),
            };
            refused(format!("there is no {} `{id}`{help}", kind.name))
        }
        Some(target @ Target::Files(_)) if !force => {
            let touched = |entry: &Entry| target.touches(entry);
            if workspace.entries().iter().any(touched) {
                return Ok(());
            }
            refused("no file of the workspace fits this pattern".to_owned())
        }
        Some(_) => Ok(()),
    }
}

/// Tries waivers against a workspace, and makes the text of the file that is to hold them.
pub(super) fn adding(
    place: &mut Workplace,
    judging: &Judging,
    wanted: &Wanted<'_>,
) -> Result<Adding> {
    let documents = wanted.waivers.iter().map(NewWaiver::document);
    let documents = documents.collect::<Result<Vec<_>>>()?;
    let told = tried(place, judging, wanted, &documents)?;
    let path = path(place, wanted.file)?;
    let mut bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(source) => return Err(Error::Read { path, source }),
    };
    let file = wanted.file;
    let refused = |why: &str| Error::Usage(format!("`{file}` was left alone: {why}"));
    let now = decode(file, bytes.clone()).map_err(|skipped| refused(&skipped.message))?;
    let more = appended(&now.text, &documents).map_err(refused)?;
    bytes.extend_from_slice(more.as_bytes());
    Ok(Adding {
        path,
        bytes,
        documents: documents.join("---\n"),
        told,
    })
}

/// Judges the workspace as if it held the waivers already, and tells what they excuse.
fn tried(
    place: &mut Workplace,
    judging: &Judging,
    wanted: &Wanted<'_>,
    documents: &[String],
) -> Result<Vec<String>> {
    let new = load(&[Source::new(wanted.file, documents.join("---\n"))])?;
    if let Some(finding) = new.findings.first() {
        return Err(Error::Usage(format!(
            "the waiver would not be understood: {}; nothing was written",
            plain::line(&finding.message)
        )));
    }
    for waiver in &wanted.waivers {
        if let Some(known) = place.loaded.workspace.get("RuleWaiver", &waiver.id) {
            let path = &known.document.source.path;
            return Err(Error::Usage(format!(
                "`{}` is the id of a waiver in {path} already; nothing was written",
                waiver.id
            )));
        }
    }
    let loaded = std::mem::take(&mut place.loaded);
    place.loaded = loaded.with(new.workspace.into_entries());
    let judgement = place.judge(judging, false)?;
    let waivers = wanted.waivers.iter();
    waivers
        .map(|waiver| verdict(&judgement, waiver, wanted))
        .collect()
}

/// What a new waiver excuses, or why it is not to be written.
fn verdict(judgement: &Judgement<'_>, new: &NewWaiver, wanted: &Wanted<'_>) -> Result<String> {
    let refused = |why: String| Err(Error::Usage(format!("{why}; nothing was written")));
    let mut waivers = judgement.waivers.iter();
    let waiver = waivers.find(|waiver| waiver.id() == new.id);
    let (excuses, flaw) =
        waiver.map_or((0, None), |waiver| (waiver.excuses, waiver.flaw.as_deref()));
    if let Some(flaw) = flaw {
        return refused(flaw.to_owned());
    }
    if excuses == 0 && !wanted.force {
        return refused(format!(
            "{}; `--force` writes it all the same",
            nothing_to_excuse(judgement, new)
        ));
    }
    let excuses = match excuses {
        0 => "nothing yet".to_owned(),
        excuses => words::number(excuses as u64, "check"),
    };
    let NewWaiver { id, expires, .. } = new;
    let file = wanted.file;
    Ok(format!(
        "`{id}` in {file} excuses {excuses} until {expires}"
    ))
}

/// Why there is nothing to excuse, and where there would be.
fn nothing_to_excuse(judgement: &Judgement<'_>, new: &NewWaiver) -> String {
    let same = |waiver: &&Waiver<'_>| waiver.rule == new.rule && waiver.excuses > 0;
    let target = |waiver: &&Waiver<'_>| waiver.target == new.target;
    if let Some(other) = judgement.waivers.iter().filter(same).find(target) {
        return format!(
            "`{}` excuses {} on `{}` already, until {}",
            other.id(),
            new.rule,
            new.target,
            other.expires
        );
    }
    let broken = judgement.findings.iter();
    let broken = broken.filter(|finding| finding.rule == new.rule);
    let mut places: Vec<_> = broken
        .map(|finding| format!("`{}`", words::subject(&finding.subject)))
        .collect();
    places.dedup();
    let more = places.len().saturating_sub(NAMED);
    places.truncate(NAMED);
    let nothing = format!("nothing at `{}` breaks {}", new.target, new.rule);
    match (places.is_empty(), more) {
        (true, _) => format!("{nothing}, and nothing else does"),
        (false, 0) => format!("{nothing}; it is broken at {}", places.join(", ")),
        (false, more) => format!(
            "{nothing}; it is broken at {} and {more} more",
            places.join(", ")
        ),
    }
}

/// A file inside the workspace that will be read.
fn path(place: &Workplace, file: &str) -> Result<PathBuf> {
    let path = Path::new(file);
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let extension = path.extension().and_then(|extension| extension.to_str());
    if !plain || !matches!(extension, Some("yaml" | "yml")) {
        return Err(Error::Usage(format!(
            "`{file}` is no YAML file below the workspace's folder"
        )));
    }
    let own = [CONFIG, LOCK, plan::NAME].map(str::to_owned);
    let baseline = place.config.baseline.iter();
    let inner = |path: &Path| {
        path.components()
            .filter(|part| *part != Component::CurDir)
            .collect()
    };
    let wanted: PathBuf = inner(path);
    if own
        .iter()
        .chain(baseline)
        .any(|own| wanted == inner(Path::new(own)))
    {
        return Err(Error::Usage(format!(
            "`{file}` is no file for documents; name another one, such as waivers.yaml"
        )));
    }
    if globs(&place.config.exclude)?.is_match(path) {
        return Err(Error::Usage(format!(
            "`exclude` in csp-support.yaml leaves `{file}` alone, so the waiver would not be read"
        )));
    }
    Ok(place.root.dir.join(path))
}
