#!/bin/sh
# Prints the path of a Chromium for the browser tests; installs Debian's where it is missing and that can be done.
# Heeds BRYGGA_CHROMIUM. Without one: a clear line on standard error, and exit status 1 on CI, else 0 and no path.
find_chromium() {
    for candidate in "$BRYGGA_CHROMIUM" chromium chromium-browser google-chrome-stable google-chrome; do
        [ -n "$candidate" ] && command -v "$candidate" 2>/dev/null && return 0
    done
    return 1
}
find_chromium && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installerar Chromium för webbläsartesterna … / Installing Chromium for the browser tests …" >&2
    log=$(mktemp)
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fonts-dejavu-core; } >"$log" 2>&1; then
        rm -f "$log"
        find_chromium && exit 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
fi
echo "Chromium saknas, så webbläsartesterna kan inte köras. Installera det (Debian och Ubuntu: sudo apt-get install" \
    "chromium) eller ange programmets sökväg i BRYGGA_CHROMIUM. /" \
    "Chromium is missing, so the browser tests cannot run: install it or give its path in BRYGGA_CHROMIUM." >&2
[ -z "$CI" ]
