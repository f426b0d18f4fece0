//! What stands between words is said by the locale files, never by templates or code.

use std::path::Path;
use walkdir::WalkDir;

/// Stands for whatever a template puts in.
const VALUE: char = '\u{1}';

/// Signs that every language writes alike, arrows along its lines.
const SIGNS: [&str; 6] = ["·", "–", "→", "←", "›", "="];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A text with what stands between two marks replaced.
fn replaced(text: &str, from: &str, to: &str, with: &str) -> String {
    let mut rest = text;
    let mut left = String::new();
    while let Some((before, after)) = rest.split_once(from) {
        left += before;
        left += with;
        rest = after.split_once(to).map_or("", |(_, behind)| behind);
    }
    left + rest
}

/// What a template itself says: everything but expressions, tags and comments.
fn said(template: &str) -> Vec<String> {
    let value = VALUE.to_string();
    let text = replaced(template, "{#", "#}", "");
    // Goes into an attribute that tells browsers what may run.
    let text = replaced(
        &text,
        "{% block scripts %}",
        "{% endblock scripts %}",
        &value,
    );
    let text = replaced(&text, "{{", "}}", &value);
    let text = replaced(&text, "{%", "%}", &value);
    let text = replaced(&text, "<style>", "</style>", &value);
    let text = replaced(&text, "<", ">", &value);
    let pieces = text.split(VALUE).flat_map(str::lines);
    let pieces = pieces.map(|piece| piece.trim().to_owned());
    pieces
        .filter(|piece| !piece.is_empty() && !SIGNS.contains(&piece.as_str()) && !is_number(piece))
        .collect()
}

/// The number of a section, which every language writes alike.
fn is_number(piece: &str) -> bool {
    let number = piece.strip_suffix('.');
    number.is_some_and(|digits| digits.parse::<u8>().is_ok())
}

#[test]
fn templates_say_nothing_themselves() {
    for path in templates("html") {
        let text = std::fs::read_to_string(&path).unwrap();
        let said = said(&text);
        assert!(said.is_empty(), "{}: {said:?}", path.display());
    }
}

/// In Markdown some punctuation is syntax; what joins words is not.
#[test]
fn markdown_templates_join_no_words() {
    for path in templates("md") {
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replace("{{ loop.index }}.", "");
        let said: Vec<_> = said(&text)
            .into_iter()
            .filter(|piece| {
                let syntax = |c: char| "#*|->[]\\".contains(c) || c.is_whitespace();
                let bare = piece.trim_matches(syntax);
                let address = bare == "(" && piece.starts_with(']') || bare == ")";
                !bare.is_empty() && !address && !is_number(bare) && !SIGNS.contains(&bare)
            })
            .collect();
        assert!(said.is_empty(), "{}: {said:?}", path.display());
    }
}

/// The templates of pages; the audit is a report in English.
fn templates(suffix: &str) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(root().join("templates")).unwrap();
    let all = all.map(|entry| entry.unwrap().path());
    all.filter(|path| path.extension().is_some_and(|ext| ext == suffix))
        .filter(|path| !path.ends_with("audit.html"))
        .collect()
}

/// A line of a numbered list.
const NUMBERED: &str = "{number}. {}";

/// Texts of code that join words: `, ` alone, or `{a} ({b})`. What writes folders speaks to the terminal.
#[test]
fn code_joins_no_words() {
    let mut found = Vec::new();
    for entry in WalkDir::new(root().join("src/site")) {
        let entry = entry.unwrap();
        let writes = entry.path().starts_with(root().join("src/site/write"));
        if writes || entry.path().extension().is_none_or(|ext| ext != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let code: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for literal in code.split('"').skip(1).step_by(2) {
            let bare = replaced(literal, "{", "}", "");
            let joins = [", ", "; ", ": ", " (", ". "]
                .iter()
                .any(|join| literal.contains(join));
            let words = bare.contains(char::is_alphanumeric);
            if !words && joins && literal != NUMBERED {
                found.push(format!("{}: {literal:?}", entry.path().display()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
