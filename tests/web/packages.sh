# Installs the npm packages of these checks once, into $TOOLS (default: target/web); sourced by scripts that
# set $here. Our own scripts are copied beside the packages, because that is where node looks for them.
tools=${TOOLS:-$here/../../target/web}

install_packages() {
    mkdir -p "$tools"
    if ! cmp -s "$here/package.json" "$tools/package.json"; then
        cp "$here/package.json" "$tools/"
        npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tools" ||
            { rm "$tools/package.json"; exit 1; }
    fi
    rm -rf "$tools/site" "$tools/naughty"
    cp -r "$here"/*.mjs "$here/site" "$here/naughty" "$tools/"
}
