#!/bin/sh
# See to it that receipts can be made as PDF: WeasyPrint lays text out by pango, a system library.
set -eu

ready() {
    .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1
}

if ready; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing pango"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if { apt-get update && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core; } \
        >"$log" 2>&1 && ready; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
fi

echo "Receipts as PDF need pango, which could not be installed; all else works." >&2
echo "On Debian, as root: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" >&2
exit 1
