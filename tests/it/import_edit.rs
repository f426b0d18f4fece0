//! Values of a text that people wrote are changed in place: one workspace, many ways to write it.

use crate::harness::Project;

const EXPORT: &str = r#"{"value": [{
  "id": "7a0e3c55-6f0b-4a52-9a0e-2d1f3f0f4a01-c1ad3ac5-58d9-42ee-aa28-3e4922c13b68",
  "displayName": "NO", "duration": "P365D", "autoExtendDuration": "P180D",
  "customer": {"tenantId": "0e0d8a40-6e11-4c0e-8a52-52c7a2f6b001", "displayName": "Werft"},
  "accessDetails": {"unifiedRoles": [
    {"roleDefinitionId": "f023fd81-a637-4b56-95fd-791ac0226033"},
    {"roleDefinitionId": "4d6ac14f-3453-41d0-bef9-a3e0c569773a"}]},
  "status": "active", "createdDateTime": "2026-02-10T11:24:42Z",
  "activatedDateTime": "2026-02-11T11:24:42Z", "endDateTime": "2027-02-11T11:24:42Z"
}]}"#;

const CUSTOMER: &str = "apiVersion: csp-support/v1\nkind: Customer\nmetadata: {id: werft}\nspec: {displayName: Werft, tenantId: 0e0d8a40-6e11-4c0e-8a52-52c7a2f6b001}\n";

const ID: &str = "7a0e3c55-6f0b-4a52-9a0e-2d1f3f0f4a01-c1ad3ac5-58d9-42ee-aa28-3e4922c13b68";

/// A grant as somebody might write it, and a line that must be in it afterwards.
const WAYS: &[(&str, &str, &str)] = &[
    (
        "block style with comments",
        "spec:\n  customer: werft # ours\n  mechanism: gdap\n  relationship:\n    # Microsoft's id\n    id: ID\n    displayName: 'old name' # for people\n    status: approved\n    roles:\n      # what we asked for\n      - {id: f023fd81-a637-4b56-95fd-791ac0226033} # tickets\n    # the end\n  justification: Work\n",
        "    displayName: \"NO\" # for people",
    ),
    (
        "flow style",
        "spec: {customer: werft, mechanism: gdap, relationship: {id: ID, displayName: x, roles: []}}\n",
        "displayName: \"NO\"",
    ),
    (
        "flow style over lines",
        "spec: {\n  customer: werft,\n  mechanism: gdap,\n  relationship: {id: ID, displayName: \"x\", # name\n    duration: P2Y, roles: [{id: f023fd81-a637-4b56-95fd-791ac0226033},\n      {id: 88d8e3e3-8f55-4a1e-953a-9b9898b8876b}]}}\n",
        "displayName: \"NO\", # name",
    ),
    (
        "a folded name, and a list that is indented like its key",
        "spec:\n  customer: werft\n  mechanism: gdap\n  relationship:\n    id: ID\n    displayName: >-\n      a long\n      name\n    status: \"approved\" # not yet\n    roles:\n    - id: 88d8e3e3-8f55-4a1e-953a-9b9898b8876b\n      name: Directory Readers\n",
        "    status: active # not yet",
    ),
    (
        "carriage returns",
        "spec:\r\n  customer: werft\r\n  mechanism: gdap\r\n  relationship:\r\n    id: ID\r\n    displayName: x\r\n    roles:\r\n      - id: 88d8e3e3-8f55-4a1e-953a-9b9898b8876b\r\n      - id: f023fd81-a637-4b56-95fd-791ac0226033\r\n",
        "    displayName: \"NO\"\r",
    ),
];

fn grant(spec: &str) -> String {
    let newline = if spec.contains('\r') { "\r\n" } else { "\n" };
    let head = [
        "---",
        "# The grant",
        "apiVersion: csp-support/v1",
        "kind: AccessGrant",
        "metadata: {id: grant}",
        "",
    ];
    format!("{}{}", head.join(newline), spec.replace("ID", ID))
}

fn project(spec: &str) -> Project {
    let workspace = format!("{CUSTOMER}{}", grant(spec));
    Project::new()
        .file("export.json", EXPORT)
        .file("ws/csp-support.yaml", "asOf: 2026-11-23\n")
        .file("ws/all.yaml", workspace)
}

fn import(project: &Project, word: &str) -> crate::harness::Ran {
    project.run(&[
        "import",
        "--into",
        "ws",
        word,
        "graph-relationships",
        "export.json",
    ])
}

#[test]
fn every_way_to_write_a_grant_can_be_changed() {
    for (name, spec, line) in WAYS {
        let project = project(spec);
        import(&project, "--compare").exits(1);
        import(&project, "--write").exits(0).warns("in ws/all.yaml");
        let text = project.read("ws/all.yaml");
        assert!(text.contains(line), "{name}:\n{text}");
        assert!(
            text.starts_with(CUSTOMER) && text.contains("# The grant"),
            "{name}:\n{text}"
        );
        import(&project, "--compare").exits(0);
    }
}

#[test]
fn comments_of_a_changed_document_stay() {
    let project = project(WAYS[0].1);
    import(&project, "--write").exits(0);
    let text = project.read("ws/all.yaml");
    for comment in [
        "# ours",
        "# Microsoft's id",
        "# for people",
        "# what we asked for",
        "# tickets",
        "# the end",
    ] {
        assert!(text.contains(comment), "{comment}\n{text}");
    }
    let order = [
        "id:",
        "displayName:",
        "duration:",
        "autoExtendDuration:",
        "status:",
        "createdDateTime:",
        "endDateTime:",
        "roles:",
        "justification:",
    ];
    let grant = &text[text.find("relationship:").unwrap()..];
    let places: Vec<_> = order.iter().map(|key| grant.find(key).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn what_an_anchor_brought_is_left_to_people() {
    let spec = "spec:\n  customer: &who werft\n  mechanism: gdap\n  justification: &name old name\n  relationship:\n    id: ID\n    displayName: *name\n    status: approved\n";
    let project = project(spec);
    let ran = import(&project, "--write").exits(0);
    ran.warns("`relationship.displayName` in AccessGrant/grant was not changed: it comes from an anchor or a merge key; change it by hand");
    let text = project.read("ws/all.yaml");
    assert!(
        text.contains("displayName: *name") && text.contains("status: active"),
        "{text}"
    );
}

#[test]
fn a_new_document_never_replaces_a_file() {
    let project = Project::new()
        .file("export.json", EXPORT)
        .file("ws/csp-support.yaml", "")
        .file("ws/imported/customer-werft.yaml", "# mine\n");
    import(&project, "--write")
        .exits(2)
        .warns("exists already; nothing was written");
    assert_eq!(project.read("ws/imported/customer-werft.yaml"), "# mine\n");
    assert!(!project.path("ws/imported/access-grant-no.yaml").exists());
}

#[test]
fn documents_with_errors_are_not_compared_and_that_is_told() {
    let project = project(
        "spec:\n  customer: werft\n  mechanism: gdap\n  relationship:\n    id: ID\n    displayName:\n",
    );
    let ran = import(&project, "--compare").exits(2);
    ran.warns("1 document has errors and was not compared; `csp-support check` shows them");
}
