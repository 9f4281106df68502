# Sourced by server, test and fix: finds Python, makes .venv, installs what is pinned.
# shellcheck shell=bash

export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*"; }

stop() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Install Debian packages, or say which ones a person has to install.
# The first argument says what they are for.
system_packages() {
    local purpose=$1 missing=()
    shift
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} = 0 ] && return 0
    if ! may_install; then
        say "Needed for $purpose and not found: ${missing[*]}" >&2
        say "I may not install them. Ask the administrator to run:" >&2
        say "    sudo apt-get install --no-install-recommends ${missing[*]}" >&2
        say "(other systems have the same packages under similar names; macOS: brew install pango)" >&2
        return 1
    fi
    say "Installing for $purpose: ${missing[*]} …"
    local said
    as_root apt-get update -qq >/dev/null 2>&1 || true
    said=$(as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" 2>&1) && return 0
    say "$said" >&2
    return 1
}

new_enough() {
    command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local name
    for name in "${PYTHON:-python3.11}" python3.12 python3.13 python3 python; do
        if new_enough "$name"; then
            PYTHON=$name
            return 0
        fi
    done
    return 1
}

make_environment() {
    if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    if ! find_python; then
        may_install && system_packages "everything" python3 python3-venv || true
        find_python || stop "Python 3.11 or newer is needed and was not found. Install it (Debian 12, Ubuntu 24.04: sudo apt-get install python3 python3-venv; others: https://www.python.org/downloads/) and start again."
    fi
    if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        local version
        version=$("$PYTHON" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        system_packages "the virtual environment" "$version" \
            || stop "Python's venv module is missing; see above."
    fi
    say "Making the virtual environment with $("$PYTHON" --version) …"
    rm -rf .venv
    "$PYTHON" -m venv .venv || stop "The virtual environment could not be made; see above."
}

# Install one file of pinned packages, unless this very file is installed already.
python_packages() {
    local file=$1 stamp=.venv/installed-$1 sum
    sum=$(cksum <"$file")
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return 0
    say "Installing the Python packages of $file …"
    if ! { command -v uv >/dev/null \
        && uv pip install --quiet --python .venv/bin/python --require-hashes -r "$file"; }; then
        .venv/bin/python -m pip install --quiet --require-hashes -r "$file" \
            || stop "The Python packages of $file could not be installed; see above. Is there a way to https://pypi.org?"
    fi
    printf '%s' "$sum" >"$stamp"
}

# WeasyPrint draws the papers with Pango; the official typeface is Liberation Serif (Times).
libraries_of_papers() {
    local stamp=.venv/papers-can-be-drawn
    [ -f "$stamp" ] && return 0
    if .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1 && has_typeface; then
        : >"$stamp"
        return 0
    fi
    if command -v dpkg-query >/dev/null; then
        system_packages "papers in PDF" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
            fonts-liberation2 || true
    fi
    .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1 \
        || stop "WeasyPrint, which makes the PDF papers, needs the library Pango 1.44 or newer (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango)."
    has_typeface || say "The typeface Liberation Serif is not installed (Debian: fonts-liberation2): papers will be set in another one."
    : >"$stamp"
}

has_typeface() {
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        -iname 'LiberationSerif-Regular*' -print -quit 2>/dev/null)" ]
}

# One preparation at a time, also when server and test are started together.
prepare() {
    mkdir -p var
    exec 9>var/.prepare.lock
    if command -v flock >/dev/null; then flock 9; fi
    make_environment
    local file
    for file in "$@"; do python_packages "$file"; done
    libraries_of_papers
    exec 9>&-
}
