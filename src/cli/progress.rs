//! A progress bar for long work: on a terminal only, on standard error, gone when the work is done.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// Fewer files than this are read before anybody could look.
const WORTH_SHOWING: usize = 2_000;

/// How far the reading of files has come.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A bar for this many files; hidden where it would disturb.
    pub(super) fn new(files: usize) -> Self {
        let shown = files >= WORTH_SHOWING && std::io::stderr().is_terminal();
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(files as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} files") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// One file more is done.
    pub(super) fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
