#!/usr/bin/env bash
# Looks at published folders in a real browser and with validators.
#
#   tests/web/pages.sh FOLDER…
#
# Needs node with npm, java and chromium ($CHROMIUM, default /usr/bin/chromium). The npm packages are
# installed once, into $TOOLS (default: target/web).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/packages.sh"

install_packages
node "$tools/run.mjs" "$@"
