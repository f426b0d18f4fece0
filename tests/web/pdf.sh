#!/usr/bin/env bash
# Prints the statements of an example as PDF with a real Chromium, twice, and asks poppler what came of it: the same
# bytes each time, tagged, with outline, title and language, fonts inside, text that can be taken out.
#
#   tests/web/pdf.sh PROGRAM SCRATCH
#
# Needs chromium ($CHROMIUM, default /usr/bin/chromium) and poppler's pdfinfo, pdffonts and pdftotext.
set -euo pipefail

program=$1
scratch=$2
workspace=$(cd "$(dirname "$0")/../../fixtures/nordlicht" && pwd)
complain() { printf 'FAILED  %s: %s\n' "$1" "$2"; exit 1; }

mkdir -p "$scratch"
# Where tests run there is often no room for a sandbox inside of another one.
chromium=$scratch/chromium
printf '#!/bin/sh\nexec "%s" --no-sandbox "$@"\n' "${CHROMIUM:-/usr/bin/chromium}" >"$chromium"
chmod +x "$chromium"
for out in one two; do
    "$program" publish --quiet --lang de,en,ja --pdf --chromium "$chromium" --out "$scratch/$out" "$workspace"
done
diff -r "$scratch/one" "$scratch/two" || complain "$scratch" "another run makes other bytes"
"$program" publish --quiet --check --lang de,en,ja --pdf --chromium "$chromium" --out "$scratch/one" "$workspace"

count=0
for pdf in "$scratch"/one/*/*.pdf; do
    language=$(basename "$(dirname "$pdf")")
    heading=$(sed -n 's:.*<title>\(.*\)</title>.*:\1:p' "${pdf%.pdf}.html" | sed 's/&amp;/\&/g')
    about=$(pdfinfo "$pdf" 2>/dev/null)
    grep -q '^Tagged: *yes$' <<<"$about" || complain "$pdf" "is not tagged"
    [ "$(sed -n 's/^Title: *//p' <<<"$about")" = "$heading" ] || complain "$pdf" "is not called '$heading'"
    ! grep -q 'Date:' <<<"$about" || complain "$pdf" "says when it was made"
    grep -qa "/Lang ($language" "$pdf" || complain "$pdf" "does not say its language"
    grep -qa '/Outlines [0-9]' "$pdf" || complain "$pdf" "has no outline"
    ! grep -qa '(file:' "$pdf" || complain "$pdf" "leads to this machine"
    # After two lines of heads, the fifth column from the right says whether a font is inside.
    [ -z "$(pdffonts "$pdf" 2>/dev/null | awk 'NR > 2 && $(NF - 4) != "yes"')" ] || complain "$pdf" "lacks a font"
    pdftotext "$pdf" "$scratch/text" 2>/dev/null
    grep -q '+49 30 2312' "$scratch/text" || complain "$pdf" "has no telephone number to take out"
    [ "$language" != ja ] || grep -q 'お問い合わせ' "$scratch/text" || complain "$pdf" "has no Japanese to take out"
    count=$((count + 1))
done
[ "$count" = 9 ] || complain "$scratch" "holds $count PDFs"
printf 'ok      %s PDFs\n' "$count"
