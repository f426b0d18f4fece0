//! Markets of the programme: groups of countries in which a partner of one of them may sell.
//!
//! It must never know a partner or a customer.

use serde::Deserialize;

/// A market.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Market {
    /// Key, such as `EU_EFTA`.
    pub id: String,
    /// Name in plain words.
    pub name: String,
    /// The countries in it, by their codes of two letters.
    pub countries: Vec<String>,
}
