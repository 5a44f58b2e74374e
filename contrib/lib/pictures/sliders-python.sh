# The window of the Python program. Sourced.
. pictures/sliders.sh

name=sliders-python

begin_widget() {
  GSK_RENDERER=cairo widgets/python/lighten-sliders 2>home/sliders.log &
  widget=$!
}
