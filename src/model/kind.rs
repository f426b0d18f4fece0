//! The table of document kinds.
//!
//! A kind is a name and a schema; what a document of that kind promises is known elsewhere.

/// One kind of document; its name tells it from the others.
#[derive(Debug)]
pub struct Kind {
    /// The value of `kind:`.
    pub name: &'static str,
    /// File stem of its schema under `policies/schemas`.
    pub schema: &'static str,
    /// What such a document says, for `schema` and `--help`.
    pub about: &'static str,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Kind {}

impl Kind {
    /// The kind with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// Its place in [`KINDS`].
    pub fn index(&self) -> usize {
        KINDS
            .iter()
            .position(|kind| kind == self)
            .unwrap_or_default()
    }
}

/// All kinds, from the partner outwards: who we are, what we promise, to whom, with which access, what happened.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "PartnerProfile",
        schema: "partner-profile",
        about: "who the partner is towards Microsoft",
    },
    Kind {
        name: "SupportOffering",
        schema: "support-offering",
        about: "what customers are promised",
    },
    Kind {
        name: "Customer",
        schema: "customer",
        about: "facts about a customer's tenant",
    },
    Kind {
        name: "SupportAssignment",
        schema: "support-assignment",
        about: "which customer has which offering, and since when",
    },
    Kind {
        name: "AccessGrant",
        schema: "access-grant",
        about: "one path of access into a customer's tenant",
    },
    Kind {
        name: "AgentGroup",
        schema: "agent-group",
        about: "a security group of the partner",
    },
    Kind {
        name: "Agent",
        schema: "agent",
        about: "a person who gives support",
    },
    Kind {
        name: "ServiceRequest",
        schema: "service-request",
        about: "a request to Microsoft on behalf of a customer",
    },
    Kind {
        name: "HealthSnapshot",
        schema: "health-snapshot",
        about: "the health of a customer's services at a moment",
    },
    Kind {
        name: "SlaCreditClaim",
        schema: "sla-credit-claim",
        about: "a claim for service credit",
    },
    Kind {
        name: "RuleWaiver",
        schema: "rule-waiver",
        about: "an accepted deviation from a rule",
    },
];
