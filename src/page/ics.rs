//! Calendars as RFC 5545 writes them: lines of at most 75 bytes, texts escaped, no break within a text.
//!
//! It knows how a calendar is written, never what it is about. The same calls give the same bytes: there
//! is no clock here, so whoever writes an event says its stamp.

use crate::page::escape;

/// Longest line in bytes, its end not counted.
const LONGEST: usize = 75;

/// A time zone, line by line.
const UTC: &[(&str, &str)] = &[
    ("BEGIN", "VTIMEZONE"),
    ("TZID", "Etc/UTC"),
    ("BEGIN", "STANDARD"),
    ("DTSTART", "19700101T000000"),
    ("TZOFFSETFROM", "+0000"),
    ("TZOFFSETTO", "+0000"),
    ("END", "STANDARD"),
    ("END", "VTIMEZONE"),
];

/// A calendar that is being written.
#[derive(Debug)]
pub struct Calendar {
    text: String,
}

impl Calendar {
    /// The head of a calendar that a product of ours makes.
    pub fn new(product: &str) -> Self {
        let text = String::new();
        let mut calendar = Self { text };
        calendar.plain("BEGIN", "VCALENDAR");
        calendar.plain("VERSION", "2.0");
        calendar.plain("PRODID", &format!("-//csp-support//{product}//EN"));
        calendar.plain("CALSCALE", "GREGORIAN");
        calendar
    }

    /// Begins an event that lasts a whole day; stamp and day are dates such as `2026-12-24`.
    pub fn begin_day(&mut self, uid: &str, stamp: &str, day: &str) {
        self.plain("BEGIN", "VEVENT");
        self.plain("UID", uid);
        self.plain("DTSTAMP", &format!("{}T000000Z", digits(stamp)));
        self.plain("DTSTART;VALUE=DATE", &digits(day));
    }

    /// Ends the event; it takes nobody's time.
    pub fn end_day(&mut self) {
        self.plain("TRANSP", "TRANSPARENT");
        self.plain("END", "VEVENT");
    }

    /// The whole calendar; one without an event gets a time zone, because it must hold something.
    pub fn end(mut self) -> String {
        if !self.text.contains("BEGIN:VEVENT") {
            for (name, value) in UTC {
                self.plain(name, value);
            }
        }
        self.plain("END", "VCALENDAR");
        self.text
    }

    /// A line with a value that is ours; parameters follow the name.
    pub fn plain(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A line with a text that may be anybody's.
    pub fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len() + 8);
        // Readers disagree about breaks within texts, so there are none.
        let words: Vec<&str> = value.split_whitespace().collect();
        for c in escape::printable(&words.join(" ")).chars() {
            if matches!(c, '\\' | ';' | ',') {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        self.fold(&format!("{name}:{escaped}"));
    }

    /// One line, continued on lines that begin with a blank where it is too long. A fold never puts a
    /// colon or a blank at the start of a line, where a CI runner or a reader might take it for more
    /// than it is.
    fn fold(&mut self, line: &str) {
        let mut rest = line;
        let mut room = LONGEST;
        while rest.len() > room {
            let cut = cut(rest, room);
            self.text.push_str(&rest[..cut]);
            self.text.push_str("\r\n ");
            rest = &rest[cut..];
            room = LONGEST - 1;
        }
        self.text.push_str(rest);
        self.text.push_str("\r\n");
    }
}

/// The first date of a text without its hyphens; the first day of 1970 where there is none.
fn digits(date: &str) -> String {
    let digits: String = date.chars().take(10).filter(char::is_ascii_digit).collect();
    if digits.len() == 8 {
        digits
    } else {
        "19700101".to_owned()
    }
}

/// Where to cut a line that has more bytes than there is room for: between two characters, and not
/// before what must not begin a line, unless there is nothing else.
fn cut(line: &str, room: usize) -> usize {
    let allowed = |at: &usize| line.is_char_boundary(*at);
    let quiet = |at: &usize| {
        let next = line[*at..].chars().next();
        next.is_none_or(|c| c != ':' && !c.is_whitespace() && c != '#')
    };
    let near = (room / 2..=room).rev().filter(allowed).find(quiet);
    let any = || (1..=room).rev().find(allowed);
    near.or_else(any).unwrap_or(line.len())
}
