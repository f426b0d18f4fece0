//! `serve`: a preview of the pages on this machine, made anew whenever a document is saved.
//!
//! Pages are kept in memory: nothing is written. Only this machine is answered.

mod answer;
mod dress;
mod http;
mod preview;
mod site;
mod watch;

use crate::cli::args::Serve;
use crate::cli::output::{print, tell};
use crate::error::system::plain;
use crate::error::{Error, Result};
use preview::Preview;
use site::Shown;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How often documents are looked at.
const TICK: Duration = Duration::from_millis(500);

pub(super) fn run(serve: &Serve) -> Result<u8> {
    let mut preview = Preview::new(serve);
    let shown = Arc::new(Shown::default());
    shown.show(preview.build()?);
    let listener = listen(serve.port)?;
    let address = listener
        .local_addr()
        .map_err(|error| taken(serve.port, &error))?;
    answer::begin(listener, &shown)?;
    print(&format!("http://{address}/\n"))?;
    tell(
        "this is a preview for this machine alone; save a document and it follows, Ctrl-C ends it",
    );
    loop {
        thread::sleep(TICK);
        match preview.look() {
            None => {}
            Some(Ok(built)) => shown.show(built),
            Some(Err(error)) => shown.keep(&error.to_string()),
        }
    }
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| taken(port, &error))
}

fn taken(port: u16, error: &std::io::Error) -> Error {
    Error::Usage(format!(
        "cannot serve on port {port}: {}; name another one with `--port`, or 0 for any that is free",
        plain(error)
    ))
}
