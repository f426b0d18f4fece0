//! One run at a time may write a folder.

use crate::error::{Error, Result};
use crate::site::write::failed;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// Held while a run writes; the system lets go of it when the run ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// The folders around it that were made for it, the innermost first.
    made: Vec<PathBuf>,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says that another run has it.
    pub(super) fn take(path: &Path) -> Result<Self> {
        let around = path.ancestors().skip(1);
        let made = around.take_while(|folder| !folder.exists());
        let made: Vec<_> = made.map(Path::to_owned).collect();
        if let Some(innermost) = made.first() {
            fs::create_dir_all(innermost).map_err(|source| failed(innermost, source))?;
        }
        loop {
            let failed = |source| failed(path, source);
            let file = File::create(path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, path) => {
                    return Ok(Self {
                        path: path.to_owned(),
                        made,
                        _file: file,
                    });
                }
                // Its last holder removed it between our two steps.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(path)),
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left behind, it would do no harm.
        let _ = fs::remove_file(&self.path);
        // Folders stay if something was written into them.
        let empty = self.made.iter();
        empty
            .take_while(|folder| fs::remove_dir(folder).is_ok())
            .for_each(drop);
    }
}

fn busy(path: &Path) -> Error {
    Error::Usage(format!(
        "another run is publishing into this folder (it holds `{}`); try again when it is done",
        path.display()
    ))
}

/// Whether the file we locked is still the one that others would find.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let known = file.metadata().map(|data| (data.dev(), data.ino()));
    let found = fs::metadata(path).map(|data| (data.dev(), data.ino()));
    matches!((known, found), (Ok(known), Ok(found)) if known == found)
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
