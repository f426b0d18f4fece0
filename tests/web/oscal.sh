#!/usr/bin/env bash
# Validates OSCAL documents by two programs of others, which look at different things: trestle refuses fields
# it does not know, `oscal` knows which values NIST allows.
#
#   tests/web/oscal.sh FOLDER      holding results-NAME.json and catalog-NAME.json
#
# Needs python3 with venv. Both are installed once, into $TOOLS (default: target/validators).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${TOOLS:-$here/../../target/validators}"
tools=$(cd "${TOOLS:-$here/../../target/validators}" && pwd)
folder=$(cd "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Each in a place of its own: they want other versions of the same libraries.
venv() {
    [ -x "$tools/$1/bin/python" ] || python3 -m venv "$tools/$1"
    "$tools/$1/bin/python" -m pip show --quiet "$1" >/dev/null 2>&1 ||
        "$tools/$1/bin/python" -m pip install --quiet --disable-pip-version-check "$1==$2"
}
venv compliance-trestle 5.2.0
venv oscal 3.2.2

documents=("$folder"/results-*.json "$folder"/catalog-*.json)
[ -f "${documents[0]}" ] || { echo "no OSCAL in $folder"; exit 1; }

# Something that is wrong, so that a validator that accepts everything is found out.
python3 - "${documents[0]}" "$scratch" <<'PYTHON'
import json, sys
first, scratch = sys.argv[1:]
document = json.load(open(first, encoding="utf-8"))
document["assessment-results"]["surprise"] = True
json.dump(document, open(f"{scratch}/unknown-field.json", "w"))
del document["assessment-results"]["surprise"]
document["assessment-results"]["results"][0]["findings"][0]["target"]["status"]["state"] = "perhaps"
json.dump(document, open(f"{scratch}/unknown-value.json", "w"))
PYTHON

cd "$scratch"
trestle=$tools/compliance-trestle/bin/trestle
mkdir trestle && cd trestle
"$trestle" init --local >/dev/null
taken() { "$trestle" import --file "$1" --output "$2" >"$scratch/said" 2>&1; }
for document in "${documents[@]}"; do
    name=$(basename "$document" .json)
    taken "$document" "$name" || { echo "FAILED  $document"; tail -20 "$scratch/said"; exit 1; }
done
if taken "$scratch/unknown-field.json" wrong || taken "$scratch/unknown-value.json" wrong; then
    echo "FAILED  trestle accepts anything"
    exit 1
fi
"$trestle" validate --all >"$scratch/said" 2>&1 || { tail -20 "$scratch/said"; exit 1; }

# It writes 160 MB of support files into the current folder.
mkdir "$scratch/oscal" && cd "$scratch/oscal"
"$tools/oscal/bin/python" - "$scratch/unknown-value.json" "${documents[@]}" <<'PYTHON'
import sys
from oscal import OSCAL

def flaws(path):
    document = OSCAL.load(path)
    found = list(document.validation_errors or [])
    return found if document else found or ["it cannot be read"]

wrong, *documents = sys.argv[1:]
assert flaws(wrong), "oscal accepts anything"
bad = {path: found for path in documents if (found := flaws(path))}
for path, found in bad.items():
    print("FAILED ", path, *found[:20], sep="\n  ")
sys.exit(1 if bad else 0)
PYTHON
printf 'ok      %s\n' "${documents[@]}"
