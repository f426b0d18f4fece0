//! What work costs, to the smallest coin, and the steps by which the sum came about.
//!
//! The rules, in the order in which they apply to one case:
//!
//! 1. Free time is taken off the beginning. A case that ends within it costs nothing at all.
//! 2. What is left is charged for at least the minimum and in whole increments; what that adds counts
//!    in the band in which the work ended.
//! 3. Work that spans several bands is split at the border, to the minute. The band in which the work
//!    begins decides on the minimum and on the flat amount for the call.
//! 4. Each line is rounded to the smallest unit of its currency (ISO 4217), half a unit away from zero,
//!    as on an invoice; the sum is the sum of the lines shown.
//! 5. The least charge lifts the sum, the cap cuts it.
//!
//! All of it is decimal or integer arithmetic; there is no floating point, and an amount too large to
//! hold gives no answer instead of a wrong one. This module must never know words of a page, nor which
//! prices are sensible.

mod credit;
mod money;
mod quantity;
mod rate;
mod read;
mod split;
mod tax;
mod work;

pub use credit::{Draw, Exchange, Quota, after};
pub use money::{decimal, minor_units, rounded};
pub use quantity::{Counting, QuantityStep, quantity};
pub use rate::{Band, Change};
pub use read::{amount, currency, exchanges, minutes_of_unit, steps, tax_rate, treatment, unit};
pub use split::{Stretch, split};
pub use tax::{Tax, Taxed, taxed};
pub use work::{Charge, Line, Tariff, What, capped};
