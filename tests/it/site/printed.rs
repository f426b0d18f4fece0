//! A site printed into memory, for tests that read pages and not folders.

use csp_support::error::Result;
use csp_support::model::Workspace;
use csp_support::page::Templates;
use csp_support::site::write::Sink;
use csp_support::site::{self, Options};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Files by path.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, String>>);

impl Sink for Memory {
    fn take(&self, path: &str, content: &[u8]) -> Result<()> {
        let text = String::from_utf8(content.to_vec()).unwrap();
        let before = self.0.lock().unwrap().insert(path.to_owned(), text);
        assert!(before.is_none(), "`{path}` is printed twice");
        Ok(())
    }
}

/// All files of the site by path.
pub(crate) fn printed(
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
) -> Result<BTreeMap<String, String>> {
    in_memory(|sink| site::build(workspace, templates, options, sink).map(drop))
}

/// All files that somebody prints, by path.
pub(crate) fn in_memory(
    print: impl FnOnce(&dyn Sink) -> Result<()>,
) -> Result<BTreeMap<String, String>> {
    let memory = Memory::default();
    print(&memory)?;
    Ok(memory.0.into_inner().unwrap())
}
