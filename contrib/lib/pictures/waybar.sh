# Waybar, in Sway, in a window of the screen: so that the mouse is the screen's. Sourced.
. pictures/panel.sh

width=400 height=124 place=160x28+240+0
panel=waybar mouse=(375 14)

begin_widget() {
  mkdir -p home/.config/waybar home/.config/sway
  cp widgets/waybar/* home/.config/waybar
  cat >home/.config/waybar/config <<'EOF'
{
  "include": ["~/.config/waybar/lighten.jsonc"],
  "modules-right": ["custom/lighten"],
  "height": 28
}
EOF
  cat >home/.config/waybar/style.css <<'EOF'
@import "lighten.css";
* { font: 14px "DejaVu Sans"; }
window#waybar { background: #1d2026; color: #e5e9f0; }
EOF
  cat >home/.config/sway/config <<EOF
output * resolution ${width}x$height background #3b4252 solid_color
xwayland disable
bar {
  swaybar_command waybar
}
EOF
  WLR_BACKENDS=x11 WLR_RENDERER=pixman sway >home/waybar.log 2>&1 &
  widget=$!
}

show_more() {
  local place=320x124+80+0
  shown=$(look "$place")
  # A pointer that only appears somewhere does not move over it.
  shows 'every monitor in the tooltip' xdotool mousemove_relative 1 0
  picture waybar-tooltip "$place"
}
