//! Starts the stages, each in a process of its own, and keeps what they took.

use crate::Result;
use crate::stage::Stage;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What all stages took on one workspace.
pub(crate) struct Measured {
    /// Number of documents in the workspace, or of files of its site.
    pub(crate) documents: u32,
    /// One entry per stage, in their order.
    pub(crate) stages: Vec<Cost>,
}

/// What one stage took, over all rounds.
#[derive(Default)]
pub(crate) struct Cost {
    times: Vec<Duration>,
    /// The time by that of the first stage in the same round.
    ratios: Vec<f64>,
    peaks_kib: Vec<u32>,
}

impl Cost {
    /// The middle time in seconds.
    pub(crate) fn seconds(&self) -> f64 {
        median(self.times.iter().map(Duration::as_secs_f64).collect())
    }

    /// The middle ratio to the first stage.
    pub(crate) fn ratio(&self) -> f64 {
        median(self.ratios.clone())
    }

    /// The most memory of all rounds, in MiB.
    pub(crate) fn peak_mib(&self) -> f64 {
        let most = self.peaks_kib.iter().max().copied().unwrap_or_default();
        f64::from(most) / 1024.0
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Measures all stages; a first round, which fills the system's caches, does not count.
pub(crate) fn all(
    workspace: &Path,
    order: &[Stage],
    documents: u32,
    rounds: usize,
) -> Result<Measured> {
    let mut stages: Vec<Cost> = order.iter().map(|_| Cost::default()).collect();
    for round in 0..=rounds {
        let mut base = None;
        for (stage, cost) in order.iter().zip(&mut stages) {
            let (time, peak_kib) = once(stage.name, workspace)?;
            let base = *base.get_or_insert(time);
            if round > 0 {
                cost.times.push(time);
                cost.ratios.push(time.as_secs_f64() / base.as_secs_f64());
                cost.peaks_kib.push(peak_kib);
            }
        }
    }
    Ok(Measured { documents, stages })
}

/// Runs one stage; tells how long it took, and its most memory in KiB.
pub(crate) fn once(stage: &str, workspace: &Path) -> Result<(Duration, u32)> {
    put_aside(workspace)?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--stage").arg(stage).arg(workspace);
    let start = Instant::now();
    let done = command.stdout(Stdio::null()).output()?;
    let time = start.elapsed();
    let told = String::from_utf8_lossy(&done.stderr);
    if !done.status.success() {
        return Err(format!("`{stage}` ended with {}: {told}", done.status).into());
    }
    let peak = told.lines().last().unwrap_or_default();
    Ok((time, peak.parse()?))
}

/// Gives each run a folder that is not there yet. What runs before it wrote is kept until the end: some file
/// systems make new files slowly for minutes after many were removed.
fn put_aside(workspace: &Path) -> Result<()> {
    let out = workspace.with_extension("out");
    let free = kept(workspace).find(|path| !path.exists());
    if let Some(free) = free.filter(|_| out.exists()) {
        std::fs::rename(out, free)?;
    }
    Ok(())
}

/// Removes what all runs wrote.
pub(crate) fn clear(workspace: &Path) -> Result<()> {
    put_aside(workspace)?;
    for folder in kept(workspace).take_while(|path| path.exists()) {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// The places of what runs wrote, in their order.
fn kept(workspace: &Path) -> impl Iterator<Item = PathBuf> {
    (0_u32..).map(|number| workspace.with_extension(format!("old-{number}")))
}
