# Runs the test suite in a root of another Debian release. Sourced by contrib/test.

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
  # What Swift's toolchain needs to run, besides what lighten needs.
  local swift_packages=libstdc++-12-dev,libncurses6,libxml2,libcurl4
  [ "$name" = bookworm ] || swift_packages=libstdc++-14-dev,libncurses6,libxml2,libcurl4t64
  local packages
  packages=$(IFS=, && echo "${BUILD_PACKAGES[*]},${RUN_PACKAGES[*]},${TEST_PACKAGES[*]}")
  as_root debootstrap --variant=minbase \
    --include="$packages,$swift_packages,libsqlite3-0,ca-certificates" \
    "$name" "$root" $(debian_mirror)
  as_root touch "$root/.complete"
}

# Runs contrib/test in the root with the remaining options. The root is kept for the next time.
test_in_debian() {
  local version=$1 name root
  shift
  name=$(debian_name "$version")
  root=${XDG_CACHE_HOME:-$HOME/.cache}/lighten/debian-$version
  make_debian_root "$root" "$name"
  # Everything but --debian is passed on.
  local options=()
  while [ $# -gt 0 ]; do
    if [ "$1" = --debian ]; then shift; else options+=("$1"); fi
    shift
  done
  # A namespace of its own takes the mounts away with the last process.
  as_root unshare --mount --pid --fork --kill-child bash -euc '
    root=$1 source=$2 path=$3 folders=$4
    shift 4
    mount --make-rprivate /
    for folder in /dev /sys $folders; do
      mkdir -p "$root$folder"
      mount --rbind "$folder" "$root$folder"
    done
    mkdir -p "$root/proc" "$root/lighten"
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/tmp"
    cp -p /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
    [ ! -e /etc/gitconfig ] || cp /etc/gitconfig "$root/etc/gitconfig"
    [ ! -e "$HOME/.gitconfig" ] || cp "$HOME/.gitconfig" "$root/root/.gitconfig"
    # A copy: its build folder belongs to the other release.
    tar -C "$source" --exclude=./.build -cf - . | tar -C "$root/lighten" -xf -
    exec chroot "$root" env -i HOME=/root LANG=C.UTF-8 TERM="${TERM-dumb}" \
      PATH="$path:/usr/sbin:/usr/bin:/sbin:/bin" \
      bash -c "cd /lighten && exec contrib/test \"\$@\"" test "$@"
  ' in-root "$root" "$PWD" "$(dirname "$(command -v swift)")" "$(build_folders | tr '\n' ' ')" \
    "${options[@]}"
}
