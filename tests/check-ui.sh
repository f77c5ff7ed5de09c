#!/usr/bin/env bash
# Every .ui file is sound XML, is in the resources, and describes the class that its name says, in one
# file pair; every template that the code names exists. Argument: the top of the source tree.
set -euo pipefail
export LC_ALL=C

top=$1
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

# class_of FILE: ArcFooBar for arc-foo-bar.ui
class_of() {
  basename "$1" .ui | awk -F- '{ for (i = 1; i <= NF; i++) printf "%s", toupper(substr($i, 1, 1)) substr($i, 2) }'
}

files=("$top"/ui/*.ui)
broken='' unlisted='' misnamed='' lonely='' fixed=''
for file in "${files[@]}"; do
  name=$(basename "$file")
  xmllint --noout "$file" 2>/dev/null || broken+="$name"$'\n'
  grep -q ">$name<" "$top/ui/arc-journal.gresource.xml" || unlisted+="$name"$'\n'
  if class=$(grep -oE '<template class="[A-Za-z]+"' "$file" | cut -d'"' -f2); then
    [ "$class" = "$(class_of "$file")" ] || misnamed+="$name describes $class"$'\n'
    [ -f "$top/src/app/${name%.ui}.c" ] || lonely+="$name has no src/app/${name%.ui}.c"$'\n'
  fi
  # Start and end turn round in right-to-left languages; left and right do not.
  fixed+=$(grep -HnE 'name="(margin-left|margin-right)"|>(left|right)</property>' "$file" |
    sed "s|$top/||" || true)
done
result "$(printf '%d .ui files are sound XML' "${#files[@]}")" "$broken"
result 'every .ui file is in the resources' "$unlisted"
result 'every template is of the class that its file is named after' "$misnamed"
result 'every template has its code beside it' "$lonely"
result 'nothing is fixed to the left or right' "$fixed"

missing=''
while IFS= read -r path; do
  [ -f "$top/ui/$(basename "$path")" ] || missing+="$path"$'\n'
done < <(grep -rhoE '"/io/github/arcjournal/ArcJournal/(ui/)?[a-z0-9-]+\.(ui|css)"' "$top/src/app" | tr -d '"' | sort -u)
result 'every resource that the code names exists' "$missing"

printf '1..%d\n' "$count"
exit "$failed"
