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
for workspace in "$out/workspaces/wide" "$here"/../../fixtures/{invalid,nordlicht,fjord,atlas,manara}; do
    folder=$out/$(basename "$workspace")
    folders+=("$folder")
    mkdir "$folder"
    # From beside the workspace, so that paths are relative, as in a repository.
    cd "$workspace/.."
    report check "$checks" "$folder" "$(basename "$workspace")"
    report audit "$audits" "$folder" "$(basename "$workspace")"
done
# Broken files, some of them known by a baseline, others new or gone since an earlier report.
folder=$out/looking-back
mkdir "$folder"
cd "$here/../../fixtures"
"$program" baseline write --quiet --baseline "$out/known.yaml" invalid/csp-gdap-*.yaml
"$program" check --quiet --fail-on never --format "json=$out/earlier.json" invalid/csp-{gdap,role}-*.yaml
back=(--baseline "$out/known.yaml" --compare "$out/earlier.json" invalid/csp-{gdap,sec}-*.yaml)
report check "$checks" "$folder" "${back[@]}"
report audit "$audits" "$folder" "${back[@]}"
# What is accepted, for viewers that honour suppressions; files of test cases, for those that link them.
particular=$out/particular
mkdir "$particular"
asked=(--sarif-include-suppressed --junit-file-attr)
"$program" check --quiet --fail-on never "${asked[@]}" --format "sarif=$particular/known.sarif" \
    --format "junit=$particular/known.junit_file" --baseline "$out/known.yaml" invalid/csp-{gdap,sec}-*.yaml
"$program" audit --quiet "${asked[@]}" --format "sarif=$particular/waived.sarif" \
    --format "junit=$particular/waived.junit_file" nordlicht
for kind in known waived; do
    python3 - "$particular/$kind.sarif" <<'PYTHON'
import json, sys
results = json.load(open(sys.argv[1], encoding="utf-8"))["runs"][0]["results"]
assert any(result["suppressions"] for result in results), "nothing is suppressed"
PYTHON
done
# What changed from one version of a workspace to another; a calendar of changes there is none.
changed=$out/changed
mkdir "$changed"
said=$("$program" diff --format "?" versions/2026.1 versions/2026.2 2>&1) && exit 1
diffs=${said##*possible are }
targets=()
for name in ${diffs//,/}; do
    [ "$name" = ics ] || targets+=(--format "$name=$changed/diff.$name")
done
"$program" diff --quiet "${targets[@]}" versions/2026.1 versions/2026.2
# The smallest first and alone, because that installs the validators; then two at a time, the largest first.
bash "$here/formats.sh" "${folders[0]}"
printf '%s\0' "$folder" "$particular" "$changed" "${folders[@]:1}" | xargs -0 -n 1 -P 2 bash "$here/formats.sh"
