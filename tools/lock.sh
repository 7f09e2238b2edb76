#!/bin/sh
# Resolve pyproject.toml into the lock files, with hashes and without any address.
set -eu

compile() {
    uv pip compile pyproject.toml --quiet --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate "$@"
}

compile --extra dask --group dev -o requirements-dev.lock
compile -c requirements-dev.lock -o requirements.lock
# Apart, because it is large: nothing needs it but who asks for it.
compile --extra embeddings -c requirements-dev.lock -o requirements-embeddings.lock

if grep -n '//' requirements.lock requirements-dev.lock requirements-embeddings.lock; then
    echo "A lock file names an address; it must name packages, versions and hashes only." >&2
    exit 1
fi
