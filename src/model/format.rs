//! The value formats of the schemas, each after a written standard.
//!
//! A format knows how a value is written, never what it stands for.

/// One format: its name in schemas, what people are told, and the check.
pub struct Format {
    /// The value of `format:`.
    pub name: &'static str,
    /// Completes "should be …".
    pub says: &'static str,
    /// Whether a text has the format.
    pub check: fn(&str) -> bool,
}

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
        name: "zone",
        says: "a time zone such as `Europe/Berlin`",
        check: zone,
    },
];

/// The format with this name.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// A country, or one of its subdivisions as in ISO 3166-2.
fn calendar(text: &str) -> bool {
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

fn decimal(text: &str) -> bool {
    let digits = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
    digits && text.parse::<rust_decimal::Decimal>().is_ok()
}

fn duration(text: &str) -> bool {
    text.starts_with('P') && text.parse::<jiff::Span>().is_ok()
}

fn email(text: &str) -> bool {
    let plain = email_address::Options::default()
        .with_required_tld()
        .without_display_text()
        .without_domain_literal();
    email_address::EmailAddress::parse_with_options(text, plain).is_ok()
}

fn guid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    let lengths = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]);
    lengths
        && groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn https(text: &str) -> bool {
    text.starts_with("https://") && uri(text)
}

fn language(text: &str) -> bool {
    oxilangtag::LanguageTag::parse(text).is_ok()
}

fn opening_hours(text: &str) -> bool {
    crate::hours::Expression::parse(text).is_ok()
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
    text.contains('/') && jiff::tz::TimeZone::get(text).is_ok() || text == "UTC"
}
