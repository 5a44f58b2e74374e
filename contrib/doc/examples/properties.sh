#!/usr/bin/env bash
# Shows properties of monitors, and sets two monitors at the same time; with busctl of systemd.
set -euo pipefail

service=com.github.jcrd.lighten
root=/com/github/jcrd/lighten

busctl --user get-property $service $root $service.Manager Displays
busctl --user get-property $service $root/displays/0 $service.Display Name Connector State
busctl --user call $service $root $service.Manager SetAll 'a{ou}' 2 \
  $root/displays/0 30 $root/displays/1 60
busctl --user get-property $service $root/displays/0 $service.Backlight Brightness Auto
