//! The conditions of filing a request with Microsoft, and what comes out of asking them.
//!
//! Plain values; who is asked about what is known elsewhere, and so is any other language than English.

use super::known::Known;
use crate::judge::expr::Missing;

/// A condition of filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Microsoft takes such requests from this type of partner.
    PartnerType,
    /// We are the customer's reseller, where Azure needs it.
    Reseller,
    /// The person works for us.
    Works,
    /// The person's group has access today.
    Access,
    /// The group holds a role that may open the request.
    Role,
    /// The person holds an Azure role that may open the request.
    AzureRole,
    /// The person acts for customers in Partner Center.
    PartnerCenter,
    /// The person signs in with a second factor.
    Mfa,
    /// The person is not at the same time a guest of the customer.
    Guest,
    /// The customer lets people from outside in.
    Conditional,
}

impl Step {
    /// The condition in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::PartnerType => "partner type",
            Self::Reseller => "reseller relationship",
            Self::Works => "active agent",
            Self::Access => "active access",
            Self::Role => "ticket role",
            Self::AzureRole => "Azure role",
            Self::PartnerCenter => "Partner Center role",
            Self::Mfa => "multifactor authentication",
            Self::Guest => "guest account",
            Self::Conditional => "conditional access",
        }
    }

    /// The key under which pages keep sentences about it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PartnerType => "partner_type",
            Self::Reseller => "reseller",
            Self::Works => "works",
            Self::Access => "access",
            Self::Role => "role",
            Self::AzureRole => "azure_role",
            Self::PartnerCenter => "partner_center",
            Self::Mfa => "mfa",
            Self::Guest => "guest",
            Self::Conditional => "conditional",
        }
    }

    /// What is the matter, in words.
    pub fn detail(self, obstacle: &Obstacle) -> String {
        let Obstacle {
            agent,
            group,
            grant,
            customer,
            product,
        } = obstacle;
        match self {
            Self::PartnerType => {
                format!("a partner of this type cannot file requests for {product}")
            }
            Self::Reseller => {
                format!("there is no active reseller relationship with `{customer}`")
            }
            Self::Works => format!("`{agent}` is not an active agent"),
            Self::Access if grant.is_empty() => {
                format!("nobody is in a group with access to `{customer}`")
            }
            Self::Access => format!("`{grant}` gives `{group}` no access today"),
            Self::Role => format!("`{group}` holds no role that may open the request"),
            Self::AzureRole => format!("`{agent}` holds no Azure role that may open the request"),
            Self::PartnerCenter => {
                format!("`{agent}` is neither Admin agent nor Helpdesk agent in Partner Center")
            }
            Self::Mfa => format!("`{agent}` signs in without multifactor authentication"),
            Self::Guest => format!("`{agent}` is also a guest in the tenant of `{customer}`"),
            Self::Conditional => {
                format!("a policy of `{customer}` blocks people from other tenants")
            }
        }
    }
}

/// Whom and what a failing condition is about, by ids; the product by its name. Nobody and nothing is
/// an empty text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Obstacle {
    /// The person who tries.
    pub agent: String,
    /// The group by which they try.
    pub group: String,
    /// The grant that names the group.
    pub grant: String,
    /// The customer.
    pub customer: String,
    /// The product's name.
    pub product: String,
}

/// What came out of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ability {
    /// Everything holds.
    Can,
    /// Nothing fails, but something is not told.
    Unknown(Missing),
    /// This is the first condition that fails, and for whom; nobody is named while people are compared.
    Cannot(Step, Obstacle),
}

impl Ability {
    fn rank(&self) -> (u8, Option<Step>) {
        match self {
            Self::Can => (2, None),
            Self::Unknown(_) => (1, None),
            Self::Cannot(step, _) => (0, Some(*step)),
        }
    }

    /// Whether it is nearer to success.
    pub(super) fn beats(&self, other: &Self) -> bool {
        self.rank() > other.rank()
    }

    /// As yes or no.
    pub(super) fn known(self) -> Known {
        match self {
            Self::Can => Ok(true),
            Self::Cannot(..) => Ok(false),
            Self::Unknown(missing) => Err(missing),
        }
    }
}
