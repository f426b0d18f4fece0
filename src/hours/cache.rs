//! Windows that are equal are evaluated once, whichever thread asks first.
//!
//! What is kept depends only on the question, so the order of questions never shows.

use crate::hours::calendar::{Calendar, Treatment};
use crate::hours::expression::{Expression, ExpressionError};
use crate::hours::window::Window;
use crate::hours::zone::{Zone, ZoneError};
use jiff::civil::Date;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// More different answers than this are not kept; only a flood of made-up hours has so many.
const MOST: usize = 20_000;

/// The expression that a text is; equal texts are read once in the life of the program.
pub fn expression(text: &str) -> Result<Arc<Expression>, ExpressionError> {
    static KNOWN: LazyLock<Kept<String, Result<Arc<Expression>, ExpressionError>>> =
        LazyLock::new(Kept::default);
    KNOWN.get(text.to_string(), || Expression::parse(text).map(Arc::new))
}

/// All windows of a run, seen from one date.
#[derive(Debug)]
pub struct Windows {
    from: Date,
    known: Kept<Key, Result<Arc<Window>, WindowError>>,
}

/// Why there is no window.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    /// The expression is wrong.
    #[error(transparent)]
    Expression(#[from] ExpressionError),
    /// The zone is wrong.
    #[error(transparent)]
    Zone(#[from] ZoneError),
}

/// Expression, zone, and calendar by its id.
type Key = (String, String, Option<(String, Treatment)>);

impl Windows {
    /// An empty set; typical weeks and special days are taken from the year after `from`.
    pub fn new(from: Date) -> Self {
        Self {
            from,
            known: Kept::default(),
        }
    }

    /// The window of an expression in a zone with a calendar. Two calendars of one id must be equal.
    pub fn window(
        &self,
        open: &str,
        zone: &str,
        calendar: Option<(&Arc<Calendar>, Treatment)>,
    ) -> Result<Arc<Window>, WindowError> {
        let named = calendar.map(|(calendar, treatment)| (calendar.id.clone(), treatment));
        let key = (open.to_string(), zone.to_string(), named);
        self.known.get(key, || {
            let expression = expression(open)?;
            let zone = Zone::parse(zone)?;
            let calendar = calendar.map(|(calendar, treatment)| (calendar.clone(), treatment));
            let window = Window::new(&expression, zone, calendar, self.from);
            Ok(Arc::new(window))
        })
    }
}

/// A table of answers that only grows.
#[derive(Debug)]
struct Kept<K, V>(RwLock<HashMap<K, V>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(RwLock::new(HashMap::new()))
    }
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    /// The answer that is kept, or a new one; a lock is never held while working one out.
    fn get(&self, key: K, answer: impl FnOnce() -> V) -> V {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get(&key) {
            return known.clone();
        }
        drop(kept);
        let new = answer();
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            return new;
        }
        kept.entry(key).or_insert(new).clone()
    }
}
