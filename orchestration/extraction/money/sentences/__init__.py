"""The office's money in sentences: what one figure is, which item it belongs to, the row that comes of it.

Belongs here: words around a figure, enumerations, parts of a whole, rates behind it. Does not belong here: lines and cells
that print a label and an amount (`money.labels`, `money.lists`).
"""
