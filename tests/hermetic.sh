#!/usr/bin/env bash
# Run a test with a home, data, configuration, cache and runtime folder of its own, removed afterwards.
set -euo pipefail

top=$(mktemp -d "${TMPDIR:-/tmp}/arc-test.XXXXXX")
trap 'chmod -R u+rwX "$top" 2>/dev/null || true; rm -rf "$top"' EXIT

export HOME=$top/home
export XDG_DATA_HOME=$top/home/data
export XDG_CONFIG_HOME=$top/home/config
export XDG_STATE_HOME=$top/home/state
export XDG_CACHE_HOME=$top/home/cache
export XDG_RUNTIME_DIR=$top/runtime
export TMPDIR=$top/tmp
unset ARC_JOURNAL DBUS_SESSION_BUS_ADDRESS DISPLAY WAYLAND_DISPLAY EDITOR VISUAL
mkdir -m 0700 "$HOME" "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME" \
  "$XDG_RUNTIME_DIR" "$TMPDIR"

"$@"
