"""Charts as SVG text.

Series differ by colour (Okabe and Ito's, told apart by the colour-blind), by marker and by dash, so that they
can be read in print without colour.
"""
