//! What a piece of work costs by time.

use crate::model::price::money::rounded;
use crate::model::price::rate::Band;
use crate::model::price::split::Stretch;
use rust_decimal::Decimal;

/// A price by time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tariff {
    /// Price of one unit outside any band that names its own.
    pub amount: Option<Decimal>,
    /// Minutes of a unit.
    pub unit: u32,
    /// Minutes at the beginning of a case that cost nothing.
    pub free: u32,
    /// Minutes in which time is charged, each step begun counts; 1 is to the minute.
    pub increment: u32,
    /// Shortest time charged, in minutes.
    pub minimum: u32,
    /// The bands, in the order of the document.
    pub bands: Vec<Band>,
    /// Least that is charged for a case that is not free.
    pub minimum_charge: Option<Decimal>,
    /// Most that is charged for a case.
    pub cap: Option<Decimal>,
    /// Decimals of the currency's smallest unit.
    pub digits: u32,
}

/// A sum and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// The lines, in the order in which they arise.
    pub lines: Vec<Line>,
    /// The sum of the lines.
    pub total: Decimal,
}

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// What it is for.
    pub what: What,
    /// What it comes to, in whole smallest units.
    pub amount: Decimal,
}

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Time that costs nothing, in minutes.
    Free {
        /// How much.
        minutes: u32,
    },
    /// The flat amount for a call in a band.
    CallOut {
        /// Which band.
        band: usize,
    },
    /// Time in a band, or outside all bands.
    Time {
        /// Which band.
        band: Option<usize>,
        /// Minutes charged.
        minutes: u32,
        /// Those of them that were not worked but fill up the minimum or the last increment.
        added: u32,
        /// Price of one unit.
        rate: Decimal,
    },
    /// Units at one price.
    Units {
        /// How many.
        count: u64,
        /// Price of one.
        rate: Decimal,
    },
    /// What is missing to the least charge.
    LeastCharge,
    /// What is more than the cap, taken off.
    Cap,
}

/// Charged minutes of one band.
struct Part {
    band: Option<usize>,
    minutes: u32,
    added: u32,
}

impl Tariff {
    /// What work costs that falls into these stretches, in their order. Nothing where a stretch has no
    /// price or an amount is too large.
    pub fn charge(&self, work: &[Stretch]) -> Option<Charge> {
        let worked = total(work)?;
        if worked <= self.free {
            let free = What::Free { minutes: worked };
            let lines = (worked > 0).then_some(Line {
                what: free,
                amount: Decimal::ZERO,
            });
            return Charge::of(lines.into_iter().collect());
        }
        let begins = work.iter().find(|stretch| stretch.minutes > 0)?.band;
        let band = begins.and_then(|band| self.bands.get(band));
        let mut lines = Vec::new();
        if self.free > 0 {
            lines.push(Line {
                what: What::Free { minutes: self.free },
                amount: Decimal::ZERO,
            });
        }
        if let (Some(index), Some(amount)) = (begins, band.and_then(|band| band.call_out)) {
            lines.push(Line {
                what: What::CallOut { band: index },
                amount: rounded(amount, self.digits),
            });
        }
        let minimum = band.and_then(|band| band.minimum).unwrap_or(self.minimum);
        for part in self.parts(&after(work, self.free), minimum)? {
            lines.push(self.line(&part)?);
        }
        let charge = Charge::of(lines)?.at_least(self.minimum_charge)?;
        capped(charge, self.cap, Decimal::ZERO)
    }

    /// Charged minutes band by band, in the order in which the bands are first met.
    fn parts(&self, work: &[Stretch], minimum: u32) -> Option<Vec<Part>> {
        let worked = total(work)?;
        let increment = self.increment.max(1);
        let charged = worked
            .max(minimum)
            .div_ceil(increment)
            .checked_mul(increment)?;
        let mut parts: Vec<Part> = Vec::new();
        let mut last = 0;
        for stretch in work.iter().filter(|stretch| stretch.minutes > 0) {
            let known = parts.iter().position(|part| part.band == stretch.band);
            last = known.unwrap_or(parts.len());
            if known.is_none() {
                parts.push(Part {
                    band: stretch.band,
                    minutes: 0,
                    added: 0,
                });
            }
            parts[last].minutes += stretch.minutes;
        }
        let part = parts.get_mut(last)?;
        part.added = charged - worked;
        part.minutes = part.minutes.checked_add(part.added)?;
        Some(parts)
    }

    fn line(&self, part: &Part) -> Option<Line> {
        let rate = match part.band {
            Some(band) => self.bands.get(band)?.change.applied(self.amount)?,
            None => self.amount?,
        };
        let exact = rate.checked_mul(Decimal::from(part.minutes))?;
        let exact = exact.checked_div(Decimal::from(self.unit.max(1)))?;
        Some(Line {
            what: What::Time {
                band: part.band,
                minutes: part.minutes,
                added: part.added,
                rate,
            },
            amount: rounded(exact, self.digits),
        })
    }
}

impl Charge {
    /// A charge of these lines.
    pub(super) fn of(lines: Vec<Line>) -> Option<Self> {
        let mut total = Decimal::ZERO;
        for line in &lines {
            total = total.checked_add(line.amount)?;
        }
        Some(Self { lines, total })
    }

    fn at_least(mut self, least: Option<Decimal>) -> Option<Self> {
        if let Some(least) = least.filter(|least| self.total < *least) {
            self.lines.push(Line {
                what: What::LeastCharge,
                amount: least.checked_sub(self.total)?,
            });
            self.total = least;
        }
        Some(self)
    }
}

/// A charge cut so that it and what was charged before in the same period stay within the cap.
pub fn capped(mut charge: Charge, cap: Option<Decimal>, before: Decimal) -> Option<Charge> {
    let Some(cap) = cap else {
        return Some(charge);
    };
    let left = cap.checked_sub(before)?.max(Decimal::ZERO);
    if charge.total > left {
        charge.lines.push(Line {
            what: What::Cap,
            amount: left.checked_sub(charge.total)?,
        });
        charge.total = left;
    }
    Some(charge)
}

fn total(work: &[Stretch]) -> Option<u32> {
    let mut stretches = work.iter();
    stretches.try_fold(0_u32, |sum, stretch| sum.checked_add(stretch.minutes))
}

/// The work without so many minutes at its beginning.
pub(super) fn after(work: &[Stretch], minutes: u32) -> Vec<Stretch> {
    let mut gone = minutes;
    let mut rest = Vec::with_capacity(work.len());
    for stretch in work {
        let off = gone.min(stretch.minutes);
        gone -= off;
        if stretch.minutes > off {
            rest.push(Stretch {
                band: stretch.band,
                minutes: stretch.minutes - off,
            });
        }
    }
    rest
}
