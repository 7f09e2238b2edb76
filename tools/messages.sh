#!/bin/sh
# Gather what the pages say into the catalogues of locale/, and compile these. Usage: messages.sh [LANGUAGE]
set -eu

ready() {
    command -v xgettext >/dev/null 2>&1 && command -v msgfmt >/dev/null 2>&1
}

if ! ready && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing gettext"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    { apt-get update && apt-get install -y --no-install-recommends gettext; } >"$log" 2>&1 \
        || tail -n 5 "$log" >&2
    rm -f "$log"
fi
if ! ready; then
    echo "Catalogues are made with GNU gettext, which could not be installed." >&2
    echo "On Debian, as root: apt-get install gettext" >&2
    exit 1
fi

for language in ${1:-$(ls locale)}; do
    mkdir -p "locale/$language/LC_MESSAGES"
    .venv/bin/python site/manage.py makemessages --locale "$language" --extension html,txt,py \
        --ignore ".venv/*" --ignore "var/*" --ignore "tests/*" --ignore "docs/*" \
        --ignore "node_modules/*" --no-wrap --add-location file --no-obsolete
    msgfmt --check --output-file "locale/$language/LC_MESSAGES/django.mo" \
        "locale/$language/LC_MESSAGES/django.po"
    echo "$language: $(msgfmt --statistics --output-file /dev/null \
        "locale/$language/LC_MESSAGES/django.po" 2>&1)"
done
