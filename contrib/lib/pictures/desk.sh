# lightend with three simulated monitors. Sourced.

begin_desk() {
  lightend --simulate=0 2>>home/lightend.log &
  service=$!
  gdbus wait --session --timeout "$DEADLINE" com.github.jcrd.lighten
  plug DP-1 --manufacturer DEL --model U2720Q --serial 1 --brightness 65
  plug HDMI-A-1 --manufacturer GSM --model 'HDR 4K' --serial 2 --brightness 40
  plug eDP-1 --internal --manufacturer AUO --model B140HAN --serial 3 --brightness 80
}

end_desk() {
  kill "$service"
  wait "$service"
}

plug() { lighten sim plug --connector "$@" >/dev/null; }

unplug() { lighten sim unplug -d "$1"; }

# The monitors go to standby, which is noticed with the next request.
fall_asleep() {
  local number
  for number in 0 1 2; do lighten sim fault -d "$number" asleep; done
  lighten set 60 2>/dev/null || true
}

wake_up() {
  local number
  for number in 0 1 2; do lighten sim fault -d "$number" none; done
  lighten refresh
}

brightness() { lighten get -d "$1"; }

# Whether automatic brightness of the first monitor is on.
auto() { lighten list --json | grep '"number": 0,.*"auto": true' >/dev/null && echo on || echo off; }

# Waits until a command's output is what it should be: the words for it, the output, the command.
becomes() {
  local now end=$((SECONDS + DEADLINE))
  until now=$("${@:3}") && [ "$now" = "$2" ]; do
    [ "$SECONDS" -lt "$end" ] || fail "$1: $now instead of $2"
    sleep 0.1
  done
  echo "ok: $1"
}
