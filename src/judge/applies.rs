//! To whom and to what a rule applies: partner types, clouds, products, commerce, ways of delivery.
//!
//! Each limit is a condition that the program writes itself, so that it is checked, run and mutated like
//! any other. This module knows the words for limits; it never looks at a document.

use crate::judge::expr::Expression;
use crate::model::catalog::Catalogs;
use crate::yaml::NodeRef;

/// One key of `applies`.
#[derive(Debug)]
pub struct Dimension {
    /// The key.
    pub key: &'static str,
    /// Its values and the words for each; empty where a catalogue has them.
    values: &'static [(&'static str, &'static str)],
    /// What comes before the words where a rule does not apply: `only `.
    only: &'static str,
    /// How it is told, by kind; the last row, `*`, stands for all other kinds.
    told: &'static [(&'static str, &'static str)],
}

/// The keys of `applies`, in the order in which they are looked at.
pub const DIMENSIONS: &[Dimension] = &[
    Dimension {
        key: "partnerTypes",
        values: &[
            ("direct_bill", "direct-bill partners"),
            ("indirect_provider", "distributors"),
            ("indirect_reseller", "indirect resellers"),
            ("advisor", "advisors"),
            ("cpv", "control panel vendors"),
        ],
        only: "it applies only to ",
        told: &[
            (
                "PartnerProfile",
                "spec.cspAuthorization.partnerType in [{}]",
            ),
            ("*", "partner.cspAuthorization.partnerType in [{}]"),
        ],
    },
    Dimension {
        key: "clouds",
        values: &[
            ("commercial", "the commercial cloud"),
            ("us_gov", "the cloud of the United States government"),
            ("china_21vianet", "the cloud in China"),
        ],
        only: "it applies only in ",
        told: &[
            ("PartnerProfile", "spec.cspAuthorization.cloud in [{}]"),
            ("*", "partner.cspAuthorization.cloud in [{}]"),
        ],
    },
    Dimension {
        key: "products",
        values: &[],
        only: "it applies only to ",
        told: &[
            (
                "SupportOffering",
                "spec.products.exists(product, product in [{}])",
            ),
            (
                "SupportAssignment",
                "fact.assigned_products.exists(product, product in [{}])",
            ),
            ("ServiceRequest", "spec.product in [{}]"),
            ("SlaCreditClaim", "spec.product in [{}]"),
        ],
    },
    Dimension {
        key: "commerce",
        values: &[
            ("legacy", "legacy subscriptions"),
            ("new_commerce", "new commerce"),
        ],
        only: "it applies only to ",
        told: &[("SupportAssignment", "spec.commerce in [{}]")],
    },
    Dimension {
        key: "delivery",
        values: &[
            ("direct", "by the partner's own staff"),
            ("outsourced", "by a subcontractor"),
            ("resold", "by a company whose support is resold"),
            ("mixed", "in several ways"),
        ],
        only: "it applies only where support is given ",
        told: &[
            ("SupportOffering", "spec.delivery.model in [{}]"),
            ("SupportAssignment", "fact.delivery_model in [{}]"),
        ],
    },
];

/// One limit of a rule: a key of `applies` and the values to which the rule applies.
#[derive(Debug, Clone)]
pub struct Limit {
    /// The key.
    pub dimension: &'static Dimension,
    /// The values, as written.
    pub values: Vec<String>,
    /// Holds where the rule applies.
    pub condition: Expression,
}

impl Dimension {
    /// The key with this name.
    pub fn named(key: &str) -> Option<&'static Self> {
        DIMENSIONS.iter().find(|dimension| dimension.key == key)
    }

    /// The condition that a subject of a kind is within the values; none where documents of the kind cannot tell.
    pub fn condition(&self, kind: &str, values: &[String]) -> Option<String> {
        let mut told = self.told.iter();
        let (_, text) = told.find(|(of, _)| *of == kind || *of == "*")?;
        let values: Vec<_> = values.iter().map(|value| format!("'{value}'")).collect();
        Some(text.replace("{}", &values.join(", ")))
    }

    /// The kinds of documents that can tell, for a message.
    pub fn kinds(&self) -> String {
        let kinds: Vec<_> = self.told.iter().map(|(kind, _)| *kind).collect();
        kinds.join(", ")
    }

    /// The values that a rule may name, as far as they are not a catalogue's.
    pub fn values(&self) -> impl Iterator<Item = &'static str> {
        self.values.iter().map(|(value, _)| *value)
    }

    /// The words for a value.
    fn words(&self, value: &str) -> String {
        let own = self.values.iter().find(|(own, _)| *own == value);
        let product = || Some(Catalogs::embedded().ok()?.product(value)?.name.clone());
        own.map(|(_, words)| (*words).to_owned())
            .or_else(product)
            .unwrap_or_else(|| format!("`{value}`"))
    }
}

impl Limit {
    /// Why the rule does not apply; `found` is the node that decided it.
    pub fn reason(&self, found: Option<NodeRef<'_>>) -> String {
        let value = found.map(NodeRef::text).unwrap_or_default();
        let own = self.dimension.values().any(|own| own == value);
        if self.dimension.key == "partnerTypes" && own {
            return format!("it does not apply to {}", self.dimension.words(value));
        }
        format!("{}{}", self.dimension.only, self.listed())
    }

    /// To what the rule applies, in words that stand for themselves.
    pub fn told(&self) -> String {
        let before = match self.dimension.key {
            "clouds" => "in ",
            "delivery" => "support given ",
            _ => "",
        };
        format!("{before}{}", self.listed())
    }

    fn listed(&self) -> String {
        let words: Vec<_> = self
            .values
            .iter()
            .map(|value| self.dimension.words(value))
            .collect();
        match words.as_slice() {
            [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            words => words.join(""),
        }
    }
}
