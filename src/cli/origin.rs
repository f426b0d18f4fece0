//! Where the value of a setting comes from.
//!
//! It names places and must never hold a value.

use crate::finding::Place;
use serde_json::{Value, json};
use std::fmt;

/// Where a value comes from. A flag overrules the environment, which overrules the settings.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// Nobody set it.
    Default,
    /// The settings of the workspace.
    File(Place),
    /// A variable of the environment, by its name.
    Environment(&'static str),
    /// A flag, as it is typed.
    Flag(&'static str),
}

impl Origin {
    /// A place in the settings; the default where nothing stands there.
    pub(super) fn of(place: Option<Place>) -> Self {
        place.map_or(Self::Default, Self::File)
    }

    /// The origin for programs.
    pub(super) fn json(&self) -> Value {
        match self {
            Self::Default => json!({"kind": "default"}),
            Self::File(place) => {
                let at = place.source.line_col(place.span.start);
                json!({"kind": "file", "file": place.source.path, "line": at.line, "column": at.column})
            }
            Self::Environment(name) => json!({"kind": "environment", "name": name}),
            Self::Flag(name) => json!({"kind": "flag", "name": name}),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(place) => {
                let at = place.source.line_col(place.span.start);
                write!(f, "{}:{}:{}", place.source.path, at.line, at.column)
            }
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag(name) => f.write_str(name),
        }
    }
}
