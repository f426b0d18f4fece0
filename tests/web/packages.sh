# Installs the npm packages of these checks once, into $TOOLS (default: target/web); sourced by scripts that
# set $here. Our own scripts are copied beside the packages, because that is where node looks for them.
tools=${TOOLS:-$here/../../target/web}

install_packages() {
    mkdir -p "$tools"
    # Checks run side by side: one at a time puts its files there, and only where they are not the same already.
    (
        flock 9
        if ! cmp -s "$here/package.json" "$tools/package.json"; then
            cp "$here/package.json" "$tools/"
            npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tools" ||
                { rm "$tools/package.json"; exit 1; }
        fi
        for own in "$here"/*.mjs "$here/site" "$here/naughty"; do
            diff -rq "$own" "$tools/${own##*/}" >/dev/null 2>&1 && continue
            rm -rf "${tools:?}/${own##*/}"
            cp -r "$own" "$tools/"
        done
    ) 9>"$tools/.lock"
}
