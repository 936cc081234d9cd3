"""python -m ground MODULE ENGINE: one engine's part of a measurement."""

import sys

from ground import measure_here

measure_here(*sys.argv[1:])
