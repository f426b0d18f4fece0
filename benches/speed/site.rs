//! The files of a published site as paths and sizes, and writing as many bytes with nothing else to do.
//!
//! It is what `publish` is held against, in two ways: one file after the other, as programs write that copy or
//! unpack, and on all cores, which is quicker on some disks and slower on others.

use crate::Result;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file of the site: its path below the folder, and how many bytes it has.
type Entry = (PathBuf, usize);

/// Lists the site beside a workspace, in a file beside it; tells how many files and bytes there are.
pub(crate) fn list(workspace: &Path) -> Result<(u32, usize)> {
    let out = workspace.with_extension("out");
    let (mut lines, mut count, mut bytes) = (String::new(), 0, 0);
    for entry in WalkDir::new(&out).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&out)?;
            let size = usize::try_from(entry.metadata()?.len())?;
            writeln!(lines, "{size} {}", path.display())?;
            count += 1;
            bytes += size;
        }
    }
    fs::write(workspace.with_extension("list"), lines)?;
    Ok((count, bytes))
}

/// Writes the files of the list one after the other.
pub(crate) fn write_in_turn(workspace: &Path) -> Result<usize> {
    write(workspace, |entries, one| entries.iter().try_for_each(one))
}

/// Writes the files of the list on all cores.
pub(crate) fn write_on_all_cores(workspace: &Path) -> Result<usize> {
    write(workspace, |entries, one| {
        entries.par_iter().try_for_each(one)
    })
}

/// Writes one file.
type One<'a> = &'a (dyn Fn(&Entry) -> io::Result<()> + Sync);

/// Writes files of the same names and sizes as those of the list, and brings them to the disk.
fn write(workspace: &Path, all: impl FnOnce(&[Entry], One<'_>) -> io::Result<()>) -> Result<usize> {
    let list = fs::read_to_string(workspace.with_extension("list"))?;
    let entries: Vec<Entry> = list.lines().map(entry).collect::<Result<_>>()?;
    let out = workspace.with_extension("out");
    let folders: BTreeSet<_> = entries
        .iter()
        .filter_map(|(path, _)| path.parent())
        .collect();
    for folder in folders {
        fs::create_dir_all(out.join(folder))?;
    }
    let largest = entries
        .iter()
        .map(|(_, size)| *size)
        .max()
        .unwrap_or_default();
    let bytes = vec![b'x'; largest];
    all(&entries, &|(path, size)| {
        fs::write(out.join(path), &bytes[..*size])
    })?;
    rustix::fs::syncfs(fs::File::open(out)?)?;
    Ok(entries.len())
}

fn entry(line: &str) -> Result<Entry> {
    let (size, path) = line.split_once(' ').ok_or("the list of files is broken")?;
    Ok((PathBuf::from(path), size.parse()?))
}
