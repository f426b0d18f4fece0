//! Net, tax and gross.

use crate::model::price::money::rounded;
use rust_decimal::Decimal;

/// How a price treats value added tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tax {
    /// It is still to be added.
    Exclusive,
    /// It is contained.
    Inclusive,
    /// There is none.
    Free,
}

/// An amount without tax, the tax, and both together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taxed {
    /// Without tax.
    pub net: Decimal,
    /// The tax.
    pub tax: Decimal,
    /// With tax.
    pub gross: Decimal,
}

/// The parts of a sum at a rate in percent; the one that is not given is rounded, and the tax is the
/// difference, so that the parts add up.
pub fn taxed(sum: Decimal, tax: Tax, rate: Decimal, digits: u32) -> Option<Taxed> {
    let factor = Decimal::ONE.checked_add(rate.checked_div(Decimal::ONE_HUNDRED)?)?;
    let (net, gross) = match tax {
        Tax::Exclusive => (sum, rounded(sum.checked_mul(factor)?, digits)),
        Tax::Inclusive => (rounded(sum.checked_div(factor)?, digits), sum),
        Tax::Free => (sum, sum),
    };
    Some(Taxed {
        net,
        tax: gross.checked_sub(net)?,
        gross,
    })
}
