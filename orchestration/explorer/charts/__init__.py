"""Charts as SVG, drawn on the server by small functions.

All are 360 units wide, so that their letters are as large on a phone as on a desk; colours are classes (`app.css`),
chosen for colour-blind readers, and never say anything alone: each bar carries its figure.
"""
