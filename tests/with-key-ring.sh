#!/usr/bin/env bash
# Run a test in a D-Bus session of its own with a key ring that is open.
set -euo pipefail

for program in dbus-run-session gnome-keyring-daemon; do
  if ! command -v "$program" >/dev/null; then
    printf '1..0 # SKIP %s is not installed, so there is no key ring\n' "$program"
    exit 0
  fi
done

here=$(dirname "${BASH_SOURCE[0]}")
export ARC_TEST_KEY_RING=1
# shellcheck disable=SC2016
exec "$here/hermetic.sh" \
  dbus-run-session --config-file="$here/session-bus.conf" -- bash -c '
    # The daemon stays with this shell, so that it ends with it.
    exec 3< <(exec gnome-keyring-daemon --foreground --unlock --components=secrets \
      <<<"secret" 2>/dev/null)
    daemon=$!
    trap "kill $daemon 2>/dev/null || true" EXIT
    read -r -t 20 _ <&3 || true
    "$@"
  ' bash "$@"
