//! Evidence bundles: the same bytes for the same input, whole or named file by file, refused when hostile.

mod asked;
mod hostile;

use crate::harness::Project;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

type Files = BTreeMap<String, Vec<u8>>;

const AUDIT: [&str; 5] = ["audit", "ws", "--quiet", "--bundle", "a.zip"];

fn bundled(fixture: &str) -> Project {
    let project = Project::with_fixture(fixture);
    project.run(&AUDIT).exits(0);
    project
}

fn bytes(project: &Project, name: &str) -> Vec<u8> {
    std::fs::read(project.path(name)).unwrap()
}

fn unpacked(project: &Project, name: &str) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes(project, name))).unwrap();
    let mut files = Files::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(file.name().unwrap().into_owned(), content);
    }
    files
}

/// Packs files as another program might.
fn packed(files: &Files) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        archive.start_file(path.as_str(), options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn put(project: &Project, name: &str, content: impl AsRef<[u8]>) {
    std::fs::write(project.path(name), content).unwrap();
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_it_stands() {
    let project = bundled("nordlicht");
    let again = ["audit", "--quiet", "--bundle", "../b.zip", "--jobs", "1"];
    let mut command = project.command(&again);
    command.current_dir(project.path("ws"));
    assert!(command.status().unwrap().success());
    assert_eq!(bytes(&project, "a.zip"), bytes(&project, "b.zip"));
    // `asOf` of the workspace and the same day on the command line are one.
    let json: serde_json::Value =
        serde_json::from_slice(&unpacked(&project, "a.zip")["MANIFEST.json"]).unwrap();
    let day = json["audit"]["asOf"].as_str().unwrap();
    let dated = [
        "audit", "ws", "--quiet", "--as-of", day, "--bundle", "c.zip",
    ];
    project.run(&dated).exits(0);
    assert_eq!(bytes(&project, "a.zip"), bytes(&project, "c.zip"));
}

#[test]
fn a_bundle_holds_what_was_read_and_what_came_of_it() {
    let project = bundled("nordlicht");
    let files = unpacked(&project, "a.zip");
    for path in [
        "README.txt",
        "SHA256SUMS",
        "citations.csv",
        "waivers.csv",
        "packs/csp/_sources.yaml",
        "packs/promise/_pack.yaml",
        "report/audit.csv",
        "report/audit.html",
        "report/audit.md",
        "report/audit.oscal.json",
        "report/audit.sarif",
        "workspace/csp-support.yaml",
    ] {
        assert!(files.contains_key(path), "{path} in {:?}", files.keys());
    }
    let report: serde_json::Value = serde_json::from_slice(&files["report/audit.json"]).unwrap();
    for input in report["inputs"].as_array().unwrap() {
        let path = input["path"].as_str().unwrap();
        assert_eq!(
            files[&format!("workspace/{path}")],
            bytes(&project, &format!("ws/{path}"))
        );
    }
    let texts: Vec<_> = files
        .values()
        .map(|file| String::from_utf8_lossy(file))
        .collect();
    let here = project.path("").display().to_string();
    assert!(
        !texts.iter().any(|text| text.contains(&here)),
        "a path of this machine"
    );
    // Counts are those of an audit that nobody bundled.
    project
        .run(&["audit", "ws", "--quiet", "--format", "json=plain.json"])
        .exits(0);
    let plain: serde_json::Value = serde_json::from_str(&project.read("plain.json")).unwrap();
    assert_eq!(plain["counts"], report["counts"]);
}

#[test]
fn a_bundle_proves_itself_without_its_workspace() {
    let project = bundled("nordlicht");
    std::fs::remove_dir_all(project.path("ws")).unwrap();
    project
        .run(&["verify", "a.zip"])
        .exits(0)
        .says("evidence of an audit, made by csp-support")
        .says("SHA-256")
        .says("whole: ")
        .says("proven: auditing what the bundle holds gives the same bytes");
}

#[test]
fn a_bundle_is_held_against_the_workspace_as_it_is_now() {
    let project = bundled("minimal");
    project
        .run(&["verify", "a.zip", "ws"])
        .exits(0)
        .says("proven: auditing `ws` as before gives the same bytes");
    let offering = project.read("ws/offering.yaml");
    put(&project, "ws/offering.yaml", offering + "# later\n");
    put(&project, "ws/new.yaml", "");
    std::fs::rename(
        project.path("ws/partner.yaml"),
        project.path("ws/profile.yaml"),
    )
    .unwrap();
    project
        .run(&["verify", "a.zip", "ws"])
        .exits(1)
        .says("proven: auditing what the bundle holds gives the same bytes")
        .says("differs: auditing `ws` as before gives other bytes")
        .says("  changed  workspace/offering.yaml")
        .says("  missing  workspace/new.yaml")
        .says("  missing  workspace/profile.yaml")
        .says("  extra    workspace/partner.yaml");
}

#[test]
fn a_changed_byte_is_named() {
    let project = bundled("minimal");
    let files = unpacked(&project, "a.zip");
    let changed = |change: &dyn Fn(&mut Files)| {
        let mut files = files.clone();
        change(&mut files);
        put(&project, "b.zip", packed(&files));
        project.run(&["verify", "b.zip"])
    };
    changed(&|_| {})
        .exits(0)
        .says("another program packed this archive");
    changed(&|files| files.get_mut("report/audit.csv").unwrap()[9] ^= 1)
        .exits(1)
        .says("not whole: 1 file not as its MANIFEST.json says\n  changed  report/audit.csv\n");
    changed(&|files| drop(files.remove("workspace/partner.yaml")))
        .exits(1)
        .says("  missing  workspace/partner.yaml");
    changed(&|files| drop(files.insert("report/more.txt".to_owned(), Vec::new())))
        .exits(1)
        .says("  extra    report/more.txt");
    changed(&|files| files.get_mut("SHA256SUMS").unwrap()[0] ^= 1)
        .exits(1)
        .says("  changed  SHA256SUMS");
}

/// Who changes a report and its hash is found out because the inputs do not make that report.
#[test]
fn a_forged_report_with_a_forged_hash_is_named() {
    let project = bundled("minimal");
    let mut files = unpacked(&project, "a.zip");
    let forged = b"all is well\n".to_vec();
    let sha256 = |project: &Project| {
        let ran = project.run(&["verify", "b.zip", "--files-only"]);
        let line = ran
            .stdout
            .lines()
            .find(|line| line.contains("SHA-256"))
            .unwrap()
            .to_owned();
        line.rsplit(' ').next().unwrap().to_owned()
    };
    put(&project, "b.zip", packed(&files));
    assert_eq!(sha256(&project).len(), 64);
    files.insert("waivers.csv".to_owned(), forged);
    let manifest = reckoned(&files, "waivers.csv", "MANIFEST.json");
    files.insert("MANIFEST.json".to_owned(), manifest);
    let sums = sums(&files);
    files.insert("SHA256SUMS".to_owned(), sums);
    put(&project, "b.zip", packed(&files));
    project
        .run(&["verify", "b.zip"])
        .exits(1)
        .says("whole: ")
        .says(
            "differs: auditing what the bundle holds gives other bytes\n  changed  waivers.csv\n",
        );
    project
        .run(&["verify", "--files-only", "b.zip"])
        .exits(0)
        .says("whole: ");
}

/// The manifest with size and hash of a file as they are.
fn reckoned(files: &Files, path: &str, manifest: &str) -> Vec<u8> {
    let mut json: serde_json::Value = serde_json::from_slice(&files[manifest]).unwrap();
    json["files"][path] = serde_json::json!({
        "size": files[path].len(),
        "sha256": sha256(&files[path]),
    });
    let mut bytes = serde_json::to_vec_pretty(&json).unwrap();
    bytes.push(b'\n');
    bytes
}

fn sums(files: &Files) -> Vec<u8> {
    let files = files.iter().filter(|(path, _)| *path != "SHA256SUMS");
    let lines = files.map(|(path, content)| format!("{}  {path}\n", sha256(content)));
    lines.collect::<String>().into_bytes()
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().fold(String::new(), |digits, byte| {
        digits + &format!("{byte:02x}")
    })
}

#[test]
fn another_version_cannot_be_proven_and_says_so() {
    let project = bundled("minimal");
    let mut files = unpacked(&project, "a.zip");
    let manifest = String::from_utf8(files["MANIFEST.json"].clone()).unwrap();
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let older = manifest.replacen(&version, "\"version\": \"0.0.1\"", 1);
    assert_ne!(older, manifest);
    files.insert("MANIFEST.json".to_owned(), older.into_bytes());
    let sums = sums(&files);
    files.insert("SHA256SUMS".to_owned(), sums);
    put(&project, "b.zip", packed(&files));
    project
        .run(&["verify", "b.zip"])
        .exits(2)
        .says("not proven: ")
        .says("version 0.0.1 made the first ones");
}

#[test]
fn what_was_asked_is_asked_again() {
    let project = Project::with_fixture("invalid");
    let words = [
        "audit",
        "ws",
        "--quiet",
        "--as-of",
        "2026-12-01",
        "--select",
        "CSP-GDAP",
        "--ignore",
        "CSP-GDAP-001",
        "--no-waivers",
        "--fail-on",
        "error",
        "--bundle",
        "a.zip",
    ];
    project.run(&words).exits(1);
    project
        .run(&["verify", "a.zip", "ws"])
        .exits(0)
        .says("--select CSP-GDAP --ignore CSP-GDAP-001 --no-waivers --fail-on error .");
    // A PATH limits what is reported, and what is read stays whole.
    let project = Project::with_fixture("minimal");
    project
        .run(&["audit", "ws/offering.yaml", "--quiet", "--bundle", "a.zip"])
        .exits(0);
    let files = unpacked(&project, "a.zip");
    assert!(files.contains_key("workspace/partner.yaml"));
    project
        .run(&["verify", "a.zip"])
        .exits(0)
        .says("offering.yaml`");
}

/// A pack may lie outside of the workspace: it is part of the evidence all the same, and judges again from there.
#[test]
fn packs_of_ones_own_go_along() {
    let project = Project::with_fixture("minimal");
    let house = crate::harness::repository().join("fixtures/house");
    crate::harness::copy(&house, &project.path("house"));
    let settings = project.read("ws/csp-support.yaml");
    put(
        &project,
        "ws/csp-support.yaml",
        settings + "\npacks: [../house]\n",
    );
    project.run(&AUDIT).exits(0);
    project.run(&["verify", "a.zip", "ws"]).exits(0);
    let files = unpacked(&project, "a.zip");
    let about = bytes(&project, "house/_pack.yaml");
    let held = files.values().filter(|content| **content == about);
    assert_eq!(held.count(), 1, "{:?}", files.keys());
    let rule = project.read("house/_pack.yaml") + "# changed\n";
    put(&project, "house/_pack.yaml", rule);
    project
        .run(&["verify", "a.zip", "ws"])
        .exits(1)
        .says("proven: auditing what the bundle holds gives the same bytes")
        .says("/_pack.yaml");
    std::fs::remove_dir_all(project.path("house")).unwrap();
    project.run(&["verify", "a.zip"]).exits(0);
}

#[test]
fn what_cannot_be_whole_is_not_bundled() {
    let project = Project::with_fixture("minimal");
    let large = format!("# {}\n", "x".repeat(9 << 20));
    put(&project, "ws/large.yaml", large);
    project
        .run(&AUDIT)
        .exits(2)
        .warns("a bundle holds all that was read, and not everything could be");
    assert!(!project.path("a.zip").exists());
    let project = Project::with_fixture("minimal");
    crate::harness::copy(&project.path("ws"), &project.path("other"));
    project
        .run(&["audit", "ws", "other", "--quiet", "--bundle", "a.zip"])
        .exits(2)
        .warns("a bundle holds one workspace at a time; name one folder");
}

/// What is not UTF-8 is a finding, and the file is part of the evidence as it is.
#[test]
fn files_are_held_as_they_are() {
    let project = Project::with_fixture("minimal");
    put(&project, "ws/latin.yaml", b"name: M\xfcller\n");
    let offering = project.read("ws/offering.yaml");
    put(
        &project,
        "ws/offering.yaml",
        format!("\u{feff}{}", offering.replace('\n', "\r\n")),
    );
    put(&project, "ws/50% = \u{202e}ä?.yaml", "");
    project.run(&AUDIT).exits(0);
    let files = unpacked(&project, "a.zip");
    assert_eq!(files["workspace/latin.yaml"], b"name: M\xfcller\n");
    assert!(files["workspace/offering.yaml"].starts_with("\u{feff}".as_bytes()));
    assert!(files.contains_key("workspace/50%25 %3D %E2%80%AEä%3F.yaml"));
    project.run(&["verify", "a.zip", "ws"]).exits(0);
}
