//! Customers' own pages: what each has, what we hold, what service health says; nothing about anybody else.

use crate::harness::Project;
use std::collections::BTreeMap;

/// A copy of Nordlicht with its pages and its customers' pages published.
fn published(flags: &[&str]) -> Project {
    let project = Project::with_fixture("nordlicht");
    publish(&project, flags);
    project
}

#[track_caller]
fn publish(project: &Project, flags: &[&str]) {
    let words = ["publish", "ws", "--out", "site", "--customers", "customers"];
    project.run(&[&words, flags].concat()).exits(0);
}

/// All files of the customers' folder by path, but for the list of them.
fn pages(project: &Project) -> BTreeMap<String, String> {
    let folder = project.path("customers");
    let files = walkdir::WalkDir::new(&folder).into_iter().flatten();
    files
        .filter(|file| file.file_type().is_file())
        .map(|file| {
            let path = file.path().strip_prefix(&folder).unwrap();
            let path = path.to_str().unwrap().to_owned();
            let text = std::fs::read_to_string(file.path()).unwrap();
            (path, text)
        })
        .filter(|(path, _)| path != ".csp-support.json")
        .collect()
}

/// The style sheet and the logo, which all pages share, and what four web servers should say with the pages.
const ASSETS: usize = 6;

const CUSTOMERS: [(&str, &str); 6] = [
    ("alpenglas", "Alpenglas"),
    ("elbtal", "Elbtal"),
    ("feldmann", "Feldmann"),
    ("hansewind", "Hansewind"),
    ("kolibri", "Kolibri"),
    ("moorland", "Moorland"),
];

#[test]
fn each_customer_has_a_page_and_its_twin_in_every_language() {
    let pages = pages(&published(&[]));
    for (id, name) in CUSTOMERS {
        for language in ["de", "en"] {
            let page = &pages[&format!("{language}/{id}.html")];
            assert!(page.contains(name), "{id}");
            assert!(
                page.contains("<meta name=\"robots\" content=\"noindex\">"),
                "{id}"
            );
            assert!(!page.contains("canonical"), "{id}");
            assert!(pages[&format!("{language}/{id}.md")].contains(name), "{id}");
        }
    }
    assert_eq!(
        pages.len(),
        CUSTOMERS.len() * 4 + ASSETS,
        "{:?}",
        pages.keys()
    );
}

#[test]
fn nothing_about_one_customer_stands_on_the_page_of_another() {
    for (path, page) in pages(&published(&[])) {
        for (id, name) in CUSTOMERS {
            let strange = [id.to_owned(), name.to_owned(), format!("{id}.example")];
            let own = path.contains(id);
            let told = strange.iter().filter(|word| page.contains(word.as_str()));
            assert!(own || told.count() == 0, "{path} tells of {id}");
        }
    }
}

/// More customers with the same support than are printed in one go.
const MANY: usize = 70;

#[test]
fn pages_of_many_with_the_same_support_differ_only_in_what_is_their_own() {
    let since = ["2026-02-02", "2026-03-03"];
    let documents = (0..2 * MANY).map(|number| {
        let (id, since) = (format!("many-{number:03}"), since[number % 2]);
        format!(
            "apiVersion: csp-support/v1\nkind: Customer\nmetadata: {{id: {id}}}\n\
             spec: {{displayName: The {id}}}\n---\n\
             apiVersion: csp-support/v1\nkind: SupportAssignment\nmetadata: {{id: {id}-plan}}\n\
             spec: {{customer: {id}, offering: standard-2026, effectiveFrom: {since}}}\n"
        )
    });
    let documents = documents.collect::<Vec<_>>().join("---\n");
    let project = Project::with_fixture("nordlicht").file("ws/many.yaml", documents);
    publish(&project, &["--allow-findings"]);
    let pages = pages(&project);
    for number in 0..2 * MANY {
        let (id, like) = (
            format!("many-{number:03}"),
            format!("many-{:03}", number % 2),
        );
        for path in ["de/ID.html", "de/ID.md", "en/ID.html", "en/ID.md"] {
            let (own, first) = (
                &pages[&path.replace("ID", &id)],
                &pages[&path.replace("ID", &like)],
            );
            assert_eq!(own, &first.replace(&like, &id), "{id}");
        }
    }
    assert!(
        pages["en/many-000.md"].contains("2 February 2026"),
        "{pages:?}"
    );
    assert!(
        pages["en/many-001.md"].contains("3 March 2026"),
        "{pages:?}"
    );
}

#[test]
fn nothing_internal_stands_on_a_page() {
    let secrets = [
        "NL-2021-012",
        "NL-SUPPORT",
        "service-desk",
        "nightowl",
        "m.engel",
        "Day and night, offering",
        "stays when delegated administration ends",
        "4669d272",
        "c7209ded",
        "sr-2026-0042",
        "premium-2026.yaml",
        "1000002",
    ];
    for (path, page) in pages(&published(&[])) {
        let told: Vec<_> = secrets
            .iter()
            .filter(|word| page.contains(**word))
            .collect();
        assert!(told.is_empty(), "{path} tells {told:?}");
    }
}

#[test]
fn a_page_says_what_the_customer_has_and_who_answers() {
    let project = Project::with_fixture("nordlicht").file(
        "ws/more.yaml",
        "apiVersion: csp-support/v1\nkind: SupportAssignment\nmetadata: {id: kolibri-azure}\nspec:\n  customer: kolibri\n  offering: azure-2026\n  effectiveFrom: 2027-02-01\n  products: [azure]\n  split:\n    - {supportType: technical, product: azure, owner: shared, note: only for us}\n    - {supportType: billing, owner: provider}\n",
    );
    publish(&project, &["--allow-findings"]);
    let pages = pages(&project);
    let page = &pages["en/kolibri.md"];
    for part in [
        "https://support.nordlicht.example/en/azure-2026.html",
        "From 1 February 2027",
        "- Technical support, Microsoft Azure: our distributor and we together",
        "- Billing, All products: our distributor",
        "Since 1 October 2026",
    ] {
        assert!(page.contains(part), "no `{part}` in {page}");
    }
    assert!(!page.contains("only for us"));
}

#[test]
fn access_is_told_with_purpose_end_and_the_way_to_end_it() {
    let pages = pages(&published(&[]));
    let page = &pages["en/kolibri.md"];
    assert!(
        page.contains("**Service Support Administrator** (in your tenant)"),
        "{page}"
    );
    assert!(page.contains("until 3 November 2027"), "{page}");
    assert!(page.contains("can end them there at any time"), "{page}");
}

#[test]
fn service_health_shows_its_time_open_incidents_first_and_what_it_does_not_prove() {
    let pages = pages(&published(&[]));
    let page = &pages["en/hansewind.html"];
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("no `{part}`"));
    assert!(at("23 November 2026, 05:30 (UTC)") < at("does not prove that you were affected"));
    assert!(at("Some mail from outside arrives late") < at("Recordings of meetings"));
    assert!(at("Recordings of meetings") < at("Identity Service"));
    assert!(at("impaired") < at("works as it should"));
    assert!(!page.contains("EX9900417"), "what is over is no news");
    assert!(
        !pages["en/kolibri.html"].contains("prove"),
        "kolibri's offering shows no health"
    );
    let german = &pages["de/hansewind.html"];
    assert!(german.contains("<span lang=\"en\">Some mail from outside arrives late</span>"));
}

#[test]
fn an_old_snapshot_says_that_it_is_old() {
    let pages = pages(&published(&["--as-of", "2026-11-27"]));
    let page = &pages["en/hansewind.md"];
    assert!(
        page.contains("4 days before this page was written"),
        "{page}"
    );
    assert!(page.contains("longer ago than usual"), "{page}");
}

#[test]
fn what_microsoft_wrote_is_text_and_an_unknown_status_stays_visible() {
    let snapshot = r#"apiVersion: csp-support/v1
kind: HealthSnapshot
metadata: {id: later}
spec:
  customer: hansewind
  takenAt: 2026-11-23T09:00:00Z
  services: [{id: Tomorrow, status: unknownFutureValue, statusAsGiven: "<i>Asleep</i>"}]
  issues: [{id: XX1, service: Tomorrow, classification: incident, title: "<script>alert(1)</script>"}]
"#;
    let project = Project::with_fixture("nordlicht").file("ws/later.yaml", snapshot);
    publish(&project, &[]);
    let page = &pages(&project)["en/hansewind.html"];
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
        "{page}"
    );
    assert!(page.contains("&lt;i&gt;Asleep&lt;/i&gt;"), "{page}");
    assert!(!page.contains("<script") && !page.contains("<i>"), "{page}");
}

const KEY: &str = "a key that nobody can guess";

#[test]
fn names_from_a_key_are_stable_and_tell_nothing() {
    let project = Project::with_fixture("nordlicht").file("key", format!("{KEY}\n"));
    let names = |project: &Project| pages(project).into_keys().collect::<Vec<_>>();
    publish(&project, &["--customer-key", "key"]);
    let first = names(&project);
    assert_eq!(first.len(), CUSTOMERS.len() * 4 + ASSETS);
    let secret = first.iter().filter(|name| {
        let stem = name.split(['/', '.']).nth(1).unwrap_or_default();
        stem.len() == 32 && stem.chars().all(|c| c.is_ascii_hexdigit())
    });
    assert_eq!(secret.count(), first.len() - ASSETS, "{first:?}");
    let list = project.read("customers/.csp-support.json");
    for name in first.iter().filter(|name| name.contains('/')) {
        assert!(!list.contains(&name[3..]), "the list tells {name}");
    }
    publish(&project, &["--customer-key", "key"]);
    assert_eq!(names(&project), first);
    let from_environment = Project::with_fixture("nordlicht").env("CSP_SUPPORT_CUSTOMER_KEY", KEY);
    publish(&from_environment, &[]);
    assert_eq!(names(&from_environment), first);
    let other = Project::with_fixture("nordlicht").file("key", "another key, as long as that");
    publish(&other, &["--customer-key", "key"]);
    assert_ne!(names(&other), first);
}

#[test]
fn a_key_is_never_printed_and_may_not_be_short() {
    let project = Project::with_fixture("nordlicht").file("key", "topsecret\n");
    let words = [
        "publish",
        "ws",
        "--out",
        "site",
        "--customers",
        "customers",
        "--customer-key",
        "key",
    ];
    let ran = project.run(&words).exits(2).warns("too short");
    assert!(!ran.stderr.contains("topsecret") && !ran.stdout.contains("topsecret"));
    assert!(!project.path("site").exists(), "nothing is published");
}

#[test]
fn the_folder_lies_apart_from_the_public_pages() {
    for (out, customers) in [
        ("site", "site/customers"),
        ("all/site", "all"),
        ("site", "site"),
    ] {
        let project = Project::with_fixture("nordlicht");
        project
            .run(&["publish", "ws", "--out", out, "--customers", customers])
            .exits(2)
            .warns("name a folder beside it");
        assert!(!project.path(out).exists());
    }
}

#[test]
fn neither_folder_is_written_when_one_cannot_be() {
    let project = Project::with_fixture("nordlicht").file("customers/mine.txt", "keep");
    let words = ["publish", "ws", "--out", "site", "--customers", "customers"];
    project.run(&words).exits(2).warns("did not write");
    assert!(!project.path("site").exists());
    assert_eq!(project.read("customers/mine.txt"), "keep");
}

#[test]
fn a_customer_whose_document_is_broken_stops_all_pages_of_customers() {
    let broken = "apiVersion: csp-support/v1\nkind: SupportAssignment\nmetadata: {id: extra}\nspec: {customer: kolibri, offer: azure-2026}\n";
    let project = Project::with_fixture("nordlicht").file("ws/broken.yaml", broken);
    let words = ["publish", "ws", "--out", "site", "--customers", "customers"];
    project
        .run(&words)
        .exits(1)
        .warns("`SupportAssignment/extra` has errors")
        .says("broken.yaml");
    assert!(!project.path("customers").exists());
    project.run(&["publish", "ws", "--out", "site"]).exits(0);
}

#[test]
fn who_left_has_no_page() {
    let project = Project::with_fixture("nordlicht");
    let path = "ws/customers/kolibri.yaml";
    let left = project
        .read(path)
        .replacen("status: active", "status: left", 1);
    let project = project.file(path, left);
    publish(&project, &[]);
    assert!(!pages(&project).contains_key("en/kolibri.html"));
}

#[test]
fn without_an_assignment_the_default_offering_is_told() {
    let project = Project::with_fixture("nordlicht").file(
        "ws/new.yaml",
        "apiVersion: csp-support/v1\nkind: Customer\nmetadata: {id: newcomer}\nspec: {displayName: Newcomer GmbH}\n",
    );
    publish(&project, &["--allow-findings"]);
    let without = pages(&project).remove("en/newcomer.md").unwrap();
    assert!(
        without.contains("there is no support offering of ours for you"),
        "{without}"
    );
    let path = "ws/offerings/standard.yaml";
    let text = project.read(path).replacen(
        "  status: published",
        "  isDefault: true\n  status: published",
        1,
    );
    let project = project.file(path, text);
    publish(&project, &["--allow-findings"]);
    let with = pages(&project).remove("en/newcomer.md").unwrap();
    assert!(with.contains("/en/standard-2026.html"), "{with}");
}

#[test]
fn hours_on_the_customers_own_clock_are_told_as_that() {
    let project = Project::with_fixture("atlas");
    publish(&project, &[]);
    let page = project.read("customers/en/meridian-tea.md");
    assert!(page.contains("08:00–18:00 (your local time)"), "{page}");
}

#[test]
fn a_longer_notice_by_contract_is_told_to_its_customer_only() {
    let project = Project::with_fixture("nordlicht");
    let text = project.read("ws/customers/alpenglas.yaml");
    let asks = "contractRef: NL-2024-019\n  changeNotice: P180D\n";
    let text = text.replace("contractRef: NL-2024-019\n", asks);
    let project = project.file("ws/customers/alpenglas.yaml", text);
    publish(&project, &[]);
    let says = "We tell you about changes at least 180 days before they take effect.";
    for (path, page) in pages(&project) {
        let told = page.contains(says);
        assert_eq!(told, path.starts_with("en/alpenglas."), "{path}");
    }
}
