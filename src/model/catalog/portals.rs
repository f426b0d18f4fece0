//! Where requests are filed for a customer, and how to get there.
//!
//! It must never know who may go there.

use serde::Deserialize;

/// All portals, and the way that leads to them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portals {
    /// Steps in Partner Center; `{customer}` stands for the customer's name.
    pub way: Vec<String>,
    /// Where requests are filed, by product.
    pub products: Vec<Portal>,
}

/// Where requests about a product are filed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// Key of the product family.
    pub product: String,
    /// The portal, as a request names its entry point; none where Microsoft takes no requests.
    #[serde(default)]
    pub portal: Option<String>,
    /// The support plan to choose in the form, as a request names it.
    #[serde(default)]
    pub plan: Option<String>,
    /// Whether the guidance says so, or only we read it so.
    pub basis: PortalBasis,
    /// Keys of the sources.
    pub source: Vec<String>,
}

/// On what an entry rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortalBasis {
    /// The guidance names the portal.
    Guidance,
    /// The guidance names a right; which portal it means is our reading.
    Interpretation,
}
