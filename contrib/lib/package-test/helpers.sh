# What the tests in the fresh root share. Sourced.

# Shows a command and runs it.
show() {
  printf '\n$ %s\n' "$*"
  "$@"
}

# Shows a command and runs it; what it says is shown only when it fails.
quietly() {
  local status=0
  printf '\n$ %s\n' "$*"
  "$@" >/tmp/quietly 2>&1 || status=$?
  [ "$status" -eq 0 ] || cat /tmp/quietly
  return "$status"
}

# The last resort: a command that fails where nobody expected it ends the test with its name.
set -E
trap '[ "$BASHPID" != $$ ] || printf "FAILED: “%s” with status %s (line %s of %s)\n" "$BASH_COMMAND" $? "$LINENO" "$0"' ERR

fail() {
  printf 'FAILED: %s\n' "$*"
  exit 1
}

# Compares what there is with what there should be.
expect() {
  [ "$1" = "$2" ] || fail "this should be “$2”, and is “$1”"
}

# Waits until a command succeeds, for at most ten seconds.
wait_until() {
  local turn
  for ((turn = 0; turn < 200; turn++)); do
    ! "$@" >/dev/null 2>&1 || return 0
    sleep 0.05
  done
  fail "in vain waited for: $*"
}

# The packages' files that are there, with folders left out.
package_files() {
  dpkg -L lighten lighten-dbgsym | while read -r path; do
    if [ -L "$path" ] || [ -f "$path" ]; then printf '%s\n' "$path"; fi
  done
}
