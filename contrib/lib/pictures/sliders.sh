# What a window with sliders does. Sourced by the file of the program, which sets `name`.

# The window has no frame: there is no window manager.
width=360 height=144 place=360x144+0+0

use_widget() {
  picture "$name" "$place"
  shows 'a change by another program' lighten set -d 0 20
  shows 'a change by the buttons of a monitor' lighten sim press -d 2 30
  # The second slider, from its middle beyond its end.
  xdotool mousemove 250 72 mousedown 1 mousemove 300 72 mousemove 355 72
  becomes 'a slider that is dragged' 100 brightness 1
  xdotool mouseup 1
  wait_until_shown 'that'
  shows 'a change by another program' lighten set -d 1 10
  shows 'that a monitor is unplugged' unplug 2
  shows 'that it is plugged in' plug eDP-1 --serial 3 --internal
  shows 'nothing when lightend has stopped' end_desk
  shows 'that lightend is back' begin_desk
}
