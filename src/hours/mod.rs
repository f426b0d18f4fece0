//! Calendar arithmetic: opening hours, holiday calendars, working time, durations.
//!
//! A *window* is an opening hours expression read by a clock, with a holiday calendar, or what other
//! windows leave over. From it follow the typical week, the special days, whether it is open at an
//! instant, when something is due, whether it covers another window, and whether several tile a week.
//! All of it is evaluated on the local wall clock and converted to instants only at the edge: an
//! instant is open exactly if the clock on the wall shows an open minute. So a window that is always
//! open stays open in every night of a clock change. Where the clock hangs may not be known (that of
//! each customer, say); such hours have a week, but no instants until a zone is given.
//!
//! This module must never know the kinds of documents, and nothing outside it names the libraries
//! that read opening hours.

mod agenda;
mod answer;
mod cache;
mod calendar;
mod clock;
mod compose;
mod coverage;
mod days;
mod diagnose;
pub mod due;
pub mod duration;
mod expression;
mod minutes;
mod origin;
mod pattern;
mod picked;
mod spans;
mod special;
mod tiling;
mod timeline;
mod window;
mod zone;

pub use agenda::Agenda;
pub use answer::{Answer, Moment};
pub use cache::{WindowError, Windows, expression};
pub use calendar::{Calendar, Holiday, ShortDay, Treatment};
pub use clock::Clock;
pub use compose::{MonthDay, OwnDay, OwnShortDay, Parts, When};
pub use coverage::{Coverage, Gap, covered_by};
pub use expression::{Expression, ExpressionError};
pub use minutes::MinuteRange;
pub use pattern::{Dates, Pattern, PatternDay, Steps};
pub use special::SpecialDay;
pub use tiling::{Overlap, Tiling, tiling};
pub use timeline::Coming;
pub use window::Window;
pub use zone::{Zone, ZoneError};
