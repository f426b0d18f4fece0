//! Windows that are equal are evaluated once, whichever thread asks first.
//!
//! What is kept depends only on the question, so the order of questions never shows.

use crate::hours::calendar::{Calendar, Treatment};
use crate::hours::clock::Clock;
use crate::hours::compose::Parts;
use crate::hours::expression::{Expression, ExpressionError};
use crate::hours::origin::{Origin, Written};
use crate::hours::window::Window;
use crate::hours::zone::{Zone, ZoneError};
use jiff::civil::Date;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
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
    calendars: Kept<(String, Option<Listed>, Parts), Arc<Calendar>>,
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
    /// There is nothing of which the rest could be taken.
    #[error("name the hours that these are the rest of")]
    NoParts,
    /// The rest of hours on several clocks has no clock.
    #[error("the hours that these are the rest of are in different time zones")]
    Clocks,
}

/// What makes windows equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Written(String, String, Option<(Listed, Treatment)>),
    Rest(Vec<Self>),
}

/// A calendar, equal to others by its content.
#[derive(Debug, Clone)]
struct Listed(Arc<Calendar>);

impl PartialEq for Listed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Eq for Listed {}

impl Hash for Listed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Calendar {
            id, days, short, ..
        } = &*self.0;
        (id, days.len(), short.len()).hash(state);
    }
}

impl Windows {
    /// An empty set; typical weeks and special days are taken from the year after `from`.
    pub fn new(from: Date) -> Self {
        Self {
            from,
            known: Kept::default(),
            calendars: Kept::default(),
        }
    }

    /// The window of an expression by a clock, named as for [`Clock::parse`], with a calendar.
    pub fn window(
        &self,
        open: &str,
        clock: &str,
        calendar: Option<(&Arc<Calendar>, Treatment)>,
    ) -> Result<Arc<Window>, WindowError> {
        let listed = calendar.map(|(calendar, treatment)| (Listed(calendar.clone()), treatment));
        let key = Key::Written(open.to_string(), clock.to_string(), listed);
        self.known.get(key, || {
            let expression = expression(open)?;
            let clock = Clock::parse(clock)?;
            let calendar = calendar.map(|(calendar, treatment)| (calendar.clone(), treatment));
            let window = Window::new(&expression, clock, calendar, self.from);
            Ok(Arc::new(window))
        })
    }

    /// A calendar of one's own, as [`Calendar::composed`] makes it.
    pub fn calendar(&self, id: &str, base: Option<&Arc<Calendar>>, parts: &Parts) -> Arc<Calendar> {
        let listed = base.cloned().map(Listed);
        let key = (id.to_string(), listed, parts.clone());
        let base = base.map(AsRef::as_ref);
        self.calendars
            .get(key, || Arc::new(Calendar::composed(id, base, parts)))
    }

    /// All other times: the window that is open in every minute in which none of the parts is. They
    /// must be on one clock.
    pub fn complement(&self, parts: &[Arc<Window>]) -> Result<Arc<Window>, WindowError> {
        let clock = parts.first().ok_or(WindowError::NoParts)?.clock();
        if parts.iter().any(|part| part.clock() != clock) {
            return Err(WindowError::Clocks);
        }
        self.known.get(rest_key(parts), || {
            let window = Window::rest(parts.to_vec(), clock.clone(), self.from);
            Ok(Arc::new(window))
        })
    }

    /// The same hours read in a zone, if their place is not known; else the window itself.
    pub fn in_zone(&self, window: &Arc<Window>, zone: &Zone) -> Arc<Window> {
        if window.zone().is_some() {
            return window.clone();
        }
        let bound = match window.origin() {
            Origin::Written(Written {
                expression,
                calendar,
                treatment,
            }) => {
                let calendar = calendar.as_ref().map(|calendar| (calendar, *treatment));
                self.window(expression.text(), zone.name(), calendar)
            }
            Origin::Rest(parts) => {
                let bound = parts.iter().map(|part| self.in_zone(part, zone));
                self.complement(&bound.collect::<Vec<_>>())
            }
        };
        // What could be read on one clock can be read on every other.
        bound.unwrap_or_else(|_| window.clone())
    }
}

fn key(window: &Window) -> Key {
    match window.origin() {
        Origin::Rest(parts) => rest_key(parts),
        Origin::Written(written) => {
            let calendar = written.calendar.clone();
            let listed = calendar.map(|calendar| (Listed(calendar), written.treatment));
            let (open, clock) = (written.expression.text(), window.clock().name());
            Key::Written(open.to_string(), clock.to_string(), listed)
        }
    }
}

fn rest_key(parts: &[Arc<Window>]) -> Key {
    Key::Rest(parts.iter().map(|part| key(part)).collect())
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
