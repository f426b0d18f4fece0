//! In which languages pages come: as asked for, as the workspace says, or as its documents are written.

use crate::cli::prepare::Workplace;
use crate::page::Templates;
use crate::site;
use crate::site::untranslated::Count;

/// The languages of the pages, each once, the first one first. A tag without pages stays as it is: the
/// message about it names it as it was written.
pub(super) fn of_pages(
    asked: &[String],
    workplace: &Workplace,
    templates: &Templates,
) -> Vec<String> {
    let written = || site::written_in(&workplace.loaded.workspace, templates.languages());
    let chosen = [asked, &workplace.config.languages];
    let chosen = chosen.into_iter().find(|languages| !languages.is_empty());
    let tags = chosen.map_or_else(written, <[String]>::to_vec);
    let mut languages: Vec<String> = Vec::new();
    for tag in &tags {
        let language = templates.languages().name_of(tag).unwrap_or(tag);
        if !languages.iter().any(|known| known == language) {
            languages.push(language.to_owned());
        }
    }
    languages
}

/// How many texts are shown in another language than the pages', a line for each language.
pub(super) fn untranslated(counts: &[Count], pages: &str) -> impl Iterator<Item = String> {
    counts.iter().map(move |count| {
        let (texts, them) = match count.texts {
            1 => ("text is", "it"),
            _ => ("texts are", "them"),
        };
        format!(
            "on {pages} in `{}`, {} {texts} shown in another language, because nobody translated {them}",
            count.language, count.texts
        )
    })
}
