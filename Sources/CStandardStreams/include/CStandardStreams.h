// Standard streams that are there. A program that has this target among its own needs nothing else:
// it is done before the program and its libraries begin.

#pragma once
