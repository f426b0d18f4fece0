//! What was asked of an audit, so that it can be asked again.
//!
//! It holds words; nothing here reads a file or the clock.

use crate::cli::args::{FailOn, Judging};
use crate::cli::check::gate;
use crate::report::Gate;
use clap::ValueEnum;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What was asked of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
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
}

impl Recipe {
    /// What was asked, without what depends on the machine.
    pub(super) fn new(as_of: Date, judging: &Judging, gate: Gate, only: Vec<String>) -> Self {
        let fail_on = gate.fail_on.map_or("never", |severity| severity.word());
        Self {
            as_of: as_of.to_string(),
            select: judging.select.clone(),
            ignore: judging.ignore.clone(),
            no_waivers: judging.no_waivers,
            fail_on: fail_on.to_owned(),
            fail_on_unknown: gate.fail_on_unknown,
            only,
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
        ];
        words.extend(flags.iter().filter(|flag| flag.1).map(|flag| flag.0));
        if self.fail_on != "never" {
            words.extend(["--fail-on", &self.fail_on]);
        }
        if self.only.is_empty() {
            words.push(".");
        }
        words.extend(self.only.iter().map(String::as_str));
        words.into_iter().map(str::to_owned).collect()
    }
}
