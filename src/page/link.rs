//! Which addresses a page may link to: `https`, `mailto` and `tel`, nothing else.
//!
//! Escaping is not enough for an address, because `javascript:` needs no special character.

/// The address, if a page may link to it. The scheme must be written plainly: an address in
/// disguise (leading blanks, control characters, entities) is none that a person meant.
pub fn allowed(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once(':')?;
    let is = |known: &str| scheme.eq_ignore_ascii_case(known);
    let harmless = if is("https") {
        rest.starts_with("//") && rest.len() > 2 && !rest[2..].starts_with('/')
    } else {
        (is("mailto") || is("tel")) && !rest.is_empty() && !rest.starts_with('/')
    };
    let plain = !address.chars().any(|c| match c {
        '<' | '>' | '"' | '\\' | '`' | '{' | '}' | '|' | '^' => true,
        '!'..='~' => false,
        _ => c.is_control() || c.is_whitespace(),
    });
    (harmless && plain).then_some(address)
}

/// The path of a web address with a slash at both ends, if a page may link to it.
pub fn path(address: &str) -> Option<String> {
    let (_, rest) = allowed(address)?.split_once("//")?;
    let (rest, _) = rest.split_once(['?', '#']).unwrap_or((rest, ""));
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    Some(match path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    })
}

/// The address as a Markdown link destination: nothing in it can end the destination.
pub fn for_markdown(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '(' => text.push_str("%28"),
            ')' => text.push_str("%29"),
            '*' => text.push_str("%2A"),
            '_' => text.push_str("\\_"),
            '[' => text.push_str("%5B"),
            ']' => text.push_str("%5D"),
            '&' => text.push_str("\\&"),
            c => text.push(c),
        }
    }
    text
}

/// What people read of an address: without scheme and final slash.
pub fn display(address: &str) -> &str {
    let text = address.split_once(':').map_or(address, |(_, rest)| rest);
    text.trim_start_matches('/').trim_end_matches('/')
}
