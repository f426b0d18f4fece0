//! Files that are not read, and what people are told.

use crate::source::{CONFIG, Project, names};
use csp_support::error::Error;
use csp_support::finding::Finding;
use csp_support::source::{MAX_BYTES, Reason, Root};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

/// Messages about the files of a workspace that were not read, with their rule and place.
fn skipped(root: &Root) -> Vec<String> {
    let skipped = root.read(|_| false).1;
    skipped
        .iter()
        .map(|skipped| {
            let finding = Finding::from(skipped);
            let at = finding.place.source.line_col(finding.place.span.start);
            let path = &finding.place.source.path;
            format!(
                "{path}:{}:{} {}: {}",
                at.line, at.column, finding.rule, finding.message
            )
        })
        .collect()
}

#[test]
fn links_are_followed_only_inside_the_workspace() {
    let outside = Project::new(&["secret.yaml", "folder/x.yaml"]);
    let project = Project::new(&[CONFIG, "a.yaml", ".data/real.yaml"]);
    let link = |target: &Path, name: &str| symlink(target, project.path(name)).unwrap();
    link(&outside.path("secret.yaml"), "b.yaml");
    link(&outside.path("folder"), "c");
    link(Path::new("."), "loop");
    link(Path::new("a.yaml"), "same.yaml");
    link(Path::new(".data/real.yaml"), "shown.yaml");
    link(Path::new("gone"), "broken.yaml");
    link(Path::new("e.yaml"), "d.yaml");
    link(Path::new("d.yaml"), "e.yaml");
    link(Path::new("/dev/zero"), "zero.yaml");
    let root = project.root(&["."]);
    let read: Vec<_> = root
        .read(|_| false)
        .0
        .iter()
        .map(|source| source.path.clone())
        .collect();
    assert_eq!(read, ["a.yaml", "shown.yaml"]);
    let skipped = skipped(&root);
    let out = "file-not-read: this link leads out of the workspace";
    assert_eq!(skipped[0], format!("b.yaml:1:1 {out}"));
    assert_eq!(
        skipped[1],
        "broken.yaml:1:1 file-not-read: this is gone or leads nowhere"
    );
    assert_eq!(skipped[2], format!("c:1:1 {out}"));
    assert!(skipped[3].starts_with("d.yaml:1:1 file-not-read: this cannot be read: "));
    assert_eq!(
        skipped[5],
        "zero.yaml:1:1 file-not-read: this is not a regular file"
    );
    assert_eq!(skipped.len(), 6);
}

#[test]
fn a_configuration_from_outside_is_refused() {
    let outside = Project::new(&["secret"]);
    let project = Project::new(&["a.yaml"]);
    symlink(outside.path("secret"), project.path(CONFIG)).unwrap();
    let error = project.try_discover(&["."]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot use `csp-support.yaml`: this link leads out of the workspace"
    );
}

#[test]
fn an_unreadable_configuration_is_an_error() {
    let project = Project::new(&["a.yaml"]);
    project.write(CONFIG, b"\xff\xfea\0");
    let error = project.try_discover(&["."]).unwrap_err();
    assert!(matches!(error, Error::Usage(_)));
    assert!(error.to_string().contains("UTF-16"), "{error}");
}

#[test]
fn pipes_and_devices_are_never_opened() {
    let project = Project::new(&["a.yaml"]);
    let made = std::process::Command::new("mkfifo")
        .arg(project.path("pipe.yaml"))
        .status();
    assert!(made.unwrap().success());
    let socket = std::os::unix::net::UnixListener::bind(project.path("socket.yaml"));
    assert!(socket.is_ok());
    let expected = "file-not-read: this is not a regular file";
    let in_folder = skipped(&project.root(&["."]));
    assert_eq!(
        in_folder,
        [
            format!("pipe.yaml:1:1 {expected}"),
            format!("socket.yaml:1:1 {expected}")
        ]
    );
    assert_eq!(
        skipped(&project.root(&["pipe.yaml"])),
        [format!("pipe.yaml:1:1 {expected}")]
    );
    assert_eq!(
        skipped(&project.root(&["/dev/null"])),
        [format!("/dev/null:1:1 {expected}")]
    );
}

#[test]
fn large_and_vanished_files_are_reported() {
    let project = Project::new(&["gone.yaml", "a.yaml"]);
    project.write("large.yaml", &vec![b'#'; MAX_BYTES + 1]);
    project.write("limit.yaml", &vec![b'#'; MAX_BYTES]);
    let root = project.root(&["."]);
    fs::remove_file(project.path("gone.yaml")).unwrap();
    assert_eq!(
        skipped(&root),
        [
            "gone.yaml:1:1 file-not-read: this is gone or leads nowhere",
            "large.yaml:1:1 file-not-read: the file is larger than 8388608 bytes (8 MiB)",
        ]
    );
    let reasons: Vec<_> = root
        .read(|_| false)
        .1
        .iter()
        .map(|skipped| skipped.reason)
        .collect();
    assert_eq!(reasons, [Reason::System, Reason::Refused]);
}

#[test]
fn unreadable_files_and_folders_are_reported() {
    let project = Project::new(&["closed/b.yaml", "a.yaml"]);
    let close = |name: &str, mode: u32| {
        fs::set_permissions(project.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    close("a.yaml", 0o000);
    close("closed", 0o000);
    let is_stopped = fs::read(project.path("a.yaml")).is_err();
    let skipped = skipped(&project.root(&["."]));
    close("closed", 0o700);
    // The superuser may read everything.
    let expected: &[&str] = if is_stopped {
        &["a.yaml", "closed"]
    } else {
        &[]
    };
    let why = "1:1 file-not-read: the current user may not read this";
    let expected: Vec<_> = expected
        .iter()
        .map(|name| format!("{name}:{why}"))
        .collect();
    assert_eq!(skipped, expected);
}

#[test]
fn names_that_are_no_text_are_shown_as_well_as_possible() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new(&[]);
    let odd = std::ffi::OsStr::from_bytes(b"a\xff\x1b\n.yaml");
    fs::write(project.0.path().join(odd), "a: 1").unwrap();
    let root = project.root(&["."]);
    assert_eq!(names(&root), ["a\u{fffd}\u{1b}\n.yaml"]);
    assert_eq!(root.read(|_| false).0.len(), 1);
}
