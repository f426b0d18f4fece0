//! `runbook`: the internal page for one customer.

use crate::cli::args::{Judging, PageFormat, Runbook};
use crate::cli::hours::ask::is_set;
use crate::cli::hours::unknown;
use crate::cli::inputs::Inputs;
use crate::cli::output::{print, tell, write_file};
use crate::cli::pages::templates;
use crate::cli::prepare::{Workplace, prepare};
use crate::cli::{CLEAN, FAILED};
use crate::error::{Error, Result};
use crate::model::Entry;
use crate::page::Templates;
use crate::site::runbook::{self, Asked, Format};
use jiff::Timestamp;
use std::path::Path;

pub(super) fn run(asked: &Runbook) -> Result<u8> {
    let judging = Judging::reading(&asked.paths, asked.as_of);
    let prepared = prepare(&judging)?;
    let (workplace, customer) = customer(&prepared.workplaces, &asked.customer)?;
    let templates = templates(workplace)?;
    let language = language(asked, workplace, &templates)?;
    let now = (!is_set(asked.as_of, workplace))
        .then(this_minute)
        .flatten();
    let page = runbook::print(
        &workplace.loaded.workspace,
        &templates,
        Asked {
            customer,
            language: &language,
            as_of: workplace.as_of,
            now,
        },
        format(asked)?,
    )?;
    match &asked.out {
        None => print(&page)?,
        Some(file) => {
            Inputs::of(&prepared, &judging).spare(std::slice::from_ref(file))?;
            write_file(file, page.as_bytes())?;
            tell(&format!("wrote {}; it is internal", file.display()));
        }
    }
    Ok(unread(workplace))
}

/// Names files that could not be read, and tells how the run ends.
fn unread(workplace: &Workplace) -> u8 {
    let unread = workplace.unread();
    for finding in &unread {
        tell(&format!(
            "csp-support: `{}` could not be read, so the page may lack something",
            finding.place.source.path
        ));
    }
    if unread.is_empty() { CLEAN } else { FAILED }
}

/// The customer of an id, who must be free of errors.
fn customer<'a>(places: &'a [Workplace], id: &str) -> Result<(&'a Workplace, &'a Entry)> {
    let all = places.iter().flat_map(|place| {
        let entries = place.loaded.workspace.of_kind("Customer");
        entries.map(move |entry| (place, entry))
    });
    let mut found = all.clone().filter(|(_, entry)| entry.id == id);
    let Some((place, entry)) = found.next() else {
        let known: Vec<_> = all.map(|(_, entry)| entry.id.as_str()).collect();
        return Err(unknown("customer", id, &known));
    };
    if found.next().is_some() {
        return Err(Error::Usage(format!(
            "several documents are the customer `{id}`; name the folder of one workspace, or mend the id"
        )));
    }
    if entry.stopped {
        return Err(Error::Usage(format!(
            "the customer `{id}` has errors; `csp-support check` shows them"
        )));
    }
    Ok((place, entry))
}

/// The language of the page, one of those that there are; `de-DE` has the pages of `de`.
fn language(asked: &Runbook, workplace: &Workplace, templates: &Templates) -> Result<String> {
    let settings = workplace.config.languages.first();
    let wanted = asked.lang.as_ref().or(settings);
    let wanted = wanted.map_or("en", String::as_str);
    if let Some(language) = templates.languages().name_of(wanted) {
        return Ok(language.to_owned());
    }
    if asked.lang.is_none() {
        return Ok("en".to_owned());
    }
    let known: Vec<_> = templates.languages().names().collect();
    Err(unknown("language", wanted, &known))
}

fn this_minute() -> Option<Timestamp> {
    Timestamp::from_second(Timestamp::now().as_second() / 60 * 60).ok()
}

/// What was asked for, else what the file's name says, else Markdown.
fn format(asked: &Runbook) -> Result<Format> {
    let named = asked.out.as_deref().and_then(Path::extension);
    match (asked.format, named.and_then(|name| name.to_str())) {
        (Some(PageFormat::Html), _) | (None, Some("html" | "htm")) => Ok(Format::Html),
        (Some(PageFormat::Markdown), _) | (None, Some("md" | "markdown")) => Ok(Format::Markdown),
        (None, _) if asked.out.is_none() => Ok(Format::Markdown),
        (None, _) => Err(Error::Usage(
            "the name of the file does not tell its format; say `--format html` or `--format markdown`"
                .to_owned(),
        )),
    }
}
