//! The types of facts and of the columns of relations, as expressions see them.
//!
//! It must never know what a fact says.

use super::{Context, Fact, FactType, Relation, Row};
use crate::judge::expr::Answer;
use crate::model::shape::{Object, Shape, Type};
use std::collections::BTreeMap;
use std::sync::Arc;

impl std::fmt::Debug for Fact {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "fact.{} of {}", self.name, self.of)
    }
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "facts on {}", self.as_of)
    }
}

impl From<FactType> for Type {
    fn from(ty: FactType) -> Self {
        match ty {
            FactType::Bool => Self::Bool,
            FactType::Int => Self::Int,
            FactType::Text => Self::Str,
            FactType::Texts => Self::List(Arc::new(Shape::plain(Self::Str))),
        }
    }
}

impl Relation {
    /// The type of `this` for a rule that goes through the relation.
    pub fn row_type(&self) -> Type {
        let shape = |ty: FactType| Shape::plain(ty.into());
        let fields: BTreeMap<_, _> = self
            .columns
            .iter()
            .map(|(name, ty)| ((*name).to_owned(), shape(*ty)))
            .collect();
        Type::Object(Arc::new(Object {
            fields,
            values: None,
        }))
    }
}

impl<'a> Row<'a> {
    /// The value of a column.
    pub fn column(&self, name: &str) -> Option<Answer<'a>> {
        self.columns
            .iter()
            .find(|(column, _)| *column == name)
            .map(|(_, answer)| answer.clone())
    }
}
