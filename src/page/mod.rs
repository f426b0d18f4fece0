//! What site and HTML report share: templates, locale formatting, Markdown, escaping.
