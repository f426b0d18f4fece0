//! What was asked of an audit, so that it can be asked again.
//!
//! It holds words; nothing here reads a file or the clock.

use super::back::Back;
use crate::cli::args::{Audit, FailOn, Judging, Reader};
use crate::cli::audit::audience;
use crate::cli::check::gate;
use crate::report::{Audience, Gate, Style};
use clap::ValueEnum;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What was asked of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that people type"
)]
pub(in crate::cli) struct Recipe {
    /// The day on which everything is judged, `YYYY-MM-DD`.
    as_of: String,
    select: Vec<String>,
    ignore: Vec<String>,
    no_waivers: bool,
    fail_on: String,
    fail_on_unknown: bool,
    /// The files whose findings were asked for; none where all were.
    pub(super) only: Vec<String>,
    /// The baseline, as words in the folder of the workspace name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) baseline: Option<String>,
    /// Whether a baseline that the settings name was not to be looked at.
    #[serde(default, skip_serializing_if = "is_not")]
    no_baseline: bool,
    /// Earlier reports, named like the baseline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) compare: Vec<String>,
    /// Who reads; none where it is everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    audience: Option<String>,
    #[serde(default, skip_serializing_if = "is_not")]
    sarif_include_suppressed: bool,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes every field so"
)]
const fn is_not(flag: &bool) -> bool {
    !*flag
}

impl Recipe {
    /// What was asked, without what depends on the machine.
    pub(super) fn new(as_of: Date, audit: &Audit, gate: Gate, back: &Back) -> Self {
        let judging = &audit.judging;
        let fail_on = gate.fail_on.map_or("never", |severity| severity.word());
        Self {
            as_of: as_of.to_string(),
            select: judging.select.clone(),
            ignore: judging.ignore.clone(),
            no_waivers: judging.no_waivers,
            fail_on: fail_on.to_owned(),
            fail_on_unknown: gate.fail_on_unknown,
            only: Vec::new(),
            baseline: back.baseline.clone(),
            no_baseline: back.no_baseline,
            compare: back.earlier.clone(),
            audience: audit.audience.and_then(word),
            sarif_include_suppressed: audit.outcome.sarif_include_suppressed,
        }
    }

    /// The same for some files only.
    pub(super) fn only(self, only: Vec<String>) -> Self {
        Self { only, ..self }
    }

    /// How its reports look.
    pub(super) fn style(&self) -> Style {
        let reader = self.audience.as_deref();
        let reader = reader.and_then(|word| Reader::from_str(word, false).ok());
        Style {
            audience: reader.map_or(Audience::Everybody, audience),
            sarif_suppressed: self.sarif_include_suppressed,
            ..Style::default()
        }
    }

    /// The day; none where it cannot be read.
    pub(in crate::cli) fn as_of(&self) -> Option<Date> {
        self.as_of.parse().ok()
    }

    /// What makes the run fail.
    pub(super) fn gate(&self) -> Gate {
        let fail_on = FailOn::from_str(&self.fail_on, false).unwrap_or(FailOn::Never);
        gate(fail_on, self.fail_on_unknown)
    }

    /// The same as flags.
    pub(in crate::cli) fn judging(&self) -> Judging {
        Judging {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            no_waivers: self.no_waivers,
            ..Judging::reading(&[], self.as_of())
        }
    }

    /// The command that asks again, in the folder of the workspace.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words: Vec<&str> = vec!["csp-support", "audit", "--as-of", &self.as_of];
        for (flag, values) in [("--select", &self.select), ("--ignore", &self.ignore)] {
            words.extend(values.iter().flat_map(|value| [flag, value]));
        }
        let flags = [
            ("--no-waivers", self.no_waivers),
            ("--fail-on-unknown", self.fail_on_unknown),
            ("--no-baseline", self.no_baseline),
        ];
        words.extend(flags.iter().filter(|flag| flag.1).map(|flag| flag.0));
        if self.fail_on != "never" {
            words.extend(["--fail-on", &self.fail_on]);
        }
        let named = self.baseline.iter().map(|file| ["--baseline", file]);
        let earlier = self.compare.iter().map(|file| ["--compare", file]);
        let audience = self.audience.iter().map(|who| ["--audience", who]);
        words.extend(named.chain(earlier).chain(audience).flatten());
        if self.only.is_empty() {
            words.push(".");
        }
        words.extend(self.only.iter().map(String::as_str));
        words.into_iter().map(str::to_owned).collect()
    }
}

/// A reader as people type one.
fn word(reader: Reader) -> Option<String> {
    let value = reader.to_possible_value()?;
    Some(value.get_name().to_owned())
}
