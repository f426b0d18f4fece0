//! Reading YAML: values, spans and findings.

use csp_support::source::Source;
use csp_support::yaml;

#[test]
fn values_keep_their_place() {
    let source = Source::new("a.yaml", "id: one\nlist: [1, two]\n");
    let reading = yaml::read(&source);
    let root = reading.documents[0].root();
    let list = root.get("list").unwrap();
    let second = list.items().nth(1).unwrap();
    assert_eq!(second.text(), "two");
    assert_eq!(source.line_col(second.span().start).column, 11);
    assert_eq!(list.len(), 2);
}
