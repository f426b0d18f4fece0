//! Statements as PDF, with a program in place of a browser; `tests/web/pdf.sh` asks a real one.
#![cfg(unix)]

use crate::harness::Project;
use std::fs;
use std::os::unix::fs::PermissionsExt;

/// Prints the links of a page, a date that is never the same, and cells of a table that are never counted from
/// the same number.
const PRINTS: &str = r#"#!/bin/sh
for word; do
    case $word in
        --print-to-pdf=*) out=${word#*=} ;;
        --user-data-dir=*) profile=${word#*=} ;;
        file://*) page=${word#file://} ;;
    esac
done
mkdir "$profile" || exit 3
[ -e "$(dirname "$page")/../style.css" ] || exit 4
{
    printf '%%PDF-1.4\n'
    grep -o '<a [^>]*>' "$page"
    printf '<</CreationDate (D:%s)\n/ModDate (D:%s)>>\n' $$ $$
    printf '/ID (node%08d) /ID (node%08d) /Headers [(node%08d)]\n' $(($$ + 9)) $$ $(($$ + 9))
} >"$out"
"#;

/// A small workspace beside a program that prints; its scratch files go into `tmp`.
fn with(program: &str) -> Project {
    let project = Project::with_fixture("minimal")
        .file("prints", program)
        .file("tmp/mine", "");
    let executable = fs::Permissions::from_mode(0o755);
    fs::set_permissions(project.path("prints"), executable).unwrap();
    let tmp = project.path("tmp").display().to_string();
    project.env("TMPDIR", &tmp)
}

const PUBLISH: [&str; 7] = [
    "publish",
    "ws",
    "--lang=en,de",
    "--out",
    "site",
    "--pdf",
    "--chromium=prints",
];

#[track_caller]
fn nothing_is_left(project: &Project) {
    let left = fs::read_dir(project.path("tmp")).unwrap();
    assert_eq!(left.count(), 1, "only what was there before");
}

#[test]
fn a_pdf_stands_beside_each_statement_and_is_the_same_each_time() {
    let project = with(PRINTS);
    project.run(&PUBLISH).exits(0);
    nothing_is_left(&project);
    for language in ["en", "de"] {
        let pdf = project.read(&format!("site/{language}/standard.pdf"));
        assert!(pdf.starts_with("%PDF-") && !pdf.contains("Date"), "{pdf}");
        let cells = "/ID (node00000001) /ID (node00000000) /Headers [(node00000001)]";
        assert!(pdf.contains(cells), "{pdf}");
        let page = project.read(&format!("site/{language}/standard.html"));
        assert!(page.contains("<a href=\"standard.pdf\" type=\"application/pdf\">"));
        let index = project.read(&format!("site/{language}/index.html"));
        assert!(!index.contains("application/pdf"));
    }
    project.run(&PUBLISH).exits(0).warns("nothing changed");
    project.run(&[&PUBLISH[..], &["--check"]].concat()).exits(0);
    let without = project.run(&["publish", "ws", "--lang=en,de", "--out", "site", "--check"]);
    without
        .exits(1)
        .says("gone site/en/standard.pdf")
        .says("changed site/en/standard.html");
}

#[test]
fn links_on_paper_lead_to_the_site_or_nowhere() {
    let project = with(PRINTS);
    project.run(&PUBLISH).exits(0);
    let pdf = project.read("site/en/standard.pdf");
    assert!(
        pdf.contains("href=\"#contact\"") && pdf.contains("href=\"tel:"),
        "{pdf}"
    );
    for relative in ["href=\"../", "href=\"index.html", "href=\"standard."] {
        assert!(!pdf.contains(relative), "{relative} in {pdf}");
    }
    let settings = "asOf: 2026-11-23\nsite: {baseUrl: \"https://harbour.example/help/\"}\n";
    let project = project.file("ws/csp-support.yaml", settings);
    project.run(&PUBLISH).exits(0);
    let pdf = project.read("site/en/standard.pdf");
    for absolute in ["en/index.html", "de/standard.html", "en/standard.md"] {
        let link = format!("href=\"https://harbour.example/help/{absolute}\"");
        assert!(pdf.contains(&link), "{link} in {pdf}");
    }
}

#[test]
fn a_print_is_believed_once_another_agrees() {
    let cases = [
        ("the same", "0", 2, "0"),
        ("another one first", "$((n == 1))", 3, "0"),
        ("another one in between", "$((n == 2))", 3, "0"),
        ("two that are like no other", "$((n < 3 ? n : 0))", 4, "0"),
        ("never the same", "$n", 4, "4"),
    ];
    for (case, said, prints, believed) in cases {
        let counts = format!(
            "}} >\"$out\"\necho print >>\"$0.count\"\nn=$(grep -c . \"$0.count\")\necho \"said {said}.\" >>\"$out\"\n"
        );
        let project = with(&PRINTS.replace("} >\"$out\"\n", &counts));
        let words = ["publish", "ws", "--lang=en", "--out", "site", "--pdf"];
        let words = [&words[..], &["--chromium=prints"]].concat();
        project.run(&words).exits(0);
        assert_eq!(
            project.read("prints.count").lines().count(),
            prints,
            "{case}"
        );
        let pdf = project.read("site/en/standard.pdf");
        assert!(
            pdf.ends_with(&format!("said {believed}.\n")),
            "{case}: {pdf}"
        );
        nothing_is_left(&project);
    }
}

#[test]
fn what_cannot_be_printed_leaves_nothing_published() {
    let names_this_machine =
        PRINTS.replace("printf '%%PDF-1.4\\n'", "printf '%%PDF-1.4 (file:///tmp)'");
    let programs = [
        ("#!/bin/sh\nexit 7\n", "it ended with exit status: 7"),
        ("#!/bin/sh\nexit 0\n", "could not print a page"),
        ("no program at all", "could not print a page"),
        (&PRINTS.replace("%%PDF", "%%PNG"), "made no PDF"),
        (&names_this_machine, "made no PDF"),
    ];
    for (program, why) in programs {
        let project = with(program);
        project.run(&PUBLISH).exits(2).warns(why);
        assert!(!project.path("site").exists(), "{why}");
        nothing_is_left(&project);
    }
}

#[test]
fn without_a_browser_the_message_says_what_to_install() {
    let project = with(PRINTS).env("PATH", "/nonexistent");
    let words = ["publish", "ws", "--out", "site", "--pdf"];
    project
        .run(&words)
        .exits(2)
        .warns("install one")
        .warns("`--chromium FILE`");
    let named = [&words[..], &["--chromium", "missing"]].concat();
    project
        .run(&named)
        .exits(2)
        .warns("`--chromium missing` is no program");
    assert!(!project.path("site").exists());
    let alone = ["publish", "ws", "--out", "site", "--chromium", "prints"];
    project.run(&alone).exits(2).warns("--pdf");
}
