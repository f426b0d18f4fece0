//! Minutes on the line of time in which somebody is there: stretches and the few operations on them.
//!
//! It knows no windows and no week.

/// Stretches of minutes since 1970 in UTC, half-open, in order and apart from each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::diff) struct Open(Vec<(i64, i64)>);

impl Open {
    /// The minutes of stretches in any order.
    pub(in crate::diff) fn new(mut stretches: Vec<(i64, i64)>) -> Self {
        stretches.retain(|(start, end)| start < end);
        stretches.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::with_capacity(stretches.len());
        for (start, end) in stretches {
            match joined.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        Self(joined)
    }

    /// The stretches in order.
    pub(in crate::diff) fn stretches(&self) -> &[(i64, i64)] {
        &self.0
    }

    /// Whether there is no minute at all.
    pub(in crate::diff) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All minutes of several.
    pub(in crate::diff) fn joined<'o>(all: impl IntoIterator<Item = &'o Self>) -> Self {
        Self::new(
            all.into_iter()
                .flat_map(|one| one.0.iter().copied())
                .collect(),
        )
    }

    /// What is in this one and not in the other.
    #[must_use]
    pub(in crate::diff) fn minus(&self, other: &Self) -> Self {
        let mut rest = Vec::new();
        let mut others = other.0.iter().peekable();
        for &(mut start, end) in &self.0 {
            while others.next_if(|gone| gone.1 <= start).is_some() {}
            let mut ahead = others.clone();
            while let Some(gone) = ahead.next_if(|gone| gone.0 < end) {
                if start < gone.0 {
                    rest.push((start, gone.0));
                }
                start = start.max(gone.1);
            }
            if start < end {
                rest.push((start, end));
            }
        }
        Self(rest)
    }

    /// What lies before a minute.
    #[must_use]
    pub(in crate::diff) fn before(&self, minute: i64) -> Self {
        let cut = self.0.iter().map(|&(start, end)| (start, end.min(minute)));
        Self::new(cut.collect())
    }
}
