"""Benchmarks of speed and scale: `python -m benchmarks`. Every figure told is a ratio within one run on one machine.

Not shipped with the package, and no test: nothing timed decides whether a change may land.
"""
