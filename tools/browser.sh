#!/bin/sh
# See to it that the tests have a browser: Debian's Chromium, or the one that Playwright fetches.
set -eu

ready() {
    # Playwright's driver carries its own Node, which needs libatomic; a bare Debian has none.
    command -v chromium >/dev/null 2>&1 && .venv/bin/playwright --version >/dev/null 2>&1
}

if ready; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if { apt-get update \
        && apt-get install -y --no-install-recommends chromium fonts-liberation libatomic1; } \
        >"$log" 2>&1 && ready; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
    echo "apt-get could not install Chromium; trying Playwright's own." >&2
fi

.venv/bin/playwright install chromium || {
    echo "The tests need a browser and none could be had." >&2
    echo "On Debian, as root: apt-get install chromium fonts-liberation libatomic1" >&2
    exit 1
}
