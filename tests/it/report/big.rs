//! A report of the size that a partner really has: about 85 rules on 20 documents.

use super::written;
use csp_support::finding::{Finding, Place, Severity, Span, Subject};
use csp_support::report::{
    Citation, Counts, DocumentLine, Edition, Gate, Input, Obligation, Origin, Pack, Report,
    Reported, Rule, Run, State, Style, Verdict, Waiver, Whose, manual,
};
use csp_support::source::Source;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Kind, how many documents, prefix of rule ids, how many rules.
const KINDS: [(&str, usize, &str, usize); 5] = [
    ("AccessGrant", 8, "GDAP", 27),
    ("Customer", 5, "CUST", 14),
    ("PartnerProfile", 1, "LP", 12),
    ("SupportAssignment", 4, "ESC", 12),
    ("SupportOffering", 3, "STMT", 20),
];

const TITLES: [&str; 9] = [
    "A delegated relationship lasts at most two years",
    "Every customer has a support contact that is reachable within the stated hours",
    "Somebody on each shift can file a request with Microsoft",
    "The statement names a telephone number, with the hours in which it is answered",
    "No relationship carries `Global Administrator` without a stated reason",
    "Escalation names a plan that covers the product",
    "Security contacts answer around the clock",
    "The offering says which products it covers and which it does not",
    "Groups that hold roles have at least two members and were reviewed within a year",
];

const NAMES: [&str; 8] = [
    "Acme Maschinenbau",
    "Bergkristall Kliniken",
    "Contoso Logistik",
    "Dorfladen eG",
    "Elbe Werft",
    "Fabrikam",
    "Gärtnerei Grün",
    "Hafenamt",
];

fn rule(prefix: &str, nth: usize) -> Rule {
    let basis = [
        "stated in the guidance",
        "stated in the guidance",
        "our interpretation",
        "stated in the guidance, known from an excerpt",
        "",
    ][nth % 5];
    let title = TITLES[nth % TITLES.len()];
    Rule {
        id: format!("CSP-{prefix}-{nth:03}"),
        name: "relationship-too-long".to_owned(),
        title: title.to_owned(),
        why: "Access that outlives its purpose is standing access, and nobody notices when it is misused.".to_owned(),
        fix: "Request a new relationship with `duration: P730D` or less, and end the old one when it is approved.".to_owned(),
        origin: if basis.is_empty() { Origin::House } else { Origin::Guidance },
        obligation: [Obligation::Must, Obligation::Must, Obligation::Should, Obligation::May][nth % 4],
        basis: basis.to_owned(),
        severity: Some([Severity::Error, Severity::Warning][nth % 2]),
        citations: citations(basis, nth),
        edition: Some(Edition {
            from: "2022-01-01".to_owned(),
            ..Edition::default()
        }),
        adjusted: None,
    }
}

fn citations(basis: &str, nth: usize) -> Vec<Citation> {
    let titles = [
        "GDAP frequently asked questions",
        "Provide different types of support to your customers",
        "Which support portal should I use?",
    ];
    let locator = format!("learn.microsoft.com/partner-center/page-{}", nth % 11);
    let citation = Citation {
        key: format!("PAGE{}-2023", nth % 11),
        title: titles[nth % 3].to_owned(),
        date: "2023-09-26".to_owned(),
        tier: ["P", "X", "Q"][nth % 3].to_owned(),
        url: Some(format!("https://{locator}")),
        locator,
    };
    if basis.is_empty() {
        Vec::new()
    } else {
        vec![citation]
    }
}

fn source(kind: &str, nth: usize) -> Arc<Source> {
    let name = NAMES[nth % NAMES.len()];
    let text = format!(
        "apiVersion: csp-support/v1\nkind: {kind}\nmetadata: {{id: {}-{nth}}}\nspec:\n  relationship:\n    displayName: {name} administration\n    duration: P3Y\n    customer: {name}\n",
        kind.to_lowercase()
    );
    Source::new(
        format!(
            "{}s/{}-{nth}.yaml",
            kind.to_lowercase(),
            kind.to_lowercase()
        ),
        text,
    )
}

/// Mostly met, some of everything else, always the same.
fn state(rule: usize, document: usize) -> State {
    match (rule * 7 + document * 13) % 61 {
        0 | 1 => State::NotMet,
        2 => State::Contested,
        3 | 4 => State::Unknown,
        5 => State::Waived,
        n if n % 5 == 0 || rule % 9 == 8 => State::NotApplicable,
        _ => State::Met,
    }
}

fn verdict(rule: &str, subject: &Subject, place: Place, state: State) -> Verdict {
    Verdict {
        rule: rule.to_owned(),
        subject: subject.clone(),
        state,
        place: Some(place),
        note: match state {
            State::Unknown => "`spec.relationship.customer` is missing".to_owned(),
            _ => String::new(),
        },
        waiver: (state == State::Waived).then(|| "until-the-merger".to_owned()),
        finding: None,
    }
}

fn finding(verdict: &Verdict) -> Finding {
    let contested = verdict.state == State::Contested;
    let severity = match (contested, verdict.rule.len() + verdict.subject.id.len()) {
        (true, _) => Severity::Info,
        (false, n) if n % 3 == 0 => Severity::Error,
        _ => Severity::Warning,
    };
    Finding {
        rule: verdict.rule.clone(),
        severity,
        message: "`Acme administration` runs for P3Y".to_owned(),
        help: "request a new relationship with `duration: P730D` or less".to_owned(),
        place: verdict.place.clone().unwrap(),
        related: Vec::new(),
        subject: verdict.subject.clone(),
    }
}

fn waiver(id: &str, expires: &str, days: i64, covers: usize) -> Waiver {
    Waiver {
        id: id.to_owned(),
        rule: "CSP-GDAP-005".to_owned(),
        target: "AccessGrant/accessgrant-2".to_owned(),
        reason: "The customer merges in spring; its new tenant gets relationships of one year."
            .to_owned(),
        approver: "Head of Service".to_owned(),
        expires: expires.to_owned(),
        days_left: Some(days),
        covers,
        flaw: String::new(),
        is_comment: false,
        place: None,
    }
}

pub(crate) fn report() -> Report {
    let mut report = Report {
        complete: true,
        manual_checks: manual::CHECKS.to_vec(),
        ..Report::default()
    };
    for (kind, documents, prefix, rules) in KINDS {
        let sources: Vec<_> = (0..documents).map(|nth| source(kind, nth)).collect();
        for (nth, source) in sources.iter().enumerate() {
            add_document(&mut report, kind, nth, source);
        }
        for number in 1..=rules {
            let rule = rule(prefix, number);
            for (nth, source) in sources.iter().enumerate() {
                let subject = Subject {
                    kind: kind.to_owned(),
                    id: format!("{}-{nth}", kind.to_lowercase()),
                    pointer: "/spec/relationship".to_owned(),
                };
                let at = u32::try_from(source.text.find("P3Y").unwrap()).unwrap();
                let place = Place {
                    source: Arc::clone(source),
                    span: Span {
                        start: at,
                        end: at + 3,
                    },
                };
                report
                    .verdicts
                    .push(verdict(&rule.id, &subject, place, state(number, nth)));
            }
            report.rules.insert(rule.id.clone(), rule);
        }
    }
    judge(report)
}

fn add_document(report: &mut Report, kind: &str, nth: usize, source: &Arc<Source>) {
    report.run.inputs.push(Input {
        path: source.path.clone(),
        hash: "sha256:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262".to_owned(),
    });
    report.documents.push(DocumentLine {
        kind: kind.to_owned(),
        id: format!("{}-{nth}", kind.to_lowercase()),
        title: NAMES[nth % NAMES.len()].to_owned(),
        path: source.path.clone(),
        whose: whose(kind, nth),
    });
}

fn whose(kind: &str, nth: usize) -> Whose {
    match kind {
        "SupportOffering" => Whose::Offering(format!("supportoffering-{nth}")),
        "Customer" => Whose::Customer(format!("customer-{nth}")),
        "AccessGrant" | "SupportAssignment" => Whose::Customer(format!("customer-{}", nth % 5)),
        _ => Whose::Partner,
    }
}

fn judge(mut report: Report) -> Report {
    let open = |v: &&Verdict| matches!(v.state, State::NotMet | State::Contested);
    report.findings = Reported::all(report.verdicts.iter().filter(open).map(finding).collect());
    for found in &report.findings {
        let same =
            |v: &&mut Verdict| v.rule == found.finding.rule && v.subject == found.finding.subject;
        report.verdicts.iter_mut().find(same).unwrap().finding = Some(found.fingerprint.clone());
    }
    report.counts = report.verdicts.iter().map(|v| v.state).collect::<Counts>();
    let waived = report.counts.waived;
    report.waivers = vec![
        waiver("last-years-audit", "2026-10-31", -31, 0),
        waiver("until-the-merger", "2027-03-31", 120, waived),
    ];
    report.run = Run {
        version: "0.1.0".to_owned(),
        command: ["csp-support", "audit", "nordlicht", "--as-of", "2026-12-01"]
            .map(str::to_owned)
            .to_vec(),
        partner: "Nordlicht IT GmbH".to_owned(),
        as_of: "2026-12-01".to_owned(),
        as_of_is_today: false,
        packs: vec![Pack {
            name: "csp".to_owned(),
            version: "0.1.0".to_owned(),
            sources_read: "2026-11-22".to_owned(),
            ..Pack::default()
        }],
        documents: report.documents.len(),
        inputs: report.run.inputs,
        gate: Gate {
            fail_on: Some(Severity::Error),
            fail_on_unknown: false,
        },
        exit_code: 1,
    };
    report
}

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let pieces = page.split(start.as_str()).skip(1);
    pieces
        .map(|piece| piece.split('"').next().unwrap())
        .collect()
}

#[test]
fn every_link_inside_the_page_leads_somewhere_and_ids_are_unique() {
    for report in [report(), super::sample::report()] {
        let page = written(&report, "html", &Style::default());
        let ids = attributes(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        let links = attributes(&page, "href");
        let inside = links.iter().filter_map(|link| link.strip_prefix('#'));
        let dead: Vec<&str> = inside.filter(|link| !unique.contains(link)).collect();
        assert_eq!(dead, Vec::<&str>::new());
        assert!(links.len() > 15);
    }
}

#[test]
fn the_page_asks_nothing_of_anybody() {
    let page = written(&report(), "html", &Style::default());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("big.html"), &page).unwrap();
    assert!(page.contains("default-src 'none'"));
    assert_eq!(attributes(&page, "src"), Vec::<&str>::new());
    for tag in [
        "<script src",
        "<link rel=\"style",
        "@import",
        "url(",
        "<iframe",
        "<img",
    ] {
        assert!(!page.contains(tag), "{tag}");
    }
}

#[test]
fn the_page_shows_all_verdicts_and_the_six_numbers() {
    let report = report();
    let page = written(&report, "html", &Style::default());
    for state in State::ALL {
        let tile = format!(
            "<b>{}</b> <span class=\"state s-{}\">",
            report.counts.of(state),
            state.key()
        );
        assert!(page.contains(&tile), "{tile}");
    }
    assert_eq!(page.matches("class=\"card ").count(), report.findings.len());
    assert!(report.verdicts.len() > 350, "{}", report.verdicts.len());
}

#[test]
fn big_reports_stay_readable() {
    let mut report = report();
    let one = report.verdicts[0].clone();
    for nth in 0..2000 {
        let mut more = one.clone();
        more.subject.id = format!("further-{nth}");
        more.state = if nth % 1000 == 0 {
            State::Unknown
        } else {
            State::Met
        };
        report.verdicts.push(more);
    }
    report.counts = report.verdicts.iter().map(|v| v.state).collect::<Counts>();
    let page = written(&report, "html", &Style::default());
    assert!(page.contains("further documents are not shown"), "cut");
    assert!(page.contains("further-1000"), "what is open is shown");
    assert!(!page.contains("further-1001"), "what is met is not");
}
