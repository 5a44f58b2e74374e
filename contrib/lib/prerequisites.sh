# What every script in contrib begins with: errors, help, root, packages, and how the programs are
# built. Sourced in the top folder of the repository.

# The script's path in the repository; every message has its name.
script=contrib/${0##*/}
say() { printf '%s: %s\n' "${script##*/}" "$*" >&2; }

die() {
  say "$@"
  exit 1
}

# Ends a script that was called with wrong options, as lighten itself does: status 2.
wrong_usage() {
  say "$*; see $script --help"
  exit 2
}

# Ends a script with the comment at its top, which says what the script does and which options it has.
show_help() {
  local line
  while IFS= read -r line && [[ $line == '#'* ]]; do
    [[ $line == '#!'* ]] || { line=${line#\#} && printf '%s\n' "${line# }"; }
  done <"$script"
  exit
}

# The last resort: a command that fails where nobody expected it ends the script with its name.
set -E
trap 'unexpected $? "$BASH_COMMAND" "$LINENO"' ERR
unexpected() {
  # A subshell's failure is told by the shell that started it.
  [ "$BASHPID" != $$ ] || say "“$2” failed with status $1 (line $3 of ${BASH_SOURCE[1]#"$PWD/"})"
}

# Where it is not set, the home folder is the one that the system knows.
export HOME=${HOME:-~}

# Runs a command as root: as it is, or through sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "this needs root, and there is no sudo: run as root: $*"
  fi
}

# Installs the Debian packages among the arguments that are missing.
need_packages() {
  local status package installed=' ' missing=()
  # dpkg-query fails where it does not know one of them, and tells the others all the same.
  while read -r status package; do
    [ "$status" != installed ] || installed+="$package "
  done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null)
  for package in "$@"; do
    [[ $installed == *" $package "* ]] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

# Installs Debian packages. What apt says is shown only where it fails.
install_packages() {
  command -v apt-get >/dev/null ||
    die "this is not a Debian system; install what corresponds to: $*"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
    die "packages are missing, and there is no sudo; run as root: apt-get install $*"
  # Standard output is for what the script makes.
  printf 'Installing %s …\n' "$*" >&2
  local said reasons
  # Only the installation decides: a list of packages that cannot be fetched may be one that is not
  # needed. Nothing asks: neither debconf, nor dpkg about a configuration file that was changed.
  said=$(
    exec 2>&1 </dev/null
    [ -n "$lists_are_new" ] || as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -o Dpkg::Options::=--force-confold "$@"
  ) || {
    reasons=$(sed -n '/^[EW]: /p' <<<"$said")
    die "apt-get could not install $*:
${reasons:-$said}"
  }
  lists_are_new=yes
}
lists_are_new=

# To build: the libraries, the C compiler's files, which Swift needs to link, and the certificates
# with which git knows the place that it takes Swift packages from.
BUILD_PACKAGES=(libglib2.0-dev libddcutil-dev libudev-dev pkg-config git ca-certificates gcc g++
  libc6-dev)
# To run, and to look at what runs.
RUN_PACKAGES=(dbus libglib2.0-bin)
# To test: emulated hardware, Python that speaks D-Bus, and what the examples are written for (busctl
# is part of systemd).
TEST_PACKAGES=(umockdev gjs systemd python3 python3-gi python3-pytest python3-pytest-xdist
  python3-dbusmock python3-jsonschema binutils zsh fish groff-base mandoc shellcheck)
# To test with a real kernel: the machine that it runs on, and what builds its modules and its files.
KERNEL_PACKAGES=(qemu-system-x86 make kmod cpio systemd dbus-user-session python3 python3-gi python3-pytest)
# To make Debian packages.
PACKAGE_PACKAGES=(build-essential debhelper chrpath)
# To show the widgets: panels, a screen for them without a monitor, a mouse and a camera.
PICTURE_PACKAGES=(waybar sway polybar i3blocks i3-wm gjs python3 python3-gi gir1.2-gtk-4.0
  xvfb xdotool imagemagick fonts-dejavu-core)

# Builds the three programs with the given options, and nothing that only tests need; leaves their
# folder in `bin`.
build_programs() {
  local product options=("$@")
  need_build_folder
  # What is released does not depend on the folder where it was built: neither sources nor the
  # compiler's module cache have their absolute paths in the debug symbols.
  if [[ " $* " == *' release '* ]]; then
    options+=(
      -Xswiftc -file-prefix-map -Xswiftc "$PWD=." -Xcc "-ffile-prefix-map=$PWD=."
      -Xswiftc -Xfrontend -Xswiftc -no-clang-module-breadcrumbs
    )
  fi
  for product in lightend lighten lighten-ddc; do
    swift build "${options[@]}" --quiet --product "$product" ||
      die "$product could not be built; Swift says why above"
  done
  bin=$(swift build "${options[@]}" --show-bin-path)
}

# Swift's own words for this lead nowhere.
need_build_folder() {
  local folder=$PWD/.build
  if ! { mkdir -p "$folder" && [ -w "$folder" ] && [ -x "$folder" ]; } 2>/dev/null; then
    die "$folder, where the programs are built, is not writable for $(id -un)"
  fi
}

. contrib/lib/swift.sh
