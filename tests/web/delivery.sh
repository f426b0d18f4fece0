#!/usr/bin/env bash
# The program as others carry it: alone in an empty root as in an image made from nothing, in an npm package, in a
# wheel. Nothing is asked of a network once the tools are there.
#
#   tests/web/delivery.sh PROGRAM SCRATCH
#
# PROGRAM has to be linked statically. Needs node with npm, python3 with venv, and root or user namespaces.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
program=$(realpath "$1")
scratch=$(realpath -m "$2")
. "$here/ready_tools.sh"
complain() { printf 'FAILED  %s\n' "$1"; exit 1; }
mkdir -p "$scratch"

# A root that holds the program and one folder that is not root's, as the last stage of the Dockerfile makes it.
root=$scratch/root
mkdir -p "$root/data" "$root/dev"
# What runs containers gives each of them sources of randomness, an empty image too.
touch "$root/dev/random" "$root/dev/urandom"
cp "$program" "$root/csp-support"
cp -r "$repository/fixtures/minimal" "$root/data/minimal"
if [ "$(id -u)" = 0 ]; then
    chown -R 65532:65532 "$root/data"
    enter=(unshare --mount)
    as=(--userspec=65532:65532)
else
    enter=(unshare --user --map-root-user --mount)
    as=()
fi
inside() {
    "${enter[@]}" bash -c '
        for device in random urandom; do mount --bind "/dev/$device" "$1/dev/$device"; done
        shift
        exec env -i "$@"' bash "$root" "$(command -v chroot)" "${as[@]}" "$root" /csp-support "$@"
}
inside --version || complain "the program needs more than itself; is it linked statically?"
inside demo /data/demo >/dev/null 2>&1 || complain "no demo in an empty root"
inside check --fail-on never /data/minimal >/dev/null || complain "no check in an empty root"
inside publish --allow-findings --quiet --out /data/site /data/minimal || complain "no pages in an empty root"
inside hours standard --at 2026-12-24T18:30 /data/minimal >/dev/null || complain "no zones in an empty root"
"$program" publish --allow-findings --quiet --out "$scratch/site" "$repository/fixtures/minimal"
diff -r "$root/data/site" "$scratch/site" || complain "an empty root makes other pages"
echo "ok      alone in an empty root"

# What the package or the wheel carries is the program, and ends as it ends.
carried() {
    local what=$1 code
    shift
    [ "$("$@" --version)" = "$("$program" --version)" ] || complain "$what carries another version"
    "$@" check --quiet "$repository/fixtures/fjord" >/dev/null || complain "$what finds fault with a good workspace"
    code=0
    "$@" check --quiet "$repository/fixtures/invalid" >"$scratch/found" || code=$?
    [ "$code" = 1 ] && [ -s "$scratch/found" ] || complain "$what ends with $code where there are findings"
    echo "ok      $what"
}

node "$repository/.ci/npm/pack.mjs" "$program" "$scratch/npm" >/dev/null
mkdir -p "$scratch/with-npm"
(cd "$scratch/with-npm" && npm init -y >/dev/null && npm install --offline --silent --no-audit --no-fund "$scratch"/npm/*.tgz)
carried "the npm package" "$scratch/with-npm/node_modules/.bin/csp-support"
"$scratch/with-npm/node_modules/.bin/csp-support" serve --port 0 "$repository/fixtures/minimal" >/dev/null 2>&1 &
launcher=$! started=
for _ in $(seq 100); do
    started=$(cat "/proc/$launcher/task/$launcher/children")
    [ -z "$started" ] || break
    sleep 0.1
done
[ -n "$started" ] || complain "the launcher starts nothing"
kill -TERM "$launcher"
code=0
wait "$launcher" || code=$?
[ "$code" = 143 ] || complain "the launcher ends with $code when it is told to end"
! kill -0 $started 2>/dev/null || complain "the launcher leaves the program behind"
echo "ok      a signal reaches the program in the npm package"

# Built as PROGRAM was, so that what is there already is only linked again.
(cd "$repository" && "$tools/venv/bin/maturin" build --quiet --release --locked --out "$scratch/wheels")
python3 -m venv --without-pip "$scratch/with-wheel"
"$tools/venv/bin/pip" --quiet --python "$scratch/with-wheel/bin/python" install --no-index "$scratch"/wheels/*.whl
carried "the wheel" "$scratch/with-wheel/bin/csp-support"
