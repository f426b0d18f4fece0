//! `schema`: the schemas, for editors and other tools.

use crate::cli::CLEAN;
use crate::cli::args::{Schema as Asked, SchemaFormat};
use crate::cli::output::{print, tell, write_file};
use crate::error::{Error, Result};
use crate::model::kind::Kind;
use crate::model::nearest::nearest;
use crate::model::schema::Schema;
use crate::site;
use std::path::Path;

/// Schemas that belong to no kind: the name to ask for, and the file stem.
const OTHERS: [(&str, &str); 9] = [
    ("workspace", "workspace"),
    ("pack", "pack"),
    ("pack-about", "pack-about"),
    ("lock", "lock"),
    ("baseline", "baseline"),
    ("plan", "plan"),
    ("report", "report"),
    ("statement", "statement"),
    (VIEW, VIEW),
];

/// The view model, which no file holds: it is made from the views.
const VIEW: &str = "view";

/// Names of schemas that belong to no kind.
pub(super) fn others() -> impl Iterator<Item = &'static str> + Clone {
    OTHERS.iter().map(|(name, _)| *name)
}

pub(super) fn run(asked: &Asked) -> Result<u8> {
    if let Some(dir) = &asked.out {
        write_all(dir, asked.format)?;
    }
    if let Some(kind) = &asked.kind {
        print(&text(stem(kind)?, asked.format)?)?;
    }
    Ok(CLEAN)
}

fn stem(name: &str) -> Result<&'static str> {
    let other = OTHERS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, stem)| *stem);
    let stem = Kind::named(name).map(|kind| kind.schema).or(other);
    stem.ok_or_else(|| {
        let names = Kind::written().map(|kind| kind.name).chain(others());
        let help = match nearest(name, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("possible are {}", names.collect::<Vec<_>>().join(", ")),
        };
        Error::Usage(format!("there is no schema `{name}`; {help}"))
    })
}

fn text(stem: &str, format: SchemaFormat) -> Result<String> {
    let schema = match stem {
        VIEW => site::schema::schema(),
        _ => Schema::load(stem)?.json,
    };
    match format {
        SchemaFormat::Json => serde_json::to_string_pretty(&schema)
            .map(|json| format!("{json}\n"))
            .map_err(|error| Error::Internal(error.to_string())),
        SchemaFormat::Yaml => {
            serde_yaml::to_string(&schema).map_err(|error| Error::Internal(error.to_string()))
        }
    }
}

const fn ending(format: SchemaFormat) -> &'static str {
    match format {
        SchemaFormat::Json => "json",
        SchemaFormat::Yaml => "yaml",
    }
}

fn write_all(dir: &Path, format: SchemaFormat) -> Result<()> {
    std::fs::create_dir_all(dir).map_err(|source| Error::Write {
        path: dir.to_owned(),
        source,
    })?;
    let stems = Kind::written()
        .map(|kind| kind.schema)
        .chain(OTHERS.iter().map(|(_, stem)| *stem));
    for stem in stems.clone() {
        write_file(
            &dir.join(format!("{stem}.schema.{}", ending(format))),
            text(stem, format)?.as_bytes(),
        )?;
    }
    tell(&format!(
        "wrote {} schemas to {}",
        stems.count(),
        dir.display()
    ));
    Ok(())
}
