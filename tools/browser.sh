#!/bin/sh
# See to it that there is a Chromium for the tests: Debian's, or the one Playwright fetches.
set -eu

if command -v chromium >/dev/null 2>&1; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if { apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation; } \
        >"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
    echo "apt-get could not install Chromium; trying Playwright's own." >&2
fi

.venv/bin/playwright install chromium || {
    echo "The tests need a browser and none could be had." >&2
    echo "Install Chromium so that \`chromium\` is on the PATH (Debian: apt-get install chromium)." >&2
    exit 1
}
