//! What a number of units costs where the price changes with the quantity.

use crate::model::price::money::rounded;
use crate::model::price::work::{Charge, Line, What};
use rust_decimal::Decimal;

/// The price of some units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuantityStep {
    /// First unit.
    pub from: u64,
    /// Last unit; no end when missing.
    pub to: Option<u64>,
    /// Price of one unit.
    pub amount: Decimal,
}

/// For which units a step's price holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// For those within the step.
    EachUnit,
    /// For all, once the step is reached.
    AllUnits,
}

impl QuantityStep {
    fn holds(&self, unit: u64) -> bool {
        self.from <= unit && self.to.is_none_or(|to| unit <= to)
    }

    /// How many of the first `count` units lie within.
    fn within(&self, count: u64) -> u64 {
        let last = self.to.unwrap_or(count).min(count);
        (last + 1).saturating_sub(self.from.max(1))
    }
}

/// What so many units cost. Units outside all steps cost `amount`; nothing where they have no price, or
/// where steps overlap.
pub fn quantity(
    amount: Option<Decimal>,
    steps: &[QuantityStep],
    counting: Counting,
    count: u64,
    digits: u32,
) -> Option<Charge> {
    let mut priced: Vec<(u64, Decimal)> = Vec::new();
    match counting {
        Counting::AllUnits => {
            let step = steps.iter().find(|step| step.holds(count));
            priced.push((count, step.map_or(amount, |step| Some(step.amount))?));
        }
        Counting::EachUnit => {
            let inside = steps.iter().map(|step| (step.within(count), step.amount));
            priced.extend(inside);
            let stepped: u64 = priced.iter().map(|(units, _)| units).sum();
            let rest = count.checked_sub(stepped)?;
            if rest > 0 {
                priced.push((rest, amount?));
            }
        }
    }
    let mut lines = Vec::new();
    for (count, rate) in priced.into_iter().filter(|(units, _)| *units > 0) {
        let exact = rate.checked_mul(Decimal::from(count))?;
        lines.push(Line {
            what: What::Units { count, rate },
            amount: rounded(exact, digits),
        });
    }
    Charge::of(lines)
}
