//! Assessment results: each rule that answered is a finding about the objective of its control, each
//! answer an observation about a file, each waiver in use an accepted risk.

use super::accepted::{in_use, risk, risks};
use super::observed::{Answer, answers, observations, resource, tool};
use super::shape::{
    Aim, AssessmentResults, Assets, BackMatter, Component, ControlName, Definitions, Everything,
    Finding, Hash, Link, Observation, Outcome, Party, Platform, RelatedObservation, RelatedRisk,
    Resource, ResultsFile, Reviewed, Risk, Rlink, Selection, Standing, Status, UsedComponent,
};
use super::{instant, metadata, objective, props, prose, token, uuid};
use crate::report::contents::{Counts, Report, State, Waiver};
use crate::report::place;
use crate::report::rule::{Change, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// The document; its own UUID is not yet known.
pub(super) fn document(report: &Report) -> ResultsFile {
    let run = &report.run;
    let what = if report.complete { "Audit" } else { "Check" };
    let title = [what, &run.partner].map(str::trim).join(" of ");
    let title = title.trim_end_matches(" of ");
    let mut metadata = metadata(title, &run.as_of, &run.version);
    metadata
        .parties
        .extend((!run.partner.trim().is_empty()).then(|| Party {
            uuid: uuid(&["party", &run.partner]),
            sort: "organization",
            name: run.partner.trim().to_owned(),
        }));
    ResultsFile {
        results: AssessmentResults {
            uuid: String::new(),
            metadata,
            import_ap: Link {
                href: format!("#{}", plan()),
                rel: None,
            },
            results: [outcome(report, title)],
            back_matter: BackMatter {
                resources: resources(report),
            },
        },
    }
}

/// The name of the resource that stands for the assessment plan.
fn plan() -> String {
    uuid(&["plan"])
}

fn outcome(report: &Report, title: &str) -> Outcome {
    let answers = answers(report);
    let waivers = in_use(report);
    let (mut observed, mut findings) = (Vec::new(), Vec::new());
    let mut excused: BTreeMap<&str, Vec<RelatedObservation>> = BTreeMap::new();
    for (rule, answers) in &answers {
        let mut related = Vec::new();
        for (observation, waiver) in observations(answers, &report.run.as_of) {
            let reference = RelatedObservation {
                observation_uuid: observation.uuid.clone(),
            };
            if let Some(waiver) = waiver {
                excused.entry(waiver).or_default().push(reference.clone());
            }
            related.push(reference);
            observed.push(observation);
        }
        findings.push(finding(report, rule, answers, related, &waivers));
    }
    described(report, title, observed, findings, risks(&waivers, excused))
}

fn described(
    report: &Report,
    title: &str,
    observations: Vec<Observation>,
    findings: Vec<Finding>,
    risks: Vec<Risk>,
) -> Outcome {
    let run = &report.run;
    let counts = State::ALL.map(|state| report.counts.of(state).to_string());
    let [met, not_met, contested, not_applicable, unknown, waived] = &counts;
    let told = format!(
        "Verdicts: {}. Findings: {}. The run {}.",
        report.counts_in_words(),
        report.findings_in_words(),
        report.gate_in_words(),
    );
    Outcome {
        uuid: uuid(&["result", &run.as_of]),
        title: prose(title),
        description: prose(&told),
        start: instant(&run.as_of),
        end: instant(&run.as_of),
        props: props([
            ("command", &run.command.join(" ")),
            ("exit-code", &run.exit_code.to_string()),
            ("met", met),
            ("not-met", not_met),
            ("contested", contested),
            ("not-applicable", not_applicable),
            ("unknown", unknown),
            ("waived", waived),
        ]),
        local_definitions: tools(&run.version),
        reviewed_controls: reviewed(report),
        observations,
        risks,
        findings,
    }
}

fn tools(version: &str) -> Definitions {
    let component = Component {
        uuid: tool(),
        sort: "software",
        title: "csp-support",
        description: "The program that judged the files by the rules.",
        props: props([("version", version)]),
        status: Standing {
            state: "operational",
        },
    };
    Definitions {
        assessment_assets: Assets {
            components: [component],
            assessment_platforms: [Platform {
                uuid: uuid(&["platform", "csp-support"]),
                title: "csp-support",
                uses_components: [UsedComponent {
                    component_uuid: tool(),
                }],
            }],
        },
    }
}

/// Which rules were asked; those that a pack of one's own retired were not.
fn reviewed(report: &Report) -> Reviewed {
    let retired = |rule: &&Rule| {
        let change = rule.adjusted.as_ref().map(|adjusted| adjusted.change);
        change == Some(Change::Retired)
    };
    let (left_out, asked): (Vec<_>, Vec<_>) = report.rules.values().partition(retired);
    let names = |rules: Vec<&Rule>| {
        let names = rules.iter().map(|rule| ControlName {
            control_id: token(&rule.id),
        });
        names.collect::<Vec<_>>()
    };
    Reviewed {
        control_selections: [Selection {
            include_all: asked.is_empty().then_some(Everything {}),
            include_controls: names(asked),
            exclude_controls: names(left_out),
        }],
    }
}

fn finding(
    report: &Report,
    id: &str,
    answers: &[Answer<'_>],
    related_observations: Vec<RelatedObservation>,
    waivers: &BTreeMap<&str, &Waiver>,
) -> Finding {
    let rule = report.rule(id);
    let title = rule.map_or(id, |rule| &rule.title);
    let why = rule.map_or(id, |rule| &rule.why);
    let used = answers.iter().filter_map(|answer| answer.waiver);
    let used: BTreeSet<&str> = used.collect();
    let related_risks = used.into_iter().filter(|id| waivers.contains_key(id));
    Finding {
        uuid: uuid(&["finding", id]),
        title: prose(title),
        description: prose(why),
        props: props([
            ("rule", id),
            ("name", rule.map_or("", |rule| &rule.name)),
            ("asked-by", rule.map_or("", |rule| rule.basis_words())),
        ]),
        target: Aim {
            sort: "objective-id",
            target_id: objective(id),
            status: status(answers),
        },
        related_observations,
        related_risks: related_risks
            .map(|id| RelatedRisk {
                risk_uuid: risk(id),
            })
            .collect(),
    }
}

/// OSCAL knows two states; only what is met everywhere is satisfied.
fn status(answers: &[Answer<'_>]) -> Status {
    let counts: Counts = answers.iter().map(|answer| answer.state).collect();
    let (state, reason) = match counts {
        Counts { not_met: 1.., .. } => ("not-satisfied", "fail"),
        counts if counts.met == counts.total() => ("satisfied", "pass"),
        _ => ("not-satisfied", "other"),
    };
    let counted = State::ALL.into_iter().filter(|state| counts.of(*state) > 0);
    let counted = counted.map(|state| format!("{} {}", counts.of(state), state.word()));
    Status {
        state,
        reason,
        remarks: prose(&counted.collect::<Vec<_>>().join(", ")),
    }
}

/// The plan, then every file that was read or that an answer points to.
fn resources(report: &Report) -> Vec<Resource> {
    let packs = report.run.packs.iter();
    let packs: Vec<_> = packs
        .map(|pack| format!("{} {}", pack.name, pack.version).trim().to_owned())
        .collect();
    let plan = Resource {
        uuid: plan(),
        title: "Assessment plan".to_owned(),
        description: prose(&format!(
            "Every rule of the packs {} is asked of every document; `csp-support rules --format oscal` writes the rules as a catalog.",
            packs.join(", ")
        )),
        props: Vec::new(),
        rlinks: Vec::new(),
    };
    let mut files: BTreeMap<&str, &str> = BTreeMap::new();
    let found = report.findings.iter().chain(&report.known);
    let found = found.map(|found| &found.finding.place);
    let judged = report.verdicts.iter().filter_map(|v| v.place.as_ref());
    for place in found.chain(judged) {
        files.insert(&place.source.path, "");
    }
    let read = report.run.inputs.iter();
    files.extend(read.map(|input| (input.path.as_str(), input.hash.as_str())));
    let files = files.into_iter().map(|(path, hash)| file(path, hash));
    [plan].into_iter().chain(files).collect()
}

fn file(path: &str, hash: &str) -> Resource {
    let algorithm = |name| match name {
        "sha256" => Some("SHA-256"),
        "blake3" => Some("BLAKE3"),
        _ => None,
    };
    let hash = hash.split_once(':').and_then(|(name, value)| {
        Some(Hash {
            algorithm: algorithm(name)?,
            value: value.to_owned(),
        })
    });
    Resource {
        uuid: resource(path),
        title: prose(path),
        description: String::new(),
        props: props([("path", path)]),
        rlinks: vec![Rlink {
            href: place::reference(path),
            media_type: Some("application/yaml"),
            hashes: hash.into_iter().collect(),
        }],
    }
}
