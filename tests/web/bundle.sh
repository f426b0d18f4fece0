#!/usr/bin/env bash
# Opens evidence bundles as an auditor without our program would: Python's zipfile tests each file, sha256sum
# reckons the hashes, and what was packed is what lies in the workspace. Then the program proves itself.
#
#   tests/web/bundle.sh PROGRAM SCRATCH WORKSPACE…
#
# Needs python3 and coreutils.
set -euo pipefail

program=$1 scratch=$2
shift 2
mkdir -p "$scratch"
complain() { printf 'FAILED  %s: %s\n' "$1" "$2"; exit 1; }

for workspace in "$@"; do
    name=$(basename "$workspace")
    bundle=$scratch/$name.zip
    "$program" audit --quiet --format "json=$scratch/$name.json" --bundle "$bundle" "$workspace"
    "$program" audit --quiet --format "json=$scratch/$name.json" --bundle "$scratch/$name-again.zip" "$workspace"
    cmp "$bundle" "$scratch/$name-again.zip" || complain "$name" "two runs packed other bytes"

    rm -rf "${scratch:?}/$name"
    python3 - "$bundle" "$scratch/$name" "$workspace" <<'PYTHON'
import json, pathlib, sys, zipfile
bundle, out, workspace = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
with zipfile.ZipFile(bundle) as archive:
    assert archive.testzip() is None, "a damaged file"
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(set(names)), "names are not sorted or not single"
    for entry in entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0), f"{entry.filename} has a date"
        assert not entry.is_dir() and ".." not in entry.filename.split("/"), entry.filename
        assert not entry.extra and not entry.comment, f"{entry.filename} says more"
    assert not archive.comment
    archive.extractall(out)
manifest = json.loads((out / "MANIFEST.json").read_text("utf-8"))
assert set(manifest["files"]) == set(names) - {"MANIFEST.json", "SHA256SUMS"}
report = json.loads((out / "report/audit.json").read_text("utf-8"))
for read in report["inputs"]:
    path = read["path"]
    assert (out / "workspace" / path).read_bytes() == (workspace / path).read_bytes(), path
PYTHON
    (cd "$scratch/$name" && sha256sum --check --quiet SHA256SUMS) || complain "$name" "sha256sum disagrees"
    "$program" verify --quiet "$bundle" "$workspace" || complain "$name" "its own bundle is not proven"

    printf 'X' | dd of="$scratch/$name-again.zip" bs=1 seek=200 conv=notrunc status=none
    "$program" verify --quiet "$scratch/$name-again.zip" 2>"$scratch/said" && complain "$name" "a damaged bundle is proven"
    printf 'ok      %s: %s files\n' "$bundle" "$(wc -l <"$scratch/$name/SHA256SUMS")"
done
