# Tests the Debian packages. Sourced by contrib/package, after debian-root.sh.

# test_packages DEBIAN-VERSION PACKAGE…
test_packages() {
  local version=$1 root
  shift
  need_packages lintian binutils

  echo '== lintian'
  lintian --allow-root --info --show-overrides --fail-on error,warning "$@" ||
    die 'lintian is against the packages; it says why above'
  echo 'lintian has nothing against the packages.'

  echo '== Debug symbols'
  test_debug_symbols "$@"

  make_bare_root "$version"
  cp -r contrib/lib/package-test "$work/test"
  cp "$@" "$work/test"
  # Everybody in the root reads them.
  chmod -R a+rX "$work/test"
  mkfifo "$work/test/output"
  echo "== Debian $version without systemd, as in a container"
  in_fresh_root "$root" without-systemd
  echo "== Debian $version with systemd"
  in_fresh_root "$root" with-systemd
  echo '== Files before and after'
  in_fresh_root "$root" leaves-nothing
}

# Runs one of the tests as root in a copy of the root that lives as long as the test.
in_fresh_root() {
  local output shown status=0
  # What runs as a unit has no other way out. The file has an end when everybody has closed it.
  exec {output}<>"$work/test/output"
  cat "$work/test/output" {output}>&- &
  shown=$!
  in_debian_root 600 "$1" --fresh --bind "$work/test" /test -- \
    DEBIAN_FRONTEND=noninteractive "/test/$2" 2>&1 || status=$?
  exec {output}>&-
  wait "$shown"
  [ "$status" -eq 0 ] || die "$2 failed with status $status"
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
