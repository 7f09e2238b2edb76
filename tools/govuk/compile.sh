#!/bin/sh
# Compile GOV.UK Frontend into static/govuk/. For developers, on an upgrade only: needs Node 20 and npm.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../static/govuk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here"/package.json "$here"/*.scss "$work"
cd "$work"
npm install --no-audit --no-fund --no-package-lock --ignore-scripts --silent
node_modules/.bin/sass --load-path=node_modules --style=compressed --no-source-map --quiet-deps \
    govuk.scss "$target/govuk.css"
sed 's|//# sourceMappingURL=.*||' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js \
    > "$target/govuk-frontend.min.js"

# The file upload names the brand blue outright, past the settings.
sed -i 's/#1d70b8/#106165/g' "$target/govuk.css"
if grep -Eq 'url\(|@font-face|gds-transport' "$target/govuk.css"; then
    echo "static/govuk/govuk.css holds a url() or a font; it must hold neither." >&2
    exit 1
fi
ls -l "$target"
