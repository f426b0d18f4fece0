//! How old a cited page is, by a date that a catalogue wrote in words.
//!
//! A date is read only where its words say that it is the page's own; it must never guess.

use jiff::civil::Date;

/// The days between which a page was last written: one day where the catalogue names it, more where it
/// only names a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The first possible day.
    pub earliest: Date,
    /// The last possible day.
    pub latest: Date,
}

/// Words before a day on which the page itself was written.
const OWN: [&str; 2] = ["ms.date ", "updated "];

/// Words before a day on which the page was only translated.
const TRANSLATED: &str = "MT ";

impl Written {
    /// Reads `2023-09-26`, `2023`, `2025-2026`, `ms.date 2025-01-23, updated 2026-02-18` and the like;
    /// none where the words say something else, such as since when a requirement holds.
    pub fn read(text: &str) -> Option<Self> {
        let mut written: Option<Self> = None;
        for piece in text.split([',', ';']).map(str::trim) {
            if let Some(day) = piece.strip_prefix(TRANSLATED) {
                Self::days(day)?;
                continue;
            }
            let own = OWN.iter().find_map(|words| piece.strip_prefix(words));
            let days = Self::days(own.unwrap_or(piece))?;
            written = Some(written.map_or(days, |known| known.later(days)));
        }
        written
    }

    /// Whether a day is known, and not only a month or a year.
    pub fn is_exact(self) -> bool {
        self.earliest == self.latest
    }

    /// A day, month or year, or years from one to another.
    fn days(text: &str) -> Option<Self> {
        let number = |text: &str| text.parse::<i16>().ok().filter(|_| text.len() == 4);
        let year = |from: i16, to: i16| {
            Some(Self {
                earliest: Date::new(from, 1, 1).ok()?,
                latest: Date::new(to, 12, 31).ok()?,
            })
        };
        if let Some(only) = number(text) {
            return year(only, only);
        }
        if let Some((from, to)) = text.split_once('-')
            && let (Some(from), Some(to)) = (number(from), number(to))
        {
            return if from <= to { year(from, to) } else { None };
        }
        let (day, is_month) = match text.len() {
            7 => (format!("{text}-01"), true),
            10 => (text.to_owned(), false),
            _ => return None,
        };
        let day: Date = day.parse().ok()?;
        Some(Self {
            earliest: day,
            latest: if is_month { day.last_of_month() } else { day },
        })
    }

    /// Of a page that names both, the later one tells when it was last written.
    fn later(self, other: Self) -> Self {
        Self {
            earliest: self.earliest.max(other.earliest),
            latest: self.latest.max(other.latest),
        }
    }
}

/// Days from one day to another; negative where the second comes first.
pub fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
