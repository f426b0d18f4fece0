//! Lengths of time in the units that people speak in.

use jiff::Span;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where a length of time stands: "4 Tage", but "innerhalb von 4 Tagen".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Alone, or as the subject of a sentence.
    Alone,
    /// After "within" and its like.
    Within,
}

/// The units of a language, by case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Units {
    alone: BTreeMap<String, Forms>,
    /// Missing where words do not change after "within".
    within: Option<BTreeMap<String, Forms>>,
}

/// The patterns of a unit by plural category.
type Forms = BTreeMap<String, String>;

impl Units {
    /// The parts of an ISO 8601 duration, largest first; `show` tells the plural category of a number
    /// and how it is written.
    pub(super) fn parts(
        &self,
        iso: &str,
        case: Case,
        show: impl Fn(u64) -> (&'static str, String),
    ) -> Vec<String> {
        let Ok(span) = iso.parse::<Span>() else {
            return Vec::new();
        };
        let own = self.within.as_ref().filter(|_| case == Case::Within);
        let units = own.unwrap_or(&self.alone);
        let phrase = |(name, number): (&str, i64)| {
            let number = u64::try_from(number).ok().filter(|&number| number > 0)?;
            let (category, shown) = show(number);
            let forms = units.get(name)?;
            let pattern = forms.get(category).or_else(|| forms.get("other"))?;
            Some(pattern.replace("{0}", &shown))
        };
        amounts(&span).into_iter().filter_map(phrase).collect()
    }
}

/// The span in the units people speak in: `PT90M` is an hour and 30 minutes, `P14D` stays 14 days.
fn amounts(span: &Span) -> [(&'static str, i64); 7] {
    let (hours, minutes) = match (span.get_hours(), span.get_minutes()) {
        (0, minutes) => (minutes / 60, minutes % 60),
        (hours, minutes) => (i64::from(hours), minutes),
    };
    [
        ("year", span.get_years().into()),
        ("month", span.get_months().into()),
        ("week", span.get_weeks().into()),
        ("day", span.get_days().into()),
        ("hour", hours),
        ("minute", minutes),
        ("second", span.get_seconds()),
    ]
}
