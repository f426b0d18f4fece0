#!/usr/bin/env bash
# Holds the script that says whether somebody is there now to the answers of the program, and looks at it in a
# browser.
#
#   tests/web/open.sh FOLDER SITE     FOLDER as `cargo test open_now` writes it: target/tmp/open-now; SITE as
#                                     fixtures/nordlicht is published
#
# Needs node with npm and chromium ($CHROMIUM, default /usr/bin/chromium). The npm packages are installed once,
# into $TOOLS (default: target/web).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/packages.sh"

install_packages open.mjs
node "$tools/open.mjs" "$1" "$2/open-now.js" "$2"
