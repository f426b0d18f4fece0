//! Types in words, for messages.

use crate::model::shape::Type;

/// A type in words, for messages.
pub(super) fn word(ty: &Type) -> &'static str {
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
