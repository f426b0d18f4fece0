//! Whether documents have the right shape: the adapter around jsonschema.
//!
//! The schemas under `policies/schemas` are the single truth about shape. Errors come out as findings
//! in our own words at the nearest span; the library stays behind this module.

mod bundle;
mod json;
mod says;

use crate::error::{Error, Result};
use crate::finding::{Finding, builtin};
use crate::model::format;
use crate::model::kind::KINDS;
use crate::model::shape::Shape;
use crate::yaml::NodeRef;
use json::Arena;
use serde_json::Value;
use std::sync::OnceLock;

/// One schema, ready to judge documents.
pub struct Schema {
    /// The schema itself, complete, as `csp-support schema` prints it.
    pub json: Value,
    /// What it says about fields, types and defaults.
    pub shape: Shape,
    validator: jsonschema::Validator<Arena>,
}

/// What is wrong with the shape of a document.
#[derive(Debug)]
pub struct Misfit {
    /// What people are told.
    pub finding: Finding,
    /// The catalogued rule (`x-rule`) that this breaks; none means the document cannot be judged further.
    pub rule: Option<String>,
    /// The field that is not there, where that is what is wrong.
    pub missing: Option<String>,
}

/// Most mistakes of shape that are told of one document: nobody reads more, and telling each takes time.
const MOST: usize = 200;

fn many_more(root: NodeRef<'_>) -> Misfit {
    let first = root.entries().next().map_or(root, |(key, _)| key);
    let message = format!("the document has more mistakes than the {MOST} that are listed");
    Misfit {
        finding: Finding::builtin(builtin::YAML_LIMIT, first.place(), message)
            .help("correct these first, then check again"),
        rule: None,
        missing: None,
    }
}

/// The schemas of all kinds and of the other files people write.
pub struct Schemas {
    kinds: Vec<Schema>,
    /// `csp-support.yaml`.
    pub workspace: Schema,
}

impl Schemas {
    /// The schemas that ship with the program, compiled once.
    pub fn embedded() -> Result<&'static Self> {
        static SCHEMAS: OnceLock<std::result::Result<Schemas, String>> = OnceLock::new();
        let schemas = SCHEMAS.get_or_init(|| Self::compile().map_err(|error| error.to_string()));
        schemas
            .as_ref()
            .map_err(|error| Error::Internal(error.clone()))
    }

    fn compile() -> Result<Self> {
        let kinds = KINDS
            .iter()
            .map(|kind| Schema::load(kind.schema))
            .collect::<Result<_>>()?;
        Ok(Self {
            kinds,
            workspace: Schema::load("workspace")?,
        })
    }

    /// The schema of the kind with this place in [`KINDS`].
    pub fn of(&self, kind: usize) -> &Schema {
        &self.kinds[kind]
    }
}

impl Schema {
    /// Loads the embedded schema with this file stem.
    pub fn load(stem: &str) -> Result<Self> {
        let json = bundle::schema(stem)?;
        let shape = Shape::of_schema(&json);
        let broken = |error: jsonschema::ValidationError<'_>| {
            Error::Internal(format!("schema {stem}: {error}"))
        };
        let validator = options().build(&json).map_err(broken)?;
        Ok(Self {
            json,
            shape,
            validator,
        })
    }

    /// Everything that is wrong with the shape of a document, in the order of the text.
    pub fn misfits(&self, root: NodeRef<'_>) -> Vec<Misfit> {
        // Most documents have none, which is told faster than which ones.
        if self.validator.is_valid(root) {
            return Vec::new();
        }
        let errors = self.validator.iter_errors(root);
        let mut misfits: Vec<_> = errors
            .flat_map(|error| says::misfits(self, root, &error))
            .take(MOST + 1)
            .collect();
        let has_more = misfits.len() > MOST;
        misfits.truncate(MOST);
        misfits.sort_by_key(|misfit| misfit.finding.place.span);
        misfits.dedup_by(|later, first| {
            later.finding.place.span == first.finding.place.span
                && later.finding.message == first.finding.message
        });
        misfits.extend(has_more.then(|| many_more(root)));
        misfits
    }
}

/// Formats are asserted, unknown ones refused, regular expressions linear, nothing fetched.
fn options<'a>()
-> jsonschema::ValidationOptions<'a, std::sync::Arc<dyn jsonschema::Retrieve>, Arena> {
    let options = jsonschema::options_for::<Arena>()
        .with_draft(jsonschema::Draft::Draft202012)
        .with_pattern_options(jsonschema::PatternOptions::regex())
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .offline();
    format::FORMATS.iter().fold(options, |options, format| {
        options.with_format(format.name, format.check)
    })
}
