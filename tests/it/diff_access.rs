//! Access we hold, before and after: a table of single changes, and that changing sides turns each around.

use crate::harness::{Project, repository};
use csp_support::diff::Version;
use csp_support::diff::access::{KINDS, Reach, access};
use csp_support::model::{self, Loaded};
use csp_support::source::Source;
use std::collections::BTreeSet;
use std::path::Path;
use walkdir::WalkDir;

/// One change of a file of the fixture: what stands there, what stands there afterwards, and what it is.
type Case<'c> = (&'c str, &'c str, &'c str, &'c [&'c str]);

const KOLIBRI: &str = "customers/kolibri.yaml";
const GROUPS: &str = "people/groups.yaml";
const LICENSES: &str = "\n          - 4d6ac14f-3453-41d0-bef9-a3e0c569773a # License Administrator";
const ENGINEERS: &str =
    "\n      - {group: engineers, status: active, roles: [f023fd81-a637-4b56-95fd-791ac0226033]}";

const CASES: &[Case<'_>] = &[
    (KOLIBRI, LICENSES, "", &["access-role-lost"]),
    (KOLIBRI, ENGINEERS, "", &["access-holder-lost"]),
    (
        KOLIBRI,
        "roles: [f023fd81-a637-4b56-95fd-791ac0226033]",
        "roles: [f023fd81-a637-4b56-95fd-791ac0226033, 966707d0-3269-4727-9be2-8c3a10f19b9d]",
        &["access-holder-gained"],
    ),
    (
        KOLIBRI,
        "autoExtendDuration: P180D",
        "autoExtendDuration: PT0S",
        &["access-shorter"],
    ),
    (
        KOLIBRI,
        "endDateTime: 2027-11-03",
        "endDateTime: 2027-12-03",
        &["access-longer"],
    ),
    (
        KOLIBRI,
        "    status: active\n    created",
        "    status: terminated\n    created",
        &["access-role-lost"],
    ),
    (
        GROUPS,
        "[j.petersen, t.brandt]",
        "[j.petersen]",
        &["group-member-lost"],
    ),
    (
        GROUPS,
        "[j.petersen, t.brandt]",
        "[j.petersen, t.brandt, l.vogt]",
        &["group-member-gained"],
    ),
    (
        GROUPS,
        "  memberOf: [AdminAgents]\n",
        "",
        &["group-unnested"],
    ),
    (
        GROUPS,
        "enabled: true",
        "enabled: false",
        &["group-activation-looser"],
    ),
    (
        GROUPS,
        "approval: false",
        "approval: true",
        &["group-activation-stricter"],
    ),
    (
        GROUPS,
        "maxActivation: PT8H",
        "maxActivation: PT2H",
        &["group-activation-stricter"],
    ),
    (
        GROUPS,
        "id: engineers",
        "id: mechanics",
        &["group-gone", "group-new"],
    ),
];

/// The fixture, with one text in place of another in one of its files.
fn fixture(change: Option<(&str, &str, &str)>) -> Loaded {
    let folder = repository().join("fixtures/nordlicht");
    let files = WalkDir::new(&folder).sort_by_file_name().into_iter();
    let files = files.map(|file| file.unwrap().into_path());
    let is_document = |path: &Path| {
        path.extension().is_some_and(|ext| ext == "yaml")
            && path
                .file_name()
                .is_some_and(|name| name != "csp-support.yaml")
    };
    let sources = files.filter(|path| is_document(path)).map(|path| {
        let mut text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        if let Some((file, from, to)) = change
            && file == name
        {
            assert!(text.contains(from), "{file} has no `{from}`");
            text = text.replacen(from, to, 1);
        }
        Source::new(name, text)
    });
    model::load(&sources.collect::<Vec<_>>()).unwrap()
}

fn kinds(old: &Loaded, new: &Loaded) -> BTreeSet<&'static str> {
    let version = |loaded| Version {
        workspace: loaded,
        as_of: "2026-11-23".parse().unwrap(),
    };
    let changes = access(version(&old.workspace), version(&new.workspace));
    changes.iter().map(|change| change.kind.id).collect()
}

/// The kind that the same change is from the other side.
fn turned(id: &str) -> &str {
    match id {
        "access-role-lost" => "access-role-gained",
        "access-holder-lost" => "access-holder-gained",
        "access-holder-gained" => "access-holder-lost",
        "access-shorter" => "access-longer",
        "access-longer" => "access-shorter",
        "group-member-lost" => "group-member-gained",
        "group-member-gained" => "group-member-lost",
        "group-unnested" => "group-nested",
        "group-activation-looser" => "group-activation-stricter",
        "group-activation-stricter" => "group-activation-looser",
        "group-gone" => "group-new",
        "group-new" => "group-gone",
        other => panic!("no other side of {other}"),
    }
}

#[test]
fn each_change_is_what_it_is_and_the_opposite_from_the_other_side() {
    let before = fixture(None);
    for (file, from, to, wanted) in CASES {
        let after = fixture(Some((file, from, to)));
        let found = kinds(&before, &after);
        for kind in *wanted {
            assert!(found.contains(kind), "{from} -> {to}: {found:?}");
        }
        if wanted.len() == 1 {
            assert_eq!(found.len(), 1, "{from} -> {to}: {found:?}");
        }
        let back: BTreeSet<_> = found.iter().map(|kind| turned(kind)).collect();
        assert_eq!(kinds(&after, &before), back, "{to} -> {from}");
    }
}

#[test]
fn a_workspace_and_itself_differ_in_nothing() {
    let one = fixture(None);
    assert_eq!(kinds(&one, &one), BTreeSet::new());
}

#[test]
fn ids_of_kinds_are_unique_and_widening_has_its_opposite() {
    let ids: BTreeSet<_> = KINDS.iter().map(|kind| kind.id).collect();
    assert_eq!(ids.len(), KINDS.len());
    let count = |reach| KINDS.iter().filter(|kind| kind.reach == reach).count();
    assert_eq!(count(Reach::Wider), count(Reach::Narrower));
}

#[test]
fn the_command_tells_access_apart_and_can_fail_on_it() {
    let project = Project::with_fixture("nordlicht");
    crate::harness::copy(&project.path("ws"), &project.path("new"));
    let text = project.read("new/people/groups.yaml");
    let text = text.replacen(
        "[j.petersen, t.brandt]",
        "[j.petersen, t.brandt, l.vogt]",
        1,
    );
    let project = project.file("new/people/groups.yaml", text);
    let ran = project.run(&["diff", "ws", "new"]).exits(0);
    ran.says("access to customers' tenants (internal)")
        .says("wider        `l.vogt` is a member of `service-desk` now [group-member-gained]")
        .says("1 change of access, 1 of them wider than before");
    project
        .run(&["diff", "ws", "new", "--fail-on", "reduction"])
        .exits(0);
    project
        .run(&["diff", "ws", "new", "--fail-on", "access"])
        .exits(1);
    project
        .run(&["diff", "new", "ws", "--fail-on", "access"])
        .exits(0);
    let words = ["diff", "ws", "new", "--format", "sarif"];
    project.run(&words).exits(0).says("group-member-gained");
}
