# Runs scripts of contrib in a root of another Debian release. Sourced.

# The release's name for its number.
debian_name() {
  case $1 in
    12) echo bookworm ;;
    13) echo trixie ;;
    *) die "Debian $1 is not known here; 12 and 13 are" ;;
  esac
}

# The mirror that this machine takes its own packages from, none where it has none.
debian_mirror() {
  apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 'Created-By: Packages' 2>/dev/null |
    awk '$2 == "Debian" && $3 == "Debian" { print $1; exit }'
}

# The folders outside of the repository that a build needs: Swift, and whatever git is told to
# take packages from.
build_folders() {
  dirname "$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")"
  git config --get-regexp '^url\..*\.insteadof$' 2>/dev/null |
    sed -n 's|^url\.\(/.*\)\.insteadof .*|\1|p' | sort -u
}

# Makes the root, once: a stamp tells that it is whole.
make_debian_root() {
  local root=$1 name=$2
  [ -e "$root/.complete" ] && return
  need_packages debootstrap
  as_root rm -rf "$root"
  as_root mkdir -p "$root"
  # What Swift's toolchain needs to run, besides what lighten needs. Not what its tests need: some of
  # that depends on alternatives, which debootstrap does not know; contrib/test gets it with apt.
  local swift_packages=libstdc++-12-dev,libncurses6,libxml2,libcurl4
  [ "$name" = bookworm ] || swift_packages=libstdc++-14-dev,libncurses6,libxml2,libcurl4t64
  local packages
  packages=$(IFS=, && echo "${BUILD_PACKAGES[*]},${RUN_PACKAGES[*]}")
  as_root debootstrap --variant=minbase \
    --include="$packages,$swift_packages,libsqlite3-0,ca-certificates" \
    "$name" "$root" $(debian_mirror)
  as_root touch "$root/.complete"
}

# Runs a script in the root, on a copy of the repository. The root is kept for the next time, with
# what was built in it; one script at a time uses it. The folder, if it is not empty, is /output there.
#
#   run_in_debian VERSION FOLDER SCRIPT OPTION…
run_in_debian() {
  local version=$1 name root folders
  shift
  name=$(debian_name "$version")
  root=${XDG_CACHE_HOME:-$HOME/.cache}/lighten/debian-$version
  make_debian_root "$root" "$name"
  folders=$(build_folders | tr '\n' ' ')
  # A namespace of its own takes the mounts away with the last process.
  # shellcheck disable=SC2016 # It is for the shell in the namespace.
  as_root flock "$root/.complete" unshare --mount --pid --fork --kill-child bash -euc '
    root=$1 source=$2 path=$3 folders=$4 output=$5
    shift 5
    mount --make-rprivate /
    for folder in /dev /sys $folders; do
      mkdir -p "$root$folder"
      mount --rbind "$folder" "$root$folder"
    done
    mkdir -p "$root/proc" "$root/lighten" "$root/output"
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/tmp"
    [ -z "$output" ] || mount --bind "$output" "$root/output"
    cp -p /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
    [ ! -e /etc/gitconfig ] || cp /etc/gitconfig "$root/etc/gitconfig"
    [ ! -e "$HOME/.gitconfig" ] || cp "$HOME/.gitconfig" "$root/root/.gitconfig"
    # A copy: its build folder belongs to the other release.
    find "$root/lighten" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
    tar -C "$source" --exclude=./.build -cf - . | tar -C "$root/lighten" --no-same-owner -xf -
    exec chroot "$root" env -i HOME=/root LANG=C.UTF-8 TERM="${TERM-dumb}" \
      DEBFULLNAME="${DEBFULLNAME-}" DEBEMAIL="${DEBEMAIL-}" \
      PATH="$path:/usr/sbin:/usr/bin:/sbin:/bin" \
      bash -c "cd /lighten && exec \"\$@\"" run "$@"
  ' in-root "$root" "$PWD" "$(dirname "$(command -v swift)")" "$folders" "$@"
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
