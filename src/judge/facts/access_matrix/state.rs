//! How needed and held roles compare, and what there is to say about it.
//!
//! Plain values; how they come about is known elsewhere.

use crate::finding::Place;
use crate::yaml::NodeRef;

/// How needed and held compare; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Needed and not held.
    Missing,
    /// Held, and yet nobody can do the work.
    OutOfReach,
    /// Held by DAP, which GDAP replaces.
    DapLeftOver,
    /// Held or approved, and no task needs it.
    TooMuch,
    /// Part of the roles that new customers grant by default.
    DefaultRoles,
    /// Said to extend itself with a role with which nothing does.
    NoExtension,
    /// Privileged, and neither with a reason nor activated just in time.
    NoReason,
    /// Needed, but a weaker role would do.
    TooStrong,
    /// Ends before the promise does.
    EndsFirst,
    /// It could not be told.
    Untold,
    /// Needed and held.
    Fits,
}

/// One thing to say about a role.
#[derive(Debug, Clone)]
pub struct Remark {
    /// What it comes down to.
    pub state: State,
    /// In words.
    pub says: String,
    /// The rule that finds the same.
    pub rule: Option<&'static str>,
    /// Where it was decided.
    pub place: Place,
}

impl Remark {
    pub(super) fn new(
        state: State,
        at: NodeRef<'_>,
        rule: Option<&'static str>,
        says: String,
    ) -> Self {
        Self {
            state,
            says,
            rule,
            place: at.place(),
        }
    }
}

impl State {
    /// All states, the worst first.
    pub const ALL: [Self; 11] = [
        Self::Missing,
        Self::OutOfReach,
        Self::DapLeftOver,
        Self::TooMuch,
        Self::DefaultRoles,
        Self::NoExtension,
        Self::NoReason,
        Self::TooStrong,
        Self::EndsFirst,
        Self::Untold,
        Self::Fits,
    ];

    /// A short name that stays the same.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::OutOfReach => "outOfReach",
            Self::DapLeftOver => "dapLeftOver",
            Self::TooMuch => "tooMuch",
            Self::DefaultRoles => "defaultRoles",
            Self::NoExtension => "noExtension",
            Self::NoReason => "noReason",
            Self::TooStrong => "tooStrong",
            Self::EndsFirst => "endsFirst",
            Self::Untold => "untold",
            Self::Fits => "fits",
        }
    }

    /// In words, for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::OutOfReach => "out of reach",
            Self::DapLeftOver => "DAP left over",
            Self::TooMuch => "not needed",
            Self::DefaultRoles => "default roles",
            Self::NoExtension => "does not extend",
            Self::NoReason => "no reason given",
            Self::TooStrong => "too strong",
            Self::EndsFirst => "ends first",
            Self::Untold => "not told",
            Self::Fits => "fits",
        }
    }
}
