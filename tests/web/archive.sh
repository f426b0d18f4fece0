#!/usr/bin/env bash
# Publishes a small site several times, as a partner does over the years: a promise changes, an offering goes,
# a language goes. What was kept must be there at the end, byte for byte.
#
#   tests/web/archive.sh PROGRAM FOLDER
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
program=$1 out=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
complain() { printf 'FAILED  %s\n' "$1"; exit 1; }

cp -R "$here/../../fixtures/minimal" "$scratch/ws"
printf 'site:\n  baseUrl: https://support.harbour.example\n' >>"$scratch/ws/csp-support.yaml"
sed 's/id: standard/id: evening/; s/Standard support/Evening support/; s/09:00-17:30/17:30-21:00/' "$scratch/ws/offering.yaml" >"$scratch/ws/evening.yaml"

publish() { "$program" publish --quiet --archive --as-of "$1" --lang "$2" --out "$out" "$scratch/ws"; }
# What is kept, with its hashes, except for what came later.
kept() { (cd "$out" && find archive -type f | sort | xargs sha256sum); }

publish 2026-11-23 en,de,fr
kept >"$scratch/first"
publish 2026-12-30 en,de,fr
kept | cmp -s - "$scratch/first" || complain "the same promise was kept twice"
sed -i 's/09:00-17:30/09:00-17:00/' "$scratch/ws/offering.yaml"
publish 2027-02-01 en,de,fr
rm "$scratch/ws/evening.yaml"
publish 2027-03-01 en,de
(cd "$out" && sha256sum --quiet -c "$scratch/first") || complain "what was kept has changed"
[ -e "$out/archive/2027-02-01/fr/standard.html" ] || complain "the second version is not there"
[ ! -e "$out/archive/2027-03-01" ] || complain "a language that went made a version of the others"
[ ! -e "$out/archive/2027-02-01/fr/evening.html" ] || complain "a page that says nothing new was kept again"
printf 'ok      %s\n' "$out"
