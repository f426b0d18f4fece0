//! What names stand for at a place of a template: those of loops and `set`, then those of the view.
//!
//! It must never know how an expression is written.

use super::shapes::{Shape, Shapes};
use std::collections::BTreeMap;

/// What opens a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The template itself.
    Template,
    /// A loop, whose names end with it.
    Loop,
    /// A choice; what is set in it stays.
    Choice,
    /// A component, which sees nothing but its parameters.
    Component,
}

/// The scopes that a place is in, the innermost last.
#[derive(Debug)]
pub(super) struct Scopes<'s> {
    root: Shape<'s>,
    frames: Vec<(Owner, BTreeMap<String, Shape<'s>>)>,
}

impl<'s> Scopes<'s> {
    /// Those of a template that gets a view.
    pub(super) fn new(root: Shape<'s>) -> Self {
        Self {
            root,
            frames: vec![(Owner::Template, BTreeMap::new())],
        }
    }

    pub(super) fn enter(&mut self, owner: Owner) {
        self.frames.push((owner, BTreeMap::new()));
    }

    pub(super) fn leave(&mut self) {
        if self.frames.len() > 1 {
            self.frames.pop();
        }
    }

    /// Turns to `else`: that of a loop does not know its names.
    pub(super) fn turn(&mut self) {
        if let Some((Owner::Loop, names)) = self.frames.last_mut() {
            names.clear();
        }
    }

    /// Lets a name stand for something in the innermost scope.
    pub(super) fn bind(&mut self, name: &str, shape: Shape<'s>) {
        if let Some((_, names)) = self.frames.last_mut() {
            names.insert(name.to_owned(), shape);
        }
    }

    /// Sets a name until its loop ends, or `everywhere` in the template or component.
    pub(super) fn set(&mut self, name: &str, shape: Shape<'s>, everywhere: bool) {
        let mut frames = self.frames.iter_mut().rev();
        let frame = frames.find(|(owner, _)| match owner {
            Owner::Choice => false,
            Owner::Loop => !everywhere,
            Owner::Template | Owner::Component => true,
        });
        if let Some((_, names)) = frame {
            names.insert(name.to_owned(), shape);
        }
    }

    /// What a name stands for, if it does for anything.
    pub(super) fn get(&self, name: &str, shapes: &Shapes<'s>) -> Option<Shape<'s>> {
        for (owner, names) in self.frames.iter().rev() {
            if let Some(shape) = names.get(name) {
                return Some(shape.clone());
            }
            if *owner == Owner::Component {
                return None;
            }
        }
        shapes.field(&self.root, name).ok()
    }

    /// All names that stand for something.
    pub(super) fn names(&self) -> Vec<String> {
        let mut known = Vec::new();
        for (owner, names) in self.frames.iter().rev() {
            known.extend(names.keys().cloned());
            if *owner == Owner::Component {
                return known;
            }
        }
        known.extend(self.root.fields().map(str::to_owned));
        known
    }
}
