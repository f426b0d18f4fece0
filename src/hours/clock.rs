//! The clock by which hours are read: of a place that is known, or of one that is not.
//!
//! Hours on the clock of an unknown place still have a week, and can be compared with others on the
//! same clock; which instants they mean is not known until somebody says where the place is.

use crate::hours::zone::{Zone, ZoneError};

/// A clock on a wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// In a zone.
    At(Zone),
    /// Wherever the customer is: `customer-local`.
    Customer,
    /// Wherever the equipment is: `site-local`.
    Site,
}

impl Clock {
    /// Finds a clock by the exact name of a zone, or one of `customer-local` and `site-local`.
    pub fn parse(name: &str) -> Result<Self, ZoneError> {
        match name {
            "customer-local" => Ok(Self::Customer),
            "site-local" => Ok(Self::Site),
            _ => Zone::parse(name).map(Self::At),
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        match self {
            Self::At(zone) => zone.name(),
            Self::Customer => "customer-local",
            Self::Site => "site-local",
        }
    }

    /// The zone, if the place is known.
    pub fn zone(&self) -> Option<&Zone> {
        match self {
            Self::At(zone) => Some(zone),
            Self::Customer | Self::Site => None,
        }
    }
}

impl From<Zone> for Clock {
    fn from(zone: Zone) -> Self {
        Self::At(zone)
    }
}
