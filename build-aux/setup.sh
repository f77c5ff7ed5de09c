# shellcheck shell=bash
# What run and check have in common. To be sourced; expects the top of the tree as the working folder.

say() { printf '%s\n' "$*" >&2; }

# packages_of SECTION: the names in that section of build-aux/packages
packages_of() {
  awk -v section="[$1]" '/^\[/ { on = ($1 == section); next } on && NF && !/^#/ { print $1 }' \
    build-aux/packages
}

# install_missing SECTION...: install what of these sections is not there yet; asks for rights only then
install_missing() {
  local section package missing=()
  if ! command -v dpkg-query >/dev/null; then
    say "This is not Debian: please see to it that what build-aux/packages names is installed."
    return 0
  fi
  for section in "$@"; do
    for package in $(packages_of "$section"); do
      # shellcheck disable=SC2016 # the braces are dpkg's
      [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
        missing+=("$package")
    done
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  say "Installing: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "Please install these as root: apt-get install ${missing[*]}"
      return 1
    fi
    as_root=(sudo)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3
    -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update >&2 </dev/null || say "The lists of packages could not be renewed; trying with what is there."
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2 </dev/null
}

# configure FOLDER OPTION...: set up a build tree, or bring its options up to date
configure() {
  local folder=$1
  shift
  if [ -f "$folder/meson-private/coredata.dat" ]; then
    meson setup --reconfigure "$folder" "$@" >&2 ||
      meson setup --wipe "$folder" "$@" >&2
  else
    meson setup "$folder" "$@" >&2
  fi
}

# need_runtime_dir: a private XDG_RUNTIME_DIR, made if the session gave none
need_runtime_dir() {
  if [ -z "${XDG_RUNTIME_DIR:-}" ] || [ ! -d "$XDG_RUNTIME_DIR" ] || [ ! -w "$XDG_RUNTIME_DIR" ]; then
    XDG_RUNTIME_DIR=${TMPDIR:-/tmp}/arc-journal-runtime-$(id -u)
    mkdir -m 0700 "$XDG_RUNTIME_DIR" 2>/dev/null || true
    if [ ! -d "$XDG_RUNTIME_DIR" ] || [ ! -O "$XDG_RUNTIME_DIR" ] || [ -L "$XDG_RUNTIME_DIR" ]; then
      say "$XDG_RUNTIME_DIR is not a folder of yours; please remove it or set XDG_RUNTIME_DIR."
      return 1
    fi
    chmod 0700 "$XDG_RUNTIME_DIR"
    export XDG_RUNTIME_DIR
  fi
}
