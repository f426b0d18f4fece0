//! What a report says of the run: the day, the partner, the files.
//!
//! It looks at what was loaded and must never judge.

use super::{Prepared, Workplace};
use crate::cli::load::input;
use crate::report::{Input, Run};
use jiff::civil::Date;
use std::collections::BTreeSet;

impl Prepared {
    pub(super) fn describe(&self, mut run: Run) -> Run {
        let mut dates: Vec<_> = self
            .workplaces
            .iter()
            .map(|workplace| workplace.as_of)
            .collect();
        dates.sort_unstable();
        dates.dedup();
        run.version = String::from(env!("CARGO_PKG_VERSION"));
        run.as_of_is_today = dates.iter().all(|date| *date == self.today);
        run.as_of = dates
            .iter()
            .map(Date::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        let partners = self
            .workplaces
            .iter()
            .flat_map(|workplace| workplace.loaded.workspace.of_kind("PartnerProfile"));
        let names = partners.filter_map(|partner| partner.spec()?.str("legalName"));
        run.partner = names
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
            .join(", ");
        run.inputs = self.workplaces.iter().flat_map(Workplace::read).collect();
        let baselines = self.workplaces.iter().filter_map(Workplace::baseline_apart);
        run.inputs.extend(baselines);
        run
    }
}

impl Workplace {
    /// Its settings and documents.
    pub(in crate::cli) fn read(&self) -> impl Iterator<Item = Input> {
        let settings = self.root.config.iter().map(|config| input(config));
        settings.chain(self.inputs.iter().cloned())
    }

    /// Its baseline, unless that lies among its files.
    fn baseline_apart(&self) -> Option<Input> {
        let source = &self.baseline.as_ref()?.source;
        let within = self.inputs.iter().any(|input| input.path == source.path);
        (!within).then(|| input(source))
    }
}
