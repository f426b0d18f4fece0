#!/usr/bin/env bash
# Writes reports of the workspaces under fixtures, of broken files, and of one with letters of every width before its
# mistakes: in every format there is. Then the validators of these formats look at them.
#
#   tests/web/reports.sh PROGRAM FOLDER
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")

# The program itself says which formats there are.
said=$("$program" check --format "?" 2>&1) && exit 1
checks=${said##*possible are }
said=$("$program" audit --format text 2>&1) && exit 1
audits=${said##*an audit can be }

# All formats in one run: `report VERB NAMES FOLDER WORD…`.
report() {
    local verb=$1 names=$2 folder=$3 targets=() name
    shift 3
    for name in ${names//,/}; do targets+=(--format "$name=$folder/$verb.$name"); done
    "$program" "$verb" --quiet --fail-on never "${targets[@]}" "$@"
}

"$program" schema report >"$out/report.schema.json"
bash "$here/wide.sh" "$out/workspaces/wide"
folders=()
for workspace in "$here"/../../fixtures/{nordlicht,fjord,atlas,manara,invalid} "$out/workspaces/wide"; do
    folder=$out/$(basename "$workspace")
    folders+=("$folder")
    mkdir "$folder"
    # From beside the workspace, so that paths are relative, as in a repository.
    cd "$workspace/.."
    report check "$checks" "$folder" "$(basename "$workspace")"
    report audit "$audits" "$folder" "$(basename "$workspace")"
done
# Broken files beside a baseline that knows most of what is found in them, and beside an earlier report.
folder=$out/looking-back
folders+=("$folder")
mkdir "$folder"
cd "$here/../../fixtures"
"$program" baseline write --quiet --baseline "$out/known.yaml" --ignore CSP-GDAP invalid
back=(--baseline "$out/known.yaml" --compare "$out/invalid/check.json" invalid)
report check "$checks" "$folder" "${back[@]}"
report audit "$audits" "$folder" "${back[@]}"
bash "$here/formats.sh" "${folders[@]}"
