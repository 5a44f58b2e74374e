# Polybar. Sourced.
. pictures/panel.sh

width=400 height=28 place=160x28+240+0
panel=polybar mouse=(375 14)

begin_widget() {
  mkdir -p home/.config/polybar
  cp widgets/polybar/* home/.config/polybar
  cat >home/.config/polybar/config.ini <<'EOF'
include-file = ~/.config/polybar/lighten.ini
[bar/bar]
modules-right = lighten
font-0 = DejaVu Sans:size=10;3
background = #1d2026
foreground = #e5e9f0
height = 28
padding-right = 10px
override-redirect = true
EOF
  polybar bar >home/polybar.log 2>&1 &
  widget=$!
}
