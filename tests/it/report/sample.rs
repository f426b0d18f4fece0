//! One hand-made report that every format is shown with: several files, related places, all six
//! verdicts, waivers on either side of their end, letters of every width, and hostile text.

use super::{access, health};
use csp_support::finding::{Finding, Place, Severity, Span, Subject, builtin};
use csp_support::report::{
    Cause, Citation, Counts, DocumentLine, Edition, FieldLine, FreeText, Gate, Input, Note,
    Obligation, Origin, Pack, Remediation, Report, Reported, Rule, Run, Sight, State, Unchecked,
    Verdict, Waiver, Whose, manual,
};
use csp_support::source::Source;
use std::sync::Arc;

const GRANT: &str = "\
apiVersion: csp-support/v1
kind: AccessGrant
metadata: {id: acme-gdap}
spec:
  relationship:
    displayName: Acme administration
    duration: P3Y
    roles:
      - Global Administrator
";

const OFFERING: &str = "\
apiVersion: csp-support/v1
kind: SupportOffering
metadata: {id: premium}
spec:
  hours: business
  channels:
    - {id: hotline, type: phone, value: +49 30 23125 0}
  languages: [de, en]
  hours: always
";

/// A tab, an accent made of two characters, a wide letter and an astral one before the mistake.
const WIDE: &str = "\
apiVersion: csp-support/v1
kind: Customer
metadata: {id: naeher}
spec:
  note:\t\"e\u{301} é 漢 😀 \", country: Germany
";

/// Everything a stranger might try on a terminal, a CI runner, a browser or a spreadsheet.
const HOSTILE: &str = "\
apiVersion: csp-support/v1
kind: Customer
metadata: {id: mallory}
spec:
  name: \"##[add-mask]x ##vso[task.setvariable variable=a]b\"
  note: \"\u{1b}[31mred\u{1b}[0m \u{202e}desrever\u{202c} <script>alert(1)</script> | @everyone `x`\"
  more: |
::stop-commands::x
";

pub(super) fn place(source: &Arc<Source>, needle: &str) -> Place {
    nth_place(source, needle, 0)
}

fn nth_place(source: &Arc<Source>, needle: &str, nth: usize) -> Place {
    let (start, text) = source.text.match_indices(needle).nth(nth).unwrap();
    let start = u32::try_from(start).unwrap();
    let end = start + u32::try_from(text.len()).unwrap();
    Place {
        source: Arc::clone(source),
        span: Span { start, end },
    }
}

pub(super) fn subject(kind: &str, id: &str, pointer: &str) -> Subject {
    Subject {
        kind: kind.to_owned(),
        id: id.to_owned(),
        pointer: pointer.to_owned(),
    }
}

fn sources() -> [Arc<Source>; 4] {
    [
        Source::new("grants/acme.yaml", GRANT),
        Source::new("offerings/premium.yaml", OFFERING),
        Source::new("my customers/näher.yaml", WIDE),
        Source::new("hostile.yaml", HOSTILE),
    ]
}

fn grant() -> Subject {
    subject("AccessGrant", "acme-gdap", "/spec/relationship")
}

fn findings([acme, premium, naeher, hostile]: &[Arc<Source>; 4]) -> Vec<Finding> {
    let rule = |rule: &str, severity, place, message: &str, about| Finding {
        rule: rule.to_owned(),
        severity,
        message: message.to_owned(),
        help: String::new(),
        place,
        related: Vec::new(),
        subject: about,
    };
    let hours = Finding::builtin(
        builtin::YAML_DUPLICATE_KEY,
        nth_place(premium, "hours", 1),
        "`hours` is here twice",
    );
    let markup = "`\u{1b}[31mred` says <img src=x onerror=alert(1)> to @everyone, see\n::error::x ##[add-mask]y \
                  | [link](javascript:alert(1)) =cmd()";
    vec![
        rule(
            "CSP-GDAP-001",
            Severity::Error,
            place(acme, "P3Y"),
            "`Acme administration` runs for P3Y",
            grant(),
        )
        .help("request a new relationship with `duration: P730D` or less")
        .related(place(acme, "Acme administration"), "this relationship")
        .related(place(premium, "premium"), "the offering that needs it"),
        rule(
            "CSP-ESC-004",
            Severity::Info,
            place(premium, "hotline"),
            "who may file is contested on this day",
            subject("SupportOffering", "premium", "/spec/channels/hotline"),
        ),
        hours
            .help("remove one of the two entries")
            .related(place(premium, "hours"), "first used here")
            .about(subject("SupportOffering", "premium", "/spec/hours")),
        rule(
            "CSP-CUST-002",
            Severity::Warning,
            place(naeher, "Germany"),
            "`Germany` is not a country code",
            subject("Customer", "naeher", "/spec/country"),
        )
        .help("write `DE`"),
        rule(
            "CSP-CUST-002",
            Severity::Warning,
            nth_place(hostile, "desrever", 0),
            markup,
            subject("Customer", "mallory", "/spec/note"),
        ),
    ]
}

fn citation(key: &str, title: &str, date: &str, tier: &str, locator: &str) -> Citation {
    Citation {
        key: key.to_owned(),
        title: title.to_owned(),
        date: date.to_owned(),
        tier: tier.to_owned(),
        locator: locator.to_owned(),
        url: locator
            .starts_with("learn.")
            .then(|| format!("https://{locator}")),
    }
}

fn rules() -> Vec<Rule> {
    let duplicate = builtin::YAML_DUPLICATE_KEY;
    vec![
        Rule {
            id: "CSP-GDAP-001".to_owned(),
            name: "relationship-too-long".to_owned(),
            title: "A GDAP relationship lasts at most two years".to_owned(),
            why: "A delegated relationship that outlives its purpose is standing access."
                .to_owned(),
            fix: "Request a new relationship with `duration: P730D` or less.".to_owned(),
            origin: Origin::Guidance,
            obligation: Obligation::Must,
            basis: "stated in the guidance".to_owned(),
            severity: Some(Severity::Error),
            citations: vec![citation(
                "GDAPFAQ-2023",
                "GDAP frequently asked questions",
                "2023-09-26",
                "P",
                "learn.microsoft.com/partner-center/gdap-faq",
            )],
            edition: Some(Edition {
                from: "2022-01-01".to_owned(),
                ..Edition::default()
            }),
            adjusted: None,
        },
        Rule {
            id: "CSP-ESC-004".to_owned(),
            name: "filing-right-contested".to_owned(),
            title: "The partner type may file tickets for the product".to_owned(),
            why: "A ticket that nobody may file helps no customer.".to_owned(),
            fix: "Agree with the provider on who files, and write it into the offering.".to_owned(),
            origin: Origin::Guidance,
            obligation: Obligation::Should,
            basis: "sources disagree".to_owned(),
            severity: Some(Severity::Info),
            citations: vec![
                citation(
                    "REPORT-2025",
                    "Report problems on behalf of a customer",
                    "ms.date 2025-03-18",
                    "X",
                    "learn.microsoft.com/partner-center/report-problems",
                ),
                citation(
                    "PORTAL-2026",
                    "Which support portal should I use?",
                    "ms.date 2026-02-18",
                    "Q",
                    "quoted in a dossier",
                ),
            ],
            edition: Some(Edition {
                from: "2026-02-18".to_owned(),
                to: None,
                says: Some("all partners may file for products other than Azure".to_owned()),
            }),
            adjusted: None,
        },
        Rule {
            id: "CSP-CUST-002".to_owned(),
            name: "country-unknown".to_owned(),
            title: "A customer's country is a country".to_owned(),
            why: "The country decides on holidays and language.".to_owned(),
            fix: "Write the two-letter code, such as `DE`.".to_owned(),
            origin: Origin::House,
            obligation: Obligation::May,
            basis: String::new(),
            severity: Some(Severity::Warning),
            citations: Vec::new(),
            edition: None,
            adjusted: None,
        },
        Rule {
            id: duplicate.id.to_owned(),
            name: duplicate.id.to_owned(),
            title: duplicate.title.to_owned(),
            why: duplicate.why.to_owned(),
            fix: duplicate.fix.to_owned(),
            severity: Some(duplicate.severity),
            ..Rule::default()
        },
    ]
}

/// Each rule on each subject it speaks about; all six states occur.
fn verdicts(
    [acme, premium, naeher, hostile]: &[Arc<Source>; 4],
    found: &[Reported],
) -> Vec<Verdict> {
    let verdict = |rule: &str, about: &Subject, state, place: Place| Verdict {
        rule: rule.to_owned(),
        subject: about.clone(),
        state,
        place: Some(place),
        note: String::new(),
        waiver: None,
        finding: found
            .iter()
            .find(|f| f.finding.rule == rule && f.finding.subject == *about)
            .map(|f| f.fingerprint.clone()),
    };
    let country = |id: &str| subject("Customer", id, "/spec/country");
    let note = subject("Customer", "mallory", "/spec/note");
    let hotline = subject("SupportOffering", "premium", "/spec/channels/hotline");
    let old = subject("AccessGrant", "acme-old", "/spec/relationship");
    let mut waived = verdict("CSP-GDAP-001", &old, State::Waived, place(acme, "duration"));
    waived.waiver = Some("acme-until-spring".to_owned());
    let mut unknown = verdict(
        "CSP-CUST-002",
        &country("mallory"),
        State::Unknown,
        place(hostile, "spec"),
    );
    "`spec.country` is missing".clone_into(&mut unknown.note);
    let mut before = verdict(
        "CSP-ESC-004",
        &grant(),
        State::NotApplicable,
        place(acme, "AccessGrant"),
    );
    "the first edition starts on 2026-02-18".clone_into(&mut before.note);
    vec![
        verdict(
            "CSP-CUST-002",
            &unknown.subject.clone(),
            State::Met,
            place(hostile, "mallory"),
        ),
        unknown,
        verdict(
            "CSP-CUST-002",
            &note,
            State::NotMet,
            place(hostile, "desrever"),
        ),
        verdict(
            "CSP-CUST-002",
            &country("naeher"),
            State::NotMet,
            place(naeher, "Germany"),
        ),
        before,
        verdict(
            "CSP-ESC-004",
            &hotline,
            State::Contested,
            place(premium, "hotline"),
        ),
        verdict("CSP-GDAP-001", &grant(), State::NotMet, place(acme, "P3Y")),
        waived,
    ]
}

fn waivers([acme, ..]: &[Arc<Source>; 4]) -> Vec<Waiver> {
    let waiver = |id: &str, expires: &str, days_left, covers| Waiver {
        id: id.to_owned(),
        rule: "CSP-GDAP-001".to_owned(),
        target: "AccessGrant/acme-old".to_owned(),
        reason: "the customer's security team signs in spring | <b>sure</b>".to_owned(),
        approver: "Head of Service".to_owned(),
        expires: expires.to_owned(),
        days_left,
        covers,
        flaw: String::new(),
        is_comment: false,
        place: Some(place(acme, "acme-gdap")),
    };
    vec![
        waiver("acme-someday", "soon", None, 0),
        waiver("acme-last-year", "2025-11-30", Some(-366), 0),
        waiver("acme-until-spring", "2027-03-31", Some(120), 1),
    ]
}

/// One that is late and one of which nothing is left.
fn remediations(acme: &Arc<Source>, found: &[Reported]) -> Vec<Remediation> {
    let late = found
        .iter()
        .filter(|own| own.finding.rule == "CSP-GDAP-001");
    let late = late.map(|own| own.fingerprint.clone()).collect();
    let of = |target: &str, findings| Remediation {
        rule: "CSP-GDAP-001".to_owned(),
        target: target.to_owned(),
        owner: "Jo Berg | <b>sales</b>".to_owned(),
        due: "2026-11-28".to_owned(),
        days_left: -3,
        note: "=asked for; waits".to_owned(),
        place: place(acme, "acme-gdap"),
        findings,
    };
    vec![
        of("AccessGrant/acme-gdap#/spec/relationship", late),
        of("AccessGrant/acme-old", Vec::new()),
    ]
}

fn document(kind: &str, id: &str, title: &str, path: &str) -> DocumentLine {
    DocumentLine {
        kind: kind.to_owned(),
        id: id.to_owned(),
        title: title.to_owned(),
        path: path.to_owned(),
        whose: match kind {
            "Customer" => Whose::Customer(id.to_owned()),
            "SupportOffering" => Whose::Offering(id.to_owned()),
            _ => Whose::Partner,
        },
    }
}

fn note(source: &Arc<Source>, needle: &str, pointer: &str) -> Note {
    Note {
        subject: subject("SupportOffering", "premium", pointer),
        place: place(source, needle),
    }
}

fn run(sources: &[Arc<Source>; 4]) -> Run {
    let input = |source: &Arc<Source>| Input {
        path: source.path.clone(),
        hash: "sha256:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262".to_owned(),
    };
    Run {
        version: "0.1.0".to_owned(),
        command: ["csp-support", "audit", "."].map(str::to_owned).to_vec(),
        partner: "Nordlicht IT GmbH".to_owned(),
        as_of: "2026-12-01".to_owned(),
        as_of_is_today: false,
        packs: vec![Pack {
            name: "csp".to_owned(),
            version: "0.1.0".to_owned(),
            sources_read: "2026-11-22".to_owned(),
            hash: format!("blake3:{}", "7".repeat(64)),
        }],
        inputs: sources.iter().map(input).collect(),
        documents: 5,
        gate: Gate {
            fail_on: Some(Severity::Error),
            fail_on_unknown: false,
        },
        exit_code: 1,
    }
}

/// What a report tells of pages, of what is to be written, and of what was not checked.
fn trace(sources: &[Arc<Source>; 4]) -> Report {
    let premium = &sources[1];
    let page = "LANG/premium.html".to_owned();
    let field = |name: &str, needle: &str| {
        let about = subject("SupportOffering", "premium", &format!("/spec/{name}"));
        FieldLine::new(about, name, place(premium, needle), Some(&page))
    };
    let grant = &sources[0];
    let broken = (
        "CSP-GDAP-001".to_owned(),
        grant.path.clone(),
        place(grant, "P3Y").span.start,
    );
    let patch = "spec:\n  relationship:\n    duration: P730D\n".to_owned();
    let sight = Sight {
        kind: "SupportOffering".to_owned(),
        fields: ["channels".to_owned(), "hours".to_owned()].into(),
        facts: [("can_file".to_owned(), "who may file | a request".to_owned())].into(),
        ..Sight::default()
    };
    Report {
        fields: vec![
            field("hours", "hours"),
            field("languages", "languages"),
            field("status", "kind"),
        ],
        pages: [("premium".to_owned(), page.clone())].into(),
        patches: [(broken, patch)].into(),
        sights: [("CSP-ESC-004".to_owned(), sight)].into(),
        unchecked: vec![Unchecked {
            cause: Cause::NotCheckable,
            id: "CSP-CRED-004".to_owned(),
            title: "Somebody answers the telephone".to_owned(),
            reason: "no document can | show it".to_owned(),
        }],
        ..Report::default()
    }
}

/// The shared sample.
pub(crate) fn report() -> Report {
    let sources = sources();
    let found = Reported::all(findings(&sources));
    let verdicts = verdicts(&sources, &found);
    Report {
        run: run(&sources),
        rules: rules().into_iter().map(|r| (r.id.clone(), r)).collect(),
        counts: verdicts.iter().map(|v| v.state).collect::<Counts>(),
        complete: true,
        verdicts,
        waivers: waivers(&sources),
        remediations: remediations(&sources[0], &found),
        documents: vec![
            document(
                "AccessGrant",
                "acme-gdap",
                "Acme administration",
                "grants/acme.yaml",
            ),
            document("AccessGrant", "acme-old", "", "grants/acme.yaml"),
            document("Customer", "mallory", "##[add-mask]x", "hostile.yaml"),
            document(
                "Customer",
                "naeher",
                "Näher & Söhne",
                "my customers/näher.yaml",
            ),
            document(
                "SupportOffering",
                "premium",
                "Premium",
                "offerings/premium.yaml",
            ),
        ],
        free_text: vec![
            FreeText {
                id: "basic".to_owned(),
                ..FreeText::default()
            },
            FreeText {
                id: "premium".to_owned(),
                title: "Premium | <b>".to_owned(),
                notes: vec![
                    note(&sources[1], "hotline", "/spec/channels/hotline/note"),
                    note(&sources[1], "languages", "/spec/languages/note"),
                ],
            },
        ],
        manual_checks: manual::CHECKS.to_vec(),
        findings: found,
        access: access::rows(&sources[0], &sources[3]),
        health: health::rows(&sources[0]),
        endings: access::endings(&sources[0], &sources[3]),
        ..trace(&sources)
    }
}
