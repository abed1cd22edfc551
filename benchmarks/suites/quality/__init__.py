"""The suite `quality`: does each measure follow its own defect, and does `acceptable` say what is read.

`session` is the way through; `dump` writes what the calibration is fitted on.
"""
