# i3blocks, in the bar of i3. Sourced.
. pictures/panel.sh

width=400 height=24 place=160x24+240+0
panel=i3blocks mouse=(392 12)

begin_widget() {
  mkdir -p home/.config/i3 home/.config/i3blocks
  cp widgets/i3blocks/lighten.conf home/.config/i3blocks/config
  cat >home/.config/i3/config <<'EOF'
# i3 config file (v4)
font pango:DejaVu Sans 10
bar {
  position top
  workspace_buttons no
  status_command i3blocks
  colors {
    background #1d2026
    statusline #e5e9f0
  }
}
EOF
  i3 >home/i3.log 2>&1 &
  widget=$!
}
