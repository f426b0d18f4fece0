//! Rule expressions: CEL text, parsed by the cel crate, lowered to a small typed form, run on the arena.
//!
//! Names and types are checked against the schemas when a pack loads. Evaluation is three-valued: a
//! missing field makes the answer unknown, never wrong. Nothing outside this module sees CEL.

mod eval;
mod ir;
mod lower;
mod mutate;
pub mod reads;
mod reason;
mod value;

pub use eval::{Evaluation, Halt};
pub use lower::{Scope, Variable};
pub use mutate::Mutant;
pub use value::{Answer, Missing, Value};

use ir::Expr;
use std::ops::Range;

/// A checked expression, ready to run on any subject of its scope.
#[derive(Debug, Clone)]
pub struct Expression {
    /// The text as written.
    pub text: String,
    root: Expr,
    /// Whether its answer is the same on all nodes of a document.
    of_document: bool,
}

/// Why an expression cannot be used, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// The bytes of the text to underline.
    pub at: Range<usize>,
}

impl Expression {
    /// Parses and checks an expression whose names have the types of `scope`.
    pub fn compile(text: &str, scope: &Scope<'_>) -> Result<Self, ExpressionError> {
        let root = lower::lower(text, scope)?;
        Ok(Self::new(text.to_owned(), root))
    }

    /// Like [`Expression::compile`], for an expression that answers yes or no.
    pub fn compile_condition(text: &str, scope: &Scope<'_>) -> Result<Self, ExpressionError> {
        let root = lower::lower_condition(text, scope)?;
        Ok(Self::new(text.to_owned(), root))
    }

    fn new(text: String, root: Expr) -> Self {
        Self {
            text,
            of_document: reads::is_of_document(&root),
            root,
        }
    }

    /// Whether its answer is the same on all nodes of a document.
    pub const fn is_of_document(&self) -> bool {
        self.of_document
    }
}
