//! Times of day, and ranges of them, by the patterns of a locale.

use serde::Deserialize;

/// Minutes of half a day, after which clocks of twelve hours begin again.
const HALF: u16 = 12 * 60;

/// How a locale writes times of day: patterns of CLDR fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Clock {
    time: String,
    /// A range within one half of the day.
    same: String,
    /// Any other range.
    other: String,
    /// The words for the halves of the day, where the clock has twelve hours.
    #[serde(default)]
    am: String,
    #[serde(default)]
    pm: String,
}

impl Clock {
    /// A time of day from minutes since midnight; 1440 is the midnight that ends the day.
    pub(super) fn time(&self, minute: u16) -> String {
        self.filled(&self.time, minute, minute)
    }

    pub(super) fn range(&self, from: u16, to: u16) -> String {
        let same_half = from / HALF == to / HALF;
        let pattern = if same_half { &self.same } else { &self.other };
        self.filled(pattern, from, to)
    }

    /// Fills a pattern: the first run of fields is the start, the second the end.
    fn filled(&self, pattern: &str, from: u16, to: u16) -> String {
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
                text.push_str(&self.field(letter, width, at));
            }
        }
        text
    }

    fn field(&self, letter: char, width: usize, minute: u16) -> String {
        let (hour, minutes) = (minute / 60, minute % 60);
        match letter {
            'a' if hour % 24 < 12 => self.am.clone(),
            'a' => self.pm.clone(),
            'm' => format!("{minutes:0width$}"),
            'h' => format!("{:0width$}", (hour + 11) % 12 + 1),
            _ => format!("{hour:0width$}"),
        }
    }
}
