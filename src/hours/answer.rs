//! What can be answered about an instant.

use jiff::Timestamp;

/// Whether a window is open at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Open, until it closes.
    Open {
        /// When it closes.
        until: Moment,
    },
    /// Closed, until it opens.
    Closed {
        /// When it opens.
        opens: Moment,
    },
    /// The holiday list says nothing about that day.
    Unknown,
}

/// When something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// At this instant.
    At(Timestamp),
    /// Not within the next eight years.
    Never,
    /// After the end of the holiday list, so nobody can say.
    Unknown,
}

impl Moment {
    /// The instant, if there is one.
    pub fn instant(self) -> Option<Timestamp> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Never | Self::Unknown => None,
        }
    }
}
