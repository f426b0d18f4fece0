//! What may be typed after `schema`.

use crate::cli::offered::Offered;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// A kind such as `SupportOffering`, or `workspace`, `pack`, `report`; `statement`: what programs get; `view`: what
    /// templates get
    #[arg(value_name = "KIND", required_unless_present = "out", value_parser = Offered::Schemas, hide_possible_values = true)]
    pub kind: Option<String>,
    /// Write all schemas to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// json for tools, yaml for reading
    #[arg(long, value_name = "NAME", default_value = "json")]
    pub format: SchemaFormat,
}

/// How a schema is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    /// For tools.
    Json,
    /// For people.
    Yaml,
}
