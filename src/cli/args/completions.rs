//! What may be typed after `completions`.

use clap::Args;

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_HELP)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Where shells look.
const COMPLETIONS_HELP: &str = "\
For zsh, `fpath+=~/.zfunc` has to stand before `compinit` in ~/.zshrc.

Examples:
  csp-support completions bash >~/.local/share/bash-completion/completions/csp-support
  csp-support completions zsh >~/.zfunc/_csp-support
  csp-support completions fish >~/.config/fish/completions/csp-support.fish";
