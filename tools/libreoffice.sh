#!/bin/sh
# See to it that one slow proof has LibreOffice: that a form it saved can still be read back.
set -eu

ready() {
    command -v soffice >/dev/null 2>&1
}

if ready; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing LibreOffice (some minutes)"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if { apt-get update && apt-get install -y --no-install-recommends libreoffice-writer; } \
        >"$log" 2>&1 && ready; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
fi

echo "Reading back a form that LibreOffice saved needs LibreOffice, which could not be installed." >&2
echo "On Debian, as root: apt-get install libreoffice-writer" >&2
exit 1
