# What gets installed, and where: the one list, for packages too. Sourced by contrib/install.

# Prints a line for each file: source, target and mode, with tabs between them.
#
#   installed_files PROGRAMS PREFIX
installed_files() (
  shopt -s nullglob globstar
  programs=$1 prefix=$2
  data=$prefix/share
  documents=$data/doc/lighten

  # udev and the loader of modules look into these folders only.
  case $prefix in
    /usr) system=/usr/lib ;;
    *) system=/etc ;;
  esac
  # systemd looks for users' units below lib in two places only; otherwise it takes them from the
  # folders of XDG_DATA_DIRS and from ~/.local/share, as the bus does with its services.
  case $prefix in
    /usr | /usr/local) units=$prefix/lib/systemd/user ;;
    *) units=$data/systemd/user ;;
  esac
  # Debian's zsh has a folder for packages, and does not look into the usual one below /usr.
  zsh=$data/zsh/site-functions
  [ "$prefix" != /usr ] || [ ! -e /etc/debian_version ] || zsh=$data/zsh/vendor-completions

  place() { printf '%s\t%s\t%s\n' "$@"; }

  place "$programs/lightend" "$prefix/bin/lightend" 755
  place "$programs/lighten" "$prefix/bin/lighten" 755
  place "$programs/lighten-ddc" "$prefix/libexec/lighten/lighten-ddc" 755

  place config/com.github.jcrd.lighten.service.in \
    "$data/dbus-1/services/com.github.jcrd.lighten.service" 644
  for file in config/dbus/*.xml; do
    name=$(basename "$file" .xml)
    # The file of the service itself has no name of its own.
    name=com.github.jcrd.lighten.${name^}
    place "$file" "$data/dbus-1/interfaces/${name%.Service}.xml" 644
  done
  place config/lightend.service.in "$units/lightend.service" 644
  for file in config/*.rules; do
    place "$file" "$system/udev/rules.d/${file##*/}" 644
  done
  place config/lighten-modules.conf "$system/modules-load.d/lighten.conf" 644

  for file in contrib/man/*.[1-8]; do
    place "$file" "$data/man/man${file##*.}/${file##*/}" 644
  done
  for file in contrib/completions/*; do
    name=${file##*/}
    case $name in
      *.bash) place "$file" "$data/bash-completion/completions/${name%.bash}" 644 ;;
      *.fish) place "$file" "$data/fish/vendor_completions.d/$name" 644 ;;
      _*) place "$file" "$zsh/$name" 644 ;;
    esac
  done

  place config/lightend.conf "$documents/examples/lightend.conf" 644
  for file in contrib/doc/examples/** contrib/widgets/**; do
    case $file in *.pyc) continue ;; esac
    name=${file#contrib/}
    if [ -x "$file" ]; then mode=755; else mode=644; fi
    [ -d "$file" ] || place "$file" "$documents/examples/${name#doc/examples/}" "$mode"
  done
  for file in contrib/doc/schema/*.json; do
    place "$file" "$documents/schema/${file##*/}" 644
  done
  place LICENSE "$documents/LICENSE" 644
  for file in contrib/CHANGELOG*.md; do
    place "$file" "$documents/${file##*/}" 644
  done
)
