//! From CEL's syntax tree to the typed form, with every name and type checked.
//!
//! The cel crate is used for its parser only, and only here.

use super::ExpressionError;
use super::ir::{Arithmetic, Comparison, Const, Expr, Quantifier, TextTest};
use crate::judge::facts::{self, Fact};
use crate::model::nearest::nearest;
use crate::model::shape::{Shape, Type};
use cel::common::ast::{CallExpr, Expr as Syntax, IdedExpr, LiteralValue, SelectExpr, SourceInfo};
use std::ops::Range;
use std::sync::Arc;

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

    fn call(&mut self, syntax: &IdedExpr, call: &CallExpr) -> Lowered {
        match (
            call.func_name.as_str(),
            call.target.as_deref(),
            call.args.as_slice(),
        ) {
            ("has", None, [field]) => self.has(syntax, field),
            ("exists", Some(range), [name, body]) => {
                self.quantified(Quantifier::Exists, range, name, body)
            }
            ("all", Some(range), [name, body]) => {
                self.quantified(Quantifier::All, range, name, body)
            }
            ("_&&_", None, [left, right]) => self.joined(left, right, Expr::And),
            ("_||_", None, [left, right]) => self.joined(left, right, Expr::Or),
            ("!_", None, [inner]) => {
                Ok(Typed::boolean(Expr::Not(Box::new(self.condition(inner)?))))
            }
            ("size", None, [inner]) | ("size", Some(inner), []) => self.size(inner),
            ("@in" | "_in_", None, [item, list]) => self.is_in(syntax, item, list),
            ("-_", None, [inner]) => self.negative(inner),
            (name, None, [left, right]) if comparison(name).is_some() => {
                self.compare(syntax, name, left, right)
            }
            (name, None, [left, right]) if arithmetic(name).is_some() => {
                self.calculate(name, left, right)
            }
            (name, Some(text), [part]) if text_test(name).is_some() => self.test(name, text, part),
            (name, _, _) => Err(self.error(
                syntax,
                &format!("there is no function `{name}` with these arguments"),
            )),
        }
    }

    fn has(&mut self, syntax: &IdedExpr, field: &IdedExpr) -> Lowered {
        let Syntax::Select(select) = &field.expr else {
            return Err(self.error(syntax, "`has` needs a field such as `this.name`"));
        };
        let (of, shape) = self.owner(field, select)?;
        let default = shape.is_some_and(|shape| shape.default.is_some());
        Ok(Typed::boolean(Expr::Has {
            of: Box::new(of),
            name: select.field.as_str().into(),
            default,
        }))
    }

    fn quantified(
        &mut self,
        quantifier: Quantifier,
        range: &IdedExpr,
        name: &IdedExpr,
        body: &IdedExpr,
    ) -> Lowered {
        let Syntax::Ident(variable) = &name.expr else {
            return Err(self.error(name, "needs a name for the items here"));
        };
        let range_typed = self.expr(range)?;
        let item = match &range_typed.ty {
            Type::List(items) => items.ty.clone(),
            Type::Object(object) if object.values.is_some() => object
                .values
                .as_ref()
                .map_or(Type::Any, |shape| shape.ty.clone()),
            Type::Any => Type::Any,
            other => {
                return Err(self.error(
                    range,
                    &format!("goes through {}, which is no list", word(other)),
                ));
            }
        };
        self.scope.variables.push(Variable {
            name: variable.clone(),
            ty: item,
        });
        let slot = self.scope.variables.len() - 1;
        let body = self.condition(body);
        self.scope.variables.pop();
        let (range, body) = (Box::new(range_typed.expr), Box::new(body?));
        Ok(Typed::boolean(Expr::Quantified {
            quantifier,
            range,
            variable: slot,
            body,
        }))
    }

    fn condition(&mut self, syntax: &IdedExpr) -> Result<Expr, ExpressionError> {
        let typed = self.expr(syntax)?;
        if matches!(typed.ty, Type::Bool | Type::Any) {
            return Ok(typed.expr);
        }
        Err(self.error(
            syntax,
            &format!("is {}, where true or false is needed", word(&typed.ty)),
        ))
    }

    fn joined(
        &mut self,
        left: &IdedExpr,
        right: &IdedExpr,
        join: fn(Box<Expr>, Box<Expr>) -> Expr,
    ) -> Lowered {
        let (left, right) = (self.condition(left)?, self.condition(right)?);
        Ok(Typed::boolean(join(Box::new(left), Box::new(right))))
    }

    fn size(&mut self, inner: &IdedExpr) -> Lowered {
        let typed = self.expr(inner)?;
        if !matches!(
            typed.ty,
            Type::Str | Type::List(_) | Type::Object(_) | Type::Any
        ) {
            return Err(self.error(inner, &format!("is {}, which has no size", word(&typed.ty))));
        }
        Ok(Typed {
            expr: Expr::Size(Box::new(typed.expr)),
            ty: Type::Int,
        })
    }

    fn is_in(&mut self, syntax: &IdedExpr, item: &IdedExpr, list: &IdedExpr) -> Lowered {
        let (item, list) = (self.expr(item)?, self.expr(list)?);
        let member = match &list.ty {
            Type::List(items) => items.ty.clone(),
            Type::Object(_) => Type::Str,
            Type::Any => Type::Any,
            other => {
                return Err(self.error(
                    syntax,
                    &format!("looks into {}, which is no list", word(other)),
                ));
            }
        };
        self.comparable(syntax, &item.ty, &member)?;
        Ok(Typed::boolean(Expr::In(
            Box::new(item.expr),
            Box::new(list.expr),
        )))
    }

    fn negative(&mut self, inner: &IdedExpr) -> Lowered {
        let typed = self.expr(inner)?;
        match typed.expr {
            Expr::Const(Const::Int(value)) => Ok(Typed {
                expr: Expr::Const(Const::Int(-value)),
                ty: Type::Int,
            }),
            _ => Err(self.error(inner, "only a number can have a minus sign")),
        }
    }

    fn compare(
        &mut self,
        syntax: &IdedExpr,
        name: &str,
        left: &IdedExpr,
        right: &IdedExpr,
    ) -> Lowered {
        let (left, right) = (self.expr(left)?, self.expr(right)?);
        self.comparable(syntax, &left.ty, &right.ty)?;
        let how = comparison(name).unwrap_or(Comparison::Equal);
        Ok(Typed::boolean(Expr::Compare(
            how,
            Box::new(left.expr),
            Box::new(right.expr),
        )))
    }

    fn comparable(
        &self,
        syntax: &IdedExpr,
        left: &Type,
        right: &Type,
    ) -> Result<(), ExpressionError> {
        let numeric = |ty: &Type| matches!(ty, Type::Int | Type::Number);
        let open = |ty: &Type| matches!(ty, Type::Any | Type::Null);
        if open(left) || open(right) || left == right || numeric(left) && numeric(right) {
            return Ok(());
        }
        Err(self.error(
            syntax,
            &format!("compares {} with {}", word(left), word(right)),
        ))
    }

    fn calculate(&mut self, name: &str, left: &IdedExpr, right: &IdedExpr) -> Lowered {
        let (left_expr, right_expr) = (self.number(left)?, self.number(right)?);
        let how = arithmetic(name).unwrap_or(Arithmetic::Add);
        Ok(Typed {
            expr: Expr::Calculate(how, Box::new(left_expr), Box::new(right_expr)),
            ty: Type::Int,
        })
    }

    fn number(&mut self, syntax: &IdedExpr) -> Result<Expr, ExpressionError> {
        let typed = self.expr(syntax)?;
        if matches!(typed.ty, Type::Int | Type::Any) {
            return Ok(typed.expr);
        }
        Err(self.error(
            syntax,
            &format!("is {}, where a whole number is needed", word(&typed.ty)),
        ))
    }

    fn test(&mut self, name: &str, text: &IdedExpr, part: &IdedExpr) -> Lowered {
        let (whole, part) = (self.words(text)?, self.words(part)?);
        let kind = text_test(name).unwrap_or(TextTest::Contains);
        Ok(Typed::boolean(Expr::Test(
            kind,
            Box::new(whole),
            Box::new(part),
        )))
    }

    fn words(&mut self, syntax: &IdedExpr) -> Result<Expr, ExpressionError> {
        let typed = self.expr(syntax)?;
        if matches!(typed.ty, Type::Str | Type::Any) {
            return Ok(typed.expr);
        }
        Err(self.error(
            syntax,
            &format!("is {}, where text is needed", word(&typed.ty)),
        ))
    }

    fn error(&self, syntax: &IdedExpr, message: &str) -> ExpressionError {
        ExpressionError {
            message: message.to_owned(),
            at: self.range(syntax),
        }
    }

    /// Bytes of a node with all its parts; the parser counts characters, the end inclusive.
    fn range(&self, syntax: &IdedExpr) -> Range<usize> {
        let (start, end) = self.extent(syntax);
        let byte = |chars: u32| {
            let found = self.text.char_indices().nth(chars as usize);
            found.map_or(self.text.len(), |(at, _)| at)
        };
        byte(start)..byte(end).max(byte(start))
    }

    /// First character of a node and one past its last.
    fn extent(&self, syntax: &IdedExpr) -> (u32, u32) {
        let (start, last) = self.info.offset_for(syntax.id).unwrap_or_default();
        let parts = match &syntax.expr {
            Syntax::Select(select) => {
                let (start, _) = self.extent(&select.operand);
                let field = u32::try_from(select.field.chars().count()).unwrap_or_default();
                return (start, last + 1 + field);
            }
            Syntax::Call(call) => call
                .target
                .as_deref()
                .into_iter()
                .chain(&call.args)
                .collect(),
            _ => Vec::new(),
        };
        let extents = parts.into_iter().map(|part| self.extent(part));
        extents.fold((start, last + 1), |(start, end), (from, to)| {
            (start.min(from), end.max(to))
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

fn comparison(name: &str) -> Option<Comparison> {
    Some(match name {
        "_==_" => Comparison::Equal,
        "_!=_" => Comparison::NotEqual,
        "_<_" => Comparison::Less,
        "_<=_" => Comparison::LessOrEqual,
        "_>_" => Comparison::Greater,
        "_>=_" => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn arithmetic(name: &str) -> Option<Arithmetic> {
    Some(match name {
        "_+_" => Arithmetic::Add,
        "_-_" => Arithmetic::Subtract,
        "_*_" => Arithmetic::Multiply,
        _ => return None,
    })
}

fn text_test(name: &str) -> Option<TextTest> {
    Some(match name {
        "startsWith" => TextTest::StartsWith,
        "endsWith" => TextTest::EndsWith,
        "contains" => TextTest::Contains,
        _ => return None,
    })
}

/// A type in words, for messages.
fn word(ty: &Type) -> &'static str {
    match ty {
        Type::Any => "anything",
        Type::Null => "nothing",
        Type::Bool => "true or false",
        Type::Int => "a whole number",
        Type::Number => "a number",
        Type::Str => "text",
        Type::List(_) => "a list",
        Type::Object(_) => "a group of fields",
    }
}
