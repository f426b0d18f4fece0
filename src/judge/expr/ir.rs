//! The typed form of an expression.
//!
//! It holds what an evaluation needs and nothing of the syntax it came from.

use crate::judge::facts::Fact;

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Const {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Box<str>),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Integer arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
}

/// A test on two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextTest {
    StartsWith,
    EndsWith,
    Contains,
}

/// `exists` or `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantifier {
    Exists,
    All,
}

/// One node of an expression.
#[derive(Debug, Clone)]
pub(super) enum Expr {
    Const(Const),
    List(Vec<Const>),
    Variable(usize),
    Fact(&'static Fact),
    Field {
        of: Box<Self>,
        name: Box<str>,
        default: Option<Const>,
    },
    Has {
        of: Box<Self>,
        name: Box<str>,
        default: bool,
    },
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Compare(Comparison, Box<Self>, Box<Self>),
    Calculate(Arithmetic, Box<Self>, Box<Self>),
    In(Box<Self>, Box<Self>),
    Quantified {
        quantifier: Quantifier,
        range: Box<Self>,
        variable: usize,
        body: Box<Self>,
    },
    Size(Box<Self>),
    Test(TextTest, Box<Self>, Box<Self>),
}
