//! The part of CLDR that ICU4X offers in a stable form; the one place that knows its types.

use crate::error::{Error, Result};
use crate::page::Known;
use icu::calendar::week::WeekInformation;
use icu::calendar::{Date as IcuDate, Iso};
use icu::datetime::fieldsets::zone::GenericLong;
use icu::datetime::fieldsets::{E, M, MD, YMD};
use icu::datetime::input::Time;
use icu::datetime::{DateTimeFormatter, NoCalendarFormatter};
use icu::decimal::DecimalFormatter;
use icu::decimal::options::DecimalFormatterOptions;
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::{LanguageIdentifier, LocaleDirectionality};
use icu::plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use icu::time::DateTime;
use icu::time::zone::IanaParser;
use jiff::civil::{Date, Weekday};
use std::fmt;

/// Formatters of one locale, made once.
pub(super) struct Formats {
    date: DateTimeFormatter<YMD>,
    /// Days that were written before: documents name the same few again and again.
    days: Known<Date, String>,
    weekday: DateTimeFormatter<E>,
    month: DateTimeFormatter<M>,
    month_day: DateTimeFormatter<MD>,
    zone: NoCalendarFormatter<GenericLong>,
    number: DecimalFormatter,
    and: ListFormatter,
    or: ListFormatter,
    plurals: PluralRules,
}

impl fmt::Debug for Formats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Formats").finish_non_exhaustive()
    }
}

impl Formats {
    pub(super) fn new(tag: &str) -> Result<Self> {
        let locale: icu::locale::Locale = tag.parse().map_err(|error| broken(tag, error))?;
        let broken = |error: &dyn fmt::Display| broken(tag, error);
        let lists = ListFormatterOptions::default;
        Ok(Self {
            date: DateTimeFormatter::try_new((&locale).into(), YMD::long())
                .map_err(|error| broken(&error))?,
            days: Known::default(),
            weekday: DateTimeFormatter::try_new((&locale).into(), E::long())
                .map_err(|error| broken(&error))?,
            month: DateTimeFormatter::try_new((&locale).into(), M::long())
                .map_err(|error| broken(&error))?,
            month_day: DateTimeFormatter::try_new((&locale).into(), MD::long())
                .map_err(|error| broken(&error))?,
            zone: NoCalendarFormatter::try_new((&locale).into(), GenericLong)
                .map_err(|error| broken(&error))?,
            number: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
                .map_err(|error| broken(&error))?,
            and: ListFormatter::try_new_and((&locale).into(), lists())
                .map_err(|error| broken(&error))?,
            or: ListFormatter::try_new_or((&locale).into(), lists())
                .map_err(|error| broken(&error))?,
            plurals: PluralRules::try_new((&locale).into(), PluralRulesOptions::default())
                .map_err(|error| broken(&error))?,
        })
    }

    pub(super) fn date(&self, date: Date) -> String {
        let written = || Some(self.date.format(&iso(date)?).to_string());
        let written = || Ok(written().unwrap_or_else(|| date.to_string()));
        self.days.get(&date, written).unwrap_or_default()
    }

    /// A month's name; empty for a number that is none.
    pub(super) fn month(&self, month: u8) -> String {
        let date = IcuDate::try_new_iso(2026, month, 1);
        date.map_or_else(
            |_| String::new(),
            |date| self.month.format(&date).to_string(),
        )
    }

    /// A day of every year; empty for one that is none.
    pub(super) fn month_day(&self, month: u8, day: u8) -> String {
        let leap_year = IcuDate::try_new_iso(2028, month, day);
        leap_year.map_or_else(
            |_| String::new(),
            |date| self.month_day.format(&date).to_string(),
        )
    }

    /// A day's name, taken from a week that begins on Monday, 5 January 1970.
    pub(super) fn weekday(&self, day: Weekday) -> String {
        let date = jiff::civil::date(1970, 1, 5 + day.to_monday_zero_offset());
        iso(date).map_or_else(String::new, |date| self.weekday.format(&date).to_string())
    }

    /// The name all year round; zones without one are named after their place.
    pub(super) fn zone(&self, iana: &str) -> String {
        let Some(date) = iso(jiff::civil::date(2026, 1, 1)) else {
            return iana.to_owned();
        };
        let time = Time::start_of_day();
        let zone = IanaParser::new()
            .parse(iana)
            .without_offset()
            .at_date_time(DateTime { date, time });
        self.zone.format(&zone).to_string()
    }

    pub(super) fn decimal(&self, digits: &str) -> String {
        let number = digits.parse::<icu::decimal::input::Decimal>();
        number.map_or_else(
            |_| digits.to_owned(),
            |number| self.number.format_to_string(&number),
        )
    }

    pub(super) fn number(&self, number: u64) -> String {
        self.number.format_to_string(&number.into())
    }

    pub(super) fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.and.format_to_string(items.iter().map(AsRef::as_ref))
    }

    pub(super) fn choice<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.or.format_to_string(items.iter().map(AsRef::as_ref))
    }

    pub(super) fn plural(&self, number: u64) -> &'static str {
        named(self.plurals.category_for(number))
    }

    /// All plural categories of the language.
    pub(super) fn plurals(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.plurals.categories().map(named)
    }
}

const fn named(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The day with which weeks begin in a territory, and the days on which people rest.
pub(super) fn week(tag: &str) -> Result<(Weekday, Vec<Weekday>)> {
    let locale: icu::locale::Locale = tag.parse().map_err(|error| broken(tag, error))?;
    let week = WeekInformation::try_new((&locale).into()).map_err(|error| broken(tag, error))?;
    let day = |day: icu::calendar::types::Weekday| {
        Weekday::from_monday_one_offset(day as i8).map_err(|error| broken(tag, error))
    };
    let weekend = week.weekend().map(day).collect::<Result<_>>()?;
    Ok((day(week.first_weekday)?, weekend))
}

/// Whether a language is written from right to left; a tag that is none is not.
pub(super) fn is_right_to_left(tag: &str) -> bool {
    let language = tag.parse::<LanguageIdentifier>();
    language.is_ok_and(|language| LocaleDirectionality::new_extended().is_right_to_left(&language))
}

fn iso(date: Date) -> Option<IcuDate<Iso>> {
    let (month, day) = (u8::try_from(date.month()), u8::try_from(date.day()));
    IcuDate::try_new_iso(date.year().into(), month.ok()?, day.ok()?).ok()
}

fn broken(tag: &str, error: impl fmt::Display) -> Error {
    Error::Internal(format!("the conventions of `{tag}`: {error}"))
}
