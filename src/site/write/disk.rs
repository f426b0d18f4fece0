//! Single files and folders on the disk.

use crate::error::Result;
use crate::site::write::failed;
use std::fs::{self, File, FileTimes};
use std::io;
use std::path::Path;

pub(super) fn write(path: &Path, content: &[u8]) -> Result<()> {
    let written = fs::write(path, content);
    let written = if cfg!(target_os = "linux") {
        written
    } else {
        written.and_then(|()| File::open(path)?.sync_all())
    };
    written.map_err(|source| failed(path, source))
}

/// Gives a file a second place: as the same file where the system can, else as a copy of the same age.
pub(super) fn keep(old: &Path, new: &Path) -> Result<()> {
    let copy = || {
        fs::copy(old, new)?;
        let modified = fs::metadata(old)?.modified()?;
        let file = File::options().write(true).open(new)?;
        file.set_times(FileTimes::new().set_modified(modified))?;
        if cfg!(target_os = "linux") {
            Ok(())
        } else {
            file.sync_all()
        }
    };
    let kept = fs::hard_link(old, new).or_else(|_| copy());
    kept.map_err(|source| failed(new, source))
}

/// Makes a file the youngest of its folder. If that fails, the next run has to read more, no more.
#[cfg(unix)]
pub(super) fn touch(path: &Path) {
    use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, UTIME_NOW, utimensat};
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: UTIME_NOW,
    };
    let times = Timestamps {
        last_access: now,
        last_modification: now,
    };
    let _ = utimensat(CWD, path, &times, AtFlags::empty());
}

#[cfg(not(unix))]
pub(super) fn touch(_: &Path) {}

/// Brings the whole folder to the disk: in one call where there is one, else files did it themselves.
pub(super) fn flush(folder: &Path) -> Result<()> {
    let flushed = File::open(folder).and_then(|handle| flush_handle(&handle));
    flushed.map_err(|source| failed(folder, source))
}

#[cfg(target_os = "linux")]
fn flush_handle(handle: &File) -> io::Result<()> {
    rustix::fs::syncfs(handle).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn flush_handle(handle: &File) -> io::Result<()> {
    handle.sync_all()
}
