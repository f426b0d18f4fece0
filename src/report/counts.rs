//! How many verdicts there are of each state: six numbers, so that no sum hides another.

use crate::report::contents::State;

/// How many verdicts of each sort there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// The rule holds.
    pub met: usize,
    /// The rule fails.
    pub not_met: usize,
    /// Editions disagree.
    pub contested: usize,
    /// The rule does not speak about the subject.
    pub not_applicable: usize,
    /// Not evaluated: a fact is missing.
    pub unknown: usize,
    /// Fails and is excused.
    pub waived: usize,
}

impl Counts {
    /// Counts one verdict.
    pub fn add(&mut self, state: State) {
        let slot = match state {
            State::Met => &mut self.met,
            State::NotMet => &mut self.not_met,
            State::Contested => &mut self.contested,
            State::NotApplicable => &mut self.not_applicable,
            State::Unknown => &mut self.unknown,
            State::Waived => &mut self.waived,
        };
        *slot += 1;
    }

    /// The number for one state.
    pub const fn of(&self, state: State) -> usize {
        match state {
            State::Met => self.met,
            State::NotMet => self.not_met,
            State::Contested => self.contested,
            State::NotApplicable => self.not_applicable,
            State::Unknown => self.unknown,
            State::Waived => self.waived,
        }
    }

    /// All verdicts.
    pub const fn total(&self) -> usize {
        self.met + self.not_met + self.contested + self.not_applicable + self.unknown + self.waived
    }
}

impl FromIterator<State> for Counts {
    fn from_iter<I: IntoIterator<Item = State>>(states: I) -> Self {
        let mut counts = Self::default();
        states.into_iter().for_each(|state| counts.add(state));
        counts
    }
}
