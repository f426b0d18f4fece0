//! What a kind of change is: what it means for customers, and what it is about.
//!
//! It must never know how a change is found, or which kinds there are.

use super::kind::TURNS;

/// What a change means for customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Customers were promised to be told in time, and were not.
    Breach,
    /// Less is promised.
    Reduction,
    /// More is promised.
    Improvement,
    /// Neither less nor more, or nobody can say.
    Neutral,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// The offering as a whole.
    Offering,
    /// When somebody is there.
    Hours,
    /// How customers reach the support.
    Contacts,
    /// In which languages they are answered.
    Languages,
    /// How soon something happens.
    Targets,
    /// What it costs.
    Prices,
    /// What is covered.
    Scope,
    /// What customers must do.
    Duties,
    /// Who takes part.
    Parties,
    /// How a case goes on.
    Escalation,
    /// What customers get when a promise is missed.
    Remedies,
    /// How long the promise holds, and other terms.
    Terms,
    /// Whether customers were told in time.
    Notice,
    /// What single customers have by contract; never for pages.
    Contracts,
    /// Words that promise nothing by themselves.
    Wording,
}

impl Matter {
    /// What people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Offering => "the offering as a whole",
            Self::Hours => "hours",
            Self::Contacts => "contacts",
            Self::Languages => "languages",
            Self::Targets => "times",
            Self::Prices => "prices",
            Self::Scope => "scope",
            Self::Duties => "duties",
            Self::Parties => "parties",
            Self::Escalation => "escalation",
            Self::Remedies => "remedies",
            Self::Terms => "terms",
            Self::Notice => "notice",
            Self::Contracts => "contracts",
            Self::Wording => "words",
        }
    }
}

/// One kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its id, such as `hours-fewer`; never reused.
    pub id: &'static str,
    /// What it means for customers.
    pub level: Level,
    /// What it is about.
    pub matter: Matter,
    /// What changed, as a sentence without a full stop.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
}

/// The kinds of change of one thing: for the worse, for the better, and what cannot be decided.
#[derive(Debug)]
pub struct Turn {
    /// At most one kind of each level.
    pub kinds: &'static [Kind],
}

impl Level {
    /// The word that people and machines read.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Breach => "breach",
            Self::Reduction => "reduction",
            Self::Neutral => "neutral",
            Self::Improvement => "improvement",
        }
    }

    /// What it is when OLD and NEW change places.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Reduction => Self::Improvement,
            Self::Improvement => Self::Reduction,
            same => same,
        }
    }
}

impl Turn {
    /// Its kind of a level, if it has one.
    pub fn kind(&self, level: Level) -> Option<&'static Kind> {
        self.kinds.iter().find(|kind| kind.level == level)
    }
}

impl Kind {
    /// The kind of that id.
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::all().find(|kind| kind.id == id)
    }

    /// All kinds, in the order of the table.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        TURNS.iter().flat_map(|turn| turn.kinds)
    }

    /// The kind that the same change is when OLD and NEW change places; none for what is about notice.
    pub fn reversed(&self) -> Option<&'static Self> {
        let turn = TURNS.iter().find(|turn| turn.kinds.contains(self))?;
        turn.kind(self.level.reversed())
            .filter(|_| self.level != Level::Breach)
    }
}
