//! Dates, times, money, lists and names as people of a language and country write them.
//!
//! Values come from CLDR: through ICU4X where it is stable, else from the generated tables in
//! `policies/catalogs/cldr`. Sentences come from `templates/locales`. A locale knows how things are
//! written, never what they mean.

mod cldr;
mod clock;
mod icu_data;
mod languages;
mod lengths;
mod marks;
mod money;
mod strings;

pub use languages::{LANGUAGES, Languages};
pub use lengths::Case;
pub use marks::MARKS;
pub use strings::Strings;

use crate::error::Result;
use crate::page::isolate;
use jiff::civil::{Date, Weekday};
use std::borrow::Cow;

/// A language as written in a country, with the sentences of that language.
#[derive(Debug)]
pub struct Locale {
    tag: String,
    direction: &'static str,
    first_weekday: Weekday,
    weekend: Vec<Weekday>,
    data: cldr::Cldr,
    icu: icu_data::Formats,
    strings: Strings,
}

impl Locale {
    /// The locale of a language for readers in `country`. A country that has no conventions of its own
    /// in our data gets those of the language's first one; its week is its own all the same.
    pub fn new(language: &str, country: Option<&str>, strings: Strings) -> Result<Self> {
        let data = cldr::Cldr::load(language, country)?;
        let tag = format!("{language}-{}", data.country);
        let place = country.filter(|code| is_country(code));
        let place = place.map_or_else(|| tag.clone(), |code| format!("{language}-{code}"));
        let (first_weekday, weekend) = icu_data::week(&place)?;
        Ok(Self {
            icu: icu_data::Formats::new(&tag)?,
            tag,
            direction: direction(language),
            first_weekday,
            weekend,
            data,
            strings,
        })
    }

    /// The BCP 47 tag of language and country, such as `en-GB`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The language alone, such as `en`: what `lang` attributes and folders use.
    pub fn language(&self) -> &str {
        self.tag.split('-').next().unwrap_or_default()
    }

    /// Language and country as Open Graph writes them, such as `en_GB`.
    pub fn place(&self) -> String {
        self.tag.replace('-', "_")
    }

    /// `rtl` for a language that is written from right to left, else `ltr`.
    pub const fn direction(&self) -> &'static str {
        self.direction
    }

    /// The day with which weeks begin where the readers are.
    pub const fn first_weekday(&self) -> Weekday {
        self.first_weekday
    }

    /// The days on which people rest there.
    pub fn weekend(&self) -> &[Weekday] {
        &self.weekend
    }

    /// The forms that sentences with a number have in this language.
    pub fn plural_forms(&self) -> Vec<&'static str> {
        self.icu.plurals().collect()
    }

    /// A sentence without values. A missing key is an error that names it and its file.
    pub fn text(&self, key: &str) -> Result<String> {
        self.strings.fill(key, &[])
    }

    /// A sentence with values in it.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> Result<String> {
        let apart = self.all_apart(values.iter().map(|(_, value)| *value));
        self.strings.fill(key, &named(values, &apart))
    }

    /// A sentence whose gaps stay open, for a program that fills them.
    pub fn with_gaps(&self, key: &str, gaps: &[&str]) -> Result<String> {
        let open: Vec<_> = gaps.iter().map(|gap| format!("{{{gap}}}")).collect();
        let open = gaps.iter().copied().zip(open.iter().map(String::as_str));
        self.strings.fill(key, &open.collect::<Vec<_>>())
    }

    /// A value as it stands among the words of this language: kept apart if it runs the other way.
    pub fn apart<'t>(&self, value: &'t str) -> Cow<'t, str> {
        isolate::within(self.direction, value)
    }

    fn all_apart<'t>(&self, values: impl Iterator<Item = &'t str>) -> Vec<Cow<'t, str>> {
        values.map(|value| self.apart(value)).collect()
    }

    /// Whether there is a sentence with this key.
    pub fn knows(&self, key: &str) -> bool {
        self.strings.has(key)
    }

    /// A sentence whose form depends on a number, which it may show as `{count}`.
    pub fn count(&self, key: &str, count: u64, values: &[(&str, &str)]) -> Result<String> {
        let shown = self.icu.number(count);
        let apart = self.all_apart(values.iter().map(|(_, value)| *value));
        let values: Vec<_> = std::iter::once(("count", shown.as_str()))
            .chain(named(values, &apart))
            .collect();
        self.strings
            .fill_plural(key, self.icu.plural(count), &values)
    }

    /// `25 December 2026`.
    pub fn date(&self, date: Date) -> String {
        self.icu.date(date)
    }

    /// `Friday, 25 December 2026`.
    pub fn full_date(&self, date: Date) -> String {
        let weekday = self.icu.weekday(date.weekday());
        self.data.full_date(&self.icu.date(date), &weekday)
    }

    /// `Friday`.
    pub fn weekday(&self, day: Weekday) -> String {
        self.icu.weekday(day)
    }

    /// `December`, from 1 to 12.
    pub fn month(&self, month: u8) -> String {
        self.icu.month(month)
    }

    /// `24 December`, a day of every year.
    pub fn month_day(&self, month: u8, day: u8) -> String {
        self.icu.month_day(month, day)
    }

    /// `09:00`, from minutes since midnight; 1440 is the midnight that ends the day.
    pub fn time(&self, minute: u16) -> String {
        self.data.clock.time(minute)
    }

    /// `09:00–17:30`, from minutes since midnight.
    pub fn range(&self, from: u16, to: u16) -> String {
        self.data.clock.range(from, to)
    }

    /// `€1,234.50`. An amount keeps all its decimals and has at least those its currency has.
    pub fn money(&self, amount: &str, currency: &str) -> String {
        self.data.money(amount, currency)
    }

    /// `4 hours`, from an ISO 8601 duration; a text that is none stays as it is.
    pub fn duration(&self, iso: &str, case: Case) -> String {
        let show = |number| (self.icu.plural(number), self.icu.number(number));
        let parts = self.data.units.parts(iso, case, show);
        if parts.is_empty() {
            iso.to_owned()
        } else {
            self.list(&parts)
        }
    }

    /// `99.5`, from a decimal number with a point; a text that is none stays as it is.
    pub fn decimal(&self, digits: &str) -> String {
        self.icu.decimal(digits)
    }

    /// `A, B and C`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.icu.list(&self.all_apart(items.iter().map(S::as_ref)))
    }

    /// `A, B or C`.
    pub fn choice<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.icu
            .choice(&self.all_apart(items.iter().map(S::as_ref)))
    }

    /// `Central European Time`, from an IANA name.
    pub fn zone(&self, iana: &str) -> String {
        self.icu.zone(iana)
    }

    /// `German`, from a BCP 47 tag; a language without a name in our data keeps its tag.
    pub fn language_name(&self, tag: &str) -> String {
        self.data.language(tag)
    }

    /// `Germany`, from an ISO 3166-1 code; a code without a name in our data stays as it is.
    pub fn country_name(&self, code: &str) -> String {
        self.data.territory(code)
    }
}

/// `rtl` for the tag of a language that is written from right to left, else `ltr`.
pub fn direction(tag: &str) -> &'static str {
    if icu_data::is_right_to_left(tag) {
        "rtl"
    } else {
        "ltr"
    }
}

/// Values by the names of their gaps.
fn named<'t>(values: &[(&'t str, &'t str)], apart: &'t [Cow<'_, str>]) -> Vec<(&'t str, &'t str)> {
    let names = values.iter().map(|(name, _)| *name);
    names.zip(apart.iter().map(AsRef::as_ref)).collect()
}

/// Whether a text is a country's code, such as `DE`.
fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}
