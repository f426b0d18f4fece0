//! Operators, functions and quantifiers: each checks what it is given.
//!
//! It knows the functions that rules have and nothing of names or fields.

use super::words::word;
use super::{Lowered, Lowering, Typed, Variable};
use crate::judge::expr::ExpressionError;
use crate::judge::expr::ir::{Arithmetic, Comparison, Const, Expr, Quantifier, TextTest};
use crate::model::shape::Type;
use cel::common::ast::{CallExpr, Expr as Syntax, IdedExpr};

impl Lowering<'_> {
    pub(super) fn call(&mut self, syntax: &IdedExpr, call: &CallExpr) -> Lowered {
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

    pub(super) fn condition(&mut self, syntax: &IdedExpr) -> Result<Expr, ExpressionError> {
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
