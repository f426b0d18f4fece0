//! What a request is about, and by which of it a promise is limited.

use crate::model::offering::Target;

/// What is known about a request; what is not told may be anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct About<'r> {
    /// Its severity.
    pub severity: Option<&'r str>,
    /// Its kind.
    pub request: Option<&'r str>,
    /// The contact through which it comes.
    pub via: Option<&'r str>,
    /// The product family.
    pub product: Option<&'r str>,
}

/// By what a promise may be limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// The severity.
    Severity,
    /// The kind of request.
    Request,
    /// The contact through which it comes.
    Via,
    /// When it comes.
    Arriving,
    /// The product.
    Product,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Severity,
        Self::Request,
        Self::Via,
        Self::Arriving,
        Self::Product,
    ];

    /// The field of a target that limits it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Severity => "severities",
            Self::Request => "requests",
            Self::Via => "via",
            Self::Arriving => "arriving",
            Self::Product => "products",
        }
    }

    /// What a target lists; nothing stands for all.
    pub fn listed(self, target: Target<'_>) -> Vec<&str> {
        match self {
            Self::Severity => target.severities().collect(),
            Self::Request => target.requests().collect(),
            Self::Via => target.via().collect(),
            Self::Arriving => target.arriving().collect(),
            Self::Product => target.products().collect(),
        }
    }

    /// The dimensions that a target limits.
    pub fn of(target: Target<'_>) -> Vec<Self> {
        let limits = |dimension: &Self| !dimension.listed(target).is_empty();
        Self::ALL.into_iter().filter(limits).collect()
    }
}

impl About<'_> {
    /// What is told about a dimension other than the time.
    pub fn told(&self, dimension: Dimension) -> Option<&str> {
        match dimension {
            Dimension::Severity => self.severity,
            Dimension::Request => self.request,
            Dimension::Via => self.via,
            Dimension::Product => self.product,
            Dimension::Arriving => None,
        }
    }
}
