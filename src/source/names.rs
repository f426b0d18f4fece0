//! Names of files for people: short, relative, with `/` between the parts.
//!
//! Names that are no text are shown as well as they can be; sinks escape them.

use std::path::{MAIN_SEPARATOR, Path};

/// How far up a name may lead before it is given from the top.
const FARTHEST_UP: usize = 3;

/// A path as seen from the current folder.
pub(crate) fn shown_name(base: &Path, path: &Path) -> String {
    match path.strip_prefix(base) {
        Ok(inner) if inner.as_os_str().is_empty() => ".".to_owned(),
        Ok(inner) => slashed(inner),
        Err(_) => name_from_afar(base, path),
    }
}

/// A path as seen from the folder of its workspace.
pub(crate) fn inner_name(folder: &Path, path: &Path) -> String {
    slashed(path.strip_prefix(folder).unwrap_or(path))
}

fn slashed(path: &Path) -> String {
    let name = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' {
        name.into_owned()
    } else {
        name.replace(MAIN_SEPARATOR, "/")
    }
}

/// The name of a path that is not below the current folder.
fn name_from_afar(base: &Path, path: &Path) -> String {
    let both = base.components().zip(path.components());
    let common = both.take_while(|(left, right)| left == right).count();
    let up = base.components().count() - common;
    if common < 2 || up > FARTHEST_UP {
        return slashed(path);
    }
    let down = path.components().skip(common);
    let down = down.map(|part| part.as_os_str().to_string_lossy());
    let up = std::iter::repeat_n("..".into(), up);
    up.chain(down).collect::<Vec<_>>().join("/")
}
