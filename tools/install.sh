#!/bin/sh
# Install a lock file into .venv, by uv where there is one, else by pip. Usage: install.sh LOCK
set -eu

lock=$1
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Redraft needs Python 3.11 or later; found $("$python" --version 2>&1 || true)." >&2
    echo "Install one, or name it: make PYTHON=/path/to/python3.11" >&2
    exit 1
}

if [ ! -x .venv/bin/python ]; then
    echo "Making the environment in .venv"
    rm -rf .venv
    "$python" -m venv .venv || {
        rm -rf .venv
        echo "No environment could be made. On Debian: apt-get install python3-venv" >&2
        exit 1
    }
fi

echo "Installing what $lock names (some minutes, the first time)"
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r "$lock"
else
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
        --require-hashes -r "$lock"
fi
