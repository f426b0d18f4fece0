//! What runs look back at: baselines and earlier reports.
//!
//! It reads the files that flags and settings name, and hands them to the report.

use super::{Kept, insist_on_one};
use crate::cli::args::{Judging, Outcome};
use crate::cli::baseline::file::Location;
use crate::cli::prepare::{Prepared, Workplace};
use crate::error::{Error, Result};
use crate::judge::Judgement;
use crate::judge::baseline::{Answers, Asked};
use crate::report::assemble::Assembly;
use crate::report::{Earlier, json};
use std::path::Path;

impl Prepared {
    /// Reads the baselines that the flags and the settings name, and earlier reports: reports then tell
    /// known from new.
    pub(in crate::cli) fn looking_back(mut self, outcome: &Outcome) -> Result<Self> {
        let flag = outcome.baseline.as_deref();
        insist_on_one(&self, flag.is_some())?;
        for workplace in &mut self.workplaces {
            let location = Location::named(workplace, flag).filter(|_| !outcome.no_baseline);
            let kept = location.map(|location| location.read(&workplace.root));
            workplace.baseline = kept.transpose()?;
        }
        let earlier = outcome.compare.iter().map(|path| read(path));
        self.earlier = earlier.collect::<Result<_>>()?;
        Ok(self)
    }

    /// Holds what was added to a report last against the baseline, and says what was asked.
    pub(in crate::cli) fn look_back(
        &self,
        assembly: &mut Assembly,
        workplace: &Workplace,
        judgement: &Judgement<'_>,
        judging: &Judging,
    ) {
        if workplace.baseline.is_none() && self.earlier.is_empty() {
            return;
        }
        let answers = workplace.answers(judgement, judging);
        if let Some(Kept { source, baseline }) = &workplace.baseline {
            assembly.hold_against(baseline, &source.path, &answers);
        }
        assembly.add_answers(answers);
    }
}

impl Workplace {
    /// What its judgement could tell, for findings that are not there any more.
    pub(in crate::cli) fn answers(&self, judgement: &Judgement<'_>, judging: &Judging) -> Answers {
        let files = self.names();
        let files = files.map(|name| (name.to_owned(), self.root.reports(name)));
        let asked = Asked {
            packs: &self.packs,
            ignored: &judging.ignore,
            waivers: !judging.no_waivers,
            files: files.collect(),
        };
        Answers::of(judgement, asked)
    }
}

/// Reads an earlier report.
fn read(path: &Path) -> Result<Earlier> {
    let name = path.to_string_lossy().replace('\\', "/");
    let bytes = std::fs::read(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    earlier(&name, &bytes)
}

/// The earlier report in the bytes of a file of that name.
pub(in crate::cli) fn earlier(name: &str, bytes: &[u8]) -> Result<Earlier> {
    json::earlier(name, &String::from_utf8_lossy(bytes)).map_err(|why| {
        Error::Usage(format!(
            "`{name}` is no report that can be compared with: {why}; \
             `csp-support audit --format json=FILE` writes one"
        ))
    })
}
