//! Pages in languages that are written from right to left.

/// Declarations that would keep a side of the page whatever the direction of its language.
#[test]
fn the_style_sheet_knows_beginnings_and_ends_not_left_and_right() {
    let sheet = include_str!("../../../templates/style.css");
    let physical: Vec<_> = sheet
        .lines()
        .filter(|line| {
            let line = line.trim();
            // The corners of a sheet of paper have no other names.
            let corner = line.starts_with('@');
            let sided = ["-left", "-right", "left:", "right:", ": left", ": right"];
            let round =
                (line.starts_with("padding:") || line.starts_with("margin:")) && sides(line) == 4;
            !corner && (round || sided.iter().any(|side| line.contains(side)))
        })
        .collect();
    assert!(physical.is_empty(), "{physical:#?}");
}

/// How many values a declaration gives, those in brackets counted as one.
fn sides(line: &str) -> usize {
    let mut depth = 0;
    let values = line.split_once(':').map_or("", |(_, values)| values);
    let flat: String = values
        .chars()
        .filter(|c| {
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0 || !c.is_whitespace()
        })
        .collect();
    flat.split_whitespace().count()
}
