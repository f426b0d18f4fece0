//! What findings are recognised by, whatever is done to the files that does not change what they say.

use super::group;
use csp_support::finding::key::Key;
use csp_support::judge::pack::{Pack, PackFiles, compile};
use csp_support::judge::{Options, judge};
use csp_support::model::{Schemas, load};
use csp_support::source::Source;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert_eq, proptest};
use std::sync::OnceLock;

const OFFERING: &str = include_str!("../../../fixtures/minimal/offering.yaml");
const PARTNER: &str = include_str!("../../../fixtures/minimal/partner.yaml");

const SEVERITIES: [&str; 2] = [
    "    - {id: critical, definition: Nobody can work, map: {microsoft: A, partnerCenter: critical}}\n",
    "    - {id: normal, definition: Some people cannot work as usual, map: {microsoft: C, partnerCenter: minimal}}\n",
];

fn packs() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let files = PackFiles::embedded().into_iter();
        let schemas = Schemas::embedded().unwrap();
        files
            .map(|files| compile(&files, schemas).unwrap())
            .collect()
    })
}

/// The keys of all findings, sorted.
fn keys(files: &[String]) -> Vec<Key> {
    let sources = files.iter().enumerate();
    let sources: Vec<_> = sources
        .map(|(nth, text)| Source::new(format!("{nth}.yaml"), text.as_str()))
        .collect();
    let loaded = load(&sources).unwrap();
    let options = Options::new(date(2026, 11, 23));
    let judged = judge(&loaded, packs(), Schemas::embedded().unwrap(), &options);
    let mut keys: Vec<Key> = judged.findings.iter().map(Key::of).collect();
    keys.sort();
    keys
}

/// An offering whose severities, told by their ids, have a field too many each.
fn offering(order: &[usize]) -> String {
    let list: String = SEVERITIES.concat();
    assert!(OFFERING.contains(&list), "the example was changed");
    let items = order
        .iter()
        .map(|&nth| SEVERITIES[nth].replace("}}", "}, colour: red}"));
    OFFERING.replace(&list, &items.collect::<String>())
}

/// Documents with mistakes of all sorts: of shape, of reference, of rules, of look.
fn documents(severities: &[usize]) -> Vec<String> {
    let grant = include_str!("../../../fixtures/invalid/csp-gdap-001.yaml");
    let long = grant.replace(" # error: CSP-GDAP-001", "");
    let mut documents: Vec<String> = long.split("---\n").map(str::to_owned).collect();
    documents.extend([
        offering(severities),
        PARTNER.to_owned(),
        group("one", "displayNam"),
        group("two", "displayNam"),
        group(
            "three",
            "members: [nobody]\n  displayName: NO\n  descriptio",
        ),
        "apiVersion: csp-support/v1\nkind: Agent\nmetadata: {id: bare}\nspec: {displayName: B}\n"
            .to_owned(),
    ]);
    documents
}

/// Documents as they stand in files: which file, in which order, after how many remarks.
fn arranged(documents: &[String], order: &[usize], files: &[usize], remarks: &[u8]) -> Vec<String> {
    let mut texts = vec![Vec::new(); 3];
    for ((&document, &file), &remarks) in order.iter().zip(files).zip(remarks) {
        let remarks = "# a remark\n\n".repeat(remarks.into());
        texts[file].push(format!("{remarks}{}", documents[document]));
    }
    texts.into_iter().map(|texts| texts.join("---\n")).collect()
}

#[test]
fn the_documents_have_mistakes_of_all_sorts() {
    let keys = keys(&documents(&[0, 1]));
    let rules: Vec<&str> = keys.iter().map(|key| key.rule.as_str()).collect();
    for rule in [
        "CSP-GDAP-001",
        "schema-unknown-key",
        "schema-missing-key",
        "ref-dangling",
        "yaml-lookalike-old-readers",
    ] {
        assert!(rules.contains(&rule), "{rule} is not among {rules:?}");
    }
    let colours = keys.iter().map(|key| key.subject.pointer.as_str());
    let colours: Vec<&str> = colours
        .filter(|pointer| pointer.ends_with("colour"))
        .collect();
    assert_eq!(
        colours,
        [
            "/spec/severities/critical/colour",
            "/spec/severities/normal/colour"
        ]
    );
    assert!(keys.iter().all(|key| key.path.is_empty()), "{keys:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn neither_files_nor_order_nor_remarks_change_a_key(
        order in Just((0..10).collect::<Vec<usize>>()).prop_shuffle(),
        files in vec(0..3_usize, 10),
        remarks in vec(any::<bool>().prop_map(u8::from), 10),
        severities in Just(vec![0, 1]).prop_shuffle(),
    ) {
        let plain = documents(&[0, 1]);
        prop_assert_eq!(plain.len(), order.len());
        let moved = arranged(&documents(&severities), &order, &files, &remarks);
        prop_assert_eq!(keys(&plain), keys(&moved));
    }

    /// Mending one document and spoiling another one of the same rule is one gone and one new.
    #[test]
    fn one_document_never_stands_for_another(mended in 0..6_usize, spoilt in 6..12_usize) {
        let spoil = |spoilt: &dyn Fn(usize) -> bool| {
            let group = |nth: usize| {
                let field = if spoilt(nth) { "displayNam" } else { "displayName" };
                group(&format!("g{nth}"), field)
            };
            keys(&(0..12).map(group).collect::<Vec<_>>())
        };
        let before = spoil(&|nth| nth < 6);
        let after = spoil(&|nth| nth < 6 && nth != mended || nth == spoilt);
        let gone: Vec<&Key> = before.iter().filter(|key| !after.contains(key)).collect();
        let new: Vec<&Key> = after.iter().filter(|key| !before.contains(key)).collect();
        prop_assert_eq!(gone.len(), 1);
        prop_assert_eq!(new.len(), 1);
        prop_assert_eq!(&gone[0].subject.id, &format!("g{mended}"));
        prop_assert_eq!(&new[0].subject.id, &format!("g{spoilt}"));
    }
}
