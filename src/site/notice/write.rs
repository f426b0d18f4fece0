//! Printing a notice in all languages, and what a document itself should say of a change.

use super::{NAME, Told, notice};
use crate::error::Result;
use crate::model::{Entry, Workspace};
use crate::page::{Templates, View};
use crate::site::Options;
use crate::site::changes;
use crate::site::edition::Edition;
use crate::site::single::Shared;
use crate::site::statement::Subject;
use crate::site::write::Sink;
use jiff::civil::Date;
use std::sync::Arc;

/// Prints the notice in all languages into `sink`, each as a file that stands alone and as Markdown; tells whether
/// there was anything to say.
pub fn build(
    (old, new): (&Workspace, &Workspace),
    templates: &Templates,
    options: &Options,
    told: &[Told<'_>],
    sink: &dyn Sink,
) -> Result<bool> {
    let shared = Arc::new(Shared::new(new, templates, options)?);
    let before = Edition::all(old, templates, options)?;
    let after = Edition::all(new, templates, options)?;
    let mut any = false;
    for (before, after) in before.into_iter().zip(after) {
        let (before, after) = (before.alone(&shared), after.alone(&shared));
        let Some(notice) = notice(&before, &after, told)? else {
            continue;
        };
        any = true;
        let view = View::of(&notice)?;
        let language = after.locale.language();
        for suffix in ["html", "md"] {
            let text = after.renderer.render(&format!("{NAME}.{suffix}"), &view)?;
            sink.take(&format!("{NAME}.{language}.{suffix}"), text.as_bytes())?;
        }
    }
    Ok(any)
}

/// What a changed offering's document should say under `changes`: the document, the day, and what changed in the
/// document's own language as far as there are pages in it.
pub fn entries<'a>(
    (old, new): (&Workspace, &Workspace),
    templates: &Templates,
    options: &Options,
    told: &[Told<'a>],
) -> Result<Vec<(&'a Entry, Date, String)>> {
    let mut entries = Vec::new();
    for told in told {
        let (Some(before), Some(after)) = (told.old, told.new) else {
            continue;
        };
        let language = after.metadata().and_then(|data| data.str("language"));
        let language = language.and_then(|tag| templates.languages().name_of(tag));
        let options = Options {
            languages: vec![language.unwrap_or("en").to_owned()],
            ..options.clone()
        };
        let old = Edition::all(old, templates, &options)?;
        let new = Edition::all(new, templates, &options)?;
        let (Some(old), Some(new)) = (old.first(), new.first()) else {
            continue;
        };
        let (one, other) = (Subject::new(old, before)?, Subject::new(new, after)?);
        let mut lines = Vec::new();
        for difference in changes::compare(&one, &other)? {
            lines.extend(difference.told(new.words())?);
        }
        if !lines.is_empty() {
            let text = new.locale.joined("semicolon", &lines)?;
            entries.push((after, told.from, text));
        }
    }
    Ok(entries)
}
