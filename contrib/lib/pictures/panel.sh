# What a panel's module does. Sourced by the panel's file, which sets `panel` to its name and `mouse`
# to a point that hears the mouse.

# More that a panel shows while the mouse is there.
show_more() { :; }

# One state below the other.
states=()
picture_state() {
  picture "$panel-$1" "$place"
  states+=("png/$panel-$1.png")
}

use_widget() {
  picture_state ready
  xdotool mousemove "${mouse[@]}"
  show_more
  shows 'a change by another program' lighten set -d 0 20
  xdotool click 4
  becomes 'the wheel makes it brighter' 25 brightness 0
  wait_until_shown 'that'
  xdotool click 5
  becomes 'the wheel makes it darker' 20 brightness 0
  wait_until_shown 'that'
  shows 'a change by the buttons of the monitor' lighten sim press -d 0 65
  xdotool click 1
  becomes 'a click switches automatic brightness on' on auto
  wait_until_shown 'that'
  picture_state auto
  xdotool click 1
  becomes 'another click switches it off' off auto
  wait_until_shown 'that'
  shows 'that the monitors are asleep' fall_asleep
  picture_state asleep
  shows 'that they are awake' wake_up
  shows 'that lightend has stopped' end_desk
  picture_state stopped
  shows 'that lightend is back' begin_desk
  convert "${states[@]}" -append -strip "png/$panel.png"
  rm "${states[@]}"
}
