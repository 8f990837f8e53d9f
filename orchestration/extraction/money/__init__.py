"""The office's money: budgets, spending and sources in tables, grids, lists and sentences.

Belongs here: which item, phase, fund and classification an amount is of. Does not belong here: money paid to residents or
earned by others (`statistics`), sums and rates recomputed (SQL in dbt).
"""
