# Swift: that it is there, new enough and able to run. Sourced by prerequisites.sh.

# The oldest Swift whose features the package uses (isolated deinit, warnings as errors by target).
SWIFT_WANTED=6.2

# The Debian package of each library that Swift's programs are linked with. In Debian 13, libcurl4
# is a name that libcurl4t64 provides.
declare -A SWIFT_LIBRARIES=(
  [libcurl.so.4]=libcurl4
  [libedit.so.2]=libedit2
  [libform.so.6]=libncurses6
  [libgcc_s.so.1]=libgcc-s1
  [libncurses.so.6]=libncurses6
  [libncursesw.so.6]=libncursesw6
  [libpanel.so.6]=libncurses6
  [libsqlite3.so.0]=libsqlite3-0
  [libstdc++.so.6]=libstdc++6
  [libtinfo.so.6]=libtinfo6
  [libuuid.so.1]=libuuid1
  [libxml2.so.2]=libxml2
  [libz.so.1]=zlib1g
  [libz3.so.4]=libz3-4
)

# Swift is the one thing that people bring themselves. The libraries that it needs are installed.
need_swift() {
  local said hint="lighten needs Swift $SWIFT_WANTED or later. Get it from https://swift.org/install/linux
(unpack it, and put its usr/bin into PATH), then run this again."
  command -v swift >/dev/null || die "Swift is not installed. $hint"
  need_swift_libraries
  said=$(swift --version 2>&1) || die "“swift --version” fails with status $?:
$said
$hint"
  [[ $said =~ Swift\ version\ ([0-9]+(\.[0-9]+)*) ]] ||
    die "“swift --version” does not say its version. $hint"
  printf '%s\n%s\n' "$SWIFT_WANTED" "${BASH_REMATCH[1]}" | sort -V -C ||
    die "Swift ${BASH_REMATCH[1]} is too old. $hint"
}

need_swift_libraries() {
  local library missing packages=() unknown=()
  mapfile -t missing < <(missing_swift_libraries)
  [ ${#missing[@]} -gt 0 ] || return 0
  for library in "${missing[@]}"; do
    if [ -n "${SWIFT_LIBRARIES[$library]-}" ]; then
      packages+=("${SWIFT_LIBRARIES[$library]}")
    else
      unknown+=("$library")
    fi
  done
  [ ${#unknown[@]} -eq 0 ] ||
    die "Swift cannot run without ${unknown[*]}; install the package that has it, then run this again"
  mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)
  install_packages "${packages[@]}"
  mapfile -t missing < <(missing_swift_libraries)
  [ ${#missing[@]} -eq 0 ] ||
    die "Swift cannot run without ${missing[*]}, which ${packages[*]} should have; this Swift may be for another system"
}

# Prints the libraries that are missing for the programs of Swift that build and test.
missing_swift_libraries() {
  local folder tool tools=()
  folder=$(swift_folder)
  for tool in swift-{driver,frontend,package,build-tool,format,plugin-server} clang lld; do
    [ ! -x "$folder/$tool" ] || tools+=("$folder/$tool")
  done
  # Without ldd or these programs, “swift --version” says what it lacks.
  [ ${#tools[@]} -gt 0 ] && command -v ldd >/dev/null || return 0
  sed -n 's/^[[:space:]]*\(.*\) => not found$/\1/p' < <(ldd "${tools[@]}" 2>/dev/null) | sort -u
}

# The folder of Swift's programs.
swift_folder() { dirname "$(readlink -f "$(command -v swift)")"; }
