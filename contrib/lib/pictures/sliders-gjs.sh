# The window of the JavaScript program. Sourced.
. pictures/sliders.sh

name=sliders-gjs

begin_widget() {
  GSK_RENDERER=cairo widgets/gjs/sliders.js 2>home/sliders.log &
  widget=$!
}
