//! Promises left in free text: every format of an audit counts the same notes.

use csp_support::judge::pack::{Pack, PackFiles, compile};
use csp_support::judge::{Options, judge};
use csp_support::model::{Schemas, load};
use csp_support::report::assemble::Assembly;
use csp_support::report::{Report, Run, Style, format};
use csp_support::source::Source;
use jiff::civil::date;
use std::collections::BTreeMap;

const OFFERINGS: &str = "\
apiVersion: csp-support/v1
kind: SupportOffering
metadata: {id: noted, note: for colleagues only}
spec:
  name: Noted
  products: [azure]
  hours: {day: {open: 24/7, zone: Europe/Berlin, note: Ring twice.}}
  contacts: [{method: email, address: a@b.example, note: Write in English.}]
  escalation: {note: We ask Microsoft.}
  translations: {de: {Ring twice.: Zweimal klingeln., note: note}}
---
apiVersion: csp-support/v1
kind: SupportOffering
metadata: {id: plain}
spec: {products: [azure]}
---
apiVersion: csp-support/v1
kind: Customer
metadata: {id: customer}
spec: {displayName: Kolk}
";

fn report(complete: bool) -> Report {
    let schemas = Schemas::embedded().unwrap();
    let files = PackFiles::embedded();
    let packs: Vec<Pack> = files
        .iter()
        .map(|files| compile(files, schemas).unwrap())
        .collect();
    let loaded = load(&[Source::new("offerings.yaml", OFFERINGS)]).unwrap();
    let judgement = judge(&loaded, &packs, schemas, &Options::new(date(2026, 11, 23)));
    let mut assembly = Assembly::new(Run::default(), complete);
    assembly.add(&judgement, &|_| true);
    assembly.finish(|_| 0)
}

fn written(report: &Report, name: &str) -> String {
    (format(name).unwrap().render)(report, &Style::default()).unwrap()
}

#[test]
fn notes_are_counted_by_offering() {
    let report = report(true);
    let counts: BTreeMap<&str, usize> = report
        .free_text
        .iter()
        .map(|own| (own.id.as_str(), own.notes.len()))
        .collect();
    assert_eq!(counts, BTreeMap::from([("noted", 3), ("plain", 0)]));
    let pointers: Vec<&str> = report.free_text[0]
        .notes
        .iter()
        .map(|note| note.subject.pointer.as_str())
        .collect();
    assert_eq!(pointers.len(), 3);
    assert_eq!(pointers[0], "/spec/hours/day/note");
    assert_eq!(pointers[2], "/spec/escalation/note");
}

#[test]
fn every_format_of_an_audit_counts_the_same_notes() {
    let report = report(true);
    let words = "3 notes in 1 of 2 offerings";
    assert!(written(&report, "html").contains(words));
    assert!(written(&report, "markdown").contains(words));
    let json: serde_json::Value = serde_json::from_str(&written(&report, "json")).unwrap();
    let notes = json["freeText"].as_array().unwrap().iter();
    let notes: Vec<usize> = notes
        .map(|own| own["notes"].as_array().unwrap().len())
        .collect();
    assert_eq!(notes, [3, 0]);
    let csv = written(&report, "csv");
    let rows = csv.lines().filter(|row| row.contains(",\"note\","));
    assert_eq!(rows.count(), 3);
}

#[test]
fn a_check_counts_no_notes() {
    let report = report(false);
    assert!(report.free_text.is_empty());
    assert!(!written(&report, "json").contains("freeText"));
}
