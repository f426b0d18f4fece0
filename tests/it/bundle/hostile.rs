//! Bundles from strangers: refused with a message, and nothing happens outside of the program.

use super::{Files, bundled, bytes, packed, put, sums, unpacked};
use crate::harness::{Project, Ran};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn verify(project: &Project, content: impl AsRef<[u8]>) -> Ran {
    put(project, "b.zip", content);
    project.run(&["verify", "b.zip"])
}

/// An archive of one file with a name as given.
fn named(name: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(name, SimpleFileOptions::default())
        .unwrap();
    archive.write_all(b"x").unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn garbage_is_no_bundle() {
    let project = Project::new();
    for (content, why) in [
        (&b""[..], "it is no zip archive"),
        (b"PK\x03\x04", "it is no zip archive"),
        (
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            "it holds no MANIFEST.json",
        ),
        (b"apiVersion: csp-support/v1\n", "it is no zip archive"),
    ] {
        verify(&project, content)
            .exits(2)
            .warns("cannot verify `b.zip`")
            .warns(why);
    }
    project
        .run(&["verify", "gone.zip"])
        .exits(2)
        .warns("cannot read");
    project
        .run(&["verify", "."])
        .exits(2)
        .warns("neither a bundle nor a folder that csp-support published");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let project = Project::new();
    for name in [
        "../evil.yaml",
        "workspace/../../evil.yaml",
        "/etc/evil.yaml",
        "workspace//x.yaml",
        "C:\\evil.yaml",
        "workspace\\evil.yaml",
        "a\nb",
        "workspace/",
        "\u{1b}[31m",
    ] {
        let ran = verify(&project, named(name)).exits(2);
        let ran = ran.warns("is no plain name of a file");
        assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
    }
    let made = std::fs::read_dir(project.path("")).unwrap().count();
    assert_eq!(made, 1, "only the bundle is there");
}

#[test]
fn encoded_names_that_lead_elsewhere_are_refused() {
    let project = bundled("minimal");
    for name in [
        "workspace/%2E%2E/evil.yaml",
        "workspace/%2Fevil.yaml",
        "workspace/%zz",
        "workspace/a%2",
    ] {
        let mut files = unpacked(&project, "a.zip");
        files.insert(name.to_owned(), Vec::new());
        relisted(&mut files);
        verify(&project, packed(&files))
            .exits(2)
            .warns("stands for no file of a workspace");
    }
}

/// Lists all files anew, as who forges a bundle would.
fn relisted(files: &mut Files) {
    let mut json: serde_json::Value = serde_json::from_slice(&files["MANIFEST.json"]).unwrap();
    let mut list = serde_json::Map::new();
    for (path, content) in files.iter() {
        if path != "MANIFEST.json" && path != "SHA256SUMS" {
            let print =
                serde_json::json!({"size": content.len(), "sha256": super::sha256(content)});
            list.insert(path.clone(), print);
        }
    }
    json["files"] = list.into();
    files.insert(
        "MANIFEST.json".to_owned(),
        serde_json::to_vec(&json).unwrap(),
    );
    let sums = sums(files);
    files.insert("SHA256SUMS".to_owned(), sums);
}

#[test]
fn a_bomb_does_not_go_off() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let zeros = vec![0; 1 << 24];
    for index in 0..9 {
        archive.start_file(format!("{index}"), options).unwrap();
        for _ in 0..8 {
            archive.write_all(&zeros).unwrap();
        }
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(bomb.len() < 2 << 20, "{}", bomb.len());
    verify(&Project::new(), bomb)
        .exits(2)
        .warns("it holds more than 1024 MiB");
}

#[test]
fn two_files_of_one_name_are_refused() {
    let (one, other) = (named("MANIFEST.json"), named("MANIFEST.jsoN"));
    let project = Project::new();
    // Two archives after one another, joined by hand into one with two entries of the same name.
    let joined = joined(&one, &other);
    verify(&project, joined).exits(2).warns("cannot verify");
}

/// One archive with the entries of two, in which both are called as the first.
fn joined(one: &[u8], other: &[u8]) -> Vec<u8> {
    let split = |bytes: &[u8]| {
        let at = bytes
            .windows(4)
            .position(|four| four == b"PK\x01\x02")
            .unwrap();
        let end = bytes
            .windows(4)
            .position(|four| four == b"PK\x05\x06")
            .unwrap();
        (
            bytes[..at].to_vec(),
            bytes[at..end].to_vec(),
            bytes[end..].to_vec(),
        )
    };
    let rename = |bytes: Vec<u8>| {
        let text: Vec<u8> = bytes;
        let at = text
            .windows(13)
            .position(|name| name == b"MANIFEST.jsoN")
            .unwrap();
        let mut renamed = text.clone();
        renamed[at..at + 13].copy_from_slice(b"MANIFEST.json");
        renamed
    };
    let ((first, directory, end), (second, others, _)) = (split(one), split(other));
    let (second, mut others) = (rename(second), rename(others));
    others[42..46].copy_from_slice(&u32::try_from(first.len()).unwrap().to_le_bytes());
    let mut end = end;
    let size = u32::try_from(directory.len() + others.len()).unwrap();
    let start = u32::try_from(first.len() + second.len()).unwrap();
    end[8..10].copy_from_slice(&2u16.to_le_bytes());
    end[10..12].copy_from_slice(&2u16.to_le_bytes());
    end[12..16].copy_from_slice(&size.to_le_bytes());
    end[16..20].copy_from_slice(&start.to_le_bytes());
    [first, second, directory, others, end].concat()
}

#[test]
fn a_manifest_of_another_sort_is_refused() {
    let project = bundled("minimal");
    for (from, to, why) in [
        (
            "csp-support/bundle/v1",
            "csp-support/bundle/v9",
            "its format `csp-support/bundle/v9` is not known",
        ),
        ("\"asOf\"", "\"asof\"", "its MANIFEST.json cannot be read"),
        ("{\n", "[\n", "its MANIFEST.json cannot be read"),
    ] {
        let mut files = unpacked(&project, "a.zip");
        let manifest = String::from_utf8(files["MANIFEST.json"].clone()).unwrap();
        files.insert(
            "MANIFEST.json".to_owned(),
            manifest.replacen(from, to, 1).into_bytes(),
        );
        verify(&project, packed(&files)).exits(2).warns(why);
    }
}

/// Settings of a stranger name folders of this machine; none of them is read.
#[test]
fn settings_in_a_bundle_lead_nowhere() {
    let project = bundled("minimal");
    put(&project, "secret.yaml", "rules: [{id: SECRET}]\n");
    let mut files = unpacked(&project, "a.zip");
    let settings = format!(
        "asOf: 2026-12-01\npacks: ['{0}']\ntemplates: '{0}'\n",
        project.path("").display()
    );
    files.insert(
        "workspace/csp-support.yaml".to_owned(),
        settings.into_bytes(),
    );
    relisted(&mut files);
    let ran = verify(&project, packed(&files)).exits(1);
    let ran = ran.says("differs: auditing what the bundle holds gives other bytes");
    assert!(!(ran.stdout + &ran.stderr).contains("SECRET"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_damaged_archive_never_passes(at in 0.0..1.0f64, flip in 1u8..=255, cut in any::<bool>()) {
        let project = bundle_once();
        let mut content = bytes(project, "a.zip");
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a small file")]
        let at = ((content.len() - 1) as f64 * at) as usize;
        if cut {
            content.truncate(at);
        } else {
            content[at] ^= flip;
        }
        let name = format!("{at}-{flip}-{cut}.zip");
        put(project, &name, &content);
        let ran = project.run(&["verify", "--files-only", &name]);
        prop_assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        // What zip itself does not mind changes no file, and then the archive is not ours any more.
        prop_assert!(ran.code != 0 || ran.stdout.contains("another program packed"), "{}", ran.stdout);
        std::fs::remove_file(project.path(&name)).unwrap();
    }
}

/// One bundle for all cases.
fn bundle_once() -> &'static Project {
    static ONCE: std::sync::OnceLock<Project> = std::sync::OnceLock::new();
    ONCE.get_or_init(|| bundled("minimal"))
}
