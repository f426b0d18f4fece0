//! Words that are not limited to a list, for which shells offer a list all the same.
//!
//! It offers and must never refuse; what a word means is decided where it is used.

use crate::cli::schema;
use crate::model::kind::Kind;
use crate::report::FORMATS;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error;
use clap::{Arg, Command};
use std::ffi::OsStr;

/// Takes any text.
#[derive(Debug, Clone, Copy)]
pub enum Offered {
    /// Formats of reports; `=FILE` may follow.
    Formats,
    /// Kinds of documents.
    Kinds,
    /// Everything that has a schema.
    Schemas,
}

impl TypedValueParser for Offered {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let kinds = Kind::written().map(|kind| PossibleValue::new(kind.name).help(kind.about));
        Some(match self {
            Self::Formats => Box::new(
                FORMATS
                    .iter()
                    .map(|format| PossibleValue::new(format.name).help(format.description)),
            ),
            Self::Kinds => Box::new(kinds),
            Self::Schemas => Box::new(kinds.chain(schema::others().map(PossibleValue::new))),
        })
    }
}
