#!/usr/bin/env bash
# Completions and manual pages, by the shells and the programs that read them.
#
#   tests/web/shells.sh PROGRAM SCRATCH
#
# Needs bash, zsh, fish, mandoc and man (Debian: zsh, fish, mandoc, man-db).
set -euo pipefail

program=$(realpath "$1")
scratch=$2
complain() { printf 'FAILED  %s\n' "$1"; exit 1; }
mkdir -p "$scratch/bin" "$scratch/man1"
ln -sf "$program" "$scratch/bin/csp-support"
for shell in bash zsh fish powershell elvish; do
    "$program" completions "$shell" >"$scratch/csp-support.$shell"
done

bash -n "$scratch/csp-support.bash"
zsh -n "$scratch/csp-support.zsh"
fish --no-config --no-execute "$scratch/csp-support.fish"

# What each shell offers after some words, one word a line.
in_bash() {
    bash --norc -c '
        source "$1"; shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        completes=$(complete -p csp-support | sed "s/.* -F \([^ ]*\) .*/\1/")
        "$completes" csp-support "${@: -1}" "${@: -2:1}"
        printf "%s\n" "${COMPREPLY[@]}"' - "$scratch/csp-support.bash" "$@" 2>&1
}

in_fish() {
    PATH=$scratch/bin:$PATH fish --no-config -c 'source $argv[1]; complete -C "$argv[2..]"' \
        "$scratch/csp-support.fish" "$@" | cut -f 1
}

offers() {
    local shell=$1 wanted=$2
    shift 2
    grep -qxF -- "$wanted" <<<"$("in_$shell" "$@")" || complain "$shell does not offer $wanted after: $*"
    if grep -qxF -- "nothing-like-it" <<<"$("in_$shell" "$@")"; then complain "$shell offers what there is not"; fi
}

for shell in bash fish; do
    offers "$shell" publish csp-support pub
    for format in text json sarif junit github; do
        offers "$shell" "$format" csp-support check --format "${format:0:2}"
    done
    offers "$shell" SupportOffering csp-support rules --kind Supp
    offers "$shell" --coverage csp-support rules --cov
done
offers bash SupportOffering csp-support schema Supp
zsh -f -c 'autoload -Uz compinit && compinit -u -D && source "$1" && [ "$_comps[csp-support]" = _csp-support ]' - \
    "$scratch/csp-support.zsh" || complain "zsh does not take the completions"

SOURCE_DATE_EPOCH=1780000000 "$program" man --out "$scratch/man1" 2>/dev/null
count=0
for page in "$scratch"/man1/*.1; do
    said=$(mandoc -T lint -W warning "$page" 2>&1) || complain "$page: $said"
    said=$(LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [ -z "$said" ] || complain "$page: $said"
    count=$((count + 1))
done
[ "$count" -gt 20 ] || complain "there are $count manual pages"
printf '.TH x 1\n.SH NAME\n.XX\n' >"$scratch/broken.1"
! mandoc -T lint -W warning "$scratch/broken.1" >/dev/null 2>&1 || complain "mandoc takes anything"
printf 'ok      completions of three shells, %s manual pages\n' "$count"
