//! The Chromium of this machine, which prints and does nothing else: it asks no network, keeps nothing.

use crate::error::system::plain;
use crate::error::{Error, Result};
use std::env::consts::EXE_SUFFIX;
use std::fmt::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a Chromium is called.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

/// Where it is where no path leads.
const PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/// Print, tagged and with an outline; ask nobody anything.
const FLAGS: &[&str] = &[
    "--headless",
    "--disable-gpu",
    "--lang=en-US",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--host-resolver-rules=MAP * ~NOTFOUND",
];

/// A page that takes longer is not printed.
const PATIENCE: Duration = Duration::from_mins(2);

/// How often is looked whether it is printed.
const TICK: Duration = Duration::from_millis(20);

/// A program that prints.
#[derive(Debug)]
pub(super) struct Browser(PathBuf);

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0.display())
    }
}

impl Browser {
    /// The program that was named, else the first that there is.
    pub(super) fn find(named: Option<&Path>) -> Result<Self> {
        if let Some(named) = named {
            if named.is_file() {
                let path = std::path::absolute(named).unwrap_or_else(|_| named.to_owned());
                return Ok(Self(path));
            }
            return Err(Error::Usage(format!(
                "`--chromium {}` is no program; name the file of a Chromium, Chrome or Edge",
                named.display()
            )));
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders: Vec<_> = std::env::split_paths(&path).collect();
        let programs = NAMES.iter().map(|name| format!("{name}{EXE_SUFFIX}"));
        let on_path =
            programs.flat_map(|name| folders.iter().map(move |folder| folder.join(&name)));
        let mut all = on_path.chain(PLACES.iter().map(PathBuf::from));
        all.find(|program| program.is_file()).map(Self).ok_or_else(|| {
            Error::Usage(
                "`--pdf` needs a Chromium, Chrome or Edge, and there is none here; install one (Debian: `apt install chromium`) or name its program with `--chromium FILE`"
                    .to_owned(),
            )
        })
    }

    /// Prints a file into another one, with a profile of its own.
    pub(super) fn print(&self, page: &Path, out: &Path, profile: &Path) -> Result<()> {
        let named = |flag: &str, path: &Path| format!("--{flag}={}", path.display());
        let mut command = Command::new(&self.0);
        command.args(FLAGS);
        command.arg(named("user-data-dir", profile));
        command.arg(named("print-to-pdf", out));
        if is_root() {
            command.arg("--no-sandbox");
        }
        command.arg(address(page)).env("TZ", "UTC");
        command.stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let failed = |why: String| Error::Usage(format!("{self} could not print a page: {why}"));
        let child = command.spawn().map_err(|error| failed(plain(&error)))?;
        match ended(child) {
            Some(status) if status.success() && out.is_file() => Ok(()),
            Some(status) => Err(failed(format!(
                "it ended with {status}; where it may not start its sandbox, name a script with `--chromium` that starts it with `--no-sandbox`"
            ))),
            None => Err(failed("it took too long".to_owned())),
        }
    }
}

/// How a program ended; nothing where it was not waited for any longer.
fn ended(mut child: Child) -> Option<ExitStatus> {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) => thread::sleep(TICK),
            Err(_) => break,
        }
    }
    // One that ended in between cannot be ended again.
    let _ = child.kill();
    let _ = child.wait();
    None
}

/// The address of a file.
fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut address = String::from("file://");
    if !path.starts_with('/') {
        address.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Text takes everything.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

/// Whether the sandbox of a Chromium would refuse: it does so for the user who may do everything.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
