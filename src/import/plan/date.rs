//! Dates as spreadsheets save them: of the standard, or the way people of a country write them.
//!
//! A date that can be read in two ways is not guessed, unless other dates of the same table tell the order.

use jiff::civil::Date;

/// Which of two numbers between slashes is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// The order that all dates with slashes follow, if one of them tells it.
pub(super) fn order<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Order> {
    let numbers = texts.filter_map(|text| numbers(text, '/'));
    let mut told = numbers.filter_map(|[first, second, _]| match (first > 12, second > 12) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        _ => None,
    });
    let first = told.next()?;
    told.all(|other| other == first).then_some(first)
}

/// The date, or what is wrong with it.
pub(super) fn date(text: &str, order: Option<Order>) -> Result<Date, String> {
    let none = || format!("`{text}` is no date; write 2026-12-31 or 31.12.2026");
    // Spreadsheets add a time of day where a cell was once formatted so.
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    if let Ok(date) = day.parse() {
        return Ok(date);
    }
    if let Some([day, month, year]) = numbers(day, '.') {
        return of(year, month, day).ok_or_else(none);
    }
    let [first, second, year] = numbers(day, '/').ok_or_else(none)?;
    let (day_first, month_first) = (of(year, second, first), of(year, first, second));
    match (day_first, month_first, order) {
        (Some(date), None, _)
        | (None, Some(date), _)
        | (Some(date), Some(_), Some(Order::DayFirst))
        | (Some(_), Some(date), Some(Order::MonthFirst)) => Ok(date),
        (Some(one), Some(other), None) if one == other => Ok(one),
        (Some(one), Some(other), None) => Err(format!(
            "`{text}` can be read as {one} or as {other}; write the one that is meant"
        )),
        (None, None, _) => Err(none()),
    }
}

fn numbers(text: &str, sign: char) -> Option<[i16; 3]> {
    let parts: Vec<i16> = text
        .trim()
        .split(sign)
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    parts.try_into().ok()
}

/// A year of two digits is one of this century.
fn of(year: i16, month: i16, day: i16) -> Option<Date> {
    let year = if (0..100).contains(&year) {
        2000 + year
    } else {
        year
    };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}
