#!/usr/bin/env bash
# Compare po/POTFILES.in with the files that hold translatable strings. The argument is the top of
# the source tree; prints what is missing or too much, and fails if there is anything.
set -euo pipefail
export LC_ALL=C

cd "${1:-"$(dirname "$0")/.."}"

listed=$(sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' po/POTFILES.in)
status=0

complain() {
  printf '%s\n' "$1" >&2
  status=1
}

# Source code and user-interface files mark their strings; of the data, the kinds that are merged
# with translations count as a whole.
translatable() {
  find src ui data -type f '(' -name '*.c' -o -name '*.h' -o -name '*.ui' -o -name '*.xml' ')' \
    -exec grep -lE '(^|[^A-Za-z0-9_])(_|N_|C_|NC_|Q_|g_dgettext|g_dngettext|g_dpgettext2|ngettext|gettext) ?\( *("|$)|translatable=.(yes|true|1)|gettext-domain=' '{}' + \
    2>/dev/null || true
  find data -type f '(' -name '*.desktop.in' -o -name '*.metainfo.xml.in' ')'
}

while IFS= read -r file; do
  [ -n "$file" ] || continue
  grep -qxF -- "$file" <<<"$listed" ||
    complain "po/POTFILES.in lacks $file, which has translatable strings."
done < <(translatable | sort -u)

while IFS= read -r file; do
  [ -n "$file" ] || continue
  [ -f "$file" ] || complain "po/POTFILES.in lists $file, which does not exist."
done <<<"$listed"

while IFS= read -r file; do
  complain "po/POTFILES.in lists $file more than once."
done < <(sort <<<"$listed" | uniq -d)

[ -s po/LINGUAS ] || complain "po/LINGUAS names no language."
while read -r language; do
  [ -f "po/$language.po" ] || complain "po/LINGUAS names $language, but there is no po/$language.po."
done < <(sed -e 's/#.*//' po/LINGUAS | tr -s ' ' '\n' | sed '/^$/d')

exit "$status"
