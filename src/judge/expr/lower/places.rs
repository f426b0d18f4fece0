//! Where a part of an expression stands in its text.

use super::Lowering;
use crate::judge::expr::ExpressionError;
use cel::common::ast::{Expr as Syntax, IdedExpr};
use std::ops::Range;

impl Lowering<'_> {
    pub(super) fn error(&self, syntax: &IdedExpr, message: &str) -> ExpressionError {
        ExpressionError {
            message: message.to_owned(),
            at: self.range(syntax),
        }
    }

    /// Bytes of a node with all its parts; the parser counts characters, the end inclusive.
    pub(super) fn range(&self, syntax: &IdedExpr) -> Range<usize> {
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
