# A screen without a monitor, with a mouse and a camera. Sourced.

# Generous: a check passes on a busy machine, and a failure takes no longer than this, in seconds.
DEADLINE=20

fail() {
  printf 'no: %s\n' "$*" >&2
  exit 1
}

# Begins a screen of `width` times `height` pixels; sets DISPLAY.
begin_screen() {
  local number
  coproc XVFB { exec Xvfb -displayfd 1 -screen 0 "${width}x${height}x24" -nolisten tcp 2>home/screen.log; }
  screen=$XVFB_PID
  read -r -t "$DEADLINE" number <&"${XVFB[0]}" || fail "Xvfb did not start: $(cat home/screen.log)"
  export DISPLAY=:$number
}

# Photographs a part WIDTHxHEIGHT+X+Y of the screen; the other arguments are for ImageMagick.
photograph() { import -silent -window root -crop "$1" +repage "${@:2}"; }

# What a part of the screen shows, as one word.
look() { photograph "$1" -depth 8 rgb:- | sha256sum; }

# Saves a part of the screen as a picture of that name.
picture() { photograph "$2" -strip "png/$1.png"; }

# Waits until `place` shows more than areas of one colour: the edges of letters have many.
wait_for_text() {
  local end=$((SECONDS + DEADLINE))
  until [ "$(photograph "$place" -format %k info:)" -gt 10 ]; do
    [ "$SECONDS" -lt "$end" ] || fail 'it shows nothing'
    sleep 0.2
  done
  shown=
  wait_until_shown 'its state at the start'
}

# Waits until `place` shows something else than the last time, and has come to rest.
wait_until_shown() {
  local last='' now end=$((SECONDS + DEADLINE))
  while now=$(look "$place") && { [ "$now" = "$shown" ] || [ "$now" != "$last" ]; }; do
    [ "$SECONDS" -lt "$end" ] || fail "it does not show $1"
    last=$now
    sleep 0.2
  done
  shown=$now
  echo "ok: it shows $1"
}

# Does something that `place` must show: the words for it, and the command.
shows() {
  "${@:2}"
  wait_until_shown "$1"
}
