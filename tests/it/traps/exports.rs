//! What only exports show: ends, dates, types, roles and spellings that contradict Microsoft's own reference.

use crate::harness::Project;
use serde_json::{Value, json};

/// A relationship as Graph lists it, with some fields of its own.
fn page(fields: &Value) -> String {
    let mut record = json!({
        "@odata.type": "#microsoft.graph.delegatedAdminRelationship",
        "id": "2c9e4f10-7b6d-4a83-9c25-d1e0f8a7b364-c1ad3ac5-58d9-42ee-aa28-3e4922c13b68",
        "displayName": "NL-SUPPORT-kranich-01",
        "duration": "P365D",
        "customer": {"tenantId": "6d0f2b9a-4e57-4c18-8a3d-95b7c1e0f246", "displayName": "Kranich KG"},
        "accessDetails": {"unifiedRoles": [{"roleDefinitionId": "f023fd81-a637-4b56-95fd-791ac0226033"}]},
        "status": "active",
        "autoExtendDuration": "PT0S",
        "createdDateTime": "2026-02-10T11:00:00.1234567Z",
        "activatedDateTime": "2026-02-10T11:02:00.1234567Z",
        "endDateTime": "2027-02-10T11:02:00.1234567Z",
    });
    for (name, value) in fields.as_object().unwrap() {
        record[name] = value.clone();
    }
    record
        .as_object_mut()
        .unwrap()
        .retain(|_, value| value != "absent");
    json!({"value": [record]}).to_string()
}

/// What is drafted, and what is told.
fn imported(fields: &Value) -> (String, String) {
    let project = Project::with_fixture("nordlicht").file("page.json", page(fields));
    let ran = project.run(&[
        "import",
        "graph-relationships",
        "page.json",
        "--into",
        "ws",
        "-q",
    ]);
    (ran.stdout, ran.stderr)
}

#[test]
fn an_extension_that_is_off_in_two_spellings_is_no_difference() {
    for off in ["P0D", "PT0S"] {
        let fields = json!({
            "id": "6fb7fb49-2f5f-4a05-9fbd-48da8157e056-c1ad3ac5-58d9-42ee-aa28-3e4922c13b68",
            "displayName": "NL-SUPPORT-elbtal-04",
            "customer": {"tenantId": "e48e224b-8a1e-4f91-8951-f5492823213c"},
            "accessDetails": "absent", "createdDateTime": "absent", "activatedDateTime": "absent",
            "endDateTime": "absent", "autoExtendDuration": off,
        });
        let list: Value = serde_json::from_str(&page(&fields)).unwrap();
        let open = json!({"@odata.nextLink": "https://graph.example/2", "value": list["value"]});
        let project = Project::with_fixture("nordlicht").file("page.json", open.to_string());
        let words = [
            "import",
            "--compare",
            "graph-relationships",
            "page.json",
            "--into",
            "ws",
            "-q",
        ];
        let told = project.run(&words).stdout;
        assert!(!told.contains("CSP-DATA-006"), "{off}: {told}");
    }
}

#[test]
fn an_end_that_counts_from_the_request_is_told_beyond_a_day_and_used_as_given() {
    let soon = json!({"endDateTime": "2027-02-10T11:00:00.1234567Z"});
    let (drafts, told) = imported(&soon);
    assert!(!told.contains("CSP-DATA-004"), "{told}");
    assert!(
        drafts.contains("endDateTime: 2027-02-10T11:00:00"),
        "{drafts}"
    );

    let late =
        json!({"createdDateTime": "2026-01-10T11:00:00Z", "endDateTime": "2027-01-10T11:00:00Z"});
    let (drafts, told) = imported(&late);
    assert!(
        told.contains("info[CSP-DATA-004]") && told.contains("lead to 2027-02-10"),
        "{told}"
    );
    assert!(
        drafts.contains("endDateTime: 2027-01-10T11:00:00Z"),
        "{drafts}"
    );
}

#[test]
fn four_ways_to_say_not_yet_mean_the_same() {
    for never in [
        json!(""),
        json!(null),
        json!("0001-01-01T00:00:00"),
        json!("absent"),
    ] {
        let fields =
            json!({"status": "approvalPending", "activatedDateTime": never, "endDateTime": never});
        let (drafts, told) = imported(&fields);
        assert!(
            !told.contains("CSP-DATA") && !told.contains("export-"),
            "{never}: {told}"
        );
        assert!(
            !drafts.contains("activatedDateTime") && !drafts.contains("endDateTime"),
            "{drafts}"
        );
        assert!(drafts.contains("createdDateTime: 2026-02-10"), "{drafts}");
    }
}

#[test]
fn a_role_that_is_not_built_in_is_told_and_kept() {
    let id = "dd4db9a0-cc4a-4213-9f9f-70242232d97e";
    let (drafts, told) =
        imported(&json!({"accessDetails": {"unifiedRoles": [{"roleDefinitionId": id}]}}));
    assert!(
        told.contains("warning[CSP-DATA-005]") && told.contains(id),
        "{told}"
    );
    assert!(drafts.contains(&format!("- id: {id}\n")), "{drafts}");
}

#[test]
fn a_list_holds_relationships_of_two_types_and_no_third() {
    for (odata, known) in [
        ("#microsoft.graph.delegatedAdminRelationship", true),
        ("#microsoft.graph.resellerDelegatedAdminRelationship", true),
        ("absent", true),
        ("#microsoft.graph.delegatedAdminCustomer", false),
    ] {
        let (drafts, told) = imported(&json!({"@odata.type": odata}));
        assert_eq!(
            !told.contains("error[CSP-DATA-002]"),
            known,
            "{odata}: {told}"
        );
        assert!(drafts.contains("kind: AccessGrant"), "{odata}");
    }
}

#[test]
fn a_relationship_expires_though_it_is_extended_and_is_understood_all_the_same() {
    let fields = json!({"status": "expiring", "autoExtendDuration": "P180D", "endDateTime": "2027-08-09T11:02:00Z"});
    let (drafts, told) = imported(&fields);
    assert!(
        !told.contains("export-value-unknown") && !told.contains("CSP-DATA-004"),
        "{told}"
    );
    assert!(
        drafts.contains("status: expiring") && drafts.contains("autoExtendDuration: P180D"),
        "{drafts}"
    );
}

#[test]
fn a_group_that_holds_global_administrator_is_found_once_it_is_written_down() {
    let global = "62e90394-69f5-4237-9190-012177145e10";
    let relationship = page(&json!({
        "autoExtendDuration": "P180D",
        "accessDetails": {"unifiedRoles": [{"roleDefinitionId": global}]},
    }));
    let group = json!({
        "relationship": "2c9e4f10-7b6d-4a83-9c25-d1e0f8a7b364-c1ad3ac5-58d9-42ee-aa28-3e4922c13b68",
        "value": [{
            "id": "a", "status": "active",
            "accessContainer": {"accessContainerId": "d0c8b463-b634-4b3e-b1f9-34a262e7011d", "accessContainerType": "securityGroup"},
            "accessDetails": {"unifiedRoles": [{"roleDefinitionId": global}]},
        }],
    });
    let project = Project::with_fixture("nordlicht")
        .file("page.json", relationship)
        .file("group.json", group.to_string());
    let words = [
        "import",
        "graph-relationships",
        "page.json",
        "graph-access-assignments",
        "group.json",
        "--into",
        "ws",
    ];
    let drafts = project.run(&words).says(global).stdout;
    let project = project.file("ws/imported.yaml", drafts);
    let checked = project.run(&["check", "ws", "-q"]).exits(1);
    checked
        .says("imported.yaml")
        .says("CSP-GDAP-004")
        .says("CSP-LP-002");
}

#[test]
fn what_is_not_compliant_is_understood_in_microsofts_spelling_too() {
    for (status, met) in [
        ("noncomplaint", Some(false)),
        ("nonCompliant", Some(false)),
        ("NonCompliant", Some(false)),
        ("compliant", Some(true)),
        ("partly", None),
    ] {
        let list = json!({"value": [{"requirementType": "mfaEnforcedForAdmins", "complianceStatus": status}]});
        let project = Project::with_fixture("nordlicht").file("list.json", list.to_string());
        let words = [
            "import",
            "--compare",
            "graph-security-requirements",
            "list.json",
            "--into",
            "ws",
            "-q",
        ];
        let told = project.run(&words).stdout;
        assert_eq!(
            told.contains("CSP-SEC-006"),
            met == Some(false),
            "{status}: {told}"
        );
        assert_eq!(
            told.contains("CSP-DATA-006"),
            met == Some(false),
            "{status}: {told}"
        );
        assert_eq!(
            told.contains("export-value-unknown"),
            met.is_none(),
            "{status}: {told}"
        );
    }
}

#[test]
fn no_security_score_is_asked_for() {
    let list = json!({"value": [
        {"requirementType": "securityContactProvided", "complianceStatus": "compliant", "score": 0, "maxScore": 20},
    ]});
    let project = Project::with_fixture("nordlicht").file("list.json", list.to_string());
    let words = [
        "import",
        "--compare",
        "graph-security-requirements",
        "list.json",
        "--into",
        "ws",
        "-q",
    ];
    assert_eq!(project.run(&words).exits(0).stdout, "");
}
