//! The value formats of the schemas, each after a written standard.
//!
//! A format knows how a value is written, never what it stands for.

use crate::hours;
use std::ops::Range;

/// One format: its name in schemas, what people are told, and the check.
pub struct Format {
    /// The value of `format:`.
    pub name: &'static str,
    /// Completes "should be …".
    pub says: &'static str,
    /// Whether a text has the format.
    pub check: fn(&str) -> bool,
}

/// Clocks of places that a document does not name: the customer's, and that of each site.
const SYMBOLIC_ZONES: [&str; 2] = ["customer-local", "site-local"];

/// All formats, sorted by name.
pub const FORMATS: &[Format] = &[
    Format {
        name: "calendar",
        says: "a calendar of public holidays such as `DE-BE` or `\"NO\"`",
        check: calendar,
    },
    Format {
        name: "country",
        says: "a country code of ISO 3166-1 such as `DE`",
        check: country,
    },
    Format {
        name: "currency",
        says: "a currency code of ISO 4217 such as `EUR`",
        check: currency,
    },
    Format {
        name: "date",
        says: "a date such as `2026-10-01`",
        check: date,
    },
    Format {
        name: "date-time",
        says: "a moment such as `2026-10-01T08:00:00Z`",
        check: date_time,
    },
    Format {
        name: "day-or-yearly",
        says: "a day as `2026-12-24`, or `\"12-24\"` for every year",
        check: day_or_yearly,
    },
    Format {
        name: "decimal",
        says: "a decimal number in quotes such as `\"4.90\"`",
        check: decimal,
    },
    Format {
        name: "duration",
        says: "a duration of ISO 8601 such as `PT4H` or `P730D`",
        check: duration,
    },
    Format {
        name: "email",
        says: "an e-mail address such as `support@partner.example`",
        check: email,
    },
    Format {
        name: "guid",
        says: "a GUID such as `f023fd81-a637-4b56-95fd-791ac0226033`",
        check: guid,
    },
    Format {
        name: "https",
        says: "an address that starts with `https://`",
        check: https,
    },
    Format {
        name: "language",
        says: "a language tag such as `de` or `pt-BR`",
        check: language,
    },
    Format {
        name: "opening-hours",
        says: "opening hours such as `Mo-Fr 08:00-18:00; PH off`",
        check: opening_hours,
    },
    Format {
        name: "phone",
        says: "a telephone number with country code in quotes such as `\"+493023125000\"`",
        check: phone,
    },
    Format {
        name: "uri",
        says: "an address that starts with `https://`, `mailto:` or `tel:`",
        check: uri,
    },
    Format {
        name: "window-zone",
        says: "a time zone such as `Europe/Berlin`, `customer-local` or `site-local`",
        check: window_zone,
    },
    Format {
        name: "zone",
        says: "a time zone such as `Europe/Berlin`",
        check: zone,
    },
];

/// What exactly is wrong with a text, for the formats that can tell.
pub struct Mistake {
    /// What to write, or why not.
    pub message: String,
    /// Where, in bytes of the text.
    pub at: Range<usize>,
}

/// What exactly is wrong with a text that does not have the format with this name.
pub fn mistake(name: &str, text: &str) -> Option<Mistake> {
    match name {
        "opening-hours" => {
            let error = hours::expression(text).err()?;
            Some(Mistake {
                message: error.message,
                at: error.at,
            })
        }
        "zone" | "window-zone" => Some(Mistake {
            message: hours::Zone::parse(text).err()?.message,
            at: 0..text.len(),
        }),
        _ => None,
    }
}

/// The format with this name.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// A country, one of its subdivisions as in ISO 3166-2, or a name that the partner gave.
fn calendar(text: &str) -> bool {
    if text.starts_with(|first: char| first.is_ascii_lowercase()) {
        return true;
    }
    let (land, part) = text.split_once('-').unwrap_or((text, "0"));
    let known = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    country(land) && (1..=3).contains(&part.len()) && part.bytes().all(known)
}

fn country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn currency(text: &str) -> bool {
    iso_currency::Currency::from_code(text).is_some()
}

fn date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn date_time(text: &str) -> bool {
    text.len() > 10 && text.parse::<jiff::Timestamp>().is_ok()
}

fn day_or_yearly(text: &str) -> bool {
    hours::When::parse(text).is_some()
}

fn decimal(text: &str) -> bool {
    let digits = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
    digits && text.parse::<rust_decimal::Decimal>().is_ok()
}

fn duration(text: &str) -> bool {
    hours::duration::parse(text).is_some()
}

fn email(text: &str) -> bool {
    let plain = email_address::Options::default()
        .with_required_tld()
        .without_display_text()
        .without_domain_literal();
    email_address::EmailAddress::parse_with_options(text, plain).is_ok()
}

fn guid(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_right)
}

fn https(text: &str) -> bool {
    text.starts_with("https://") && uri(text)
}

fn language(text: &str) -> bool {
    oxilangtag::LanguageTag::parse(text).is_ok()
}

fn opening_hours(text: &str) -> bool {
    hours::expression(text).is_ok()
}

fn phone(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else {
        return false;
    };
    (7..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn uri(text: &str) -> bool {
    let scheme = ["https://", "mailto:", "tel:"]
        .iter()
        .find(|scheme| text.starts_with(**scheme));
    let rest = scheme.map_or("", |scheme| &text[scheme.len()..]);
    !rest.is_empty()
        && rest
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && !"<>\"`\\".contains(c))
}

fn zone(text: &str) -> bool {
    hours::Zone::parse(text).is_ok()
}

fn window_zone(text: &str) -> bool {
    SYMBOLIC_ZONES.contains(&text) || zone(text)
}
