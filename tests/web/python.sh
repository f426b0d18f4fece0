# Installs Python packages once into a folder of their own; sourced by scripts that set $here.
#
#   install_python NAME PACKAGE==VERSION…      then $python/NAME/bin/PROGRAM is there
python=${PYTHON_TOOLS:-$here/../../target/python}

install_python() {
    local name=$1
    shift
    # The list of what is installed is written last, so that an installation that broke off is begun anew.
    [ "$(cat "$python/$name/installed" 2>/dev/null)" = "$*" ] && return
    rm -rf "${python:?}/$name"
    python3 -m venv "$python/$name"
    "$python/$name/bin/pip" install --quiet --disable-pip-version-check "$@"
    echo "$*" >"$python/$name/installed"
}
