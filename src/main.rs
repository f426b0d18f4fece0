//! Runs the command line; everything else is in the library.

fn main() -> std::process::ExitCode {
    csp_support::cli::main(std::env::args_os())
}
