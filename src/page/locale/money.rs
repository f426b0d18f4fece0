//! Amounts of money by the patterns of a locale.
//!
//! An amount is never rounded: it keeps all its decimals, and has at least those of its currency.

use rust_decimal::Decimal;
use serde::Deserialize;

/// What stands for the digits in a pattern, and for the currency.
const DIGITS: &str = "#,##0.00";
const SIGN: char = '¤';

/// How a locale writes amounts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Currency {
    standard: String,
    /// The pattern for currencies whose sign ends in a letter.
    code: String,
    decimal: String,
    group: String,
    /// How many digits stand before the first mark at least.
    leading: String,
}

impl Currency {
    /// An amount with the sign of its currency; an amount that is none stays as it is.
    pub(super) fn money(&self, amount: &str, code: &str, sign: &str) -> String {
        let Some(digits) = self.digits(amount, code) else {
            return format!("{amount} {code}");
        };
        let pattern = if sign.ends_with(char::is_alphabetic) {
            &self.code
        } else {
            &self.standard
        };
        pattern.replace(DIGITS, &digits).replace(SIGN, sign)
    }

    /// The amount with the locale's marks; `None` if it is not a decimal number.
    fn digits(&self, amount: &str, code: &str) -> Option<String> {
        let mut amount = Decimal::from_str_exact(amount).ok()?;
        let minor = iso_currency::Currency::from_code(code)
            .and_then(iso_currency::Currency::exponent)
            .map_or(2, u32::from);
        if amount.scale() < minor {
            amount.rescale(minor);
        }
        let text = amount.abs().to_string();
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let sign = if amount.is_sign_negative() { "-" } else { "" };
        let mut digits = format!("{sign}{}", self.grouped(whole));
        if !part.is_empty() {
            digits.push_str(&self.decimal);
            digits.push_str(part);
        }
        Some(digits)
    }

    fn grouped(&self, digits: &str) -> String {
        let leading = self.leading.parse().unwrap_or(1);
        if digits.len() < 3 + leading {
            return digits.to_owned();
        }
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(&self.group);
            }
            text.push(digit);
        }
        text
    }
}
