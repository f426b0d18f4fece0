#!/usr/bin/env bash
# Runs one of the checks beside it; its own first lines say what it looks at and what it is given.
#
#   tests/web/script.sh SCRIPT WORD…    such as internal.mjs, naughty.mjs, lighthouse.mjs, pictures.mjs
#
# Needs node with npm, and most of them chromium ($CHROMIUM, default /usr/bin/chromium). The npm packages are
# installed once, into $TOOLS (default: target/web).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/packages.sh"

install_packages
script=$1
shift
node "$tools/$script" "$@"
