//! Every catalogue has the shape that its schema describes, and every such schema has a catalogue.

use csp_support::model::schema::Schema;
use csp_support::source::{Source, embedded};
use csp_support::yaml;
use std::collections::BTreeSet;

const FOLDER: &str = "catalogs/";

/// The schema that a catalogue names in its header, such as `entra-roles`.
fn named(path: &str, text: &str) -> String {
    let reading = yaml::read(&Source::new(path, text));
    let header = reading.documents[0]
        .root()
        .str("schema")
        .unwrap_or_default();
    let name = header
        .strip_prefix("csp-support/")
        .and_then(|name| name.strip_suffix("/v1"));
    name.unwrap_or_else(|| panic!("{path} names no schema"))
        .to_owned()
}

fn catalogues() -> Vec<(String, String)> {
    let files = embedded::policies(FOLDER).into_iter();
    let ending = |path: &str| path.rsplit('.').next() == Some("yaml");
    files.filter(|(path, _)| ending(path)).collect()
}

/// What is wrong with a catalogue by its schema.
fn misfits(path: &str, text: &str) -> Vec<String> {
    let schema = Schema::load(&format!("catalogs/{}", named(path, text))).unwrap();
    let reading = yaml::read(&Source::new(path, text));
    let found = schema.misfits(reading.documents[0].root());
    found
        .into_iter()
        .map(|misfit| format!("{path}: {}", misfit.finding.message))
        .collect()
}

/// The generated tables of CLDR have no header; they are described by a schema of their own.
fn is_generated(path: &str) -> bool {
    path.starts_with("catalogs/cldr/")
}

#[test]
fn every_catalogue_has_the_shape_of_its_schema() {
    let files = catalogues();
    assert!(files.len() > 25);
    let wrong: Vec<_> = files
        .iter()
        .filter(|(path, _)| !is_generated(path))
        .flat_map(|(path, text)| misfits(path, text))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn generated_tables_have_the_shape_of_theirs() {
    let schema = Schema::load("catalogs/cldr").unwrap();
    for (path, text) in catalogues().iter().filter(|(path, _)| is_generated(path)) {
        let reading = yaml::read(&Source::new(path.clone(), text.clone()));
        let found = schema.misfits(reading.documents[0].root());
        let wrong: Vec<_> = found
            .into_iter()
            .map(|misfit| misfit.finding.message)
            .collect();
        assert!(wrong.is_empty(), "{path}: {wrong:?}");
    }
}

#[test]
fn a_catalogue_of_another_shape_is_told() {
    let (path, text) = (
        "catalogs/roles/azure.yaml",
        embedded::policy("catalogs/roles/azure.yaml").unwrap(),
    );
    let wrong = text.replacen("name: Contributor", "nmae: Contributor", 1);
    assert!(!misfits(path, &wrong).is_empty());
    assert!(misfits(path, &text).is_empty());
}

#[test]
fn every_schema_of_a_catalogue_is_used() {
    let schemas = embedded::policies("schemas/catalogs/").into_iter();
    let schemas: BTreeSet<String> = schemas
        .map(|(path, _)| {
            path.trim_start_matches("schemas/catalogs/")
                .trim_end_matches(".schema.yaml")
                .to_owned()
        })
        .collect();
    let files = catalogues();
    let generated = files
        .iter()
        .any(|(path, _)| is_generated(path))
        .then(|| "cldr".to_owned());
    let headed = files.iter().filter(|(path, _)| !is_generated(path));
    let used: BTreeSet<String> = headed
        .map(|(path, text)| named(path, text))
        .chain(generated)
        .collect();
    assert_eq!(schemas, used);
}
