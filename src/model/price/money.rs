//! Amounts: decimal numbers and the smallest units of currencies.

use rust_decimal::{Decimal, RoundingStrategy};

/// A decimal number as documents write it, exactly; nothing for anything else.
pub fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

/// Decimals of a currency's smallest unit by ISO 4217: two for `EUR`, none for `JPY`, three for `KWD`;
/// two for a code that is not known.
pub fn minor_units(currency: &str) -> u32 {
    iso_currency::Currency::from_code(currency)
        .and_then(iso_currency::Currency::exponent)
        .map_or(2, u32::from)
}

/// An amount in whole smallest units; half a unit goes away from zero.
pub fn rounded(amount: Decimal, digits: u32) -> Decimal {
    let mut whole = amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    whole.rescale(digits);
    whole
}
