#!/usr/bin/env bash
# Compares answers about hours and holidays with programs of other people.
#
#   tests/web/hours.sh FOLDER         as `cargo test hours_opinions` writes it: target/tmp/hours
#
# Needs node with npm. The npm packages are installed once, into $TOOLS (default: target/web).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/packages.sh"

install_packages
# The programs read the clock of the machine; the answers are about UTC.
TZ=UTC node "$tools/hours.mjs" "$1"
