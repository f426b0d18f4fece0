//! What facts answered about one subject: each is asked once, however many rules want to know.
//!
//! It must never outlive its subject, because an answer is not true of another.

use super::{Context, Fact, Found, Subject};
use std::cell::RefCell;

/// The answers so far; there are few, so that looking through them is quicker than hashing.
#[derive(Default)]
pub struct Remembered<'a>(RefCell<Vec<(&'static Fact, Found<'a>)>>);

impl<'a> Remembered<'a> {
    /// What a fact answers about the subject that all answers here are about.
    pub fn ask(
        &self,
        fact: &'static Fact,
        context: &Context<'a>,
        subject: Subject<'a>,
    ) -> Found<'a> {
        let is_it = |other: &&(&'static Fact, Found<'a>)| std::ptr::eq(other.0, fact);
        if let Some((_, known)) = self.0.borrow().iter().find(is_it) {
            return known.clone();
        }
        let answer = (fact.compute)(context, subject);
        self.0.borrow_mut().push((fact, answer.clone()));
        answer
    }
}
