//! Requests to Microsoft: checked for completeness, and written out to be pasted.

use crate::harness::{Project, Ran, repository};
use crate::site::pages::inspect_markdown;
use snapbox::{Data, assert_data_eq, data::DataFormat};

/// A request that lacks nothing.
const WHOLE: &str = "\
apiVersion: csp-support/v1
kind: ServiceRequest
metadata: {id: own, note: Ask Mara before filing.}
spec:
  customer: kolibri
  entryPoint: partner_center
  product: microsoft_365
  title: Mail arrives hours late
  description: |
    Since 07:00 UTC mail from outside arrives hours late.

    Expected: within a minute.
  severity: moderate
  businessImpact: Orders are confirmed a day late.
  supportTopic: {id: \"32990002\", name: Mail flow}
  country: DE
  filedBy: m.engel
  primaryContact: {firstName: Mara, lastName: Engel, email: m.engel@nordlicht.example, phone: \"+493023125020\", organization: partner}
  preChecks: {serviceHealthCheckedAt: 2026-11-23T07:30:00Z, relatedIncidentId: EX9900500}
";

fn nordlicht() -> Project {
    Project::with_fixture("nordlicht")
}

/// The request with one line replaced.
#[track_caller]
fn with(before: &str, after: &str) -> String {
    assert!(WHOLE.contains(before), "{before}");
    WHOLE.replace(before, after)
}

#[track_caller]
fn golden(file: &str, text: String) {
    let path = repository().join("fixtures/golden/request").join(file);
    assert_data_eq!(text, Data::read_from(&path, Some(DataFormat::Text)).raw());
}

#[test]
fn a_whole_request_is_written_out_as_it_was_agreed() {
    let project = nordlicht().file("own.yaml", WHOLE);
    let print = |format: &str| {
        let words = ["request", "own.yaml", "ws", "--format", format];
        project.run(&words).exits(0).stdout
    };
    golden("own.text", print("text"));
    golden("own.md", print("markdown"));
    golden("own.json", print("json"));
}

#[test]
fn nothing_of_ours_is_in_the_text_to_paste() {
    let project = nordlicht().file("own.yaml", WHOLE);
    for format in ["text", "markdown"] {
        let words = ["request", "own.yaml", "ws", "--format", format];
        let text = project.run(&words).exits(0).stdout;
        for ours in ["Ask Mara", "m.engel\n", "kolibri\n", "CSP-"] {
            assert!(!text.contains(ours), "{ours} in {text}");
        }
    }
}

#[test]
fn fields_come_in_the_order_of_the_form() {
    let project = nordlicht();
    let text = project.run(&["request", "sr-2026-0042", "ws"]).exits(0);
    let underlined = |pair: &[&str]| {
        let rule = pair[1].starts_with('-') && pair[1].chars().all(|c| c == '-');
        rule.then(|| pair[0].to_owned())
    };
    let lines: Vec<&str> = text.stdout.lines().collect();
    let labels: Vec<String> = lines.windows(2).filter_map(underlined).collect();
    assert_eq!(
        labels,
        [
            "Entry point",
            "Customer tenant",
            "Product",
            "Support plan",
            "Topic",
            "Severity",
            "Business impact",
            "Title",
            "Description",
            "Steps tried",
            "What they showed",
            "Service health looked at",
            "Related incident",
            "Organization",
            "Country",
            "Contact",
        ]
    );
}

#[test]
fn what_is_missing_is_said_and_nothing_is_written() {
    let contact = "  primaryContact: {firstName: Mara, lastName: Engel, email: m.engel@nordlicht.example, phone: \"+493023125020\", organization: partner}\n";
    let cases = [
        (
            "  title: Mail arrives hours late\n",
            "",
            "title is missing: The problem in one line",
        ),
        ("  severity: moderate\n", "", "severity is missing"),
        (
            "  supportTopic: {id: \"32990002\", name: Mail flow}\n",
            "",
            "topic is missing",
        ),
        ("  country: DE\n", "", "country is missing"),
        ("  product: microsoft_365\n", "", "product is missing"),
        (
            "  businessImpact: Orders are confirmed a day late.\n",
            "",
            "business impact is missing",
        ),
        ("microsoft_365", "azure", "support plan is missing"),
        (contact, "", "contact is missing: First name"),
        ("lastName: Engel, ", "", "contact is missing: last name"),
        (
            "  preChecks: {serviceHealthCheckedAt: 2026-11-23T07:30:00Z, relatedIncidentId: EX9900500}\n",
            "",
            "service health looked at is missing",
        ),
    ];
    let ran = all(&cases.map(|(before, after, _)| (before, after)));
    for (number, (.., told)) in cases.iter().enumerate() {
        let part = about(&ran.stderr, number);
        assert!(part.contains(told), "no `{told}` in {part}");
    }
}

/// A run over one file with a request for each change, called `own-0` and so on; none is complete.
#[track_caller]
fn all(changes: &[(&str, &str)]) -> Ran {
    let requests = changes.iter().enumerate().map(|(number, (before, after))| {
        with(before, after).replace("id: own", &format!("id: own-{number}"))
    });
    let requests: Vec<_> = requests.collect();
    let project = nordlicht().file("own.yaml", requests.join("---\n"));
    let ran = project.run(&["request", "own.yaml", "ws"]).exits(1);
    assert_eq!(ran.stdout, "");
    ran
}

/// What standard error says about one of them.
fn about(stderr: &str, number: usize) -> &str {
    let head = format!("the request `own-{number}` cannot be filed yet");
    let (_, rest) = stderr.split_once(&head).expect(&head);
    rest.split("csp-support: the request").next().unwrap()
}

#[test]
fn a_request_of_the_lowest_severity_needs_no_impact() {
    let text = with(
        "  severity: moderate\n  businessImpact: Orders are confirmed a day late.\n",
        "  severity: minimal\n",
    );
    let project = nordlicht().file("own.yaml", text);
    let ran = project.run(&["request", "own.yaml", "ws"]).exits(0);
    assert!(!ran.stdout.contains("Business impact"));
}

#[test]
fn rules_about_requests_are_heeded_with_place_and_advice() {
    let cases = [
        (
            "organization: partner",
            "organization: customer",
            "own.yaml:18:126: the contact of the request is somebody at the customer (CSP-SR-001)",
        ),
        (
            "entryPoint: partner_center",
            "entryPoint: azure_portal",
            ": the request was started from `azure_portal`",
        ),
        (
            "filedBy: m.engel",
            "filedBy: k.albers",
            "`k.albers` cannot work on the request",
        ),
        ("customer: kolibri", "customer: kolibr", "kolibr"),
        ("severity: moderate", "severity: high", "severity"),
    ];
    let ran = all(&cases.map(|(before, after, _)| (before, after)));
    for (number, (.., told)) in cases.iter().enumerate() {
        let part = about(&ran.stderr, number);
        assert!(part.contains(told), "no `{told}` in {part}");
    }
}

#[test]
fn a_draft_is_written_with_its_gaps_marked() {
    let text = with("  title: Mail arrives hours late\n", "")
        .replace("organization: partner", "organization: customer");
    let project = nordlicht().file("own.yaml", text);
    let ran = project
        .run(&["request", "own.yaml", "ws", "--draft"])
        .exits(1);
    ran.says("Service request: without a title")
        .says("Title\n-----\n[to be filled in: The problem in one line.]")
        .says("[to be mended: the contact of the request is somebody at the customer]");
    let words = [
        "request", "own.yaml", "ws", "--draft", "--format", "markdown",
    ];
    let ran = project.run(&words).exits(1);
    ran.says("## Title\n\n**[to be filled in: The problem in one line.]**");
}

#[test]
fn it_comes_from_a_file_in_the_workspace_from_elsewhere_or_from_standard_input() {
    let project = nordlicht().file("own.yaml", WHOLE).file(
        "ws/operations/own.yaml",
        WHOLE.replace("id: own", "id: inside"),
    );
    let heading = "Service request: Mail arrives hours late";
    for words in [
        vec!["request", "own.yaml", "ws"],
        vec!["request", "ws/operations/own.yaml"],
        vec!["request", "ws/operations/own.yaml", "ws"],
        vec!["request", "inside", "ws"],
    ] {
        project.run(&words).exits(0).says(heading);
    }
    let typed = nordlicht().stdin(WHOLE);
    typed.run(&["request", "-", "ws"]).exits(0).says(heading);
    let typed = nordlicht().stdin(with("organization: partner", "organization: customer"));
    let ran = typed.run(&["request", "-", "ws"]).exits(1);
    ran.warns("standard input:18:126: the contact");
    assert_eq!(project.run(&["check", "ws"]).code, 0);
}

#[test]
fn several_requests_are_told_apart() {
    let second = with("  title: Mail arrives hours late\n", "").replace("id: own", "id: second");
    let both = format!("{WHOLE}---\n{second}");
    let project = nordlicht().file("both.yaml", both);
    let ran = project.run(&["request", "both.yaml", "ws"]).exits(1);
    assert_eq!(ran.stdout.matches("Service request: ").count(), 1);
    ran.warns("the request `second` cannot be filed yet");
    let draft = project
        .run(&["request", "both.yaml", "ws", "--draft"])
        .exits(1);
    assert_eq!(draft.stdout.matches("\n========").count(), 1);
    let json = ["request", "both.yaml", "ws", "--format", "json"];
    let json: serde_json::Value =
        serde_json::from_str(&project.run(&json).exits(1).stdout).unwrap();
    assert_eq!(json["requests"][0]["complete"], true);
    assert_eq!(json["requests"][1]["complete"], false);
}

#[test]
fn what_is_no_request_is_said() {
    let project = nordlicht().file("broken.yaml", "kind: [");
    let run = |file: &str| project.run(&["request", file, "ws"]);
    run("sr-2026-42")
        .exits(2)
        .warns("there is no file and no request `sr-2026-42`; did you mean `sr-2026-0042`?");
    run("ws/partner.yaml")
        .exits(2)
        .warns("`ws/partner.yaml` holds no request");
    run("ws").exits(2).warns("`ws` is a folder; name a file");
    let broken = run("broken.yaml").exits(1);
    assert_eq!(broken.stdout, "");
    broken.warns("broken.yaml:1:");
}

#[test]
fn an_outage_of_business_central_is_told_whole() {
    let outage = "  product: business_central\n  outage:\n    reporter: {name: Mara Engel, email: m.engel@nordlicht.example, phone: \"+493023125020\"}\n    type: cannot sign in\n    details: Nobody can sign in.\n    startedAt: 2026-11-23T06:10:00Z\n    environment: {name: Production, type: production}\n";
    let text = with("  product: microsoft_365\n", outage);
    let project = nordlicht().file("own.yaml", text);
    project.run(&["request", "own.yaml", "ws"]).exits(0).says(
        "Outage\n------\ncannot sign in\n\nNobody can sign in.\n\nBegan: Monday, 23 November 2026 at 06:10 UTC\nEnvironment: Production (production)\nReported by: Mara Engel, m.engel@nordlicht.example, +493023125020\n",
    );
}

#[test]
fn hostile_text_stays_text() {
    let naughty: Vec<String> = serde_json::from_str(include_str!("../data/blns.json")).unwrap();
    // Characters that the reader of documents refuses never get as far as a form.
    let refused =
        |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let naughty: Vec<_> = naughty
        .into_iter()
        .filter(|text| !text.contains(refused))
        .collect();
    assert!(naughty.len() > 400, "{}", naughty.len());
    for chunk in naughty.chunks(480) {
        let text = chunk.join("\n");
        let quoted = serde_json::to_string(&text).unwrap();
        let mut request = WHOLE.to_owned();
        for before in [
            "Mail arrives hours late",
            "Orders are confirmed a day late.",
            "Mail flow",
            "firstName: Mara",
            "EX9900500",
        ] {
            let key = before.split_once(": ").map(|(key, _)| format!("{key}: "));
            request = request.replace(before, &format!("{}{quoted}", key.unwrap_or_default()));
        }
        let project = nordlicht().file("own.yaml", request);
        let print = |format: &str| {
            let words = ["request", "own.yaml", "ws", "--draft", "--format", format];
            let ran = project.run(&words);
            assert!(ran.code < 2, "{}", ran.stderr);
            ran.stdout
        };
        let plain = print("text");
        assert!(plain.contains("Service request: "), "{plain}");
        assert!(!plain.contains(refused_in_text), "{plain}");
        inspect_markdown(&print("markdown"), &text);
        let json: serde_json::Value = serde_json::from_str(&print("json")).unwrap();
        let fields = json["requests"][0]["fields"].as_array().unwrap();
        let impact = fields
            .iter()
            .find(|field| field["key"] == "impact")
            .unwrap();
        assert!(!impact["text"].as_str().unwrap().is_empty());
    }
}

/// Characters that move, hide or reorder what a terminal shows.
fn refused_in_text(c: char) -> bool {
    c != '\n' && (c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{202a}'..='\u{202e}'))
}
