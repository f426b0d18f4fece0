//! What was not checked, and why: so that silence is not taken for an answer.

/// An obligation that no rule judged in this run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unchecked {
    /// Why not.
    pub cause: Cause,
    /// Its id.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// The reason in words.
    pub reason: String,
}

/// Why an obligation was not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The command line or the settings leave the rule out.
    LeftOut,
    /// It waits for something.
    Waiting,
    /// Nothing that a partner writes down could show it.
    NotCheckable,
}

impl Cause {
    /// What machines read.
    pub const fn key(self) -> &'static str {
        match self {
            Self::LeftOut => "leftOut",
            Self::Waiting => "waiting",
            Self::NotCheckable => "notCheckable",
        }
    }

    /// What people read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::LeftOut => "left out of this run",
            Self::Waiting => "no rule yet",
            Self::NotCheckable => "cannot be seen in documents",
        }
    }
}
