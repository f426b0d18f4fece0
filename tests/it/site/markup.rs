//! Just enough HTML reading to look at tags and attributes; it believes only quoted attributes.

/// One opening tag.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The names of the element and its attributes.
    pub(crate) fn names(&self) -> Vec<String> {
        let attributes = self.attributes.iter().map(|(name, _)| name.clone());
        std::iter::once(self.name.clone())
            .chain(attributes)
            .collect()
    }
}

/// All opening tags of a page, in order.
pub(crate) fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, behind) = tag(rest);
            tags.push(tag);
            rest = behind;
        }
    }
    tags
}

fn tag(text: &str) -> (Tag, &str) {
    let end = text
        .find(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .unwrap_or(text.len());
    let name = text[..end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (Tag { name, attributes }, rest);
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || "=>/".contains(c))
            .unwrap_or(rest.len());
        let key = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let value = match rest
            .strip_prefix("=\"")
            .and_then(|value| value.split_once('"'))
        {
            Some((value, behind)) => {
                rest = behind;
                value.to_owned()
            }
            None => String::new(),
        };
        if end == 0 {
            rest = rest.get(1..).unwrap_or_default();
        }
        attributes.push((key, value));
    }
}
