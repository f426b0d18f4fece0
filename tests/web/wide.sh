#!/usr/bin/env bash
# Writes a workspace in which letters of every width stand before the mistakes: in file names, ids and texts.
#
#   tests/web/wide.sh FOLDER
set -euo pipefail

folder=$1/'ordner é 漢 😀'
mkdir -p "$folder"
cat >"$folder/$(printf 'gruppe e\xcc\x81 #1 100%%.yaml')" <<'YAML'
apiVersion: csp-support/v1
kind: AgentGroup
metadata: {id: "é漢😀"}
spec: {displayName: "é é 漢 😀 👩‍👩‍👧	tab", tenantId: no-guid, objectId: "漢😀 keine Kennung"}
---
apiVersion: csp-support/v1
kind: Customer
metadata: {id: wide}
spec:
  displayName: "Näher & Söhne <漢>"
  "é 漢 😀": {country: Gérm😀ny}
  country: "😀😀"
---
apiVersion: csp-support/v1
kind: RuleWaiver
metadata: {id: later}
spec: {rule: CSP-GDAP-001, target: "é 漢 😀/*.yaml", reason: "é 漢 😀 # später", approver: "漢", expires: 2026-12-31}
YAML
printf 'apiVersion: csp-support/v1\r\nkind: "😀"\r\n"é": [漢, 😀, "unclosed\r\n' >"$folder/😀.yaml"
