//! From CEL's syntax tree to the typed form, with every name and type checked.
//!
//! The cel crate is used for its parser only, and only here.

mod calls;
mod places;
mod words;

use super::ExpressionError;
use super::ir::{Const, Expr};
use crate::judge::facts::{self, Fact};
use crate::model::nearest::nearest;
use crate::model::shape::{Shape, Type};
use cel::common::ast::{Expr as Syntax, IdedExpr, LiteralValue, SelectExpr, SourceInfo};
use std::sync::Arc;
use words::word;

/// A name that expressions may use.
#[derive(Debug, Clone)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// Its type.
    pub ty: Type,
}

/// The names an expression may use: variables by slot, and the facts about what a rule picks.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// Variables; their order is the order of the values given to an evaluation.
    pub variables: Vec<Variable>,
    /// What the rule picks, such as `AccessGrant.relationship`; facts are looked up for it.
    pub picks: &'a str,
}

/// Compiles any expression.
pub(super) fn lower(text: &str, scope: &Scope<'_>) -> Result<Expr, ExpressionError> {
    compile(text, scope).map(|typed| typed.expr)
}

/// Compiles an expression that must answer yes or no.
pub(super) fn lower_condition(text: &str, scope: &Scope<'_>) -> Result<Expr, ExpressionError> {
    let typed = compile(text, scope)?;
    if matches!(typed.ty, Type::Bool | Type::Any) {
        return Ok(typed.expr);
    }
    Err(ExpressionError {
        message: format!("should be true or false, not {}", word(&typed.ty)),
        at: 0..text.len(),
    })
}

fn compile(text: &str, scope: &Scope<'_>) -> Result<Typed, ExpressionError> {
    let program = cel::Env::default()
        .compile(text)
        .map_err(|errors| syntax_error(text, &errors))?;
    let mut lowering = Lowering {
        text,
        info: program.source_info(),
        scope: scope.clone(),
    };
    lowering.expr(program.expression())
}

fn syntax_error(text: &str, errors: &cel::ParseErrors) -> ExpressionError {
    let first = errors.errors.first();
    let message = first.map_or("cannot be read", |error| {
        error.msg.lines().next().unwrap_or_default()
    });
    let column = first.map_or(0, |error| {
        usize::try_from(error.pos.1)
            .unwrap_or_default()
            .saturating_sub(1)
    });
    let start = text
        .char_indices()
        .nth(column)
        .map_or(text.len(), |(at, _)| at);
    ExpressionError {
        message: format!("is not a valid expression: {message}"),
        at: start..text.len(),
    }
}

/// An expression and its type.
struct Typed {
    expr: Expr,
    ty: Type,
}

impl Typed {
    fn boolean(expr: Expr) -> Self {
        Self {
            expr,
            ty: Type::Bool,
        }
    }
}

struct Lowering<'a> {
    text: &'a str,
    info: &'a SourceInfo,
    scope: Scope<'a>,
}

type Lowered = Result<Typed, ExpressionError>;

impl Lowering<'_> {
    fn expr(&mut self, syntax: &IdedExpr) -> Lowered {
        match &syntax.expr {
            Syntax::Literal(literal) => self.literal(syntax, literal),
            Syntax::Ident(name) => self.name(syntax, name),
            Syntax::Select(select) if is_name(&select.operand, "fact") => {
                self.fact(syntax, &select.field)
            }
            Syntax::Select(select) => self.select(syntax, select),
            Syntax::List(list) => self.list(syntax, &list.elements),
            Syntax::Call(call) => self.call(syntax, call),
            _ => Err(self.error(syntax, "uses a part of CEL that rules do not have")),
        }
    }

    fn literal(&self, syntax: &IdedExpr, literal: &LiteralValue) -> Lowered {
        let (constant, ty) = match literal {
            LiteralValue::Boolean(value) => (Const::Bool(*value.inner()), Type::Bool),
            LiteralValue::Int(value) => (Const::Int(*value.inner()), Type::Int),
            LiteralValue::Double(value) => (Const::Float(*value.inner()), Type::Number),
            LiteralValue::String(value) => (Const::Text(value.inner().into()), Type::Str),
            LiteralValue::Null => (Const::Null, Type::Null),
            _ => return Err(self.error(syntax, "uses a kind of constant that rules do not have")),
        };
        Ok(Typed {
            expr: Expr::Const(constant),
            ty,
        })
    }

    fn name(&self, syntax: &IdedExpr, name: &str) -> Lowered {
        let found = self
            .scope
            .variables
            .iter()
            .rposition(|variable| variable.name == name);
        match found {
            Some(slot) => Ok(Typed {
                expr: Expr::Variable(slot),
                ty: self.scope.variables[slot].ty.clone(),
            }),
            None => Err(self.error(
                syntax,
                &format!("knows no name `{name}`{}", self.meant(name)),
            )),
        }
    }

    fn meant(&self, name: &str) -> String {
        let names = self
            .scope
            .variables
            .iter()
            .map(|variable| variable.name.as_str())
            .chain(["fact"]);
        nearest(name, names)
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default()
    }

    fn fact(&self, syntax: &IdedExpr, name: &str) -> Lowered {
        match facts::find(name, self.scope.picks) {
            Some(fact) => Ok(Typed {
                expr: Expr::Fact(fact),
                ty: fact.ty.into(),
            }),
            None => Err(self.error(syntax, &self.unknown_fact(name))),
        }
    }

    fn unknown_fact(&self, name: &str) -> String {
        let known: Vec<&Fact> = facts::of(self.scope.picks).collect();
        match nearest(name, known.iter().map(|fact| fact.name)) {
            Some(near) => format!(
                "there is no fact `{name}` about {}; did you mean `{near}`?",
                self.scope.picks
            ),
            None => format!("there is no fact `{name}` about {}", self.scope.picks),
        }
    }

    fn select(&mut self, syntax: &IdedExpr, select: &SelectExpr) -> Lowered {
        let (of, field) = self.owner(syntax, select)?;
        let (ty, default) = field.map_or((Type::Any, None), |shape| {
            (shape.ty.clone(), constant(&shape))
        });
        let expr = Expr::Field {
            of: Box::new(of),
            name: select.field.as_str().into(),
            default,
        };
        Ok(Typed { expr, ty })
    }

    /// The lowered operand of a selection, and the shape of the selected field where types are known.
    fn owner(
        &mut self,
        syntax: &IdedExpr,
        select: &SelectExpr,
    ) -> Result<(Expr, Option<Shape>), ExpressionError> {
        let operand = self.expr(&select.operand)?;
        let name = select.field.as_str();
        let Type::Object(object) = &operand.ty else {
            if operand.ty == Type::Any {
                return Ok((operand.expr, None));
            }
            return Err(self.error(syntax, &format!("asks {} for `{name}`", word(&operand.ty))));
        };
        let shape = object.fields.get(name).or(object.values.as_ref());
        let shape = shape.ok_or_else(|| {
            let near = nearest(name, object.fields.keys().map(String::as_str));
            let meant = near
                .map(|near| format!("; did you mean `{near}`?"))
                .unwrap_or_default();
            self.error(syntax, &format!("there is no field `{name}`{meant}"))
        })?;
        Ok((operand.expr, Some(shape.clone())))
    }

    fn list(&mut self, syntax: &IdedExpr, elements: &[IdedExpr]) -> Lowered {
        let mut constants = Vec::with_capacity(elements.len());
        let mut ty = Type::Any;
        for element in elements {
            let typed = self.expr(element)?;
            let Expr::Const(constant) = typed.expr else {
                return Err(self.error(element, "lists something that is no constant"));
            };
            if ty != Type::Any && ty != typed.ty {
                return Err(self.error(syntax, "lists values of different types"));
            }
            ty = typed.ty;
            constants.push(constant);
        }
        Ok(Typed {
            expr: Expr::List(constants),
            ty: list_of(ty),
        })
    }
}

fn is_name(syntax: &IdedExpr, name: &str) -> bool {
    matches!(&syntax.expr, Syntax::Ident(ident) if ident == name)
}

fn list_of(ty: Type) -> Type {
    Type::List(Arc::new(Shape::plain(ty)))
}

/// The default of a field as a constant.
fn constant(shape: &Shape) -> Option<Const> {
    let default = shape.default.as_ref()?;
    if let Some(text) = default.as_str() {
        return Some(Const::Text(text.into()));
    }
    let number = default
        .as_i64()
        .map(Const::Int)
        .or_else(|| default.as_f64().map(Const::Float));
    default.as_bool().map(Const::Bool).or(number)
}
