# Tests the Debian packages. Sourced by contrib/package, after debian-root.sh.

# test_packages DEBIAN-VERSION PACKAGE…
test_packages() {
  local version=$1 name root
  shift
  need_packages lintian binutils
  name=$(debian_name "$version")

  echo '== lintian'
  lintian --allow-root --info --show-overrides --fail-on error,warning "$@"
  echo 'lintian has nothing against the packages.'

  echo '== Debug symbols'
  test_debug_symbols "$@"

  root=${XDG_CACHE_HOME:-$HOME/.cache}/lighten/package-$version
  make_minimal_root "$root" "$name"
  echo "== Debian $version without systemd, as in a container"
  in_fresh_root "$root" without-systemd "$@"
  echo "== Debian $version with systemd"
  in_fresh_root "$root" with-systemd "$@"
  echo '== Files before and after'
  in_fresh_root "$root" leaves-nothing "$@"
}

# The debug symbols of each program are where debuggers look, and lead to the source.
test_debug_symbols() {
  local package program id symbols address line
  mkdir "$work/files"
  for package in "$@"; do dpkg-deb -x "$package" "$work/files"; done
  for program in bin/lighten bin/lightend libexec/lighten/lighten-ddc; do
    id=$(readelf -n "$work/files/usr/$program" | sed -n 's/.*Build ID: //p')
    symbols=usr/lib/debug/.build-id/${id:0:2}/${id:2}.debug
    address=$(nm "$work/files/$symbols" | sed -n 's/^\([0-9a-f]*\) T main$/\1/p')
    line=$(addr2line -e "$work/files/$symbols" "$address")
    echo "/usr/$program begins in ${line%:*}, says /$symbols"
    [[ $line == ./Sources/${program##*/}/* ]] || die "$program has no debug symbols that fit"
  done
}

# Makes a root with nothing but what Debian calls essential and apt, once.
make_minimal_root() {
  local root=$1 name=$2
  [ ! -e "$root/.complete" ] || return 0
  need_packages debootstrap
  as_root rm -rf "$root"
  as_root mkdir -p "$root"
  echo "Making $root …"
  # shellcheck disable=SC2046 # No mirror is no argument.
  as_root debootstrap --variant=minbase "$name" "$root" $(debian_mirror) >"$work/log" 2>&1 || {
    cat "$work/log"
    die 'debootstrap failed'
  }
  as_root touch "$root/.complete"
}

# Runs a test as root in a copy of the root that lives as long as the test.
#
#   in_fresh_root ROOT TEST PACKAGE…
in_fresh_root() {
  : >"$work/output"
  tail -f --pid $$ "$work/output" &
  local tail=$! status=0
  as_root timeout --foreground --signal KILL 600 unshare --mount --pid --ipc --uts --cgroup --fork --kill-child \
    contrib/lib/package-test/enter "$work/output" "$@" || status=$?
  # Whatever has been written is shown by then.
  sleep 1
  kill "$tail"
  wait "$tail" 2>/dev/null || true
  [ "$status" -eq 0 ] || die "$2 failed"
}
