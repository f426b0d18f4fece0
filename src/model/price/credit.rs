//! Work that is taken from prepaid credit or from what is included, before anything is charged.

use crate::model::price::split::Stretch;
use crate::model::price::work;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What work takes from prepaid credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exchange {
    /// Units taken.
    pub takes: Decimal,
    /// Minutes for which they are taken, begun time counts in full; the whole case when missing.
    pub per: Option<u32>,
}

/// What is left of what is included in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quota {
    /// So many minutes.
    Time {
        /// How many are left.
        left: u32,
    },
    /// So many cases.
    Cases {
        /// How many are left.
        left: u32,
    },
}

/// What was taken, and for how much of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// Units, cases or minutes taken.
    pub taken: Decimal,
    /// Minutes of the work that are paid with it.
    pub covered: u32,
}

impl Exchange {
    /// What work of so many minutes takes from `left` units. Only whole portions are taken: half a
    /// portion of credit buys nothing.
    pub fn draw(self, left: Decimal, minutes: u32) -> Option<Draw> {
        let nothing = Draw {
            taken: Decimal::ZERO,
            covered: 0,
        };
        let Some(per) = self.per.map(|per| per.max(1)) else {
            let enough = left >= self.takes && minutes > 0;
            return Some(if enough {
                Draw {
                    taken: self.takes,
                    covered: minutes,
                }
            } else {
                nothing
            });
        };
        let wanted = minutes.div_ceil(per);
        let portions = if self.takes.is_zero() {
            wanted
        } else {
            let affordable = left.max(Decimal::ZERO).checked_div(self.takes)?.floor();
            affordable
                .to_u32()
                .map_or(wanted, |portions| portions.min(wanted))
        };
        Some(Draw {
            taken: self.takes.checked_mul(Decimal::from(portions))?,
            covered: portions.saturating_mul(per).min(minutes),
        })
    }
}

impl Quota {
    /// What a case of so many minutes takes; no more than `longest` minutes of it are included.
    pub fn draw(self, minutes: u32, longest: Option<u32>) -> Draw {
        let most = longest.map_or(minutes, |longest| longest.min(minutes));
        match self {
            Self::Time { left } => Draw {
                taken: Decimal::from(left.min(most)),
                covered: left.min(most),
            },
            Self::Cases { left } if left > 0 && minutes > 0 => Draw {
                taken: Decimal::ONE,
                covered: most,
            },
            Self::Cases { .. } => Draw {
                taken: Decimal::ZERO,
                covered: 0,
            },
        }
    }
}

/// The work that is left to be charged after what was taken.
pub fn after(work: &[Stretch], draw: Draw) -> Vec<Stretch> {
    work::after(work, draw.covered)
}
