#!/usr/bin/env bash
# Holds what published pages say in the words of schema.org to its types.
#
#   tests/web/structured.sh FOLDER…
#
# Needs node with npm. The npm packages are installed once, into $TOOLS (default: target/web).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/packages.sh"

install_packages
node "$tools/structured.mjs" "$@"
