#!/bin/sh
# Every test on SQLite; at the same time, on the other core, those that touch the database again on
# PostgreSQL. The journeys in a browser run once. PostgreSQL's report follows when SQLite's is done.
set -u

report=$(mktemp)
.venv/bin/python tools/with_postgresql.py \
    .venv/bin/pytest -q --only-database --ignore=tests/journeys >"$report" 2>&1 &
postgresql=$!
trap 'kill $postgresql 2>/dev/null; rm -f "$report"' EXIT INT TERM

echo "On SQLite, with a browser:"
.venv/bin/pytest -q
failed=$?

echo
echo "On PostgreSQL:"
wait $postgresql || failed=$?
cat "$report"

if [ "$failed" != 0 ]; then
    echo "Some tests failed: see above." >&2
fi
exit "$failed"
