#!/bin/sh
# Installs into an empty folder and checks that what starts programs (the desktop, the bus, systemd)
# names files that are there, and each other. Speaks TAP.
#
# usage: check-install.sh BUILD-FOLDER APP-ID
set -u

build=$1
id=$2
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT INT TERM

# report NUMBER NAME: passed if the text on standard input is empty, which else says why not.
report() {
  why=$(cat)
  if [ -z "$why" ]; then
    echo "ok $1 $2"
  else
    echo "not ok $1 $2"
    echo "$why" | sed 's/^/# /'
  fi
}

# The installed file that ends with the path $1.
find_file() {
  find "$tree" -type f -path "*/$1" | head -n 1
}

# The values of key $2 in file $1, one a line.
values() {
  sed -n "s/^$2 *= *//p" "$1"
}

# Programs that file $1 starts, by their first word, exist and can be run.
check_programs() {
  values "$1" 'Exec\(Start\)\{0,1\}' | while read -r program rest; do
    case $program in
    /*) [ -x "$tree$program" ] || echo "$1 starts $program, which is not installed ($rest)" ;;
    gapplication) ;; # of GLib, which everything here needs
    *) [ -n "$(find_file "bin/$program")" ] || echo "$1 starts $program, which is not installed" ;;
    esac
  done
}

if ! DESTDIR=$tree meson install -C "$build" --no-rebuild --quiet >"$tree/log" 2>&1; then
  sed 's/^/# /' "$tree/log"
  echo "Bail out! The programs cannot be installed."
  exit 1
fi

launcher=$(find_file "share/applications/$id.desktop")
autostart=$(find_file "xdg/autostart/$id.Reminders.desktop")
window=$(find_file "dbus-1/services/$id.service")
daemon=$(find_file "dbus-1/services/$id.Reminders.service")
unit=$(find_file "lib/systemd/user/arc-journal-reminders.service")

echo "1..8"
for file in "launcher $launcher" "autostart $autostart" "window $window" "daemon $daemon" "unit $unit"; do
  [ -n "${file#* }" ] || echo "the file of the ${file%% *} is not installed"
done | report 1 "what starts programs is installed"

for file in "$launcher" "$autostart"; do
  desktop-file-validate "$file" 2>&1
done | report 2 "desktop files are valid"

for file in "$launcher" "$autostart" "$window" "$daemon" "$unit"; do
  check_programs "$file"
done | report 3 "programs that are started are installed"

for file in "$window" "$daemon"; do
  [ "$(values "$file" Name)" = "$(basename "$file" .service)" ] ||
    echo "$file is of the name $(values "$file" Name)"
done | report 4 "services of the bus bear the names of their files"

{
  [ "$(values "$daemon" SystemdService)" = "$(basename "$unit")" ] ||
    echo "the bus asks systemd for $(values "$daemon" SystemdService)"
  [ "$(values "$unit" BusName)" = "$(values "$daemon" Name)" ] ||
    echo "the unit waits for $(values "$unit" BusName)"
  [ "$(values "$unit" ExecStart)" = "$(values "$daemon" Exec)" ] ||
    echo "the unit and the bus start different programs"
  [ "$(values "$autostart" Exec)" = "$(values "$daemon" Exec)" ] ||
    echo "the session and the bus start different programs"
} | report 5 "the session, the bus and systemd mean the same daemon"

grep -rn '@[a-z_]*@' "$launcher" "$autostart" "$window" "$daemon" "$unit" |
  report 6 "nothing is left to be filled in"

for module in $(cd "$build" && find src -name 'arc-*.so'); do
  [ -n "$(find_file "arc-journal/modules/$(basename "$module")")" ] ||
    echo "$module is not installed"
done | report 7 "modules that are loaded on use are installed"

if command -v systemd-analyze >/dev/null; then
  # With programs where they are now, and a runtime folder, which it asks for.
  mkdir -m 700 "$tree/runtime"
  sed "s|^ExecStart=|&$tree|" "$unit" >"$tree/$(basename "$unit")"
  XDG_RUNTIME_DIR=$tree/runtime systemd-analyze --user --man=no verify \
    "$tree/$(basename "$unit")" 2>&1 | report 8 "systemd accepts the unit"
else
  echo "ok 8 systemd accepts the unit # SKIP systemd-analyze is not installed"
fi
