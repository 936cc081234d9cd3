"""The demonstration: invented data for `kedeng demo`, put in through the same actions as real ones.

The files in data/demo say what; data/samples holds the few real facts. `load.load` does it all.
"""
