# What the scripts in contrib need before they can begin, and how the programs are built. Sourced.

# The oldest Swift whose features the package uses (isolated deinit, warnings as errors by target).
SWIFT_WANTED=6.2

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# Swift is the one thing that people bring themselves.
need_swift() {
  local hint="lighten needs Swift $SWIFT_WANTED or later. Get it from https://swift.org/install/linux
(unpack it, and put its usr/bin into PATH), then run this again."
  command -v swift >/dev/null || die "Swift is not installed. $hint"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] || die "“swift --version” does not say its version. $hint"
  printf '%s\n%s\n' "$SWIFT_WANTED" "$version" | sort -V -C ||
    die "Swift $version is too old. $hint"
}

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
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q ' installed$' ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null ||
    die "this is not a Debian system; install what corresponds to: ${missing[*]}"
  printf 'Installing %s …\n' "${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# To build: the libraries, and the C compiler's files, which Swift needs to link.
BUILD_PACKAGES=(libglib2.0-dev libddcutil-dev libudev-dev pkg-config git gcc g++ libc6-dev)
# To run, and to look at what runs.
RUN_PACKAGES=(dbus libglib2.0-bin)
# To test: emulated hardware, Python that speaks D-Bus, and what the examples are written for (busctl
# is part of systemd).
TEST_PACKAGES=(umockdev gjs systemd python3 python3-gi python3-pytest python3-pytest-xdist
  python3-dbusmock python3-jsonschema binutils zsh fish groff-base mandoc)
# To make Debian packages.
PACKAGE_PACKAGES=(build-essential debhelper chrpath)
# To show the widgets: panels, a screen for them without a monitor, a mouse and a camera.
PICTURE_PACKAGES=(waybar sway polybar i3blocks i3-wm gjs python3 python3-gi gir1.2-gtk-4.0
  xvfb xdotool imagemagick fonts-dejavu-core)

# Builds the three programs with the given options, and nothing that only tests need; leaves their
# folder in `bin`.
build_programs() {
  local product options=("$@")
  # What is released does not depend on the folder where it was built: neither sources nor the
  # compiler's module cache have their absolute paths in the debug symbols.
  if [[ " $* " == *' release '* ]]; then
    options+=(
      -Xswiftc -file-prefix-map -Xswiftc "$PWD=." -Xcc "-ffile-prefix-map=$PWD=."
      -Xswiftc -Xfrontend -Xswiftc -no-clang-module-breadcrumbs
    )
  fi
  for product in lightend lighten lighten-ddc; do
    swift build "${options[@]}" --quiet --product "$product"
  done
  bin=$(swift build "${options[@]}" --show-bin-path)
}
