//! `publish --pdf`: each statement as a PDF beside its page, printed by a Chromium that is on this machine.
//!
//! Pages come in as they are printed and go on to the site; the browser reads copies in a private folder.

mod browser;
mod moment;
mod paper;

use crate::cli::args::Publish;
use crate::cli::private::Private;
use crate::error::{Error, Result};
use crate::site::write::Sink;
use browser::Browser;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// How often a page is printed at most.
const PRINTS: usize = 4;

/// Prints statements on paper.
#[derive(Debug)]
pub(super) struct Printer {
    browser: Browser,
    /// The pages, by path without suffix.
    statements: BTreeSet<String>,
    /// Address of the site, if it is known.
    base: Option<String>,
}

/// Passes files on, and keeps those that are printed on paper or seen there.
struct Desk<'a> {
    printer: &'a Printer,
    sink: &'a dyn Sink,
    folder: &'a Private,
}

impl Printer {
    /// Finds the browser, if PDFs are asked for.
    pub(super) fn new(
        arguments: &Publish,
        statements: Vec<String>,
        base: Option<&str>,
    ) -> Result<Option<Self>> {
        if !arguments.pdf {
            return Ok(None);
        }
        Ok(Some(Self {
            browser: Browser::find(arguments.chromium.as_deref())?,
            statements: statements.into_iter().collect(),
            base: base.map(str::to_owned),
        }))
    }

    /// Prints pages with `build`, and on paper those that are statements.
    pub(super) fn print<T>(
        &self,
        sink: &dyn Sink,
        build: impl FnOnce(&dyn Sink) -> Result<T>,
    ) -> Result<T> {
        let folder = Private::new()?;
        let pages = build(&Desk {
            printer: self,
            sink,
            folder: &folder,
        })?;
        let all: Vec<_> = self.statements.iter().enumerate().collect();
        let failed = all.par_iter().find_map_first(|(number, stem)| {
            let pdf = self.on_paper(&folder, *number, stem);
            pdf.and_then(|pdf| sink.take(&format!("{stem}.pdf"), &pdf))
                .err()
        });
        failed.map_or(Ok(pages), Err)
    }

    /// What two prints of a page agree on: under load a Chromium was seen to print a page otherwise than before. One
    /// whose prints are never the same is taken at its last word.
    fn on_paper(&self, folder: &Private, number: usize, stem: &str) -> Result<Vec<u8>> {
        let mut prints = BTreeSet::new();
        for attempt in 1..PRINTS {
            let pdf = self.printed(folder, &format!("{number}-{attempt}"), stem)?;
            if prints.contains(&pdf) {
                return Ok(pdf);
            }
            prints.insert(pdf);
        }
        self.printed(folder, &format!("{number}-{PRINTS}"), stem)
    }

    /// Prints a page once; `name` is that of no other print.
    fn printed(&self, folder: &Private, name: &str, stem: &str) -> Result<Vec<u8>> {
        let page = folder.path(&format!("{stem}.html"));
        let out = format!("{name}.pdf");
        let profile = folder.path(name);
        self.browser.print(&page, &folder.path(&out), &profile)?;
        let mut pdf = folder.read(&out)?;
        if !pdf.starts_with(b"%PDF-") || moment::holds(&pdf, b"(file:") {
            return Err(Error::Usage(format!(
                "{} made no PDF of `{stem}.html` that others can use; is it a Chromium?",
                self.browser
            )));
        }
        moment::erase(&mut pdf);
        Ok(pdf)
    }
}

impl Sink for Desk<'_> {
    fn take(&self, path: &str, content: &[u8]) -> Result<()> {
        self.sink.take(path, content)?;
        let stem = path.strip_suffix(".html");
        if let Some(stem) = stem.filter(|stem| self.printer.statements.contains(*stem)) {
            let page = String::from_utf8_lossy(content);
            let page = paper::page(&page, stem, self.printer.base.as_deref());
            return self.folder.write(path, page.as_bytes());
        }
        let endings = [".css", ".svg", ".png"];
        let is_shared = !path.contains('/') && endings.iter().any(|end| path.ends_with(end));
        if is_shared {
            self.folder.write(path, content)?;
        }
        Ok(())
    }
}
