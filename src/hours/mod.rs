//! Calendar arithmetic: opening hours, holiday calendars, working time.
