//! The view model: the schema describes all that templates get, and templates are held to it.

use crate::harness::{Project, copy};
use csp_support::page::Templates;
use csp_support::site::PAGES;
use csp_support::site::schema::{VERSION, VIEWS, schema};
use csp_support::source::embedded;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use walkdir::WalkDir;

/// A workspace whose pages are their own views: the stem of the template, then all that it gets.
fn telling(fixture: &str) -> Project {
    let mut project = Project::with_fixture(fixture);
    for stem in html_stems() {
        let template = format!("{{{{ [\"{stem}\", __tera_context] | json }}}}");
        project = project.file(&format!("ws/own/{stem}.html"), template);
    }
    let settings = project.read("ws/csp-support.yaml") + "\ntemplates: own\n";
    project.file("ws/csp-support.yaml", settings)
}

/// The pages that are printed as HTML; a request has Markdown alone.
fn html_stems() -> BTreeSet<&'static str> {
    let stems = VIEWS.iter().map(|(stem, _)| *stem);
    stems.filter(|stem| *stem != "request").collect()
}

/// The views that were printed into a folder.
fn printed(project: &Project, folder: &str) -> Vec<(String, Value)> {
    let files = WalkDir::new(project.path(folder)).sort_by_file_name();
    let paths = files.into_iter().map(|file| file.unwrap().into_path());
    let html = paths.filter(|path| path.extension().is_some_and(|ext| ext == "html"));
    html.map(|path| view(&std::fs::read_to_string(path).unwrap()))
        .collect()
}

fn view(page: &str) -> (String, Value) {
    serde_json::from_str(page).unwrap_or_else(|error| panic!("{error} in {page}"))
}

/// What the schema says against views, with the place.
fn complaints(views: &[(String, Value)]) -> Vec<String> {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let complain = |(stem, view): &(String, Value)| {
        let page = serde_json::json!({ stem.as_str(): view });
        let errors = validator.iter_errors(&page);
        let errors = errors.map(|error| format!("{}: {error}", error.instance_path()));
        errors.collect::<Vec<_>>()
    };
    views.iter().flat_map(complain).collect()
}

#[test]
fn what_templates_get_is_what_the_schema_describes() {
    let mut told = BTreeSet::new();
    for fixture in ["minimal", "nordlicht", "atlas", "fjord"] {
        let project = telling(fixture);
        let words = [
            "publish",
            "ws",
            "--out",
            "site",
            "--customers",
            "customers",
            "--archive",
            "--lang",
            "en",
        ];
        project.run(&words).exits(0);
        let mut views = printed(&project, "site");
        views.extend(printed(&project, "customers"));
        if fixture == "minimal" {
            copy(&project.path("ws"), &project.path("old"));
            let text = project.read("old/offering.yaml").replace("17:30", "18:00");
            std::fs::write(project.path("old/offering.yaml"), text).unwrap();
            let words = ["diff", "old", "ws", "--notice", "told", "--lang", "en"];
            project.run(&words).exits(0);
            views.extend(printed(&project, "told"));
        }
        if fixture == "nordlicht" {
            let words = ["runbook", "hansewind", "ws", "--format", "html"];
            views.push(view(&project.run(&words).exits(0).stdout));
        }
        assert_eq!(complaints(&views), Vec::<String>::new(), "{fixture}");
        told.extend(views.into_iter().map(|(stem, _)| stem));
    }
    let told: BTreeSet<&str> = told.iter().map(String::as_str).collect();
    assert_eq!(told, html_stems());
}

#[test]
fn a_field_that_is_not_described_is_refused() {
    let project = telling("minimal");
    project.run(&["publish", "ws", "--out", "site"]).exits(0);
    let mut views = printed(&project, "site");
    let page = views[0].1.get_mut("page").unwrap().as_object_mut().unwrap();
    page.insert("unheard".to_owned(), Value::from("of"));
    assert_eq!(complaints(&views).len(), 1);
}

#[test]
fn every_page_has_its_view_in_the_schema() {
    let stems: BTreeSet<&str> = VIEWS.iter().map(|(stem, _)| *stem).collect();
    let pages = PAGES.iter().map(|page| page.name);
    let others = ["customer", "runbook", "request", "notice"];
    assert_eq!(stems, pages.chain(others).collect());
    assert_eq!(stems.len(), VIEWS.len());
}

#[test]
fn the_schema_is_versioned_and_its_names_last() {
    let schema = schema();
    assert_eq!(schema["version"], VERSION);
    assert_eq!(schema["$id"], format!("urn:csp-support:view:{VERSION}"));
    // A number at the end would be one that depends on which view comes first.
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        assert!(!name.ends_with(|c: char| c.is_ascii_digit()), "{name}");
        assert!(definition.get("description").is_some(), "{name}");
    }
    let printed = Project::new().run(&["schema", "view"]).exits(0).stdout;
    assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), schema);
}

/// What is said of templates that stand for all of ours.
fn said(texts: &BTreeMap<String, String>) -> Vec<String> {
    let templates = Templates::new(texts.clone()).unwrap();
    let findings = templates.misfits(&schema());
    findings
        .into_iter()
        .map(|finding| finding.message)
        .collect()
}

/// Our templates of pages; that of the audit's report has no view in the schema.
fn ours() -> BTreeMap<String, String> {
    let all = embedded::templates().into_iter();
    let is_page = |name: &str| matches!(name.rsplit('.').next(), Some("html" | "md"));
    all.filter(|(name, _)| is_page(name) && name != "audit.html")
        .collect()
}

#[test]
fn our_own_templates_name_only_what_there_is() {
    assert_eq!(said(&ours()), Vec::<String>::new());
}

/// A view that is a map: which keys it has is known only when it is filled, so that no schema lists them.
const MAP: &str = "terms.";

/// A name in a template that is going to be misspelt.
#[derive(Clone, Debug)]
struct Mutant {
    template: String,
    end: usize,
    spelling: String,
}

/// The names of a template that stand for values, found in another way than the program does.
fn mutants(template: &str, text: &str, first: usize) -> Vec<Mutant> {
    let tags = regex::Regex::new(r"(?s)\{[{%]-?(.*?)-?[}%]\}").unwrap();
    let texts = regex::Regex::new(r#""[^"]*""#).unwrap();
    let name = r"([a-z_][a-z_0-9]*)(?:[^a-z_0-9(=]|$)";
    let fields = regex::Regex::new(&format!(r"\.{name}")).unwrap();
    let heads =
        format!(r"(?:^ ?|^ (?:el)?if (?:not )?| in | and (?:not )?| or (?:not )?|=\{{|=){name}");
    let heads = regex::Regex::new(&heads).unwrap();
    let keywords = [
        "if",
        "elif",
        "else",
        "endif",
        "for",
        "endfor",
        "not",
        "include",
        "extends",
        "block",
        "endblock",
        "component",
        "endcomponent",
        "set",
        "true",
        "false",
    ];
    let mut found = BTreeMap::new();
    for tag in tags.captures_iter(text).filter_map(|tag| tag.get(1)) {
        let words = tag.as_str();
        if words.trim_start().starts_with("component ") {
            continue;
        }
        let words = texts.replace_all(words, |text: &regex::Captures<'_>| {
            "\"".repeat(text[0].len())
        });
        let names = fields
            .captures_iter(&words)
            .chain(heads.captures_iter(&words));
        let names: Vec<_> = names.filter_map(|name| name.get(1)).collect();
        let is_name = |name: &&regex::Match<'_>| {
            !keywords.contains(&name.as_str()) && !words[..name.start()].ends_with(MAP)
        };
        for name in names.iter().filter(is_name) {
            found.insert(tag.start() + name.end(), name.as_str().to_owned());
        }
    }
    let mutant = |(at, (end, name)): (usize, (usize, String))| Mutant {
        template: template.to_owned(),
        end,
        spelling: format!("{name}_x{}_", first + at),
    };
    found.into_iter().enumerate().map(mutant).collect()
}

/// Those of some mutants of which nothing is said, all of them being tried at once.
fn unsaid(mutants: Vec<&Mutant>) -> Vec<&Mutant> {
    let mut texts = ours();
    for mutant in mutants.iter().rev() {
        let number = mutant.spelling.rfind("_x").unwrap();
        let text = texts.get_mut(&mutant.template).unwrap();
        text.insert_str(mutant.end, &mutant.spelling[number..]);
    }
    let said = said(&texts);
    let quoted = |mutant: &&Mutant| format!("`{}`", mutant.spelling);
    let is_said = |mutant: &&Mutant| said.iter().any(|said| said.contains(&quoted(mutant)));
    mutants
        .into_iter()
        .filter(|mutant| !is_said(mutant))
        .collect()
}

/// One misspelt name can hide another, so those that are left are tried again among fewer.
#[test]
fn every_misspelt_name_in_our_templates_is_found() {
    let mut all = Vec::new();
    for (template, text) in ours() {
        let first = all.len();
        all.extend(mutants(&template, &text, first));
    }
    assert!(all.len() > 1500, "only {} names", all.len());
    let mut left: Vec<&Mutant> = all.iter().collect();
    for strides in [5, 7, 11] {
        let groups = (0..strides).map(|first| left.iter().copied().skip(first).step_by(strides));
        left = groups.flat_map(|group| unsaid(group.collect())).collect();
        left.sort_by_key(|mutant| (mutant.template.as_str(), mutant.end));
    }
    left.retain(|mutant| !unsaid(vec![mutant]).is_empty());
    assert!(
        left.is_empty(),
        "{} of {}: {left:#?}",
        left.len(),
        all.len()
    );
}
