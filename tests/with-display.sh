#!/usr/bin/env bash
# Run a test in a session of its own: a D-Bus session and an X display. The pointer stands in its middle,
# beside every window that a test opens (at the top left corner): GTK 4.8 fails a check of its own when a
# tooltip would come up in a window that is gone by then.
set -euo pipefail

for program in dbus-run-session xvfb-run; do
  if ! command -v "$program" >/dev/null; then
    printf '1..0 # SKIP %s is not installed, so there is no display\n' "$program"
    exit 0
  fi
done

export GDK_BACKEND=x11
export GSK_RENDERER=cairo
export GTK_USE_PORTAL=0
export LIBGL_ALWAYS_SOFTWARE=1

here=$(dirname "${BASH_SOURCE[0]}")
exec "$here/hermetic.sh" \
  dbus-run-session --config-file="$here/session-bus.conf" -- \
  xvfb-run -a -s "-screen 0 ${ARC_TEST_SCREEN:-2800x2000x24} -noreset" "$@"
