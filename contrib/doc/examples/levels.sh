#!/usr/bin/env bash
# Shows the level of one monitor, changes it, and shows it again; with gdbus, which is part of GLib.
set -euo pipefail

lighten=(gdbus call --session --dest com.github.jcrd.lighten --object-path)

"${lighten[@]}" /com/github/jcrd/lighten --method com.github.jcrd.lighten.Manager.Resolve SIM-2

backlight=("${lighten[@]}" /com/github/jcrd/lighten/displays/1 --method)
"${backlight[@]}" com.github.jcrd.lighten.Backlight.GetBrightness
"${backlight[@]}" com.github.jcrd.lighten.Backlight.SetBrightness 40
"${backlight[@]}" com.github.jcrd.lighten.Backlight.AddBrightness -- -15
"${backlight[@]}" com.github.jcrd.lighten.Backlight.GetBrightness
