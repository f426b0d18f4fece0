//! A calendar of what ends, RFC 5545: one event for each last day, that lasts the whole day.
//!
//! The same report gives the same bytes: the stamp of each event is the day of the report, and its name
//! stays when its day moves, so that calendars update it. A fold never puts a colon or a blank at the
//! start of a line, where a CI runner or a reader might take it for more than it is.

use crate::error::Result;
use crate::report::Style;
use crate::report::access::Ending;
use crate::report::contents::Report;
use crate::report::place;
use crate::report::plain::{self, Escape};

/// Longest line in bytes, its end not counted.
const LONGEST: usize = 75;

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let mut calendar = Calendar::default();
    let stamp = format!("{}T000000Z", digits(&report.run.as_of));
    calendar.plain("BEGIN", "VCALENDAR");
    calendar.plain("VERSION", "2.0");
    calendar.plain("PRODID", "-//csp-support//what ends//EN");
    calendar.plain("CALSCALE", "GREGORIAN");
    calendar.text("NAME", &name(report));
    for ending in &report.endings {
        calendar.event(ending, &stamp);
    }
    calendar.plain("END", "VCALENDAR");
    Ok(calendar.text)
}

fn name(report: &Report) -> String {
    match report.run.partner.as_str() {
        "" => "What ends".to_owned(),
        partner => format!("What ends at {partner}"),
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

/// A calendar that is being written.
#[derive(Debug, Default)]
struct Calendar {
    text: String,
}

impl Calendar {
    fn event(&mut self, ending: &Ending, stamp: &str) {
        let mut about = vec![place::text(&ending.place)];
        about.extend(Some(ending.note.clone()).filter(|note| !note.is_empty()));
        self.plain("BEGIN", "VEVENT");
        self.plain("UID", &format!("{}@csp-support", ending.uid));
        self.plain("DTSTAMP", stamp);
        self.plain("DTSTART;VALUE=DATE", &digits(&ending.day));
        self.text("SUMMARY", &ending.headline());
        about.reverse();
        self.text("DESCRIPTION", &about.join("; "));
        self.plain("CATEGORIES", ending.sort);
        self.plain("TRANSP", "TRANSPARENT");
        self.plain("END", "VEVENT");
    }

    /// A line with a value that is ours.
    fn plain(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A line with a text that may be anybody's.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len() + 8);
        // Readers disagree about breaks within texts, so there are none.
        let words: Vec<&str> = value.split_whitespace().collect();
        let words = words.join(" ");
        let guarded = plain::guard(&format!("{name}:{}", plain::line(&words)), Escape::Visible);
        for c in guarded.chars().skip(name.chars().count() + 1) {
            if matches!(c, '\\' | ';' | ',') {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        self.fold(&format!("{name}:{escaped}"));
    }

    /// One line, continued on lines that begin with a blank where it is too long.
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
