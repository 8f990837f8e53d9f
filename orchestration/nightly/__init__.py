"""One run: the steps and their order, as plain functions that the command line and Dagster both call.

Belongs here: what a step takes from the ledger, does and records; which step follows; what blocks. Does not belong
here: how anything is done (`loading`, `warehouse`, `expectations`), Dagster (`definitions`), what is printed (`cli`).
"""
