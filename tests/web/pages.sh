#!/usr/bin/env bash
# Looks at published sites in a real browser and with validators.
#
#   tests/web/pages.sh SITE…
#
# Needs node with npm, java and chromium ($CHROMIUM, default /usr/bin/chromium). The npm packages are
# installed once, into $TOOLS (default: target/web).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
tools=${TOOLS:-$here/../../target/web}

mkdir -p "$tools"
# Beside the packages, because that is where node looks for them.
cp "$here/run.mjs" "$tools/"
if ! cmp -s "$here/package.json" "$tools/package.json"; then
    cp "$here/package.json" "$tools/"
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tools" ||
        { rm "$tools/package.json"; exit 1; }
fi
for site in "$@"; do
    node "$tools/run.mjs" "$site"
done
