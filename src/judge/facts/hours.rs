//! Windows of hours as documents write them, evaluated once for equal ones.
//!
//! It turns nodes into windows and compares them; what a window is for is not known here.

use super::Context;
use crate::hours::{Coverage, Window, covered_by};
use crate::judge::expr::Missing;
use crate::yaml::NodeRef;
use std::sync::Arc;

/// The window that a node describes.
pub(super) fn window(context: &Context<'_>, node: NodeRef<'_>) -> Result<Arc<Window>, Missing> {
    context.timetable.window(node).map_err(Missing::new)
}

/// All windows of a map of windows.
pub(super) fn windows(
    context: &Context<'_>,
    map: NodeRef<'_>,
) -> Result<Vec<Arc<Window>>, Missing> {
    map.entries()
        .map(|(_, node)| window(context, node))
        .collect()
}

/// The first part of a promised week in which none of the windows is open, in words such as
/// `Saturday 08:00 to 18:00`.
pub(super) fn gap(promised: &Window, windows: &[Arc<Window>]) -> Result<Option<String>, Missing> {
    match covered_by(promised, windows) {
        Coverage::Full => Ok(None),
        Coverage::Incomparable => Err(incomparable()),
        Coverage::Gap(gap) => {
            let days = gap.from.date() != gap.to.date();
            let to = gap.to.strftime(if days { "%A %H:%M" } else { "%H:%M" });
            Ok(Some(format!("{} to {to}", gap.from.strftime("%A %H:%M"))))
        }
    }
}

/// Nobody can compare hours whose clocks are in places that are not known, or that fall on certain
/// dates only, by a typical week.
pub(super) fn incomparable() -> Missing {
    Missing::new("hours that can be compared: of one known clock, and in every week")
}
