//! The sorts of things that end, and what people and machines call them.

/// Sorts of things that end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A relationship with a customer.
    Relationship,
    /// A support plan or benefit of Microsoft's.
    Plan,
    /// A designation.
    Designation,
    /// A waiver.
    Waiver,
    /// An offering.
    Offering,
    /// An assignment of an offering.
    Assignment,
    /// A price.
    Price,
    /// What a calendar knows of holidays.
    Holidays,
    /// The time until an offering is looked through again.
    Review,
    /// The time until somebody answers a question of the rule packs again.
    Control,
}

impl Sort {
    /// A short name that stays the same.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Relationship => "relationship",
            Self::Plan => "plan",
            Self::Designation => "designation",
            Self::Waiver => "waiver",
            Self::Offering => "offering",
            Self::Assignment => "assignment",
            Self::Price => "price",
            Self::Holidays => "holidays",
            Self::Review => "review",
            Self::Control => "control",
        }
    }

    /// What happens, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Relationship => "GDAP relationship ends",
            Self::Plan => "support plan ends",
            Self::Designation => "designation ends",
            Self::Waiver => "waiver ends",
            Self::Offering => "offering ends",
            Self::Assignment => "assignment ends",
            Self::Price => "price ends",
            Self::Holidays => "holidays are known until here",
            Self::Review => "offering is due for review",
            Self::Control => "question is due to be answered again",
        }
    }
}
