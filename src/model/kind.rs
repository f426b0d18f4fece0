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
    /// Where such documents come from.
    pub origin: Origin,
}

/// Where documents of a kind come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// People write them.
    Written,
    /// A platform exports them; the schema describes what the platform writes, as far as it is known.
    Exported {
        /// The name after `csp-support import`.
        source: &'static str,
        /// The field that holds the records; none where the export is one record.
        list: Option<&'static str>,
    },
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

    /// The kind of export with this source name.
    pub fn of_source(source: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.source() == Some(source))
    }

    /// The kinds that people write, in the order of [`KINDS`].
    pub fn written() -> impl Iterator<Item = &'static Self> + Clone {
        KINDS.iter().filter(|kind| kind.origin == Origin::Written)
    }

    /// The name of its source, where a platform exports it.
    pub const fn source(&self) -> Option<&'static str> {
        match self.origin {
            Origin::Written => None,
            Origin::Exported { source, .. } => Some(source),
        }
    }

    /// Its place in [`KINDS`].
    pub fn index(&self) -> usize {
        KINDS
            .iter()
            .position(|kind| kind == self)
            .unwrap_or_default()
    }
}

/// All kinds, from the partner outwards: who we are, what we promise, to whom, with which access, what happened;
/// then what platforms export.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "PartnerProfile",
        schema: "partner-profile",
        about: "who the partner is towards Microsoft",
        origin: Origin::Written,
    },
    Kind {
        name: "SupportOffering",
        schema: "support-offering",
        about: "what customers are promised",
        origin: Origin::Written,
    },
    Kind {
        name: "Customer",
        schema: "customer",
        about: "facts about a customer's tenant",
        origin: Origin::Written,
    },
    Kind {
        name: "SupportAssignment",
        schema: "support-assignment",
        about: "which customer has which offering, and since when",
        origin: Origin::Written,
    },
    Kind {
        name: "AccessGrant",
        schema: "access-grant",
        about: "one path of access into a customer's tenant",
        origin: Origin::Written,
    },
    Kind {
        name: "AgentGroup",
        schema: "agent-group",
        about: "a security group of the partner",
        origin: Origin::Written,
    },
    Kind {
        name: "Agent",
        schema: "agent",
        about: "a person who gives support",
        origin: Origin::Written,
    },
    Kind {
        name: "ServiceRequest",
        schema: "service-request",
        about: "a request to Microsoft on behalf of a customer",
        origin: Origin::Written,
    },
    Kind {
        name: "HealthSnapshot",
        schema: "health-snapshot",
        about: "the health of a customer's services at a moment",
        origin: Origin::Written,
    },
    Kind {
        name: "SlaCreditClaim",
        schema: "sla-credit-claim",
        about: "a claim for service credit",
        origin: Origin::Written,
    },
    Kind {
        name: "RuleWaiver",
        schema: "rule-waiver",
        about: "an accepted deviation from a rule",
        origin: Origin::Written,
    },
    Kind {
        name: "CsvMapping",
        schema: "mapping",
        about: "what the columns of a CSV file mean, for `import csv`",
        origin: Origin::Written,
    },
    Kind {
        name: "GraphRelationships",
        schema: "exports/graph-relationships",
        about: "GDAP relationships as Microsoft Graph lists them (delegatedAdminRelationships)",
        origin: Origin::Exported {
            source: "graph-relationships",
            list: Some("value"),
        },
    },
    Kind {
        name: "GraphAccessAssignments",
        schema: "exports/graph-access-assignments",
        about: "which groups hold which roles in one GDAP relationship, as Microsoft Graph lists it (accessAssignments)",
        origin: Origin::Exported {
            source: "graph-access-assignments",
            list: Some("value"),
        },
    },
    Kind {
        name: "GraphCustomers",
        schema: "exports/graph-customers",
        about: "customers with delegated administration as Microsoft Graph lists them (delegatedAdminCustomers)",
        origin: Origin::Exported {
            source: "graph-customers",
            list: Some("value"),
        },
    },
    Kind {
        name: "GraphHealthOverviews",
        schema: "exports/graph-health-overviews",
        about: "services of a customer with their status, with or without issues, as Microsoft Graph lists them (healthOverviews)",
        origin: Origin::Exported {
            source: "graph-health-overviews",
            list: Some("value"),
        },
    },
    Kind {
        name: "GraphHealthIssues",
        schema: "exports/graph-health-issues",
        about: "incidents and advisories of a customer's services as Microsoft Graph lists them (serviceAnnouncement/issues)",
        origin: Origin::Exported {
            source: "graph-health-issues",
            list: Some("value"),
        },
    },
    Kind {
        name: "GraphSecurityRequirements",
        schema: "exports/graph-security-requirements",
        about: "security requirements of the partner's tenant as Microsoft Graph lists them (beta, partner securityRequirements)",
        origin: Origin::Exported {
            source: "graph-security-requirements",
            list: Some("value"),
        },
    },
    Kind {
        name: "PartnerCenterSupportProfile",
        schema: "exports/partner-center-support-profile",
        about: "the support profile in Partner Center, which Microsoft shows to customers",
        origin: Origin::Exported {
            source: "partner-center-support-profile",
            list: None,
        },
    },
    Kind {
        name: "PartnerCenterLegalProfile",
        schema: "exports/partner-center-legal-profile",
        about: "the legal business profile in Partner Center",
        origin: Origin::Exported {
            source: "partner-center-legal-profile",
            list: None,
        },
    },
    Kind {
        name: "PartnerCenterServiceRequests",
        schema: "exports/partner-center-service-requests",
        about: "requests to Microsoft as Partner Center lists them for a customer, or one of them by its id",
        origin: Origin::Exported {
            source: "partner-center-service-requests",
            list: Some("items"),
        },
    },
    Kind {
        name: "PartnerCenterSupportContact",
        schema: "exports/partner-center-support-contact",
        about: "the support contact of a customer's subscription in Partner Center",
        origin: Origin::Exported {
            source: "partner-center-support-contact",
            list: None,
        },
    },
    Kind {
        name: "PartnerCenterDapCustomers",
        schema: "exports/partner-center-dap-customers",
        about: "customers in Partner Center's report on delegated administration of the old kind (DAP)",
        origin: Origin::Exported {
            source: "partner-center-dap-customers",
            list: Some("value"),
        },
    },
    Kind {
        name: "PartnerCenterDapStatistics",
        schema: "exports/partner-center-dap-statistics",
        about: "the number of customers with delegated administration of the old kind (DAP)",
        origin: Origin::Exported {
            source: "partner-center-dap-statistics",
            list: None,
        },
    },
    Kind {
        name: "CsvRows",
        schema: "exports/csv",
        about: "any table as CSV; `--mapping FILE` tells what its columns mean",
        origin: Origin::Exported {
            source: "csv",
            list: Some("rows"),
        },
    },
];
