#!/bin/sh
# Resolve pyproject.toml into the two lock files, with hashes and without any address.
set -eu

compile() {
    uv pip compile pyproject.toml --quiet --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate "$@"
}

compile --all-extras --group dev -o requirements-dev.lock
compile -c requirements-dev.lock -o requirements.lock

if grep -n '//' requirements.lock requirements-dev.lock; then
    echo "A lock file names an address; it must name packages, versions and hashes only." >&2
    exit 1
fi
