# Runs scripts of contrib in roots of Debian releases. Sourced after prerequisites.sh.

# The releases that are known here, with their names.
declare -A DEBIAN_NAMES=([12]=bookworm [13]=trixie)

# Ends a script whose option --debian has no release that is known here.
check_debian() {
  if [ -z "${1-}" ] || [ -z "${DEBIAN_NAMES[$1]-}" ]; then
    wrong_usage '--debian needs a release that is known here: 12 or 13'
  fi
}

# Where the roots are kept.
debian_cache() { printf '%s' "${XDG_CACHE_HOME:-$HOME/.cache}/lighten"; }

# The mirror that this machine takes its own packages from, none where it has none.
debian_mirror() {
  apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 'Created-By: Packages' |
    awk '$2 == "Debian" && $3 == "Debian" && !found { print $1; found = 1 }'
}

# Makes a root with nothing but what Debian calls essential and apt, once: a stamp tells that it is
# whole. Leaves its folder in `root`.
make_bare_root() {
  local version=$1 said
  root=$(debian_cache)/bare-$version
  [ ! -e "$root/.complete" ] || return 0
  need_packages debootstrap
  as_root rm -rf "$root"
  as_root mkdir -p "$root"
  printf 'Making %s …\n' "$root" >&2
  # shellcheck disable=SC2046 # No mirror is no argument.
  said=$(as_root debootstrap --variant=minbase "${DEBIAN_NAMES[$version]}" "$root" $(debian_mirror) 2>&1) ||
    die "debootstrap could not make Debian $version:
$said"
  as_root touch "$root/.complete"
}

# What a build needs from outside of the repository, as options for in_debian_root: Swift, and
# wherever git is told to take packages from. Leaves them in `binds`.
bind_what_builds_need() {
  local toolchain key folder
  need_packages git
  toolchain=$(dirname "$(dirname "$(swift_folder)")")
  binds=(--show "$toolchain" "$toolchain")
  # Two settings for one folder are told as two.
  while read -r key _; do
    folder=${key#url.}
    folder=${folder%.insteadof}
    if [ -d "$folder" ]; then binds+=(--show "$folder" "$folder"); fi
  done < <(git config --get-regexp '^url\./.*\.insteadof$' | sort -u -k 1,1)
  if [ -e /etc/gitconfig ]; then binds+=(--show /etc/gitconfig /etc/gitconfig); fi
}

# Runs a command as root in a root, for so many seconds at most (0: without a limit). The other
# arguments are those of enter-debian-root.
in_debian_root() {
  local seconds=$1
  shift
  as_root timeout --foreground --signal KILL "$seconds" \
    unshare --mount --pid --ipc --uts --cgroup --fork --kill-child \
    contrib/lib/enter-debian-root "$@" </dev/null
}

# Runs a script in a root that is kept for the next time, with what was built and installed in it, on
# a copy of the repository. One script at a time uses it. The folder, if it is not empty, is /output
# there.
#
#   run_in_debian VERSION FOLDER SCRIPT OPTION…
run_in_debian() {
  local version=$1 output=$2 kept root binds
  shift 2
  kept=$(debian_cache)/debian-$version
  if [ ! -e "$kept/.complete" ]; then
    make_bare_root "$version"
    as_root rm -rf "$kept"
    as_root cp -a "$root" "$kept"
  fi
  bind_what_builds_need
  if [ -e "$HOME/.gitconfig" ]; then binds+=(--show "$HOME/.gitconfig" /root/.gitconfig); fi
  if [ -n "$output" ]; then binds+=(--bind "$output" /output); fi
  in_debian_root 0 "$kept" "${binds[@]}" --show "$PWD" /source -- \
    DEBFULLNAME="${DEBFULLNAME-}" DEBEMAIL="${DEBEMAIL-}" bash -euc '
      PATH=$1:$PATH
      shift
      # A copy: its build folder belongs to the other release.
      mkdir -p /lighten
      find /lighten -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
      tar -C /source --exclude=./.build -cf - . | tar -C /lighten --no-same-owner -xf -
      cd /lighten
      exec "$@"
    ' in-root "$(swift_folder)" "$@"
}

# Runs the test suite in the root with the remaining options, but for --debian itself.
test_in_debian() {
  local version=$1 options=()
  shift
  while [ $# -gt 0 ]; do
    if [ "$1" = --debian ]; then shift; else options+=("$1"); fi
    shift
  done
  run_in_debian "$version" '' contrib/test "${options[@]}"
}
