//! Our evaluation of expressions against the cel crate's own evaluator: same text, same data, same answer.

use cel::{Context as CelContext, Program, Value as CelValue};
use csp_support::judge::expr::{Answer, Evaluation, Expression, Halt, Scope, Value, Variable};
use csp_support::judge::facts::{self, Context, Remembered, Subject};
use csp_support::judge::pack::{Pack, PackFiles, compile};
use csp_support::judge::rule::Rule;
use csp_support::judge::select::Selection;
use csp_support::model::shape::Type;
use csp_support::model::{Entry, Loaded, Schemas, load};
use csp_support::source::Source;
use csp_support::yaml::NodeRef;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// The answer of either side; everything that is neither true nor false counts as one.
#[derive(Debug, PartialEq, Clone, Copy)]
enum Said {
    True,
    False,
    Nothing,
}

fn said(answer: bool) -> Said {
    if answer { Said::True } else { Said::False }
}

fn embedded() -> Vec<Pack> {
    let files = PackFiles::embedded().into_iter();
    files
        .map(|files| compile(&files, Schemas::embedded().unwrap()).unwrap())
        .collect()
}

fn workspace(name: &str) -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name);
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("templates") {
                // Sentences of pages are no documents.
            } else if path.is_dir() {
                folders.push(path);
            } else if path.file_name().unwrap() != "csp-support.yaml" {
                sources.push(Source::new(
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    load(&sources).unwrap()
}

/// A node as cel sees it: with the schema's defaults, and whole numbers as `Int`.
fn with_defaults(node: NodeRef<'_>, ty: &Type) -> CelValue {
    let mut json = serde_json::to_value(node).unwrap();
    fill(&mut json, ty);
    to_cel(&json)
}

fn fill(json: &mut Json, ty: &Type) {
    match (json, ty) {
        (Json::Object(map), Type::Object(object)) => {
            for (name, shape) in &object.fields {
                if let Some(default) = shape.default.as_ref().filter(|_| !map.contains_key(name)) {
                    map.insert(name.clone(), default.clone());
                }
            }
            for (name, value) in map {
                if let Some(shape) = object.fields.get(name).or(object.values.as_ref()) {
                    fill(value, &shape.ty);
                }
            }
        }
        (Json::Array(items), Type::List(shape)) => {
            for item in items {
                fill(item, &shape.ty);
            }
        }
        _ => {}
    }
}

fn to_cel(json: &Json) -> CelValue {
    match json {
        Json::Null => CelValue::Null,
        Json::Bool(value) => CelValue::Bool(*value),
        Json::Number(number) => number
            .as_i64()
            .map_or_else(|| CelValue::Float(number.as_f64().unwrap()), CelValue::Int),
        Json::String(text) => CelValue::from(text.as_str()),
        Json::Array(items) => CelValue::from(items.iter().map(to_cel).collect::<Vec<_>>()),
        Json::Object(map) => {
            let map: HashMap<String, CelValue> = map
                .iter()
                .map(|(key, value)| (key.clone(), to_cel(value)))
                .collect();
            CelValue::from(map)
        }
    }
}

fn fact_value(value: &Value<'_>) -> CelValue {
    match value {
        Value::Bool(value) => CelValue::Bool(*value),
        Value::Int(value) => CelValue::Int(*value),
        Value::Text(text) => CelValue::from(text.as_ref()),
        Value::Texts(texts) => CelValue::from(
            texts
                .iter()
                .map(|text| CelValue::from(text.as_str()))
                .collect::<Vec<_>>(),
        ),
        other => panic!("a fact answers {other:?}"),
    }
}

fn cel_says(text: &str, variables: &[(String, CelValue)]) -> Said {
    let program = Program::compile(text).unwrap();
    let mut context = CelContext::default();
    for (name, value) in variables {
        context.add_variable_from_value(name.as_str(), value.clone());
    }
    match program.execute(&context) {
        Ok(CelValue::Bool(answer)) => said(answer),
        _ => Said::Nothing,
    }
}

fn we_say(answer: Result<(bool, Option<NodeRef<'_>>), Halt>) -> Said {
    answer.map_or(Said::Nothing, |(answer, _)| said(answer))
}

/// Whether the two sides agree. One difference is on purpose: `has` is never unknown, while cel's `has`
/// fails where the owner of the field is missing too.
fn agree(text: &str, we: Said, cel: Said) -> bool {
    we == cel || cel == Said::Nothing && text.contains("has(")
}

/// The variables of a rule on a subject, for both sides.
fn variables<'a>(
    context: &Context<'a>,
    rule: &Rule,
    entry: &'a Entry,
    node: NodeRef<'a>,
) -> (Vec<Option<Answer<'a>>>, Vec<(String, CelValue)>) {
    let partner = context.workspace.partner_of(entry).and_then(Entry::spec);
    let nodes = [Some(node), entry.spec(), entry.metadata(), partner];
    let ours = nodes
        .iter()
        .map(|node| node.map(|node| Answer::new(node.into()).at(Some(node))))
        .collect();
    let mut theirs: Vec<(String, CelValue)> = Vec::new();
    for (Variable { name, ty }, node) in rule.variables.iter().zip(nodes) {
        theirs.extend(node.map(|node| (name.clone(), with_defaults(node, ty))));
    }
    let subject = Subject {
        entry,
        node,
        row: None,
    };
    let known = facts::of(&rule.selection.picks()).collect::<Vec<_>>();
    let values = known.into_iter().filter_map(|fact| {
        let answer = (fact.compute)(context, subject).ok()?;
        Some((fact.name.to_owned(), fact_value(&answer.value)))
    });
    theirs.push((
        "fact".to_owned(),
        CelValue::from(values.collect::<HashMap<_, _>>()),
    ));
    (ours, theirs)
}

#[test]
fn every_rule_means_the_same_to_cel_on_every_fixture() {
    let packs = embedded();
    let mut compared = 0;
    for name in ["nordlicht", "fjord", "minimal", "atlas", "manara"] {
        let loaded = workspace(name);
        let context = Context::new(&loaded.workspace, "2026-11-23".parse().unwrap());
        for rule in packs
            .iter()
            .flat_map(|pack| &pack.rules)
            .filter(|rule| matches!(rule.selection, Selection::Nodes { .. }))
        {
            for entry in loaded.workspace.entries() {
                for node in rule.selection.nodes(entry) {
                    let (ours, theirs) = variables(&context, rule, entry, node);
                    let facts = Remembered::default();
                    for expression in rule
                        .editions
                        .iter()
                        .flat_map(|edition| [&edition.when, &edition.assert])
                        .flatten()
                    {
                        let subject = Subject {
                            entry,
                            node,
                            row: None,
                        };
                        let mut run = Evaluation::new(&context, subject, &ours, &facts);
                        let we = we_say(run.condition(expression));
                        let cel = cel_says(&expression.text, &theirs);
                        assert!(
                            agree(&expression.text, we, cel),
                            "{} `{}` on {} of {name}: we say {we:?}, cel says {cel:?}",
                            rule.id,
                            expression.text,
                            entry.name()
                        );
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 1_000, "only {compared} comparisons");
}

const OFFERING: &str = "apiVersion: csp-support/v1
kind: SupportOffering
metadata: {id: a}
spec:
  name: Basic
  products: [azure, microsoft_365]
  supportTypes: [billing]
  delivery: {model: direct}
  hours: {day: {open: Mo-Fr 08:00-18:00, zone: Europe/Berlin}}
  contacts:
    - {method: email, address: a@b.example, coverage: day}
    - {method: phone, address: \"+493023125000\", supportTypes: [billing]}
  pricing: {charging: none}
  billing: {suspensionNoticeDays: 30}
";

fn offering() -> &'static Loaded {
    static LOADED: OnceLock<Loaded> = OnceLock::new();
    LOADED.get_or_init(|| load(&[Source::new("a.yaml", OFFERING)]).unwrap())
}

/// Conditions over the offering above: fields that are there, missing, or have a default.
fn condition() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        Just("spec.billing.suspensionNoticeDays".to_owned()),
        Just("size(spec.contacts)".to_owned()),
        Just("size(spec.name)".to_owned()),
        Just("size(spec.severities)".to_owned()),
        (0i64..40).prop_map(|number| number.to_string()),
    ];
    let number = (
        number.clone(),
        number,
        prop_oneof![Just(""), Just(" + "), Just(" - "), Just(" * ")],
    )
        .prop_map(|(a, b, op)| {
            if op.is_empty() {
                a
            } else {
                format!("({a}{op}{b})")
            }
        });
    let text = prop_oneof![
        Just("spec.name".to_owned()),
        Just("spec.status".to_owned()),
        Just("spec.effectiveFrom".to_owned()),
        Just("spec.delivery.model".to_owned()),
        Just("'Basic'".to_owned()),
        Just("'direct'".to_owned()),
        Just("''".to_owned()),
    ];
    let operator = prop_oneof![
        Just("=="),
        Just("!="),
        Just("<"),
        Just("<="),
        Just(">"),
        Just(">=")
    ];
    let leaf = prop_oneof![
        (number.clone(), operator.clone(), number).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        (text.clone(), operator, text.clone()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        (
            text.clone(),
            prop_oneof![Just("startsWith"), Just("endsWith"), Just("contains")],
            text.clone()
        )
            .prop_map(|(a, test, b)| format!("{a}.{test}({b})")),
        text.clone()
            .prop_map(|text| format!("{text} in ['Basic', 'direct', 'published']")),
        Just("'azure' in spec.products".to_owned()),
        Just("'day' in spec.hours".to_owned()),
        Just("has(spec.status)".to_owned()),
        Just("has(spec.severities)".to_owned()),
        Just("has(spec.billing.suspensionNoticeDays)".to_owned()),
        Just("true".to_owned()),
        text.prop_map(|text| format!("spec.contacts.exists(c, c.coverage == {text})")),
        Just("spec.contacts.all(c, c.method == 'email' || 'billing' in c.supportTypes)".to_owned()),
        Just("spec.contacts.all(c, 'billing' in c.supportTypes)".to_owned()),
        Just("spec.contacts.exists(c, 'billing' in c.supportTypes)".to_owned()),
        Just("spec.severities.exists(s, s.id == 'critical')".to_owned()),
    ];
    leaf.prop_recursive(4, 32, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|a| format!("!({a})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) && ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) || ({b})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_conditions_mean_the_same_to_cel(text in condition()) {
        let loaded = offering();
        let entry = &loaded.workspace.entries()[0];
        prop_assert!(!entry.stopped, "{:?}", loaded.findings);
        let schemas = Schemas::embedded().unwrap();
        let ty = Selection::parse("SupportOffering").unwrap().type_of_spec(schemas);
        let scope = Scope { variables: vec![Variable { name: "spec".to_owned(), ty: ty.clone() }], picks: "SupportOffering" };
        let expression = Expression::compile_condition(&text, &scope);
        prop_assert!(expression.is_ok(), "{text}: {expression:?}");
        let expression = expression.unwrap();
        let context = Context::new(&loaded.workspace, "2026-11-23".parse().unwrap());
        let spec = entry.spec().unwrap();
        let subject = Subject { entry, node: spec, row: None };
        let ours = vec![Some(Answer::new(spec.into()).at(Some(spec)))];
        let facts = Remembered::default();
        let we = we_say(Evaluation::new(&context, subject, &ours, &facts).condition(&expression));
        let cel = cel_says(&text, &[("spec".to_owned(), with_defaults(spec, &ty))]);
        prop_assert!(agree(&text, we, cel), "{}: we say {:?}, cel says {:?}", text, we, cel);
    }
}
