#!/bin/sh
# Prints the first of the given Pythons that can run Brygga (3.11 or later, able to make virtual environments).
# Usage: scripts/find_python.sh python3.13 python3.12 python3.11 python3
found=""
for candidate in "$@"; do
    # A name may exist and still not run (a version manager's shim), so each is asked.
    version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    if ! "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' 2>/dev/null; then
        found="$found $candidate=$version"
        continue
    fi
    if ! "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
        found="$found $candidate=$version-utan-venv"
        continue
    fi
    command -v "$candidate"
    exit 0
done
echo "Fel: Brygga behöver Python 3.11 eller senare med venv (hittade:${found:- ingen}). Installera till exempel" \
    "python3.12 och python3.12-venv och kör kommandot igen. /" \
    "Error: Brygga needs Python 3.11 or later with venv; install it and run the command again." >&2
exit 1
