//! Amounts in words: from, up to, per unit, with and without tax.

use crate::error::Result;
use crate::model::offering::{Price, PriceBand, PriceStep, Pricing};
use crate::model::price::{self, Tax, Taxed};
use crate::site::statement::Subject;
use rust_decimal::Decimal;

/// One price with what all prices share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amounts<'s, 'a> {
    /// The page.
    pub(super) subject: &'s Subject<'a>,
    /// The price.
    pub(super) price: Price<'a>,
    /// What all prices share.
    pub(super) pricing: Option<Pricing<'a>>,
}

impl<'s, 'a> Amounts<'s, 'a> {
    /// A price of the page's offering.
    pub(super) fn new(subject: &'s Subject<'a>, price: Price<'a>) -> Self {
        Self {
            subject,
            price,
            pricing: subject.offering.pricing(),
        }
    }

    /// The same for another price.
    pub(super) fn of(&self, price: Price<'a>) -> Self {
        Self { price, ..*self }
    }

    /// An amount in the price's currency.
    pub(super) fn money(&self, amount: &str) -> String {
        let currency = price::currency(self.price, self.pricing).unwrap_or_default();
        self.subject.words.locale.money(amount, currency)
    }

    /// A sum in the price's currency.
    pub(super) fn sum(&self, amount: Decimal) -> String {
        self.money(&amount.to_string())
    }

    /// The price in one phrase: `from €120.00 per hour, plus VAT`.
    pub(super) fn headline(&self) -> Result<String> {
        let words = self.subject.words;
        let (price, pricing) = (self.price, self.pricing);
        let currency = price::currency(price, pricing);
        let (Some(amount), Some(_)) = (price.amount().or(self.lowest()), currency) else {
            return words.name("price_model", price.model().unwrap_or_default());
        };
        let shown = self.money(amount);
        if price::decimal(amount).is_some_and(|amount| amount.is_zero()) {
            return words.say("price.zero", &[("price", &shown)]);
        }
        let key = match (price.qualifier(), price.amount()) {
            (Some(qualifier), _) => format!("price_qualified.{qualifier}"),
            (None, Some(_)) => "price_qualified.exact".to_owned(),
            (None, None) => "price_qualified.from".to_owned(),
        };
        let shown = words.say(&key, &[("price", &shown)])?;
        let shown = self.per_unit(&shown, price::unit(price))?;
        let tax = price.tax().or_else(|| pricing.and_then(Pricing::tax));
        match tax
            .map(|tax| words.known("tax", tax))
            .transpose()?
            .flatten()
        {
            Some(phrase) => words.say("price_with.tax", &[("price", &shown), ("phrase", &phrase)]),
            None => Ok(shown),
        }
    }

    /// The lowest price of its steps or bands, for a price that has no other.
    fn lowest(&self) -> Option<&'a str> {
        let steps = self.price.steps().filter_map(PriceStep::amount);
        let steps = steps.chain(self.price.bands().filter_map(PriceBand::amount));
        let mut known: Vec<_> = steps
            .filter_map(|text| Some((price::decimal(text)?, text)))
            .collect();
        known.sort();
        known.first().map(|(_, text)| *text)
    }

    /// `€120.00 per hour`.
    pub(super) fn per_unit(&self, shown: &str, unit: Option<&str>) -> Result<String> {
        let words = self.subject.words;
        let phrase = unit.map(|unit| words.known("unit", unit)).transpose()?;
        match phrase.flatten() {
            Some(phrase) => words.say("price_with.unit", &[("price", shown), ("phrase", &phrase)]),
            None => Ok(shown.to_owned()),
        }
    }

    /// A percentage as people of the language write it.
    pub(super) fn percent(&self, number: &str) -> Result<String> {
        percent(self.subject, number)
    }

    /// Net and gross of a sum; none where treatment or rate are not told.
    pub(super) fn taxed(&self, sum: Decimal) -> Option<(Tax, Taxed)> {
        let tax = price::treatment(self.price, self.pricing)?;
        let rate = price::tax_rate(self.price, self.pricing)?;
        let digits = price::minor_units(price::currency(self.price, self.pricing)?);
        let taxed = price::taxed(sum, tax, rate, digits)?;
        (tax != Tax::Free && !taxed.tax.is_zero()).then_some((tax, taxed))
    }

    /// The rate of tax in words.
    pub(super) fn rate(&self) -> Result<String> {
        let own = self.price.tax_rate();
        let rate = own.or_else(|| self.pricing.and_then(Pricing::tax_rate));
        self.percent(rate.unwrap_or_default())
    }

    /// The price with tax, or without the tax it contains.
    pub(super) fn tax_lines(&self) -> Result<Vec<String>> {
        let Some((tax, taxed)) = price::amount(self.price).and_then(|sum| self.taxed(sum)) else {
            return Ok(Vec::new());
        };
        let (key, other) = match tax {
            Tax::Exclusive => ("price.gross", taxed.gross),
            _ => ("price.net", taxed.net),
        };
        let values = [("price", self.sum(other)), ("rate", self.rate()?)];
        let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
        Ok(vec![self.subject.words.say(key, &values)?])
    }

    /// The same for other periods of billing.
    pub(super) fn alternatives(&self) -> Result<Vec<String>> {
        let words = self.subject.words;
        let mut lines = Vec::new();
        for other in self.price.alternatives() {
            let shown = self.money(other.amount().unwrap_or_default());
            let mut phrases = vec![self.per_unit(&shown, other.unit())?];
            let billed = other.billed().map(|billed| words.known("billed", billed));
            phrases.extend(billed.transpose()?.flatten());
            if let Some(iso) = other.length() {
                let duration = words.duration(iso);
                phrases.push(words.say("price.for", &[("duration", &duration)])?);
            }
            let price = words.locale.joined("comma", &phrases)?;
            lines.push(words.say("price.or", &[("price", &price)])?);
        }
        Ok(lines)
    }
}

/// A percentage as people of the page's language write it.
pub(super) fn percent(subject: &Subject<'_>, number: &str) -> Result<String> {
    let number = subject.words.locale.decimal(number);
    subject.words.say("percent", &[("number", &number)])
}
