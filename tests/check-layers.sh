#!/usr/bin/env bash
# Each layer sees only what is below it: which headers are included where, what is linked, and that
# public functions say what they do. Arguments: the top of the source tree, programs without a window.
set -euo pipefail
export LC_ALL=C

top=$1
shift
count=0
failed=0

# result NAME FAULTS: good if there are no faults
result() {
  count=$((count + 1))
  if [ -z "$2" ]; then
    printf 'ok %d %s\n' "$count" "$1"
  else
    failed=1
    printf 'not ok %d %s\n' "$count" "$1"
    printf '%s\n' "$2" | sed 's/^/# /'
  fi
}

# includes PATTERN ALLOWED...: files in src that include it, outside the allowed folders
includes() {
  local pattern=$1 folder
  shift
  local except=()
  for folder in "$@"; do
    except+=(-not -path "$top/src/$folder/*")
  done
  find "$top/src" -name '*.[ch]' "${except[@]}" -exec grep -HnE "#include *[<\"]($pattern)" '{}' + || true
}

result 'sqlite3.h is included in src/journal only' "$(includes 'sqlite3' journal)"
result 'GTK and libadwaita are included in src/app only' \
  "$(includes 'gtk/|gdk/|gsk/|adwaita' app)"
# Documents are set on pages with them.
result 'Pango and Cairo are included in src/app and src/formats only' \
  "$(includes 'pango/|cairo|cmark' app formats)"
result 'json-glib is included in src/formats only' "$(includes 'json-glib/' formats)"
result 'libical is included in src/schedule and src/calendar only' \
  "$(includes 'libical/' schedule calendar)"
result 'libnotify is included in src/notify only' "$(includes 'libnotify/' notify)"
result 'igraph and libstemmer are included in src/summary only' "$(includes 'igraph|libstemmer' summary)"
result 'libpq is included in src/team only' "$(includes 'libpq-fe|postgres' team)"
# arc-keys.h shows the sizes of keys to what includes it, which is the team layer alone.
result 'libsodium and libsecret are included in src/team only' \
  "$(includes 'sodium|libsecret/' team)"
result 'SQL is written in src/journal and src/team only' "$(
  find "$top/src" -name '*.[ch]' -not -path "$top/src/journal/*" -not -path "$top/src/team/*" -exec \
    grep -HnE '"(SELECT |INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM|PRAGMA |CREATE TABLE)' '{}' + || true
)"

# Every header of a layer may be included in that layer and in those above it.
declare -A below=(
  [model]='' [module]='model' [schedule]='model' [journal]='model' [summary]='model module'
  [calendar]='model module schedule' [formats]='model calendar'
  [review]='model module journal summary formats'
  [team]='model module journal schedule summary formats review'
  [notify]='model journal schedule summary formats'
  [cli]='model module journal schedule summary calendar formats review team notify'
  [app]='model module journal schedule summary calendar formats review team notify'
)
upward=''
for layer in "${!below[@]}"; do
  [ -d "$top/src/$layer" ] || continue
  for other in "${!below[@]}"; do
    if [ "$other" = "$layer" ] || [ ! -d "$top/src/$other" ]; then continue; fi
    case " ${below[$layer]} " in *" $other "*) continue ;; esac
    while IFS= read -r header; do
      name=$(basename "$header")
      found=$(grep -lE "#include \"$name\"" "$top/src/$layer"/*.[ch] 2>/dev/null || true)
      [ -z "$found" ] || upward+="$found includes $name of $other"$'\n'
    done < <(find "$top/src/$other" -name '*.h')
  done
done
result 'no layer includes a header of one above or beside it' "$upward"

# What a program without a window may map: GLib, SQLite, JSON and what these need themselves.
allowed='linux-vdso|ld-linux|libc|libm|libdl|libpthread|libglib-2\.0|libgobject-2\.0|libgio-2\.0|'
allowed+='libgmodule-2\.0|libsqlite3|libjson-glib-1\.0|libpcre2-8|libffi|libz|libmount|libblkid|libselinux'
# A sanitizer's own libraries are no dependency of the program.
allowed+='|libasan|libubsan|libstdc\+\+|libgcc_s'
# libnotify can show pictures; the rules of days come from libical.
declare -A more=(
  [arc-journal-reminders]='libnotify|libgdk_pixbuf-2\.0|libjpeg|libpng16|libical|libicu[a-z0-9]*|libtiff|libwebp|libzstd|liblzma|libLerc|libjbig|libdeflate'
)
for program in "$@"; do
  name=$(basename "$program")
  linked=$(ldd "$program" | awk '{ print $1 }' | sed 's|.*/||' | sed -E 's/(\.so|-x86-64|-aarch64).*//')
  result "$(basename "$program") maps what it needs and no more" \
    "$(grep -vxE "$allowed${more[$name]:+|${more[$name]}}" <<<"$linked" || true)"
  result "$(basename "$program") maps no toolkit" \
    "$(grep -E 'gtk|adwaita|X11|wayland|cairo|pango' <<<"$linked" || true)"
done

# A function in a public header of the model and the journal has a comment above it or above its group:
# without one there is a blank line or the beginning of the file right before a bare declaration.
undocumented=$(
  for header in "$top"/src/model/*.h "$top"/src/journal/arc-journal.h \
    "$top"/src/journal/arc-journal-service.h "$top"/src/journal/arc-entry-list.h; do
    awk -v file="$(basename "$header")" '
      /^$/ { commented = 0 }
      /\*\/ *$/ || /^\/\*.*\*\// { commented = 1 }
      /^[A-Za-z].*\(.*/ && !/^(typedef|G_|#|struct|enum|extern "C")/ && !/_(get_type|new|copy|free|clear|equal|validate|quark) \(/ {
        if (!commented) print file ":" FNR ": " $0
      }' "$header"
  done
)
result 'public functions of model and journal are documented' "$undocumented"

# Written without CONSISTENT, a file keeps the end of a longer one that was there (GLib 2.74).
result 'files are replaced whole' \
  "$(grep -rnE 'G_FILE_SET_CONTENTS_(NONE|ONLY_EXISTING)' "$top/src" || true)"

printf '1..%d\n' "$count"
exit "$failed"
