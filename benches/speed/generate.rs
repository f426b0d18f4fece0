//! Writes a workspace of any size: a partner with as many customers as wanted.
//!
//! The documents are those of a real partner, one a file, comments included; the same number always
//! gives the same files, and every rule is silent on them. Nothing here measures.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::fs;
use std::io;
use std::path::Path;

/// Customers that share one offering: partners sell a handful of plans, whatever the number of customers.
const CUSTOMERS_PER_OFFERING: usize = 500;

/// Documents of one customer: itself, its assignment, two grants, a group.
const DOCUMENTS_PER_CUSTOMER: usize = 5;

const SETTINGS: &str = "apiVersion: csp-support/v1\nasOf: 2026-11-23\nlanguages: [de, en]\n\
    site: {title: Nordlicht Support, baseUrl: \"https://support.nordlicht.example\"}\n";
const PARTNER: &str = include_str!("../../fixtures/nordlicht/partner.yaml");
const OTHER_PARTNER: &str = include_str!("../../fixtures/atlas/partner.yaml");
const OTHER_AGENTS: &str = include_str!("../../fixtures/atlas/people/agents.yaml");
const AGENTS: &str = include_str!("../../fixtures/nordlicht/people/agents.yaml");
const LOGO: &str = include_str!("../../fixtures/nordlicht/logo.svg");

/// What customers with one of the offerings have.
struct Plan {
    name: &'static str,
    offering: &'static str,
    /// The id in `offering`, which each copy replaces by its own.
    id: &'static str,
    documents: [(&'static str, &'static str); DOCUMENTS_PER_CUSTOMER],
}

/// Offerings take turns.
const PLANS: [Plan; 2] = [
    Plan {
        name: "standard",
        offering: include_str!("../../fixtures/nordlicht/offerings/standard.yaml"),
        id: "standard-2026",
        documents: [
            ("customer", include_str!("documents/customer.yaml")),
            ("assignment", include_str!("documents/assignment.yaml")),
            ("support", include_str!("documents/support-access.yaml")),
            ("groups", include_str!("documents/groups-access.yaml")),
            ("desk", include_str!("documents/group.yaml")),
        ],
    },
    Plan {
        name: "premium",
        offering: include_str!("../../fixtures/nordlicht/offerings/premium.yaml"),
        id: "premium-2026",
        documents: [
            ("customer", include_str!("documents/customer-azure.yaml")),
            ("assignment", include_str!("documents/assignment.yaml")),
            ("support", include_str!("documents/support-access.yaml")),
            ("azure", include_str!("documents/azure-access.yaml")),
            ("desk", include_str!("documents/group-azure.yaml")),
        ],
    },
];

const NAMES: [&str; 16] = [
    "Ahorn", "Birken", "Deich", "Eider", "Falken", "Garten", "Heide", "Insel", "Jade", "Kranich",
    "Linden", "Mühlen", "Oder", "Priel", "Reiher", "Strand",
];
const TRADES: [(&str, &str); 12] = [
    ("Apotheken eG", "Pharmacies"),
    ("Bau GmbH", "Builder"),
    ("Druck GmbH & Co. KG", "Printer"),
    ("Energie Genossenschaft", "Energy cooperative"),
    ("Feinmechanik GmbH", "Precision parts"),
    ("Gastronomie GmbH", "Restaurants"),
    ("Immobilien AG", "Property manager"),
    ("Logistik SE", "Freight forwarder"),
    ("Möbel GmbH", "Furniture maker"),
    ("Pflegedienste gGmbH", "Care at home"),
    ("Rechtsanwälte mbB", "Law firm"),
    ("Verlag GmbH", "Publisher"),
];
const REMARKS: [&str; 5] = [
    "Orders licences twice a year, always in one go.",
    "Their own IT is one person, in the mornings.",
    "Wants every change announced a week ahead.",
    "Two sites, and people who work from home.",
    "Came to us from another partner; old access is gone.",
];
const TEAMS: [&str; 4] = [
    "j.petersen, t.brandt, l.vogt",
    "t.brandt, o.byrne, m.engel",
    "j.petersen, n.walsh, l.vogt",
    "o.byrne, n.walsh, m.engel",
];

/// Offerings of two partners, with their ids.
const OFFERINGS: [(&str, &str); 9] = [
    (
        "standard-2026",
        include_str!("../../fixtures/nordlicht/offerings/standard.yaml"),
    ),
    (
        "premium-2026",
        include_str!("../../fixtures/nordlicht/offerings/premium.yaml"),
    ),
    (
        "azure-2026",
        include_str!("../../fixtures/nordlicht/offerings/azure.yaml"),
    ),
    (
        "workplace",
        include_str!("../../fixtures/atlas/offerings/workplace.yaml"),
    ),
    (
        "global-desk",
        include_str!("../../fixtures/atlas/offerings/global-desk.yaml"),
    ),
    (
        "on-demand",
        include_str!("../../fixtures/atlas/offerings/on-demand.yaml"),
    ),
    (
        "points",
        include_str!("../../fixtures/atlas/offerings/points.yaml"),
    ),
    (
        "three-continents",
        include_str!("../../fixtures/atlas/offerings/three-continents.yaml"),
    ),
    (
        "azure-operations",
        include_str!("../../fixtures/atlas/offerings/azure-operations.yaml"),
    ),
];

/// Fields in which an offering speaks of itself among others; copies would contradict each other.
const SINGULAR: [&str; 3] = ["supersedes:", "isDefault:", "includedFrom:"];

/// Writes `count` offerings of two partners below `root` and says how many documents that makes.
pub(crate) fn offerings(root: &Path, count: usize) -> io::Result<usize> {
    fs::create_dir_all(root)?;
    fs::write(root.join("csp-support.yaml"), SETTINGS)?;
    fs::write(root.join("partner.yaml"), PARTNER)?;
    fs::write(root.join("logo.svg"), LOGO)?;
    fs::write(root.join("other-partner.yaml"), OTHER_PARTNER)?;
    let agents = [("agents", AGENTS), ("other-agents", OTHER_AGENTS)];
    let agents = agents.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let mut written = 2 + write_all(&root.join("people"), agents)?;
    for number in 0..count {
        let (id, text) = OFFERINGS[number % OFFERINGS.len()];
        let own = format!("{id}-{number:06}");
        let lines = text
            .lines()
            .filter(|line| !SINGULAR.iter().any(|field| line.contains(field)));
        let text = lines.collect::<Vec<_>>().join("\n");
        let text = text.replacen(&format!("{{id: {id},"), &format!("{{id: {own},"), 1);
        let folder = root.join("offerings").join(format!("{:03}", number / 1000));
        written += write_all(&folder, [(own, text)])?;
    }
    Ok(written)
}

/// Writes about `documents` documents below `root` and says how many they are.
pub(crate) fn workspace(root: &Path, documents: usize) -> io::Result<usize> {
    let agents = AGENTS.split("---\n").count();
    let count = documents.saturating_sub(agents + 1) * CUSTOMERS_PER_OFFERING
        / (DOCUMENTS_PER_CUSTOMER * CUSTOMERS_PER_OFFERING + 1);
    customers(root, count)
}

/// Writes `customers` customers with all that belongs to them and says how many documents that makes.
pub(crate) fn customers(root: &Path, customers: usize) -> io::Result<usize> {
    fs::create_dir_all(root)?;
    fs::write(root.join("csp-support.yaml"), SETTINGS)?;
    fs::write(root.join("partner.yaml"), PARTNER)?;
    fs::write(root.join("logo.svg"), LOGO)?;
    let agents = AGENTS.split("---\n").enumerate();
    let agents = write_all(
        &root.join("people"),
        agents.map(|(index, agent)| (format!("agent-{index}"), agent.to_owned())),
    )?;
    let mut written = agents + 1;
    for first in (0..customers).step_by(CUSTOMERS_PER_OFFERING) {
        let number = first / CUSTOMERS_PER_OFFERING;
        let plan = &PLANS[number % PLANS.len()];
        let id = format!("{}-{number:04}", plan.name);
        let offering = (id.clone(), plan.offering.replace(plan.id, &id));
        written += write_all(&root.join("offerings"), [offering])?;
        for customer in first..customers.min(first + CUSTOMERS_PER_OFFERING) {
            written += write_customer(root, plan, &id, customer)?;
        }
    }
    Ok(written)
}

fn write_customer(root: &Path, plan: &Plan, offering: &str, number: usize) -> io::Result<usize> {
    let values = values(offering, number);
    let documents = plan.documents.iter().map(|(name, template)| {
        let fill = |text: String, (key, value): &(&str, String)| text.replace(key, value);
        let text = values.iter().fold((*template).to_owned(), fill);
        ((*name).to_owned(), text)
    });
    write_all(&root.join("customers").join(slug(number)), documents)
}

/// What stands for each placeholder in the documents of a customer.
fn values(offering: &str, number: usize) -> Vec<(&'static str, String)> {
    let (trade, industry) = TRADES[number % TRADES.len()];
    let day = |from: Date, spread: usize| from + days(number.wrapping_mul(37) % spread);
    let requested = day(date(2026, 1, 12), 250);
    let activated = requested + 6.days();
    vec![
        ("$(activated)", activated.to_string()),
        ("$(contract)", format!("NL-2026-{number:05}")),
        ("$(customer)", slug(number)),
        ("$(ends)", (activated + 730.days()).to_string()),
        ("$(group)", guid(number, 1)),
        ("$(industry)", industry.to_owned()),
        ("$(members)", TEAMS[number % TEAMS.len()].to_owned()),
        (
            "$(name)",
            format!("{} {trade}", NAMES[number / 7 % NAMES.len()]),
        ),
        ("$(offering)", offering.to_owned()),
        (
            "$(people)",
            (12 + number.wrapping_mul(31) % 900).to_string(),
        ),
        ("$(remark)", REMARKS[number % REMARKS.len()].to_owned()),
        ("$(requested)", requested.to_string()),
        ("$(second-relationship)", guid(number, 2)),
        ("$(since)", day(date(2021, 3, 20), 1600).to_string()),
        ("$(subscription)", guid(number, 3)),
        ("$(support-relationship)", guid(number, 4)),
        ("$(tenant)", guid(number, 5)),
    ]
}

fn slug(number: usize) -> String {
    let name = NAMES[number / 7 % NAMES.len()].to_lowercase();
    format!("{}-{number:05}", name.replace('ü', "ue"))
}

fn days(count: usize) -> jiff::Span {
    jiff::Span::new().days(i64::try_from(count).unwrap_or_default())
}

/// An invented GUID of version 4: the same for the same customer and purpose.
fn guid(number: usize, purpose: u8) -> String {
    let hash = blake3::hash(format!("{purpose}/{number}").as_bytes()).to_hex();
    let part = |from: usize, length: usize| &hash[from..from + length];
    format!(
        "{}-{}-4{}-9{}-{}",
        part(0, 8),
        part(8, 4),
        part(12, 3),
        part(15, 3),
        part(18, 12)
    )
}

fn write_all(
    folder: &Path,
    documents: impl IntoIterator<Item = (String, String)>,
) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let mut written = 0;
    for (name, text) in documents {
        fs::write(folder.join(name).with_extension("yaml"), text)?;
        written += 1;
    }
    Ok(written)
}
