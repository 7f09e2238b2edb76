#!/bin/sh
# Set up the demo and serve it. Run again, it keeps what is there. Called by `make demo`.
# PORT: where to serve (8000). SERVE=0: stop before serving. RESET=1: start over.
set -eu

PORT=${PORT:-8000}

manage() {
    .venv/bin/python site/manage.py "$@"
}

if [ "${RESET:-}" = 1 ]; then
    rm -rf var
fi
mkdir -p var

# Without pango all works but receipts as PDF, whose page then says so.
tools/pango.sh || true

manage migrate --verbosity 0
manage load_demo
if [ "${SERVE:-}" = 0 ]; then
    echo "The demo is ready. To serve it: make demo"
    exit 0
fi

address=http://127.0.0.1:$PORT
cat <<ADDRESSES

  Respondents        $address/
  Staff              $address/admin/   (the logins are above)

  Mail to respondents is not sent: it is written to var/mail.

  Ctrl+C stops the server. What you enter is kept for the next time; make demo RESET=1 starts over.

ADDRESSES

export DJANGO_SETTINGS_MODULE=config.settings.dev SITE_ADDRESS=$address
.venv/bin/python site/manage.py db_worker --queue-name '*' &
worker=$!
.venv/bin/python site/manage.py tend --every 60 --verbosity 0 &
schedule=$!
.venv/bin/gunicorn config.wsgi --bind "127.0.0.1:$PORT" --workers 2 --threads 4 --preload \
    --no-control-socket --log-level warning &
server=$!
trap 'kill $worker $schedule $server 2>/dev/null || true' EXIT INT TERM
wait $server
