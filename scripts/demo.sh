#!/bin/sh
# Builds the demo site where it is missing, says where it is, and serves it. Called by `make demo`, which sets HOST and
# PORT and has installed what is needed.
set -eu
cd "$(dirname "$0")/.."
case "$HOST" in
    0.0.0.0 | "::" | "") shown=localhost ;;
    *:*) shown="[$HOST]" ;;
    *) shown="$HOST" ;;
esac
case "$HOST" in
    *:*) listen="[$HOST]:$PORT" ;;
    *) listen="$HOST:$PORT" ;;
esac
export DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-brygga.site.settings.demo}"
export BRYGGA_BASE_URL="${BRYGGA_BASE_URL:-http://$shown:$PORT}"
.venv/bin/python manage.py make_demo
# One process with threads: enough for trying it out, and its cache in memory is then the same for every request.
exec .venv/bin/gunicorn brygga.site.wsgi --bind "$listen" --workers 1 --threads 8 --timeout 120 --log-level warning
