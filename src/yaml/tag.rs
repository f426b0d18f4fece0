//! Tags: the core schema's are honoured, all others refused.
//!
//! It says what a tag makes of a scalar or collection and must never know where the tag stands.

use crate::yaml::quote::brief;
use crate::yaml::{NodeKind, scalar};
use granit_parser::Tag;

/// Kind and bits of a tagged scalar, or what is wrong with the tag.
pub(crate) fn of_scalar(tag: &Tag, text: &str) -> Result<(NodeKind, u64), String> {
    let (kind, bits) = scalar::resolve(text);
    match (core(tag)?, kind) {
        (Core::Unspecific | Core::Named("str"), _) => Ok((NodeKind::Str, 0)),
        (Core::Named("null"), NodeKind::Null)
        | (Core::Named("bool"), NodeKind::Bool)
        | (Core::Named("int"), NodeKind::Int)
        | (Core::Named("float"), NodeKind::Float) => Ok((kind, bits)),
        (Core::Named("float"), NodeKind::Int) => Ok((NodeKind::Float, as_float(bits))),
        (Core::Named(name), _) => Err(format!(
            "`{}` is tagged `!!{name}` but is not one",
            brief(text)
        )),
    }
}

/// Whether a tag suits a collection; what is wrong with it if not.
pub(crate) fn of_collection(tag: &Tag, kind: NodeKind) -> Result<(), String> {
    let (own, noun) = match kind {
        NodeKind::Map => ("map", "mapping"),
        _ => ("seq", "list"),
    };
    match core(tag)? {
        Core::Unspecific => Ok(()),
        Core::Named(name) if name == own => Ok(()),
        Core::Named(name) => Err(format!("a {noun} is tagged `!!{name}`")),
    }
}

enum Core<'a> {
    /// `!`: text, list or mapping, as written.
    Unspecific,
    Named(&'a str),
}

fn core(tag: &Tag) -> Result<Core<'_>, String> {
    match tag.core_suffix() {
        Some(name) => Ok(Core::Named(name)),
        None if tag.handle().is_empty() && tag.suffix() == "!" => Ok(Core::Unspecific),
        None => Err(format!(
            "the tag `{}` is not one of YAML's own",
            brief(&tag.original())
        )),
    }
}

#[allow(clippy::cast_precision_loss, reason = "the author asked for a float")]
fn as_float(bits: u64) -> u64 {
    (bits.cast_signed() as f64).to_bits()
}
