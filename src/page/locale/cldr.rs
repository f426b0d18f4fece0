//! The part of CLDR that ICU4X does not offer in a stable form: generated tables of our own.

use crate::error::{Error, Result};
use crate::source::{Source, embedded};
use crate::yaml;
use jiff::Span;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The grammatical case a duration stands in: "4 Tage", but "innerhalb von 4 Tagen".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Alone, or as the subject of a sentence.
    Nominative,
    /// After "within" and its like.
    Dative,
}

/// The tables of one locale.
#[derive(Debug)]
pub(super) struct Cldr {
    conventions: Conventions,
    units: Units,
    languages: BTreeMap<String, String>,
    territories: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "version")]
    _version: String,
    locales: BTreeMap<String, Conventions>,
    units: Units,
    languages: BTreeMap<String, String>,
    territories: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Conventions {
    currency: Currency,
    range: Range,
    symbols: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Currency {
    standard: String,
    code: String,
    decimal: String,
    group: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Range {
    same: String,
    other: String,
}

#[derive(Debug, Deserialize)]
struct Units {
    nominative: BTreeMap<String, Forms>,
    dative: BTreeMap<String, Forms>,
}

#[derive(Debug, Deserialize)]
struct Forms {
    one: String,
    other: String,
}

/// The locale whose conventions a reader of `language` in `country` expects.
pub(super) fn tag(language: &str, country: Option<&str>) -> Result<&'static str> {
    match (language, country) {
        ("en", Some("US")) => Ok("en-US"),
        ("en", _) => Ok("en-GB"),
        ("de", Some("AT")) => Ok("de-AT"),
        ("de", Some("CH" | "LI")) => Ok("de-CH"),
        ("de", _) => Ok("de-DE"),
        _ => Err(Error::Usage(format!(
            "there are no pages in `{language}`; the languages are `en` and `de`"
        ))),
    }
}

impl Cldr {
    pub(super) fn load(language: &str, tag: &str) -> Result<Self> {
        let broken = |why: &str| Error::Internal(format!("the CLDR table of `{language}`: {why}"));
        let path = format!("catalogs/cldr/{language}.yaml");
        let text = embedded::policy(&path).ok_or_else(|| broken("missing"))?;
        let reading = yaml::read(&Source::new(path, text));
        let document = reading.documents.first().ok_or_else(|| broken("empty"))?;
        let table: Table = document
            .root()
            .read()
            .map_err(|error| broken(&error.to_string()))?;
        Ok(Self {
            conventions: table
                .locales
                .get(tag)
                .cloned()
                .ok_or_else(|| broken("no such country"))?,
            units: table.units,
            languages: table.languages,
            territories: table.territories,
        })
    }

    /// Whether times are written with a day period, as in `5:30 PM`.
    pub(super) fn twelve_hours(&self) -> bool {
        self.conventions.range.other.contains('a')
    }

    pub(super) fn range(&self, from: u16, to: u16) -> String {
        let same_half = from / 720 == to / 720;
        let range = &self.conventions.range;
        range_text(if same_half { &range.same } else { &range.other }, from, to)
    }

    pub(super) fn money(&self, amount: &str, code: &str) -> String {
        let Some(digits) = self.digits(amount, code) else {
            return format!("{amount} {code}");
        };
        let symbol = self.conventions.symbols.get(code);
        let symbol = symbol.map_or(code, String::as_str);
        let pattern = if symbol.ends_with(char::is_alphabetic) {
            &self.conventions.currency.code
        } else {
            &self.conventions.currency.standard
        };
        pattern.replace("#,##0.00", &digits).replace('¤', symbol)
    }

    /// The amount with the locale's marks; `None` if it is not a decimal number.
    fn digits(&self, amount: &str, code: &str) -> Option<String> {
        let mut amount = rust_decimal::Decimal::from_str_exact(amount).ok()?;
        let minor = iso_currency::Currency::from_code(code)
            .and_then(iso_currency::Currency::exponent)
            .map_or(2, u32::from);
        if amount.scale() < minor {
            amount.rescale(minor);
        }
        let text = amount.abs().to_string();
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let sign = if amount.is_sign_negative() { "-" } else { "" };
        let currency = &self.conventions.currency;
        let mut digits = format!("{sign}{}", grouped(whole, &currency.group));
        if !part.is_empty() {
            digits.push_str(&currency.decimal);
            digits.push_str(part);
        }
        Some(digits)
    }

    /// The parts of an ISO 8601 duration, largest first; `show` tells whether a number takes the
    /// singular, and how it is written.
    pub(super) fn duration(
        &self,
        iso: &str,
        case: Case,
        show: impl Fn(u64) -> (bool, String),
    ) -> Vec<String> {
        let Ok(span) = iso.parse::<Span>() else {
            return Vec::new();
        };
        let units = match case {
            Case::Nominative => &self.units.nominative,
            Case::Dative => &self.units.dative,
        };
        let phrase = |(name, number): (&str, i64)| {
            let number = u64::try_from(number).ok().filter(|&number| number > 0)?;
            let (single, shown) = show(number);
            let forms = units.get(name)?;
            let pattern = if single { &forms.one } else { &forms.other };
            Some(pattern.replace("{0}", &shown))
        };
        amounts(&span).into_iter().filter_map(phrase).collect()
    }

    /// The name of a language; one without a name of its own for a country is named with that country.
    pub(super) fn language(&self, tag: &str) -> String {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or(tag);
        if let Some(own) = self.languages.get(tag) {
            return own.clone();
        }
        let country = parts.find_map(|part| self.territories.get(&part.to_uppercase()));
        match (self.languages.get(primary), country) {
            (Some(name), Some(country)) => format!("{name} ({country})"),
            (Some(name), None) => name.clone(),
            (None, _) => tag.to_owned(),
        }
    }

    pub(super) fn territory(&self, code: &str) -> String {
        let name = self.territories.get(code);
        name.map_or(code, String::as_str).to_owned()
    }
}

/// The span in the units people speak in: `PT90M` is an hour and 30 minutes, `P14D` stays 14 days.
fn amounts(span: &Span) -> [(&'static str, i64); 7] {
    let (hours, minutes) = match (span.get_hours(), span.get_minutes()) {
        (0, minutes) => (minutes / 60, minutes % 60),
        (hours, minutes) => (i64::from(hours), minutes),
    };
    [
        ("year", span.get_years().into()),
        ("month", span.get_months().into()),
        ("week", span.get_weeks().into()),
        ("day", span.get_days().into()),
        ("hour", hours),
        ("minute", minutes),
        ("second", span.get_seconds()),
    ]
}

fn grouped(digits: &str, mark: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    text
}

/// Fills a CLDR interval pattern: the first run of fields is the start, the second the end.
fn range_text(pattern: &str, from: u16, to: u16) -> String {
    let (mut text, mut quoted, mut at) = (String::new(), false, from);
    let mut seen_minutes = false;
    let mut chars = pattern.chars().peekable();
    while let Some(letter) = chars.next() {
        if letter == '\'' {
            quoted = !quoted;
        } else if quoted || !"Hhma".contains(letter) {
            text.push(letter);
        } else {
            let mut width = 1;
            while chars.next_if_eq(&letter).is_some() {
                width += 1;
            }
            if matches!(letter, 'H' | 'h') && seen_minutes {
                at = to;
            }
            seen_minutes |= letter == 'm';
            text.push_str(&field(letter, width, at));
        }
    }
    text
}

fn field(letter: char, width: usize, minute: u16) -> String {
    let (hour, minutes) = (minute / 60, minute % 60);
    match letter {
        'a' if hour % 24 < 12 => "AM".to_owned(),
        'a' => "PM".to_owned(),
        'm' => format!("{minutes:0width$}"),
        'h' => format!("{:0width$}", (hour + 11) % 12 + 1),
        _ => format!("{hour:0width$}"),
    }
}
