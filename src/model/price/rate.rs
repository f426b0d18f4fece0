//! Price bands: what the price of a unit becomes at certain times.

use rust_decimal::Decimal;

/// What a band does to the price of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Same,
    /// So many percent are added: 200 makes three times the price.
    Percent(Decimal),
    /// The price times this.
    Times(Decimal),
    /// The price plus this.
    Plus(Decimal),
    /// This in place of the price.
    Own(Decimal),
}

/// One band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// What becomes of the price of a unit.
    pub change: Change,
    /// Shortest time charged for work that begins in this band, in minutes; the price's own when missing.
    pub minimum: Option<u32>,
    /// Flat amount for a call that begins in this band.
    pub call_out: Option<Decimal>,
}

impl Change {
    /// The price of a unit after the change, not rounded; nothing where there is no price to change.
    pub fn applied(self, base: Option<Decimal>) -> Option<Decimal> {
        match self {
            Self::Own(amount) => Some(amount),
            Self::Same => base,
            Self::Percent(percent) => {
                let factor = percent
                    .checked_div(Decimal::ONE_HUNDRED)?
                    .checked_add(Decimal::ONE)?;
                base?.checked_mul(factor)
            }
            Self::Times(factor) => base?.checked_mul(factor),
            Self::Plus(amount) => base?.checked_add(amount),
        }
        .map(|amount| amount.normalize())
    }
}
